package serve

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/readout-project/readout/export"
)

type object = map[string]any

// openapi describes the routes for programs, as OpenAPI 3.1.
func openapi(routes []route, version string) ([]byte, error) {
	forms := newSchemas()
	paths := object{}
	for i := range routes {
		rt := &routes[i]
		if !rt.api {
			continue
		}
		at, _ := paths[rt.path].(object)
		if at == nil {
			at = object{}
			paths[rt.path] = at
		}
		at[strings.ToLower(rt.method)] = rt.operation(forms)
	}
	if version == "" {
		version = "0"
	}
	forms.named["Problem"] = object{
		"type": "object", "required": []string{"type", "title", "status", "detail"},
		"properties": object{
			"type": schema("string", "urn:readout:problem: and the kind of error"), "title": schema("string", "the kind in words"),
			"status": schema("integer", "the status of the answer"), "detail": schema("string", "what was wrong, and what to do"),
		},
	}
	return json.MarshalIndent(object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Readout", "version": version,
			"description": "What a record of news reports holds. Answers are those of the command line with --format json; docs/commands.md explains each key. Offsets are Unicode code points, half-open.",
		},
		"paths": paths,
		"components": object{
			"schemas":         forms.named,
			"responses":       object{"Problem": object{"description": "What was wrong, and what to do (RFC 9457)", "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}}},
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer", "description": "Needed where the server was started with --token-file"}},
		},
	}, "", " ")
}

func schema(kind, about string) object {
	out := object{"type": kind}
	if about != "" {
		out["description"] = about
	}
	if kind == "array" {
		out["items"] = object{"type": "string"}
	}
	return out
}

func (rt *route) pathSchema(name string) object {
	switch {
	case rt.exports && name == "form":
		return object{"type": "string", "enum": export.Names()}
	case name == "number":
		return object{"type": "integer", "minimum": 1}
	}
	return object{"type": "string"}
}

// schema describes what a parameter may be; true and false are those of JSON.
func (p *param) schema() object {
	out := object{"type": p.kind}
	if p.kind != "boolean" && p.one != nil {
		out["enum"] = p.one
	}
	return out
}

// operation describes one route.
func (rt *route) operation(forms *schemas) object {
	params := []object{}
	for _, name := range rt.pathParams() {
		params = append(params, object{"name": name, "in": "path", "required": true, "schema": rt.pathSchema(name), "description": pathWords[name]})
	}
	for _, p := range rt.query {
		params = append(params, object{"name": p.name, "in": "query", "required": p.must, "schema": p.schema(), "description": p.about})
	}
	status := "200"
	if rt.status() != 200 {
		status = fmt.Sprint(rt.status())
	}
	responses := object{status: object{"description": rt.summary, "content": rt.content(forms)}, "default": object{"$ref": "#/components/responses/Problem"}}
	if rt.tagged {
		responses["304"] = object{"description": "The record has not changed since the ETag of If-None-Match"}
	}
	out := object{"operationId": rt.operationID(), "summary": rt.summary, "parameters": params, "responses": responses, "security": []object{}}
	if rt.scope != "" {
		out["security"] = []object{{"token": []string{}}, {}}
		out["x-scope"] = string(rt.scope)
	}
	if rt.takes != "" {
		out["requestBody"] = object{"required": true, "content": object{rt.takes: object{"schema": object{}}}}
	}
	if len(rt.body) > 0 {
		properties, must := object{}, []string{}
		for _, p := range rt.body {
			properties[p.name] = schema(p.kind, p.about)
			if p.must {
				must = append(must, p.name)
			}
		}
		out["requestBody"] = object{"required": true, "content": object{jsonMedia: object{"schema": object{"type": "object", "properties": properties, "required": must, "additionalProperties": false}}}}
	}
	return out
}

// pathWords say what the variable parts of addresses are.
var pathWords = map[string]string{
	"story": "id of a story, or of a report in it", "report": "id of a report, or the beginning of its digest", "claim": "id of a claim, or its number C12",
	"id": "C12, D1, R1, S1, or the id of a claim or difference", "form": "a form of readout export", "number": "number of a correction",
}

// status is that of an answer without an error.
func (rt *route) status() int {
	if rt.method == "POST" && rt.path == apiPath+"/corrections" {
		return 201
	}
	return 200
}

// content is what an answer without an error holds.
func (rt *route) content(forms *schemas) object {
	switch {
	case rt.exports:
		out := object{}
		for _, f := range export.Forms() {
			kind, _, _ := strings.Cut(f.MediaType, ";")
			out[kind] = object{"schema": object{"type": "string", "description": "the form " + f.Name + "; docs/exports.md explains it"}}
		}
		return out
	case rt.media == jsonLines: // a line for each report
		return object{rt.media: object{"schema": object{"description": "of each line", "anyOf": []object{forms.of(rt.gives), forms.of("refused")}}}}
	case rt.media != "":
		return object{rt.media: object{"schema": object{"type": "string"}}}
	case rt.gives == "":
		return object{jsonMedia: object{"schema": object{"type": "object"}}}
	}
	return object{jsonMedia: object{"schema": forms.of(rt.gives)}}
}

// operationID names an operation by its method and address: get-stories-story-why-id.
func (rt *route) operationID() string {
	path := strings.NewReplacer("{", "", "}", "", ".", "-").Replace(strings.TrimPrefix(rt.path, apiPath))
	return strings.ToLower(rt.method) + strings.ReplaceAll(path, "/", "-")
}
