// Package templates holds the pages of the portal as templ components over
// view models. Components query nothing and compute nothing but how a thing is
// written; *_templ.go files are generated (make generate) and committed.
package templates

import (
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Site is what every page knows of the site it belongs to.
type Site struct {
	BaseURL string              // absolute, without a closing slash
	Version string              // of the portal
	Asset   func(string) string // address of a static file by its name, "" when it is missing
}

// Page is what the frame around a page needs.
type Page struct {
	Site        Site
	Path        string // canonical path, escaped
	Title       string
	Description string
	Nav         string // which entry of the main navigation is current
	Crumbs      []Crumb
	Alternates  []Alternate
	JSONLD      string // schema.org description as JSON, "" for none
	NoIndex     bool
}

// Canonical returns the absolute URL of the page.
func (p Page) Canonical() string { return p.Site.BaseURL + p.Path }

// Crumb is a step of the way from the home page; the last has no Href.
type Crumb struct{ Text, Href string }

// Alternate is the same page in another format.
type Alternate struct{ Type, Href, Title string }

// Stamp says what a page was made from.
type Stamp struct {
	Unit        string
	Aliases     []string
	NowCalled   string   // the unit's present name where the document has another, else ""
	Region      string   // the unit's region from the province down, "" when unknown
	Inferred    []string // what of the unit is concluded, not printed
	Year        int
	EditionKey  string
	Edition     int
	Editions    []EditionLink // every edition of the unit's year, newest first
	Current     bool          // this is the newest edition
	LoadedAt    time.Time
	Published   string // 公开日期 as YYYY-MM-DD, "" when unknown
	Document    string // file name
	SHA256      string
	SealedBy    string // id of the key that its manifest is signed by, "" for none
	SourceTitle string
	SourceURL   string
	Licence     string
	Note        string
	Home        string // path of the report, with a closing slash
	UnitHome    string // path of the unit, with a closing slash
}

// EditionLink leads to one edition.
type EditionLink struct {
	Number   int
	Key      string
	LoadedAt time.Time
	Current  bool
}

// Title returns "某单位 2024 年度部门决算".
func (s Stamp) Title() string { return s.Unit + " " + strconv.Itoa(s.Year) + " 年度部门决算" }

// Cite returns the report as a reference in the style of GB/T 7714.
func (s Stamp) Cite(base string) string {
	published := s.Published
	if published == "" {
		published = "公开日期未知"
	}
	return s.Unit + "．" + strconv.Itoa(s.Year) + " 年度部门决算［EB/OL］．（" + published + "）．明账，第 " + strconv.Itoa(s.Edition) + " 版（" + s.EditionKey + "）．" +
		base + "/e/" + s.EditionKey + "/"
}

// Chart is a drawn chart on a page.
type Chart struct {
	Spec story.ChartSpec
	SVG  string // clean SVG, made by internal/charts
	Base string // address of its files without extension: "charts/flow"
	From string // what its figures come from
}

// Report is a report page.
type Report struct {
	Page
	Stamp
	Book   *story.Book
	Charts map[string]Chart
}

// Root is the way from a page to its report's address: "" or "../".
type Root string

func (r Root) source(at int) string {
	if at < 0 {
		return string(r) + "source"
	}
	return string(r) + "source#o" + strconv.Itoa(at)
}

// corrections is where it is said what people corrected.
func (r Root) corrections() templ.SafeURL { return templ.SafeURL(string(r) + "source#corrections") }

// below returns the address of something that is named from the report on; one
// from the top of the site stays as it is.
func (r Root) below(path string) templ.SafeURL {
	if strings.HasPrefix(path, "/") {
		return templ.SafeURL(path)
	}
	return templ.SafeURL(string(r) + path)
}

// Day writes the day of a moment in China.
func Day(t time.Time) string { return day(t) }

func day(t time.Time) string { return t.In(china).Format("2006-01-02") }

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// china is UTC+8, the only time zone of the documents.
var china = time.FixedZone("UTC+8", 8*60*60)

func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// StatusName returns the word for the outcome of a check.
func StatusName(s fiscal.CheckStatus) string {
	switch s {
	case fiscal.Holds:
		return "对得上"
	case fiscal.Rounding:
		return "四舍五入"
	case fiscal.Notice:
		return "提示"
	case fiscal.Violated:
		return "对不上"
	}
	return "不适用"
}
