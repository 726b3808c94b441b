package export

import (
	"encoding/xml"
	"io"
	"time"
)

// SiteMap lists pages for search engines.
type SiteMap struct {
	BaseURL string
	pages   []siteMapPage
}

type siteMapPage struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// Add adds the page at an escaped path; a zero time is left out.
func (m *SiteMap) Add(path string, changed time.Time) {
	p := siteMapPage{Loc: m.BaseURL + path}
	if !changed.IsZero() {
		p.LastMod = stamp(changed)
	}
	m.pages = append(m.pages, p)
}

// Write writes the list as sitemaps.org 0.9 has it.
func (m *SiteMap) Write(w io.Writer) error {
	return writeXML(w, struct {
		XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []siteMapPage `xml:"url"`
	}{Pages: m.pages})
}
