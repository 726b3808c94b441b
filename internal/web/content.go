package web

import "strings"

// Media types of what the portal serves.
const (
	typeHTML = "text/html; charset=utf-8"
	typeJSON = "application/json; charset=utf-8"
	typeCSV  = "text/csv; charset=utf-8"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeSVG  = "image/svg+xml"
	typeAtom = "application/atom+xml; charset=utf-8"
	// typeAtomLink is the same in links, where programs look for it bare.
	typeAtomLink = "application/atom+xml"
	typeXML      = "application/xml; charset=utf-8"
	typeText     = "text/plain; charset=utf-8"
	typeProblem  = "application/problem+json; charset=utf-8"
)

// content is a finished answer: the bytes of one page or file, before it is
// known who asks.
type content struct {
	mediaType string
	body      []byte
	filename  string // offered for saving, "" to show it
	fresh     string // Cache-Control, "" for the default of pages
	fixed     bool   // never changes under its address
	framed    bool   // pages of other sites may frame it
}

const (
	cachePage  = "public, max-age=60, stale-while-revalidate=600"
	cacheFixed = "public, max-age=31536000, immutable"
)

func compressible(mediaType string) bool {
	if mediaType == typeXLSX {
		return false // packed already
	}
	return strings.HasPrefix(mediaType, "text/") || strings.Contains(mediaType, "json") ||
		strings.Contains(mediaType, "xml") || strings.Contains(mediaType, "javascript")
}

// accepts reports whether the Accept-Encoding header allows the encoding.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if tag := strings.TrimPrefix(strings.TrimSpace(part), "W/"); tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
