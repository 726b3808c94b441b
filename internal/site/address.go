package site

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/web"
)

// asked lists the queries that are pages of the copy: each word takes few
// values, and links lead to all of them. Anything else that may be asked needs
// a server.
var asked = []struct {
	path  *regexp.Regexp
	words []string // that stand alone, or together as "year~page"
}{
	{regexp.MustCompile(`^/rank/[^/]+$`), []string{"year", "as", "page", "show", "as~year", "page~year"}},
	{regexp.MustCompile(`^/rank/[^/]+\.(json|csv|xlsx)$`), []string{"year"}},
	{regexp.MustCompile(`^/units$`), []string{"page", "region", "page~region"}},
	{regexp.MustCompile(`^/feed\.atom$`), []string{"region"}},
	{regexp.MustCompile(`^/reasons(/wordings|/unexplained)?$`), []string{"page"}},
	{regexp.MustCompile(`^/evaluations(/indicators|/coverage)?$`), []string{"page", "year", "page~year"}},
	{regexp.MustCompile(`^/u/[^/]+/restatements$`), []string{"year", "show", "page", "show~year", "page~year", "page~show"}},
	{regexp.MustCompile(`^/glossary(/[^/]+)?$`), []string{"page"}},
	{regexp.MustCompile(`^/corrections$`), []string{"page"}},
}

// plainValue is a value that may stand in the name of a file.
var plainValue = regexp.MustCompile(`^[0-9A-Za-z_.-]{1,40}$`)

// fileTypes are the ends of addresses that are files, not pages.
var fileTypes = []string{".json", ".jsonl", ".pem", ".sig", ".csv", ".xlsx", ".svg", ".atom", ".xml", ".txt", ".css", ".js", ".zip", ".sqlite"}

// names gives each address its place in the folder.
type names struct {
	base      string            // absolute address of the site
	documents map[string]string // ends of the names of documents by their SHA-256
	within    func(address string) bool
}

// address is what a link of the site leads to.
type address struct {
	file     string // its place in the folder, with slashes
	ask      string // what to ask the website for, "" when no file of its own answers
	fragment string // with its #
	query    string // kept in the link, with its ?
}

// of returns where an address of the site (escaped path and query) is in the
// copy.
func (n names) of(u *url.URL) address {
	a := address{}
	if u.Fragment != "" {
		a.fragment = "#" + u.EscapedFragment()
	}
	p := u.EscapedPath()
	switch {
	case p == "/search":
		a.file, a.ask = "search/index.html", "/search"
		if q := u.Query().Get("q"); q != "" {
			a.query = "?" + url.Values{"q": {q}}.Encode()
		}
		return n.kept(a)
	case p == "/api" || strings.HasPrefix(p, "/api/"):
		return n.kept(address{file: "api/index.html", ask: "/api"})
	case p == "/compare" || strings.HasPrefix(p, "/compare.") || strings.HasPrefix(p, "/compare/"):
		return n.kept(address{file: "compare/index.html", ask: "/compare"})
	case strings.HasPrefix(p, "/search."), p == "/healthz", strings.HasPrefix(p, "/admin"):
		return n.elsewhere()
	}
	ask, words, ok := wordsOf(u)
	if !ok {
		return n.elsewhere()
	}
	a.ask, a.file = ask, n.file(p, words)
	return n.kept(a)
}

// kept is a, unless the copy leaves it out.
func (n names) kept(a address) address {
	if n.within != nil && !n.within(a.ask) {
		return n.elsewhere()
	}
	return a
}

// elsewhere is the page for what is not in the copy.
func (n names) elsewhere() address {
	return address{file: strings.TrimPrefix(web.NeedsServer, "/") + "/index.html", ask: web.NeedsServer}
}

// wordsOf returns how to ask for an address, and its query as the name of a
// file has it; ok is false when the copy cannot have it.
func wordsOf(u *url.URL) (ask, named string, ok bool) {
	p := u.EscapedPath()
	if u.RawQuery == "" {
		return p, "", true
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return "", "", false
	}
	var list, words []string
	for name, values := range query {
		if len(values) != 1 || !plainValue.MatchString(values[0]) {
			return "", "", false
		}
		list, words = append(list, name+"="+values[0]), append(words, name)
	}
	slices.Sort(list)
	slices.Sort(words)
	for _, a := range asked {
		if a.path.MatchString(p) && slices.Contains(a.words, strings.Join(words, between)) {
			return p + "?" + strings.Join(list, "&"), strings.Join(list, between), true
		}
	}
	return "", "", false
}

// between stands between the words of a query in the name of a file.
const between = "~"

// file returns the place of an address in the folder.
func (n names) file(escaped, words string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(escaped, "/"), "/") {
		if part != "" {
			parts = append(parts, fileName(part))
		}
	}
	place := strings.Join(parts, "/")
	if len(parts) == 2 && parts[0] == "documents" {
		return place + n.documents[parts[1]]
	}
	end := path.Ext(place)
	if !strings.HasSuffix(escaped, "/") && (slices.Contains(fileTypes, end) || parts != nil && parts[len(parts)-1] == "SHA256SUMS") {
		if words != "" {
			place = strings.TrimSuffix(place, end) + between + words + end
		}
		return place
	}
	return path.Join(place, words, "index.html")
}

// longestName bounds the names of files: file systems take 255 bytes.
const longestName = 200

// fileName writes a segment of an address as the name of a file, such that
// every file system takes it.
func fileName(segment string) string {
	name, err := url.PathUnescape(segment)
	if err != nil || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7F || r == 0xFFFD || strings.ContainsRune(`/\:*?"<>|`, r) }) ||
		strings.HasSuffix(name, ".") || strings.HasPrefix(name, ".") {
		name = strings.ReplaceAll(segment, "%", "_")
		name = strings.Trim(strings.Map(func(r rune) rune {
			if strings.ContainsRune(`:*"<>|?\`, r) {
				return '_'
			}
			return r
		}, name), ".")
	}
	if len(name) > longestName {
		sum := sha256.Sum256([]byte(segment))
		end := path.Ext(name)
		if len(end) > 8 {
			end = ""
		}
		short := strings.ToValidUTF8(name[:longestName-24], "")
		name = short + "-" + hex.EncodeToString(sum[:6]) + end
	}
	return name
}

// relative writes the way from one file of the copy to another.
func relative(from, to string) string {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	same := 0
	for same < len(a)-1 && same < len(b)-1 && a[same] == b[same] {
		same++
	}
	var way []string
	for range len(a) - 1 - same {
		way = append(way, "..")
	}
	for _, part := range b[same:] {
		way = append(way, strings.ReplaceAll(url.PathEscape(part), ":", "%3A"))
	}
	return strings.Join(way, "/")
}

// unitOf returns the unit of an address below /u/, 0 for none.
func unitOf(ask string) int64 {
	rest, ok := strings.CutPrefix(ask, "/u/")
	if !ok {
		return 0
	}
	number, _, _ := strings.Cut(rest, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return id
}
