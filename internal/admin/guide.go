package admin

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/labstack/echo/v4"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"mingzhang/docs"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesGuide() {
	s.get("/guide", s.anyone, s.guide)
	s.get("/guide/:name", s.anyone, s.guide)
}

// guidePage is one of the guides as it is shown.
type guidePage struct{ title, html string }

// guides are made when the first of them is asked for: the guides do not change
// while the program runs.
var guides = sync.OnceValue(func() map[string]guidePage {
	all := map[string]guidePage{}
	files, _ := docs.Files.ReadDir(".") // it is in the program
	for _, f := range files {
		source, _ := docs.Files.ReadFile(f.Name())
		if page, err := writeGuide(source); err == nil {
			all[f.Name()] = page
		}
	}
	return all
})

// guide shows the guide for administrators, or one that it leads to.
func (s *Server) guide(c echo.Context) error {
	name := c.Param("name")
	if name == "" {
		name = mainGuide
	}
	page, ok := guides()[name]
	if !ok {
		return notFound("没有这份指南", "请从管理指南的目录里找。")
	}
	return s.page(c, http.StatusOK, view.GuidePage(view.Guide{Frame: s.frame(c, "guide", page.title), HTML: page.html}))
}

const mainGuide = "admin.md"

// guideHref is the address of a section of the guide for administrators.
func guideHref(section string) string { return Base + "/guide#" + section }

// writeGuide makes a page of a guide. Its pictures are left out: they show the
// pages that the reader has before them.
func writeGuide(source []byte) (page guidePage, err error) {
	m := goldmark.New(goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(guideLinks{}, 100))))
	var b bytes.Buffer
	if err := m.Convert(source, &b, parser.WithContext(parser.NewContext(parser.WithIDs(sectionIDs{})))); err != nil {
		return page, err
	}
	page.html = b.String()
	if heading := firstHeading.FindSubmatch(source); heading != nil {
		page.title = string(heading[1])
	}
	return page, nil
}

var firstHeading = regexp.MustCompile(`(?m)^# +(.+)$`)

// sectionIDs names sections as the guides name them in their links: by their
// headings without punctuation.
type sectionIDs struct{}

func (sectionIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	return []byte(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(string(value))))
}

func (sectionIDs) Put([]byte) {}

// guideLinks makes the links between the guides lead to their pages, and takes
// out what leads to files that are not shown.
type guideLinks struct{}

func (guideLinks) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	var gone []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			gone = append(gone, n)
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			to := string(n.Destination)
			name, section, _ := strings.Cut(to, "#")
			switch {
			case name == "", strings.HasPrefix(name, "https://"):
				return ast.WalkContinue, nil
			case name == mainGuide:
				to = Base + "/guide"
			case shown(name):
				to = Base + "/guide/" + name
			default:
				gone = append(gone, n)
				return ast.WalkContinue, nil
			}
			if section != "" {
				to += "#" + section
			}
			n.Destination = []byte(to)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range gone {
		parent := n.Parent()
		if _, link := n.(*ast.Link); link {
			for child := n.FirstChild(); child != nil; child = n.FirstChild() {
				parent.InsertBefore(parent, n, child)
			}
		}
		parent.RemoveChild(parent, n)
		if parent.Kind() == ast.KindParagraph && parent.ChildCount() == 0 && parent.Parent() != nil {
			parent.Parent().RemoveChild(parent.Parent(), parent)
		}
	}
}

func shown(name string) bool {
	f, err := docs.Files.Open(name)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}
