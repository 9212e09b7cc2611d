package mcp

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/readout-project/readout"
)

// rule says what an argument may be. It is read from the tags of its field: bounds
// "least,most" are of the value of a number, the code points of a text, and of each
// text of a list; most is then also how many those may be where many gives no
// other. one lists the texts that there are, by bars; form names one of forms;
// preset is what an absent number is.
type rule struct {
	name        string
	index       []int
	kind        reflect.Kind
	least, most int
	many        int // entries that a list may have
	preset      int
	one         []string
	form        string
	required    bool
}

// forms are the forms that texts can be asked to have, with what they are called.
var forms = map[string]struct {
	re   *regexp.Regexp
	what string
}{
	"story": {regexp.MustCompile(`^s?[0-9a-f]{4,64}$`), "no id of a story or report, such as s84e5fe35a7; the tool stories lists them"},
	"item":  {regexp.MustCompile(`^[A-Za-z][0-9A-Za-z-]{0,63}$`), "no number or id, such as C12, D1 or c4e9bb6f8b2ea; the tool brief lists them"},
	"day":   {regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`), "no day, such as 2026-02-07"},
	"claim": {regexp.MustCompile(`^[0-9A-Za-z-]{2,64}$`), "no claim or report, such as C12, c4e9bb6f8b2ea or 9fc5d529e988"},
}

// rulesOf reads the rules of arguments, which are texts, whole numbers, lists of
// texts and switches.
func rulesOf(t reflect.Type) ([]rule, error) {
	var out []rule
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue
		}
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		r := rule{name: name, index: f.Index, kind: f.Type.Kind(), form: f.Tag.Get("form"), required: !strings.Contains(opts, "omitempty")}
		if one := f.Tag.Get("one"); one != "" {
			r.one = strings.Split(one, "|")
		}
		least, most, ok := strings.Cut(f.Tag.Get("bounds"), ",")
		var e1, e2 error
		r.least, e1 = strconv.Atoi(least)
		r.most, e2 = strconv.Atoi(most)
		if r.kind != reflect.Bool && (!ok || e1 != nil || e2 != nil) {
			return nil, fmt.Errorf("argument %s has no bounds", name)
		}
		r.preset, _ = strconv.Atoi(f.Tag.Get("preset")) //nolint:errcheck // 0 where there is none
		r.many, _ = strconv.Atoi(f.Tag.Get("many"))     //nolint:errcheck // 0 where there is none
		r.many = cmp.Or(r.many, r.most)
		if f.Tag.Get("jsonschema") == "" {
			return nil, fmt.Errorf("argument %s is not explained", name)
		}
		out = append(out, r)
	}
	return out, nil
}

// describe puts the rule into the schema of its argument.
func (r rule) describe(s *jsonschema.Schema) {
	switch r.kind {
	case reflect.String:
		r.describeText(s)
	case reflect.Int, reflect.Int64:
		least, most := float64(r.least), float64(r.most)
		s.Minimum, s.Maximum = &least, &most
		if r.preset != 0 {
			s.Default = []byte(strconv.Itoa(r.preset))
		}
	case reflect.Slice:
		s.Type, s.Types = "array", nil
		s.MaxItems = &r.many
		r.describeText(s.Items)
	}
}

func (r rule) describeText(s *jsonschema.Schema) {
	s.MaxLength = &r.most
	if r.required {
		s.MinLength = &r.least
	}
	for _, x := range r.one {
		s.Enum = append(s.Enum, x)
	}
}

// check looks at one argument, and fills in what an absent number is. An absent or
// empty text that is not required is no error.
func (r rule) check(in reflect.Value, given bool) error {
	v := in.FieldByIndex(r.index)
	switch r.kind {
	case reflect.String:
		return r.text(v.String())
	case reflect.Int, reflect.Int64:
		if !given {
			if r.required {
				return fmt.Errorf("%w: the argument %s is missing", readout.ErrInvalid, r.name)
			}
			v.SetInt(int64(r.preset))
			return nil
		}
		if n := v.Int(); n < int64(r.least) || n > int64(r.most) {
			return fmt.Errorf("%w: %s is %d; give %d to %d", readout.ErrInvalid, r.name, n, r.least, r.most)
		}
	case reflect.Slice:
		if v.Len() > r.many {
			return fmt.Errorf("%w: %s has %d entries; give at most %d", readout.ErrInvalid, r.name, v.Len(), r.many)
		}
		for i := range v.Len() {
			if err := r.text(v.Index(i).String()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r rule) text(s string) error {
	n := utf8.RuneCountInString(s)
	form, formed := forms[r.form]
	switch {
	case s == "" && !r.required:
	case s == "":
		return fmt.Errorf("%w: the argument %s is missing", readout.ErrInvalid, r.name)
	case formed && r.least == r.most && n != r.most:
		return fmt.Errorf("%w: %s: %q is %s", readout.ErrInvalid, r.name, s, form.what)
	case n < r.least || n > r.most:
		return fmt.Errorf("%w: %s has %d characters; give %d to %d", readout.ErrInvalid, r.name, n, r.least, r.most)
	case strings.ContainsRune(s, utf8.RuneError):
		return fmt.Errorf("%w: %s is not UTF-8", readout.ErrInvalid, r.name)
	case strings.ContainsRune(s, 0):
		return fmt.Errorf("%w: %s has a character of the value 0", readout.ErrInvalid, r.name)
	case r.one != nil && !contains(r.one, s):
		return fmt.Errorf("%w: %s is %q; give one of %s", readout.ErrInvalid, r.name, s, strings.Join(r.one, ", "))
	case formed && !form.re.MatchString(s):
		return fmt.Errorf("%w: %s: %q is %s", readout.ErrInvalid, r.name, s, form.what)
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func names(rules []rule) string {
	out := make([]string, len(rules))
	for i, r := range rules {
		out[i] = r.name
	}
	return strings.Join(out, ", ")
}

// Arguments that several tools take.

type momentArgs struct {
	AsOf string `json:"as_of,omitempty" bounds:"4,40" jsonschema:"Only reports whose text was published by then: 2026-02-07 (the whole day) or 2026-02-07T09:00, with Z or an offset; UTC where none is given."`
	Held string `json:"held,omitempty" bounds:"4,40" jsonschema:"Only reports and corrections that the record held by then, in the same form."`
}

type pageArgs struct {
	Limit  int `json:"limit,omitempty" bounds:"1,50" preset:"10" jsonschema:"How many entries of each list are given."`
	Offset int `json:"offset,omitempty" bounds:"0,100000" jsonschema:"How many entries of the list are passed over first."`
}
