package export

import (
	"cmp"
	"encoding/xml"
	"io"
	"time"
)

// Feed is a list of publications for feed readers.
type Feed struct {
	BaseURL string // absolute, without a closing slash
	Path    string // of the feed itself
	Home    string // path of the page that shows the same, "" for the home page
	Title   string
	Entries []FeedEntry
}

// FeedEntry is one publication.
type FeedEntry struct {
	ID      string // an address that never means anything else
	Title   string
	URL     string
	Updated time.Time
	Summary string
	Author  string // "" for the site
}

// siteName is who publishes, where nobody else is named.
const siteName = "明账"

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Link    atomLink   `xml:"link"`
	Author  atomAuthor `xml:"author"`
	Summary string     `xml:"summary"`
}

// Write writes the feed as Atom (RFC 4287). The feed was updated when its
// latest entry was.
func (f Feed) Write(w io.Writer) error {
	a := atomFeed{
		Lang: "zh-CN", ID: f.BaseURL + f.Path, Title: f.Title, Updated: stamp(time.Unix(0, 0)), Author: atomAuthor{siteName},
		Links: []atomLink{{"self", "application/atom+xml", f.BaseURL + f.Path}, {"alternate", "text/html", f.BaseURL + cmp.Or(f.Home, "/")}},
	}
	var latest time.Time
	for _, e := range f.Entries {
		if e.Updated.After(latest) {
			latest, a.Updated = e.Updated, stamp(e.Updated)
		}
		a.Entries = append(a.Entries, atomEntry{
			ID: e.ID, Title: e.Title, Updated: stamp(e.Updated), Link: atomLink{"alternate", "text/html", e.URL}, Author: atomAuthor{cmp.Or(e.Author, siteName)}, Summary: e.Summary,
		})
	}
	return writeXML(w, a)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
