package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"mingzhang/internal/data"
	"mingzhang/internal/division"
	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

const manifestName = "manifest.json"

// Manifest is what a folder says of its documents that they cannot say
// themselves; docs/manifest.md describes it.
type Manifest struct {
	Documents []Entry `json:"documents"`
}

// Entry speaks of one document.
type Entry struct {
	File      string  `json:"file"`
	SHA256    string  `json:"sha256"`
	Region    string  `json:"region"` // GB/T 2260 code
	Unit      string  `json:"unit"`   // the unit's name where the document has it wrong or not at all
	Year      int     `json:"year"`   // likewise its year
	Source    Source  `json:"source"`
	Published *string `json:"published"` // 公开日期 as YYYY-MM-DD, null when unknown
	Licence   string  `json:"licence"`
	Note      string  `json:"note"`
	// Formerly lists names that the unit carried before: its reports under
	// those names are its own.
	Formerly []Former `json:"formerly"`
}

// Former is a name that a unit carried before: {"name": "…", "until": 2018}, or
// the name alone.
type Former struct {
	Name  string `json:"name"`
	Until *int   `json:"until"` // the last 决算年度 under that name, null when unknown
}

// UnmarshalJSON reads a name alone as well.
func (f *Former) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &f.Name) == nil {
		return nil
	}
	type plain Former
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	return dec.Decode((*plain)(f))
}

// Source is where a document was published.
type Source struct {
	Title string  `json:"title"`
	URL   *string `json:"url"` // null when unknown
}

func readManifest(fsys fs.FS, dir, shown string) (*Manifest, error) {
	data, err := fs.ReadFile(fsys, path.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, notThere(shown, err)
	}
	return parseManifest(data, shown)
}

func parseManifest(data []byte, shown string) (*Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return nil, &document.Error{Name: shown, Reason: fmt.Sprintf("清单不是有效的 JSON：%v", err), Remedy: "格式见 docs/manifest.md"}
	}
	return &m, nil
}

// entry returns what m says of the file, nil when nothing.
func (m *Manifest) entry(name string) *Entry {
	if m == nil {
		return nil
	}
	for i := range m.Documents {
		if m.Documents[i].File == name {
			return &m.Documents[i]
		}
	}
	return nil
}

// complete adds to the report what the manifest knows, else what follows from
// the unit's name by the official table of divisions, marked as inferred.
func (e *Entry) complete(r *fiscal.Report) {
	if e != nil && e.Unit != "" && e.Unit != r.Unit.Name {
		r.Unit.Name, r.Unit.Inferred = e.Unit, append(r.Unit.Inferred, "name")
	}
	if e != nil && e.Year != 0 && e.Year != r.Year {
		r.Year, r.Unit.Inferred = e.Year, append(r.Unit.Inferred, "year")
	}
	if e != nil && e.Region != "" {
		r.Unit.Region = e.Region
		return
	}
	if d, ok := division.Find(r.Unit.Name); ok {
		r.Unit.Region = d.Code
		r.Unit.Inferred = append(r.Unit.Inferred, "region")
	}
}

// verify reports whether data are the bytes that the manifest means.
func (e *Entry) verify(r Reading) error {
	if e == nil || e.SHA256 == "" || e.SHA256 == r.Document.SHA256 {
		return nil
	}
	return &document.Error{Name: r.File.Path, Reason: "内容与清单里的 sha256 不符，文件被改动过", Remedy: "请换回原文件，或更新清单"}
}

// provenance is what the manifest says of where the document comes from.
func (e *Entry) provenance() data.Provenance {
	if e == nil {
		return data.Provenance{}
	}
	return data.Provenance{Title: e.Source.Title, URL: known(e.Source.URL), Published: known(e.Published), Licence: e.Licence, Note: e.Note}
}

// known returns "" for null.
func known(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
