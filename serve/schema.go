package serve

import (
	"reflect"
	"strings"

	"github.com/readout-project/readout/brief"
)

// schemas are the forms of answers as JSON Schema (2020-12), read off the types that
// are written, so that none can say what is not so. Types with a name are named once.
type schemas struct {
	forms map[string]reflect.Type
	named object
	types map[string]reflect.Type // by the name that each was given
}

func newSchemas() *schemas {
	return &schemas{forms: brief.Forms(), named: object{}, types: map[string]reflect.Type{}}
}

// of is the schema of a form of package brief.
func (s *schemas) of(form string) object { return s.schema(s.forms[form]) }

// schema describes the JSON of a type, as encoding/json writes it. Lists are never
// null in what package brief writes.
func (s *schemas) schema(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		return object{"anyOf": []object{s.schema(t.Elem()), {"type": "null"}}}
	case reflect.Slice:
		return object{"type": "array", "items": s.schema(t.Elem())}
	case reflect.Array:
		return object{"type": "array", "items": s.schema(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": s.schema(t.Elem())}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Struct:
		return s.ref(t)
	}
	return object{"type": "string"}
}

// ref names the schema of a struct, and makes it where it is not there.
func (s *schemas) ref(t reflect.Type) object {
	name := strings.TrimSuffix(t.Name(), "JSON")
	name = strings.ToUpper(name[:1]) + name[1:]
	if other := s.types[name]; other != nil && other != t {
		panic("two forms are named " + name)
	}
	if s.types[name] == nil {
		s.types[name] = t
		properties, must := object{}, []string{}
		for _, f := range reflect.VisibleFields(t) {
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if f.Anonymous || key == "" || key == "-" {
				continue
			}
			properties[key] = s.schema(f.Type)
			if one := f.Tag.Get("one"); one != "" {
				x := properties[key].(object) //nolint:errcheck // as it was made
				if items, ok := x["items"].(object); ok {
					x = items
				}
				x["enum"] = strings.Split(one, "|")
			}
			if !strings.Contains(options, "omitempty") {
				must = append(must, key)
			}
		}
		s.named[name] = object{"type": "object", "properties": properties, "required": must}
	}
	return object{"$ref": "#/components/schemas/" + name}
}
