package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
)

// narratives returns the invented narratives by name, with what they state.
func narratives(t *testing.T) map[string]struct {
	text  string
	truth []string
} {
	t.Helper()
	out := map[string]struct {
		text  string
		truth []string
	}{}
	paths, err := filepath.Glob("testdata/narratives/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no narratives", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(path)] = struct {
			text  string
			truth []string
		}{string(data), truthOf(t, strings.TrimSuffix(path, ".txt")+".truth")}
	}
	return out
}

// A text saved with the line ends of its pages states what it stated before.
func TestWrapped(t *testing.T) {
	const width = 38
	for name, n := range narratives(t) {
		if name == "township.txt" {
			continue // is wrapped already
		}
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for line := range strings.Lines(n.text) {
				runes := []rune(line)
				for len(runes) > width+1 && !strings.Contains(line, "....") {
					cut := width
					const figure = "0123456789.,％%"
					for strings.ContainsRune("，。；、", runes[cut]) || strings.ContainsRune(figure, runes[cut]) && strings.ContainsRune(figure, runes[cut-1]) {
						cut-- // print does not break figures, nor begin a line with a stop
					}
					b.WriteString(string(runes[:cut]) + "\n")
					runes = runes[cut:]
				}
				b.WriteString(string(runes))
			}
			got := unique(stated(readText(t, name, b.String())))
			if name == "school.txt" || name == "gansu.txt" || name == "hubei.txt" || name == "heilongjiang.txt" || name == "guangxi.txt" {
				// Too few long lines to tell that they are cut: what is read must still be right.
				for _, l := range missing(got, n.truth) {
					t.Errorf("wrong: %s", l)
				}
				return
			}
			for _, l := range missing(n.truth, got) {
				t.Errorf("not read: %s", l)
			}
			for _, l := range missing(got, n.truth) {
				t.Errorf("wrong: %s", l)
			}
		})
	}
}

var numbered = regexp.MustCompile(`^(?:第[一二三四五]部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）).{0,40}$`)

// Under titles that say nothing, sentences give the right facts or none.
func TestUnknownTitles(t *testing.T) {
	for name, n := range narratives(t) {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for i, line := range strings.Split(n.text, "\n") {
				if i > 2 && numbered.MatchString(line) && !strings.ContainsAny(line, "，。；：:%") && !strings.Contains(line, "万元") {
					line = "十、有关事项"
				}
				b.WriteString(line + "\n")
			}
			doc, err := document.Read(context.Background(), name, []byte(b.String()))
			if err != nil {
				t.Fatal(err)
			}
			r, err := extract.Read(doc)
			if err != nil {
				return // nothing was read that could be wrong
			}
			for _, l := range missing(unique(stated(r)), n.truth) {
				t.Errorf("wrong: %s", l)
			}
		})
	}
}

// The order of the sections does not matter: another region has another.
func TestReordered(t *testing.T) {
	section := regexp.MustCompile(`(?m)^[一二三四五六七八九十]+、`)
	for name, n := range narratives(t) {
		t.Run(name, func(t *testing.T) {
			i := strings.LastIndex(n.text, "收入支出决算总体情况说明\n")
			if i < 0 {
				t.Skip("is not divided like this")
			}
			start := strings.LastIndex(n.text[:i], "\n") + 1
			if !section.MatchString(n.text[start:]) || !strings.HasPrefix(n.text[start:], "一、") {
				t.Skip("is not divided like this")
			}
			body, tail := n.text[start:], ""
			if k := strings.Index(body, "\n第四部分"); k >= 0 {
				body, tail = body[:k+1], body[k+1:]
			}
			cuts := section.FindAllStringIndex(body, -1)
			var parts []string
			for k, c := range cuts {
				end := len(body)
				if k+1 < len(cuts) {
					end = cuts[k+1][0]
				}
				parts = append(parts, body[c[0]:end])
			}
			slices.Reverse(parts)
			got := unique(stated(readText(t, name, n.text[:start]+strings.Join(parts, "")+tail)))
			for _, l := range missing(n.truth, got) {
				t.Errorf("not read: %s", l)
			}
			for _, l := range missing(got, n.truth) {
				t.Errorf("wrong: %s", l)
			}
		})
	}
}
