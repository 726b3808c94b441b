package specimen

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// look is a way in which a report may be set before it is printed by a browser.
type look struct {
	name string
	css  string
	edit func(html string) string // nil for none
	// loose says that forms have no grid of lines: what cannot be told from
	// the places of words alone may stay unread, but nothing may be read wrong.
	loose bool
	seeds uint64 // printed unless more are asked for
}

const noRules = `table.form td,table.form th{border:0}`

// looks are page layouts that units' PDFs have.
var looks = []look{
	{name: "ruled"},
	{name: "hairlines", css: `table.form td,table.form th{border:0.1pt solid #999}`},
	{name: "double lines", css: `table.form{border-collapse:separate;border-spacing:1px;border:1px solid}`},
	{name: "open at the sides", seeds: 1, css: `table.form tr>*:first-child{border-left:0}table.form tr>*:last-child{border-right:0}`},
	{name: "horizontal rules", seeds: 1, css: noRules + `table.form td,table.form th{border-top:1px solid;border-bottom:1px solid}`},
	{name: "three lines", loose: true, seeds: 1, css: noRules + `table.form{border-top:2px solid;border-bottom:2px solid}table.form tr:has(>th){border-bottom:1px solid}`},
	{name: "no rules", loose: true, seeds: 1, css: noRules},
	{name: "no rules, wide", loose: true, css: noRules + `@page{size:A3 landscape}table.form td,table.form th{padding:3px 10px}`},
	{name: "zebra", loose: true, css: noRules + `table.form tr:nth-child(2n){background:#eee}table.form th{background:#cde}`},
	{name: "cells wrap", seeds: 1, css: `table.form{table-layout:fixed}table.form td,table.form th{word-break:normal;overflow-wrap:anywhere}table.form{width:70%}`},
	{name: "figures high", css: `table.form tr{height:44px}table.form td{vertical-align:middle}table.form td.n{vertical-align:top}`},
	{name: "figures low", css: `table.form tr{height:44px}table.form td{vertical-align:middle}table.form td.n{vertical-align:bottom}`},
	{name: "spread letters", css: `table.form td:not(.n),table.form th{letter-spacing:0.35em}.form-title{letter-spacing:0.6em}`},
	{name: "rows over pages", css: `table.form tr{height:70px}`},
	{name: "heads repeated", seeds: 1, css: `table.form tr{height:70px}`, edit: func(h string) string {
		h = strings.ReplaceAll(h, "<table class=\"form\">\n", "<table class=\"form\">\n<thead>")
		// The first row of the body ends the head.
		var b strings.Builder
		inHead := false
		for line := range strings.Lines(h) {
			if strings.Contains(line, "<thead>") {
				inHead = true
			}
			if inHead && strings.HasPrefix(line, "<tr><td") {
				b.WriteString("</thead><tbody>")
				inHead = false
			}
			b.WriteString(line)
		}
		return b.String()
	}},
	{name: "running head and number", css: `@page{@top-center{content:"部门决算公开";font-size:9pt}@bottom-right{content:"- " counter(page) " -";font-size:9pt}}`},
	{name: "no indent", css: `p{text-indent:0}`},
	{name: "no indent, close", seeds: 1, css: `p{text-indent:0;margin:0}h1,h2,h3{margin:0;font-size:14px}`},
	{name: "justified", css: `p{text-align:justify}`},
	{name: "large letters", css: `body{font-size:21px}table.form{font-size:14px}`},
	{name: "small letters", css: `body{font-size:9px}table.form{font-size:6px}`},
	{name: "bold", css: `body{-webkit-text-stroke:0.4px black}`},
	{name: "watermark", seeds: 1, edit: func(h string) string {
		return strings.Replace(h, "<body>", `<body><div style="position:fixed;top:40%;left:20%;font-size:60px;color:#eee;transform:rotate(-30deg)">部门决算公开</div>`, 1)
	}},
	{name: "forms not on pages of their own", css: `section.form{break-before:auto}`},
	{name: "boxes and underlines", css: `h2{border:1px solid;padding:4px}h3{border-bottom:1px solid}p{text-decoration:none}.centre{text-decoration:underline}`},
	{name: "turned", css: `@page{size:A4 landscape}`},
}

// differencesOf reads a file and returns what of the specimen is read wrong, a
// line each.
func differencesOf(s *Specimen, name string, data []byte) (map[string]Difference, error) {
	d, err := document.Read(context.Background(), name, data)
	if err != nil {
		return nil, err
	}
	r, err := extract.Read(d)
	if err != nil {
		return nil, err
	}
	out := map[string]Difference{}
	for _, diff := range s.Compare(r).Differences {
		out[fmt.Sprint(diff.Kind, diff.Where, diff.What, diff.Want, diff.Got)] = diff
	}
	return out, nil
}

// sameAsWord compares a printed specimen with the same specimen as a Word
// file: the page must lose nothing that the extractor finds there.
func sameAsWord(t *testing.T, s *Specimen, pdf []byte) {
	t.Helper()
	noneButWord(t, s, pdf, func(Difference) bool { return false })
}

// noneButWord is sameAsWord but for the differences that are allowed.
func noneButWord(t *testing.T, s *Specimen, pdf []byte, allowed func(Difference) bool) {
	t.Helper()
	word, err := s.DOCX()
	if err != nil {
		t.Fatal(err)
	}
	known, err := differencesOf(s, "a.docx", word)
	if err != nil {
		t.Fatal(err)
	}
	got, err := differencesOf(s, "a.pdf", pdf)
	if err != nil {
		t.Errorf("seed %d: %v", s.Seed, err)
		return
	}
	n, unread := 0, 0
	for k, d := range got {
		if _, ok := known[k]; ok {
			continue
		}
		if allowed(d) {
			unread++
			continue
		}
		if n++; n <= *verbose {
			t.Errorf("seed %d, %s: %s", s.Seed, s.Style, d)
		}
	}
	if n > *verbose {
		t.Errorf("seed %d: %d differences in all", s.Seed, n)
	}
	if unread > 0 {
		t.Logf("seed %d: %d of %d facts stay unread", s.Seed, unread, len(s.Statements()))
	}
}

func (l look) page(s *Specimen) []byte {
	h := strings.Replace(string(s.printHTML()), "</style>", "@page{margin:14mm 12mm}"+l.css+"</style>", 1)
	if l.edit != nil {
		h = l.edit(h)
	}
	return []byte(h)
}

// However a browser prints a report, nothing of it is lost, and where forms
// have no lines nothing is read wrong. All looks are printed when specimens are
// asked for.
func TestLooks(t *testing.T) {
	chromium, err := browser()
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	for i, l := range looks {
		n := l.seeds
		if *specimens != defaultSpecimens {
			n = uint64(howMany(t))
		}
		if n == 0 {
			continue
		}
		t.Run(l.name, func(t *testing.T) {
			for seed := range n {
				seed += uint64(i) * n
				s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
				pdf, err := printPage(t.Context(), chromium, dir, l.page(s))
				if err != nil {
					t.Fatal(err)
				}
				noneButWord(t, s, pdf, func(d Difference) bool {
					return l.loose && d.Kind == "missing" && d.Where != "narrative" && d.Where != "reasons"
				})
			}
		})
	}
}
