package extract_test

import (
	"encoding/json"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/specimen"
)

// The same document is read the same way every time, down to the order of its
// facts: editions, manifests and copies are compared byte for byte.
func TestReadAgainIsTheSame(t *testing.T) {
	for seed, style := range specimen.Styles() {
		s := specimen.New(uint64(seed), specimen.Options{Style: style})
		var first string
		for range 3 {
			doc, err := document.Read(t.Context(), "a.txt", s.CellText())
			if err != nil {
				t.Fatal(err)
			}
			r, err := extract.Read(doc)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if first == "" {
				first = string(b)
			}
			if string(b) != first {
				t.Errorf("%s: read again, it is another report", style)
				break
			}
		}
	}
}
