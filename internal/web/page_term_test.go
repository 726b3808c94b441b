package web_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
)

// The page of a term and its files say the same, wherever it is defined.
func TestTermAsData(t *testing.T) {
	s := seeded(t)
	const address = "/glossary/%E4%BA%8B%E4%B8%9A%E6%94%B6%E5%85%A5" // 事业收入
	page := s.get(address)
	var answer struct {
		Terms []struct{ Term, Definition, Unit, Source string }
	}
	if err := json.Unmarshal([]byte(s.get(address+".json")), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Terms) != 1 || !strings.Contains(page, answer.Terms[0].Definition) {
		t.Fatalf("%+v is not what the page says", answer.Terms)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.get(address+".csv"), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[1][0] != "事业收入" || rows[1][2] != answer.Terms[0].Definition {
		t.Errorf("csv %q", rows)
	}
	if w := s.ask("GET", "/glossary/none.csv"); w.Code != 404 {
		t.Errorf("a term that is nowhere: %d", w.Code)
	}
}
