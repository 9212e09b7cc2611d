// Keys of the pages, and claims opened without loading the page anew. Every key does
// what a link or a button does; without this file those are there all the same.
"use strict";
(() => {
  const all = (s, within = document) => [...within.querySelectorAll(s)];
  const one = (s, within = document) => within.querySelector(s);

  // Scrolls each pane of reports to the words that are lit in it.
  const show = () => {
    for (const pane of all(".pane")) {
      const lit = one("mark", pane);
      if (lit) pane.scrollTop = lit.offsetTop - pane.clientHeight / 3;
    }
  };

  // Opens an address of this story: the claims and the reports beside each other are put in
  // place of those that are shown.
  let last = 0;
  const open = async (href, remember) => {
    const mine = ++last;
    let text;
    try {
      const answer = await fetch(href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      text = await answer.text();
    } catch {
      location.assign(href);
      return;
    }
    if (mine !== last) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const parts = ["claims", "side"].map((id) => [document.getElementById(id), page.getElementById(id)]);
    if (parts.flat().includes(null)) { location.assign(href); return; }
    for (const [shown, fresh] of parts) shown.replaceWith(document.adoptNode(fresh));
    const dots = all(".time svg a"), news = all(".time svg a", page);
    if (dots.length === news.length) {
      dots.forEach((a, i) => one(".dot", a).setAttribute("class", one(".dot", news[i]).getAttribute("class")));
    }
    if (remember) history.pushState(null, "", href);
    show();
    const hash = new URL(href).hash.slice(1);
    const to = hash === "left" || hash === "right" ? document.getElementById(hash) : one(".claim.on");
    if (to) to.scrollIntoView({ block: "nearest" });
  };

  // The next thing of a list, from the one that is marked.
  const move = (by) => {
    const claims = all("[data-claim]");
    if (claims.length) {
      const at = claims.findIndex((c) => c.classList.contains("on"));
      const to = claims[Math.min(claims.length - 1, Math.max(0, at + by))];
      if (to && (at < 0 || to !== claims[at])) open(one("[data-open]", to).href, true);
      return;
    }
    const items = all("[data-item]");
    if (!items.length) return;
    const at = items.findIndex((i) => i.classList.contains("at"));
    const to = items[Math.min(items.length - 1, Math.max(0, at + by))];
    items.forEach((i) => i.classList.toggle("at", i === to));
    to.scrollIntoView({ block: "nearest" });
    const link = one("a, button", to);
    if (link) link.focus({ preventScroll: true });
  };

  const copy = async () => {
    const text = one("#cite");
    if (!text) return;
    const told = one("[data-copied]");
    told.textContent = "…";
    text.closest("details").open = true;
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser does not let a page copy: copy what is marked.";
      text.focus();
      text.select();
    }
  };

  const press = (key) => {
    const on = one(".claim.on") || document;
    const target = one(`[data-key="${key}"]`, on) || one(`[data-key="${key}"]`);
    if (target) target.click();
  };

  // The form for names: here, or on the page of the people of the story.
  const names = () => {
    const form = one("#merge"), link = one("[data-key=m]");
    if (form) {
      form.open = true;
      one("input[list]", form).focus();
    } else if (link) location.assign(link.href + "#merge");
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.closest("input, textarea, select, [contenteditable]")) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    switch (e.key) {
      case "j": move(1); break;
      case "k": move(-1); break;
      case "c": case "x": case "h": press(e.key); break;
      case "m": names(); break;
      case "e": copy(); break;
      case "/": { const box = one("#top-search"); if (box) box.focus(); break; }
      case "?": location.assign("/help"); break;
      default: return;
    }
    e.preventDefault();
  });

  document.addEventListener("click", (e) => {
    if (e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    const link = e.target.closest("a");
    if (!link || !document.getElementById("claims")) return;
    const href = typeof link.href === "string" ? link.href : link.href.baseVal;
    const to = new URL(href, location.href);
    if (to.origin !== location.origin || to.pathname !== location.pathname || !to.searchParams.has("claim") && !to.searchParams.has("report")) return;
    e.preventDefault();
    open(to.href, true);
  });

  // To open the text that can be copied is to copy it.
  document.addEventListener("toggle", (e) => {
    if (!e.target.matches?.("details.cite")) return;
    const told = one("[data-copied]");
    if (!e.target.open) told.textContent = "";
    else if (!told.textContent) copy();
  }, true);
  addEventListener("popstate", () => { if (document.getElementById("claims")) open(location.href, false); });
  if (location.hash === "#merge") addEventListener("load", () => setTimeout(names));
  show();
})();
