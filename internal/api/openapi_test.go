package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingzhang/internal/api"
	"mingzhang/internal/intake"
)

// description is the OpenAPI document as another program reads it.
type description struct {
	t        *testing.T
	doc      any
	compiler *jsonschema.Compiler
}

func described(t *testing.T, s *site) description {
	t.Helper()
	w := s.ask("GET", "/openapi.json")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/vnd.oai.openapi+json" {
		t.Fatalf("%d %s", w.Code, w.Header())
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return description{t, doc, c}
}

func (d description) operations() map[string]map[string]any {
	found := map[string]map[string]any{}
	for path, item := range d.doc.(map[string]any)["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			if method != "get" {
				d.t.Errorf("%s %s", method, path)
			}
			found[path] = op.(map[string]any)
		}
	}
	return found
}

// validate holds an answer against the schema that the document gives for it.
func (d description) validate(path, status, mediaType string, body []byte) {
	d.t.Helper()
	at := "openapi.json#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/get/responses/" + status +
		"/content/" + strings.ReplaceAll(mediaType, "/", "~1") + "/schema"
	schema, err := d.compiler.Compile(at)
	if err != nil {
		d.t.Fatalf("%s: %v", at, err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		d.t.Fatalf("%s: %v", path, err)
	}
	if err := schema.Validate(v); err != nil {
		d.t.Errorf("%s %s: %v", path, status, err)
	}
}

// Every answer, good or bad, is as the OpenAPI document says.
func TestAnswersAreAsDescribed(t *testing.T) {
	s := seeded(t)
	s.load("", "水磨沟区发展和改革委员会", "东城区发展和改革委员会零", "2.14", "2.15")
	if _, err := intake.Reindex(context.Background(), s.store); err != nil {
		t.Fatal(err)
	}
	d := described(t, s)
	facts := all[api.Fact](s, "/facts?limit=500")
	examples := map[string][]string{
		"/units":                          {"/units", "/units?q=改革&limit=1", "/units?region=99"},
		"/units/{id}":                     {"/units/1", "/units/2"},
		"/reports":                        {"/reports", "/reports?history=true&limit=1"},
		"/reports/{edition}":              {"/reports/" + seedKey},
		"/facts":                          {"/facts?limit=500", "/facts?sentence=true", "/facts?origin=derived", "/facts?origin=stated_none", "/facts?economic=30"},
		"/facts/{id}":                     {"/facts/" + facts[0].ID, "/facts/" + facts[len(facts)-1].ID},
		"/reasons":                        {"/reasons?limit=500"},
		"/checks":                         {"/checks?limit=500"},
		"/evaluations":                    {"/evaluations"},
		"/evaluations/{edition}/{number}": {"/evaluations/" + seedKey + "/1"},
		"/search":                         {"/search?q=用车", "/search?q=改革&kind=unit", "/search?q=没有这样的话", "/search?q=绩效&limit=2&year=2024"},
		"/unexplained":                    {"/unexplained", "/unexplained?amount=1&rate=5&limit=1"},
		"/restatements":                   {"/restatements", "/restatements?differs=true&limit=1"},
		"/vocabulary":                     {"/vocabulary"},
	}
	for path := range d.operations() {
		if len(examples[path]) == 0 {
			t.Errorf("no example of %s", path)
		}
		for _, example := range examples[path] {
			w := s.ask("GET", example)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
				t.Fatalf("%s: %d %s", example, w.Code, w.Header().Get("Content-Type"))
			}
			d.validate(path, "200", "application/json", w.Body.Bytes())
		}
	}
	for path, example := range map[string]string{"/units/{id}": "/units/99", "/facts/{id}": "/facts/abc", "/reports/{edition}": "/reports/000000000000", "/evaluations/{edition}/{number}": "/evaluations/" + seedKey + "/99"} {
		w := s.ask("GET", example)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", example, w.Code)
		}
		d.validate(path, "404", "application/problem+json", w.Body.Bytes())
	}
	w := s.ask("GET", "/facts?year=twenty")
	d.validate("/facts", "400", "application/problem+json", w.Body.Bytes())
}

// Every parameter is explained, and the limits are those that hold.
func TestDescriptionIsWhole(t *testing.T) {
	d := described(t, newSite(t))
	if d.doc.(map[string]any)["openapi"] != "3.1.0" {
		t.Errorf("%v", d.doc.(map[string]any)["openapi"])
	}
	for path, op := range d.operations() {
		if op["summary"] == nil || op["operationId"] == nil {
			t.Errorf("%s: %v", path, op)
		}
		params, _ := op["parameters"].([]any)
		for _, p := range params {
			p := p.(map[string]any)
			if p["description"] == nil {
				t.Errorf("%s: %s is not explained", path, p["name"])
			}
			if p["name"] == "limit" && path != "/evaluations" && path != "/search" && p["schema"].(map[string]any)["maximum"] != json.Number("500") {
				t.Errorf("%s: %v", path, p["schema"])
			}
		}
	}
}

// The description is the same in YAML.
func TestDescriptionInYAML(t *testing.T) {
	w := newSite(t).ask("GET", "/openapi.yaml", "Accept", "application/yaml")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "openapi: 3.1.0") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
}
