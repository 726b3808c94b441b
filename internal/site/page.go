package site

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// linking are the attributes that lead somewhere.
var linking = map[string]bool{"href": true, "src": true, "action": true, "formaction": true, "data-chart": true, "data-png": true, "data-charts": true, "data-index": true, "data-root": true}

// noForm stands where a page asks the server for a choice.
const noForm = `<p class="note">换条件查看要用联网的明账；这里是静态副本。</p>`

// rewriter turns a page of the site into a file of the copy.
type rewriter struct {
	names  names
	asked  *url.URL // address of the page
	file   string   // its place in the folder
	public bool     // the site is on the net
	found  func(address)
	known  *sync.Map // addresses of links that were found already, by what is written; nil for none
}

// page rewrites every link of a page and tells found of each.
func (w rewriter) page(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) + len(body)/8)
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || !mayLead(raw) {
			out.Write(raw)
			continue
		}
		before := bytes.Clone(raw) // Token reads on in place
		token := z.Token()
		switch {
		case token.Data == "form" && !w.searches(token):
			w.skip(z)
			out.WriteString(noForm)
		case !w.public && w.onlyPublic(token):
		case w.rewrite(&token):
			writeTag(&out, token, kind == html.SelfClosingTagToken)
		default:
			out.Write(before)
		}
	}
}

// leads are what a tag holds that is written anew.
var leads = [][]byte{[]byte("href"), []byte("src"), []byte("action"), []byte("data-"), []byte("<form"), []byte("<meta"), []byte("<script")}

// mayLead tells the few tags that may have to be written anew from the many
// that need not even be read.
func mayLead(raw []byte) bool {
	return slices.ContainsFunc(leads, func(l []byte) bool { return bytes.Contains(raw, l) })
}

// onlyPublic reports whether a tag says where the page is on the net.
func (w rewriter) onlyPublic(t html.Token) bool {
	return t.Data == "link" && attribute(t, "rel") == "canonical" || t.Data == "meta" && attribute(t, "property") == "og:url"
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// searches reports whether a form is the one that the copy answers itself.
func (w rewriter) searches(t html.Token) bool {
	return attribute(t, "action") == "/search" && attribute(t, "role") == "search"
}

// skip reads on behind the end of the form.
func (w rewriter) skip(z *html.Tokenizer) {
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "form" {
				return
			}
		}
	}
}

// rewrite makes the links of a tag lead to files; changed says whether it had
// any.
func (w rewriter) rewrite(t *html.Token) (changed bool) {
	if t.Data == "link" && attribute(*t, "rel") == "canonical" || t.Data == "base" {
		return false
	}
	var attributes []html.Attribute
	for _, a := range t.Attr {
		if t.Data == "script" && a.Key == "type" && a.Val == "module" {
			// No browser loads modules from a disk; the script is a plain one.
			a.Key, a.Val, changed = "defer", "", true
		}
		if linking[a.Key] {
			if to, ok := w.link(a.Val, a.Key == "data-index" || a.Key == "data-root"); ok {
				a.Val, changed = to, true
			}
		}
		attributes = append(attributes, a)
	}
	t.Attr = attributes
	return changed
}

// link returns what a link becomes; ok is false when it stays.
func (w rewriter) link(to string, data bool) (link string, ok bool) {
	if rest, of := strings.CutPrefix(to, w.names.base); of && (rest == "" || rest[0] == '/') {
		to = "/" + strings.TrimPrefix(rest, "/")
	}
	if strings.HasPrefix(to, "#") {
		return "", false
	}
	// Most links are those of the pages before, and the same wherever they stand.
	rooted := w.known != nil && !data && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//")
	if rooted {
		if a, ok := w.known.Load(to); ok {
			return w.to(a.(address)), true
		}
	}
	u, err := w.asked.Parse(to)
	if err != nil { // no address at all
		a := w.names.elsewhere()
		w.found(a)
		return relative(w.file, a.file), true
	}
	if u.Scheme != w.asked.Scheme || u.Host != w.asked.Host {
		return "", false
	}
	if data { // a folder or file that is not a page: only the way to it
		place := strings.TrimPrefix(u.Path, "/")
		if place == "" {
			return relative(w.file, "x")[:len(relative(w.file, "x"))-1] + ".", true
		}
		return relative(w.file, place), true
	}
	a := w.names.of(u)
	w.found(a)
	if rooted {
		w.known.Store(to, a)
	}
	return w.to(a), true
}

// to is the way to an address from the file.
func (w rewriter) to(a address) string {
	if a.file == w.file && a.query == "" && a.fragment != "" {
		return a.fragment
	}
	return relative(w.file, a.file) + a.query + a.fragment
}

// writeTag writes a start tag.
func writeTag(out *bytes.Buffer, t html.Token, closed bool) {
	out.WriteByte('<')
	out.WriteString(t.Data)
	for _, a := range t.Attr {
		out.WriteByte(' ')
		out.WriteString(a.Key)
		if a.Val != "" || linking[a.Key] {
			out.WriteString(`="`)
			out.WriteString(html.EscapeString(a.Val))
			out.WriteByte('"')
		}
	}
	if closed {
		out.WriteByte('/')
	}
	out.WriteByte('>')
}

// redirect is the file for an address that leads to another.
func redirect(from, to address) []byte {
	way := html.EscapeString(relative(from.file, to.file) + to.fragment)
	return []byte(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/><title>明账</title><meta name="robots" content="noindex"/>` +
		`<meta http-equiv="refresh" content="0; url=` + way + `"/></head><body><p><a href="` + way + `">这一页搬到了这里</a></p></body></html>` + "\n")
}
