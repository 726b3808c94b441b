package pdf_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// No digit of a real document is lost or made up: another reader finds the same.
func TestDigitsOfRealDocuments(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/corpus/pdf/*.pdf")
	if len(names) == 0 {
		t.Skip("no corpus of real documents beside the project")
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext here")
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := exec.Command(tool, name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		got, want := map[rune]int{}, map[rune]int{}
		unmapped := 0
		for _, p := range read(t, data) {
			unmapped += p.Unmapped
			for _, c := range p.Chars {
				count(got, c.Rune)
			}
		}
		for _, r := range string(text) {
			count(want, r)
		}
		if diff := cmp.Diff(want, got); diff != "" || unmapped > 0 {
			t.Errorf("%s: %d characters unmapped, digits (-pdftotext +read)\n%s", filepath.Base(name), unmapped, diff)
		}
	}
}

func count(m map[rune]int, r rune) {
	if r >= '0' && r <= '9' || r == '%' {
		m[r]++
	}
}
