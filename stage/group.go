package stage

import (
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// grouped is the output line of group.
type grouped struct {
	ID    json.RawMessage `json:"id"`
	Story string          `json:"story"`
	Dup   string          `json:"dup"`
}

// member is one line of the input of group: an item, or the answer to a line
// that holds none.
type member struct {
	id      json.RawMessage
	item    corroborate.Item
	refused *answer
	err     error
}

// group puts texts into stories and copies. It reads its whole input before it
// writes.
func (r *run) group(files []string) error {
	var members []member
	err := Ordered(r.ctx, r.opt.Jobs, r.lines(files), groupMember, func(m member) error {
		members = append(members, m)
		return m.err
	})
	if err != nil {
		return err
	}
	var items []corroborate.Item
	for _, m := range members {
		if m.refused == nil {
			items = append(items, m.item)
		}
	}
	if r.opt.Reuse {
		return r.reuse(members, items)
	}
	groups := corroborate.Group(items)
	for _, m := range members {
		a := m.refused
		if a == nil {
			line := give(grouped{ID: m.id, Story: groups[0].Story, Dup: groups[0].Dup})
			a, groups = &line, groups[1:]
		}
		if err := r.emit(*a); err != nil {
			return err
		}
	}
	return nil
}

// reused is an output line of group with Reuse.
type reused struct {
	A      json.RawMessage `json:"a"`
	B      json.RawMessage `json:"b"`
	Kind   string          `json:"kind"`
	Blocks []int           `json:"blocks"`
}

// reuse writes a line for each pair of texts that share passages, after those
// of the lines that could not be read.
func (r *run) reuse(members []member, items []corroborate.Item) error {
	var ids []json.RawMessage
	for _, m := range members {
		if m.refused == nil {
			ids = append(ids, m.id)
			r.unread.Of++
			continue
		}
		if err := r.emit(*m.refused); err != nil {
			return err
		}
	}
	for _, x := range corroborate.Reuses(items) {
		kind := "copy"
		if x.Partial {
			kind = "partial"
		}
		a := give(reused{ids[x.Report], ids[x.Of], kind, x.Blocks})
		if a.err != nil {
			return a.err
		}
		if _, err := r.out.Write(a.line); err != nil {
			return err
		}
	}
	return nil
}

func groupMember(l line) member {
	rec, err := parse(l)
	m := member{id: rec.id, err: err}
	if err != nil {
		return m
	}
	value := func(key string) string {
		s, err := rec.text(key)
		if err != nil && m.err == nil {
			m.err = err
		}
		return s
	}
	m.item = corroborate.Item{
		ID: string(rec.id), Outlet: value("outlet"), Date: day(value("date")), Title: value("title"), Text: value("text"),
	}
	if m.err == nil && !rec.has("text") {
		a := refuse(rec.id, fmt.Errorf("%w: the line gives no text", readout.ErrFormat))
		m.refused = &a
	}
	return m
}
