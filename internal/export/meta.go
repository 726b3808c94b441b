// Package export writes what pages show for machines: JSON, CSV, JSON-LD, Atom
// and the site map. It is given facts and writes bytes; it asks nobody.
package export

import (
	"cmp"
	"encoding/json"
	"io"
	"strconv"
	"time"
)

// Meta says what a file was made from. Zero values are unknown.
type Meta struct {
	BaseURL       string // absolute, without a closing slash
	Home          string // escaped path of the report or unit, with a closing slash
	Unit          string
	Region        string // GB/T 2260
	RegionName    string
	Year          int
	EditionKey    string
	EditionNumber int
	PublishedAt   time.Time
	Published     string // 公开日期, YYYY-MM-DD
	SourceTitle   string
	SourceURL     string
	Licence       string
	Note          string
}

// URL returns the address of the report or unit.
func (m Meta) URL() string { return m.BaseURL + m.Home }

// Fixed returns the address of the edition, which never shows anything else.
func (m Meta) Fixed() string {
	if m.EditionKey == "" {
		return ""
	}
	return m.BaseURL + "/e/" + m.EditionKey + "/"
}

// year writes the year, "" when it is unknown.
func (m Meta) year() string {
	if m.Year == 0 {
		return ""
	}
	return strconv.Itoa(m.Year)
}

// at returns the address of a place in the readable source; "" for nowhere.
func (m Meta) at(start int) string {
	if start < 0 || m.EditionKey == "" {
		return ""
	}
	return m.Fixed() + "source#o" + strconv.Itoa(start)
}

// place returns the address of a place in the readable source of any edition.
func (m Meta) place(edition string, start int) string {
	if start < 0 || edition == "" {
		return ""
	}
	return m.BaseURL + "/e/" + edition + "/source#o" + strconv.Itoa(start)
}

// card returns the address of the card at a path, "" for none.
func (m Meta) card(path string) string {
	if path == "" {
		return ""
	}
	return m.BaseURL + path
}

// About says where a file comes from, for a sheet of its own.
func (m Meta) About() [][2]string {
	about := [][2]string{{"单位", m.Unit}, {"年度", m.year()}, {"网址", m.URL()}, {"固定网址", m.Fixed()}, {"版本", m.EditionKey}}
	if m.EditionNumber != 0 {
		about = append(about, [2]string{"版次", "第 " + strconv.Itoa(m.EditionNumber) + " 版"})
	}
	return append(about, [2]string{"来源", m.SourceTitle}, [2]string{"来源网址", m.SourceURL}, [2]string{"公开日期", cmp.Or(m.Published, "未知")},
		[2]string{"许可", cmp.Or(m.Licence, "未注明")}, [2]string{"说明", m.Note}, [2]string{"四种“没有”", kindsOfNothing})
}

const kindsOfNothing = "0.00：文中印着零；文中说明无：文中写明没有；未提及：文中没有说到；未能读出：文中有数而程序没读懂。只有第一种是零。"

// edition is what JSON files say of where their content comes from.
type edition struct {
	URL         string  `json:"url"`
	FixedURL    string  `json:"fixed_url"`
	Key         string  `json:"edition"`
	Number      int     `json:"edition_number"`
	PublishedAt string  `json:"published_at"`
	Disclosed   *string `json:"disclosed"` // 公开日期, null when unknown
	SourceTitle *string `json:"source_title"`
	SourceURL   *string `json:"source_url"`
	Licence     *string `json:"licence"`
	Note        *string `json:"note"`
}

func (m Meta) edition() edition {
	return edition{
		URL: m.URL(), FixedURL: m.Fixed(), Key: m.EditionKey, Number: m.EditionNumber, PublishedAt: m.PublishedAt.UTC().Format(time.RFC3339),
		Disclosed: known(m.Published), SourceTitle: known(m.SourceTitle), SourceURL: known(m.SourceURL), Licence: known(m.Licence), Note: known(m.Note),
	}
}

// known returns nil for what is unknown, so that JSON says null.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}
