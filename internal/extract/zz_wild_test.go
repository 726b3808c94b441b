package extract_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

func TestWild(t *testing.T) {
	g := os.Getenv("WILD")
	if g == "" {
		t.Skip()
	}
	paths, _ := filepath.Glob(g)
	for _, path := range paths {
		data, _ := os.ReadFile(path)
		doc, err := document.Read(context.Background(), path, data)
		if err != nil {
			fmt.Println("##", path, err)
			continue
		}
		r, err := extract.Part(doc)
		if err != nil {
			fmt.Println("##", path, err)
			continue
		}
		note := ""
		if err := extract.Whole(r); err != nil {
			note = " !whole"
		}
		fmt.Printf("## %s | %s %v %s | %d%s\n", filepath.Base(path), r.Unit.Name, r.Unit.Aliases, r.Unit.Region, r.Year, note)
		type note1 struct {
			at int
			s  string
		}
		at := map[int][]string{}
		ends := map[int]int{}
		add := func(s, e int, txt string) { at[s] = append(at[s], txt); ends[s] = e }
		text := []rune(doc.Text)
		for _, f := range r.Facts {
			if f.Source == nil {
				continue
			}
			c := f.Class.String()
			if e := f.EconomicClass.String(); e != "" {
				c += "E:" + e
			}
			v := "none"
			if f.Origin == "stated" {
				v = f.Value.String()
			} else if f.Origin != "stated_none" {
				continue
			}
			add(f.Source.Start, f.Source.End, fmt.Sprintf("%s %s %s %s", f.Item, c, f.Basis, v))
		}
		for _, d := range r.Coverage.Declared {
			if d.Kind == "date" || d.Kind == "enumerator" {
				continue
			}
			add(d.Start, d.End, "~"+string(d.Kind))
		}
		for _, u := range r.Coverage.Unread {
			add(u.Start, u.Start+len([]rune(u.Text)), "?UNREAD")
		}
		if os.Getenv("SECS") != "" {
			for _, s := range r.Sections {
				fmt.Println("   §", s.ID, s.Title, s.Topic)
			}
		}
		var b strings.Builder
		for i := 0; i < len(text); i++ {
			if n, ok := at[i]; ok {
				b.WriteString(string(text[i:ends[i]]) + "⟦" + strings.Join(n, " & ") + "⟧")
				i = max(i, ends[i]-1)
				continue
			}
			b.WriteRune(text[i])
		}
		fmt.Println(b.String())
		for _, x := range r.Reasons {
			if os.Getenv("REASONS") != "" {
				fmt.Printf("   R %s|%s|%s|%s|%s\n", x.Item, x.Class, x.Basis, x.Direction, x.Text)
			}
		}
		fmt.Printf("   cov figures=%d facts=%d unread=%d\n", r.Coverage.Figures, r.Coverage.InFacts, len(r.Coverage.Unread))
	}
}
