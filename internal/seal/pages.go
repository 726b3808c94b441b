package seal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// PagesRule counts the changes to how the data files of pages are written.
// Manifests of another rule are checked without them: what they are made from
// is checked all the same.
const PagesRule = 1

// pagesOf hashes the data files of an edition's pages, by their path below the
// address of the edition.
func pagesOf(e data.Edition, r *fiscal.Report, text string) (Pages, error) {
	p := Pages{Rule: PagesRule, Files: map[string]string{}}
	meta := export.Meta{Home: "/e/" + e.Key + "/", Year: e.Year, EditionKey: e.Key, EditionNumber: e.Number, PublishedAt: e.PublishedAt}
	book := story.Open(r)
	book.Edition = e.Key
	add := func(name string, write func(*bytes.Buffer) error) error {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			return fmt.Errorf("%s：%w", name, err)
		}
		sum, err := PageSum(b.Bytes())
		p.Files[name] = sum
		return err
	}
	if err := add("report.json", func(b *bytes.Buffer) error { return export.ReportJSON(b, meta, r) }); err != nil {
		return p, err
	}
	if err := add("checks.json", func(b *bytes.Buffer) error { return export.ChecksJSON(b, meta, r) }); err != nil {
		return p, err
	}
	for _, f := range fiscal.Forms {
		form, ok := book.FormWithText(f.Number, text)
		if !ok {
			continue
		}
		if err := add("forms/"+strconv.Itoa(f.Number)+".json", func(b *bytes.Buffer) error { return export.FormJSON(b, meta, form) }); err != nil {
			return p, err
		}
	}
	for i, v := range r.Evaluations {
		if err := add("evaluations/"+strconv.Itoa(i+1)+".json", func(b *bytes.Buffer) error { return export.EvaluationJSON(b, meta, v) }); err != nil {
			return p, err
		}
	}
	return p, nil
}

// PageSum hashes a data file of a page: its canonical JSON without what says
// where and when it was fetched. That is the member edition, and the address
// of the site before the paths of links.
func PageSum(file []byte) (string, error) {
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(file))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return "", fmt.Errorf("不是数据文件：%w", err)
	}
	site := ""
	if e, ok := v["edition"].(map[string]any); ok {
		fixed, _ := e["fixed_url"].(string)
		key, _ := e["edition"].(string)
		site = strings.TrimSuffix(fixed, "/e/"+key+"/")
	}
	delete(v, "edition")
	b, err := fiscal.Canonicalise(without(site, v))
	return Sum(b), err
}

// without takes the address of the site off every link to it.
func without(site string, v any) any {
	switch v := v.(type) {
	case string:
		if site != "" {
			if path, ok := strings.CutPrefix(v, site+"/"); ok {
				return "/" + path
			}
		}
	case []any:
		for i := range v {
			v[i] = without(site, v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = without(site, v[k])
		}
	}
	return v
}
