package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDataset(t *testing.T) {
	body, err := Dataset(someMeta, "支出 9,410.33 万元</script><b>&")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(body, "<>&") {
		t.Errorf("would end a script element: %s", body)
	}
	var got map[string]any
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"@context": "https://schema.org", "@type": "Dataset",
		"name":        "乌鲁木齐市水磨沟区发展和改革委员会 2024 年度部门决算",
		"description": "支出 9,410.33 万元</script><b>&",
		"url":         "https://example.org/u/1-%E5%8F%91%E6%94%B9%E5%A7%94/2024/",
		"identifier":  "k7", "sameAs": "https://example.org/e/k7/", "version": "2",
		"creator":          map[string]any{"@type": "GovernmentOrganization", "name": "乌鲁木齐市水磨沟区发展和改革委员会"},
		"temporalCoverage": "2024", "spatialCoverage": "新疆维吾尔自治区 乌鲁木齐市 水磨沟区",
		"distribution": []any{
			map[string]any{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "https://example.org/u/1-%E5%8F%91%E6%94%B9%E5%A7%94/2024.json"},
			map[string]any{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "https://example.org/u/1-%E5%8F%91%E6%94%B9%E5%A7%94/2024.csv"},
		},
		"license": "政府信息公开", "dateModified": "2025-09-30", "datePublished": "2025-09-12", "isBasedOn": "https://example.org/doc.html",
		"inLanguage": "zh-CN", "isAccessibleForFree": true, "keywords": []any{"部门决算", "财政公开", "三公经费"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +file)\n%s", diff)
	}
}

// What is unknown is not said: no year 0, no licence "".
func TestDatasetOfTheUnknown(t *testing.T) {
	body, err := Dataset(Meta{BaseURL: "https://example.org", Home: "/u/1-a/", Unit: "教育局"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"description", "temporalCoverage", "spatialCoverage", "identifier", "sameAs", "version", "dateModified", "datePublished", "isBasedOn", "license"} {
		if value, said := got[key]; said {
			t.Errorf("%s is %v", key, value)
		}
	}
	if got["name"] != "教育局部门决算" {
		t.Errorf("name is %v", got["name"])
	}
}

// atom is a feed as a reader of feeds takes it.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID      string `xml:"http://www.w3.org/2005/Atom id"`
		Title   string `xml:"http://www.w3.org/2005/Atom title"`
		Updated string `xml:"http://www.w3.org/2005/Atom updated"`
		Author  string `xml:"http://www.w3.org/2005/Atom author>name"`
		Summary string `xml:"http://www.w3.org/2005/Atom summary"`
		Link    struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/2005/Atom link"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

func TestFeedIsAtom(t *testing.T) {
	older := time.Date(2025, 9, 1, 8, 0, 0, 0, time.FixedZone("", 8*3600))
	f := Feed{BaseURL: "https://example.org", Path: "/feed.atom", Title: "最新", Entries: []FeedEntry{
		{ID: "https://example.org/e/a/", Title: "教育局 <2024> & 其他", URL: "https://example.org/u/1-a/2024/", Updated: older, Summary: "支出 1 万元", Author: "教育局"},
		{ID: "https://example.org/e/b/", Title: "第二", URL: "https://example.org/u/2-b/2024/", Updated: older.Add(time.Hour)},
	}}
	var got atom
	if err := xml.Unmarshal(written(t, func(b *bytes.Buffer) error { return f.Write(b) }), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "https://example.org/feed.atom" || got.Title != "最新" || got.Author == "" || got.Lang != "zh-CN" {
		t.Errorf("feed: %+v", got)
	}
	if got.Updated != "2025-09-01T01:00:00Z" { // of the later entry, in UTC
		t.Errorf("updated %s", got.Updated)
	}
	links := map[string]string{}
	for _, l := range got.Links {
		links[l.Rel] = l.Href
	}
	if diff := cmp.Diff(map[string]string{"self": "https://example.org/feed.atom", "alternate": "https://example.org/"}, links); diff != "" {
		t.Errorf("links (-want +file)\n%s", diff)
	}
	if len(got.Entries) != 2 {
		t.Fatalf("%d entries", len(got.Entries))
	}
	first, second := got.Entries[0], got.Entries[1]
	if first.ID != "https://example.org/e/a/" || first.Title != "教育局 <2024> & 其他" || first.Updated != "2025-09-01T00:00:00Z" ||
		first.Author != "教育局" || first.Summary != "支出 1 万元" || first.Link.Href != "https://example.org/u/1-a/2024/" || first.Link.Rel != "alternate" {
		t.Errorf("entry: %+v", first)
	}
	if second.Author == "" {
		t.Error("an entry without an author")
	}
}

func TestFeedWithoutEntries(t *testing.T) {
	var got atom
	if err := xml.Unmarshal(written(t, func(b *bytes.Buffer) error {
		return Feed{BaseURL: "https://example.org", Path: "/feed.atom", Title: "空"}.Write(b)
	}), &got); err != nil {
		t.Fatal(err)
	}
	if _, err := time.Parse(time.RFC3339, got.Updated); err != nil || got.ID == "" {
		t.Errorf("%+v: %v", got, err)
	}
}

type locations struct {
	XMLName xml.Name
	Pages   []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:"url"`
	Parts []struct {
		Loc string `xml:"loc"`
	} `xml:"sitemap"`
}

func readLocations(t *testing.T, write func(b *bytes.Buffer) error) locations {
	t.Helper()
	var got locations
	if err := xml.Unmarshal(written(t, write), &got); err != nil {
		t.Fatal(err)
	}
	if got.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Errorf("name space %q", got.XMLName.Space)
	}
	return got
}

func TestSiteMap(t *testing.T) {
	m := SiteMap{BaseURL: "https://example.org"}
	m.Add("/", time.Time{})
	m.Add("/units?region=65&year=2024", time.Date(2025, 9, 30, 20, 0, 0, 0, time.FixedZone("", 8*3600)))
	got := readLocations(t, func(b *bytes.Buffer) error { return m.Write(b) })
	if got.XMLName.Local != "urlset" || len(got.Pages) != 2 {
		t.Fatalf("%+v", got)
	}
	if got.Pages[0].Loc != "https://example.org/" || got.Pages[0].LastMod != "" {
		t.Errorf("%+v", got.Pages[0])
	}
	if got.Pages[1].Loc != "https://example.org/units?region=65&year=2024" || got.Pages[1].LastMod != "2025-09-30T12:00:00Z" {
		t.Errorf("%+v", got.Pages[1])
	}
}

func TestSiteMapInParts(t *testing.T) {
	m := SiteMap{BaseURL: "https://example.org"}
	for n := range 50_001 {
		m.Add(fmt.Sprintf("/%d", n), time.Time{})
	}
	if m.Parts() != 2 {
		t.Fatalf("%d parts", m.Parts())
	}
	var b bytes.Buffer
	if err := m.Write(&b); err == nil || !strings.Contains(err.Error(), "50001") || b.Len() > 0 {
		t.Errorf("written whole: %d bytes, %v", b.Len(), err)
	}
	index := readLocations(t, func(b *bytes.Buffer) error {
		return m.WriteIndex(b, func(part int) string { return fmt.Sprintf("/sitemap-%d.xml", part+1) })
	})
	if index.XMLName.Local != "sitemapindex" || len(index.Parts) != 2 || index.Parts[1].Loc != "https://example.org/sitemap-2.xml" {
		t.Errorf("%+v", index)
	}
	first := readLocations(t, func(b *bytes.Buffer) error { return m.WritePart(b, 0) })
	last := readLocations(t, func(b *bytes.Buffer) error { return m.WritePart(b, 1) })
	if len(first.Pages) != 50_000 || len(last.Pages) != 1 || last.Pages[0].Loc != "https://example.org/50000" {
		t.Errorf("%d and %d pages", len(first.Pages), len(last.Pages))
	}
	for _, part := range []int{-1, 2} {
		if err := m.WritePart(&b, part); err == nil {
			t.Errorf("there is a part %d", part)
		}
	}
}
