package serve

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Where programs ask, and where one says who one is.
const (
	apiPath     = "/api/v1"
	healthPath  = "/healthz"
	metricsPath = "/metrics"
	loginPath   = "/login"
)

// route is one address that the server answers. The table of routes is all there is:
// the description for programs and the tests are made from it.
type route struct {
	method, path string
	scope        Scope // that it needs where there are tokens; "" for none
	api          bool  // errors are RFC 9457, not pages
	tagged       bool  // answers carry an ETag of the state of the record
	upload       bool  // takes reports
	answer       func(*request) (reply, error)

	// For the description of the API, and the twin of a page.
	twin    string // the API route with the same values; "" for none
	summary string
	query   []param
	body    []param // keys of the JSON object that it takes
	takes   string  // media type of a body that is no JSON object
	gives   string  // the form of the JSON that it gives, of brief.Forms
	media   string  // what it gives, where that is no JSON
	exports bool    // it gives the form of package export that its address names
}

// param is a parameter of a query, or a key of a body.
type param struct {
	name, kind, about string
	must              bool
	one               []string // the values that there are; nil for any
}

var inPath = regexp.MustCompile(`\{(\w+)\}`)

// pathParams are the names of the variable parts of an address.
func (rt *route) pathParams() []string {
	var out []string
	for _, m := range inPath.FindAllStringSubmatch(rt.path, -1) {
		out = append(out, m[1])
	}
	return out
}

// table is the table of routes.
func table() []route {
	return slices.Concat(pageRoutes(), apiRoutes(), questionRoutes(), []route{
		{method: http.MethodGet, path: "/static/{file}", answer: static},
		{method: http.MethodGet, path: healthPath, answer: health, api: true, media: "text/plain", summary: "Whether the record can be read"},
		{method: http.MethodGet, path: metricsPath, scope: Read, answer: measures, api: true, media: "text/plain", summary: "Counters and times, in the text format of Prometheus"},
	})
}

func pageRoutes() []route {
	page := func(path, twin string, answer func(*request) (reply, error)) route {
		return route{method: http.MethodGet, path: path, scope: Read, twin: twin, answer: answer}
	}
	form := func(path, twin string, answer func(*request) (reply, error)) route {
		return route{method: http.MethodPost, path: path, scope: Correct, twin: twin, answer: answer}
	}
	add := form("/add", "/reports", addReports)
	add.upload = true
	look := form("/news/looked", "/news/looked", looked)
	look.scope = Read // of one's own looks
	return []route{
		page("/{$}", "/stories", storiesPage),
		page("/stories/{story}", "/stories/{story}", storyPage),
		page("/stories/{story}/people", "/stories/{story}", peoplePage),
		page("/stories/{story}/history/{claim}", "/stories/{story}/history/{claim}", historyPage),
		page("/reports/{report}", "/reports/{report}", reportPage),
		page("/claims", "/claims", claimsPage),
		page("/search", "/search", searchPage),
		page("/news", "/news", newsPage),
		look,
		page("/gaps", "/gaps", gapsPage),
		page("/corrections", "/corrections", correctionsPage),
		form("/corrections", "/corrections", correct),
		form("/corrections/{number}/undo", "/corrections/{number}/undo", undo),
		page("/add", "", addPage),
		add,
		page("/help", "", helpPage),
		{method: http.MethodGet, path: loginPath, answer: loginPage},
		{method: http.MethodPost, path: loginPath, answer: login},
		{method: http.MethodPost, path: "/logout", answer: logout},
	}
}

// Parameters that several routes have.
var (
	paging = []param{
		{name: "limit", kind: "integer", about: "how many at most; 1 to 1000, default 50"},
		{name: "offset", kind: "integer", about: "how many are passed over; the header Link has the next page"},
	}
	moments = []param{
		{name: "as_of", kind: "string", about: "only reports whose text was published by then: 2026-02-07 or 2026-02-07T09:00Z"},
		{name: "held", kind: "string", about: "only what the record held by then"},
	}
	period = []param{
		{name: "from", kind: "string", about: "not before this date or time"},
		{name: "to", kind: "string", about: "not after this date or time"},
	}
	inStory = param{name: "story", kind: "string", about: "of one story, by its id or that of a report in it"}
	level   = param{name: "level", kind: "string", about: "how a claim stands", one: []string{"single", "relayed", "corroborated", "disputed", "withdrawn"}}
	speaker = param{name: "speaker", kind: "string", about: "a part of the name of whom it rests on"}
)

func apiRoutes() []route {
	get := func(path, summary string, answer func(*request) (reply, error), gives string, query ...param) route {
		return route{method: http.MethodGet, path: apiPath + path, scope: Read, api: true, tagged: true, answer: answer, summary: summary, gives: gives, query: query}
	}
	post := func(path, summary string, answer func(*request) (reply, error), gives string, body ...param) route {
		return route{method: http.MethodPost, path: apiPath + path, scope: Correct, api: true, answer: answer, summary: summary, gives: gives, body: body}
	}
	add := post("/reports", "Add the reports in the bytes of the body: a page, a text, a mail, a feed, an archive or a PDF", apiAdd, "added")
	add.upload, add.takes, add.media = true, "application/octet-stream", jsonLines
	add.query = []param{{name: "name", kind: "string", about: "what the input is called; default: body"}, {name: "media", kind: "string", about: "the Content-Type that it was served with"}}
	export := get("/stories/{story}/export/{form}", "A story in a form that other programs take", apiExport, "", moments...)
	export.exports = true
	look := post("/news/looked", "Mark everything until now as looked at, for who asks", apiLooked, "news")
	look.scope = Read
	description := get("/openapi.json", "This description", apiDescription, "")
	description.scope, description.tagged = "", false
	return []route{
		get("/stories", "Stories of the record, those with the newest reports first", apiStories, "stories", slices.Concat(paging, moments)...),
		get("/stories/{story}", "The brief of a story", apiBrief, "brief", append(slices.Clone(moments), param{name: "need", kind: "string", about: "a desk's own rule: N or N:named"})...),
		get("/stories/{story}/timeline", "What the reports of a story date", apiTimeline, "timeline", moments...),
		get("/stories/{story}/origins", "Whose reporting each report of a story is", apiOrigins, "origins", moments...),
		get("/stories/{story}/who", "What the reports of a story have on a name", apiWho, "who", append(slices.Clone(moments), param{name: "name", kind: "string", about: "a name, a part of one, or an office", must: true})...),
		get("/stories/{story}/why/{id}", "What stands behind a claim, a difference, a relay or a silence", apiWhy, "why", moments...),
		get("/stories/{story}/history/{claim}", "How a claim came to stand as it does", apiHistory, "history", moments...),
		export,
		get("/claims", "Claims of the record", apiClaims, "claims", slices.Concat([]param{
			inStory, level, speaker,
			{name: "ledger", kind: "string", about: "that it is so, or that it was said", one: []string{"is-so", "was-said"}},
			{name: "status", kind: "string", about: "whether it happened, was planned, denied, ...", one: strings.Fields("happened did-not-happen ongoing planned expected wanted demanded threatened conditional possible denied nearly")},
			{name: "only", kind: "boolean", about: "true: what one report alone has and is worth a line", one: []string{"true", "false"}},
		}, period, moments, paging)...),
		get("/search", "Blocks of reports in which all words stand", apiSearch, "hits", slices.Concat([]param{
			{name: "q", kind: "string", about: "words; a phrase in quotation marks", must: true}, inStory, level, speaker,
			{name: "outlet", kind: "string", about: "a part of the outlet's name"},
		}, period, moments, paging)...),
		get("/reports/{report}", "The block ledger of a report", apiReport, "lines"),
		get("/reports/{report}/versions", "What each version of a report says otherwise than the one before", apiVersions, "versions"),
		add,
		get("/news", "What became of claims since who asks last looked", apiNews, "news", param{name: "since", kind: "string", about: "since a date or time instead"}),
		look,
		get("/gaps", "What nobody has followed up", apiGaps, "gaps", []param{
			inStory,
			{name: "days", kind: "integer", about: "claims on one root for longer; default 7"},
			{name: "at", kind: "string", about: "as if it were then"},
			{name: "limit", kind: "integer", about: "stories looked at for steps and silences; 1 to 1000, default 50"},
		}...),
		get("/corrections", "All corrections, undone ones too", apiCorrections, "corrections", paging...),
		post("/corrections", "Keep a correction", apiCorrect, "corrections",
			param{name: "what", kind: "string", about: "merge-names, split-names, confirm, reject, merge-claims, split-claims, merge-stories, split-stories, block, date, speaker or note", must: true},
			param{name: "args", kind: "array", about: "what it is about, as the command line takes it", must: true},
			param{name: "story", kind: "string", about: "the story of claims, names and labels"},
			param{name: "reason", kind: "string", about: "why"}),
		post("/corrections/{number}/undo", "End a correction", apiUndo, "corrections"),
		description,
	}
}

// Routes lists the routes as METHOD PATH.
func Routes() []string {
	var out []string
	for _, rt := range table() {
		out = append(out, rt.method+" "+rt.path)
	}
	return out
}
