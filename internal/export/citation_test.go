package export

import (
	"strings"
	"testing"
	"time"
)

func TestCitation(t *testing.T) {
	c := Citation{
		Unit: "某局", Year: 2024, What: "“三公”经费，预决算差异率：−3.50%", Published: "2025-09-10", Edition: "3bb8f38d6749", Number: 2, SHA256: "3bb8",
		URL: "https://example.org/f/3bb8f38d6749-1-aaaa", ID: "3bb8f38d6749-1-aaaa", Read: time.Date(2026, 1, 1, 20, 0, 0, 0, time.UTC), // already the second in China
	}
	if got, want := c.GBT7714(), "某局. 2024 年度部门决算：“三公”经费，预决算差异率：−3.50%[EB/OL]. 明账，第 2 版（3bb8f38d6749）. (2025-09-10)[2026-01-02]. https://example.org/f/3bb8f38d6749-1-aaaa."; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if got := c.APA(); !strings.HasPrefix(got, "某局. (2025, September 10). 2024 年度部门决算") || !strings.HasSuffix(got, " [Data set]. 明账. "+c.URL) {
		t.Error(got)
	}
	bib := c.BibTeX()
	for _, want := range []string{"@misc{mingzhang-3bb8f38d6749-1-aaaa,", "author = {{某局}}", `−3.50\%`, "year = {2025}", "urldate = {2026-01-02}"} {
		if !strings.Contains(bib, want) {
			t.Errorf("%s\nmisses %s", bib, want)
		}
	}
	if open, closed := strings.Count(bib, "{"), strings.Count(bib, "}"); open != closed {
		t.Errorf("%d braces open, %d close", open, closed)
	}
}

// What nobody knows is left out; what BibTeX would take for a command is not one.
func TestCitationOfTheUnknown(t *testing.T) {
	c := Citation{Unit: `a}\input{/etc/passwd}%_&`, Year: 2024, What: "x", Number: 1, Read: time.Unix(0, 0)}
	if got := c.GBT7714(); !strings.Contains(got, ". [1970-01-01]") || strings.Contains(got, "()") {
		t.Error(got)
	}
	if got := c.APA(); !strings.Contains(got, "(n.d.)") {
		t.Error(got)
	}
	if got := c.BibTeX(); strings.Contains(got, `\input`) || strings.Contains(got, "year =") {
		t.Error(got)
	}
}
