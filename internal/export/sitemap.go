package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// SiteMap lists pages for search engines.
type SiteMap struct {
	BaseURL string // absolute, without a closing slash
	pages   []siteMapPage
}

type siteMapPage struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// siteMapLimit is how many pages sitemaps.org allows in one file.
const siteMapLimit = 50_000

const siteMapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// Add adds the page at an escaped path; a zero time is left out.
func (m *SiteMap) Add(path string, changed time.Time) {
	p := siteMapPage{Loc: m.BaseURL + path}
	if !changed.IsZero() {
		p.LastMod = stamp(changed)
	}
	m.pages = append(m.pages, p)
}

// Parts returns how many files the list takes, one at least.
func (m *SiteMap) Parts() int {
	return max(1, (len(m.pages)+siteMapLimit-1)/siteMapLimit)
}

// Write writes the list as sitemaps.org 0.9 has it. A list that takes more than
// one file is an error: it is written by WriteIndex and WritePart.
func (m *SiteMap) Write(w io.Writer) error {
	if m.Parts() > 1 {
		return fmt.Errorf("站点地图有 %d 个地址，一个文件最多 %d 个：请改写成索引和 %d 个分文件", len(m.pages), siteMapLimit, m.Parts())
	}
	return m.WritePart(w, 0)
}

// WritePart writes one file of the list; part counts from 0 to Parts()-1,
// any other part is an error.
func (m *SiteMap) WritePart(w io.Writer, part int) error {
	if part < 0 || part >= m.Parts() {
		return fmt.Errorf("站点地图只有 %d 个分文件，没有第 %d 个", m.Parts(), part+1)
	}
	first := part * siteMapLimit
	return writeXML(w, struct {
		XMLName xml.Name
		Pages   []siteMapPage `xml:"url"`
	}{xml.Name{Space: siteMapSpace, Local: "urlset"}, m.pages[first:min(first+siteMapLimit, len(m.pages))]})
}

// WriteIndex writes the index of the parts; path gives the escaped path of each.
func (m *SiteMap) WriteIndex(w io.Writer, path func(part int) string) error {
	var parts []siteMapPage
	for part := range m.Parts() {
		parts = append(parts, siteMapPage{Loc: m.BaseURL + path(part)})
	}
	return writeXML(w, struct {
		XMLName xml.Name
		Parts   []siteMapPage `xml:"sitemap"`
	}{xml.Name{Space: siteMapSpace, Local: "sitemapindex"}, parts})
}
