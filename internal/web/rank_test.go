package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/web"
)

// records reads a CSV file into its lines by column.
func records(t *testing.T, file string) []map[string]string {
	t.Helper()
	if !strings.HasPrefix(file, "\uFEFF") {
		t.Error("the file has no byte-order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for i, name := range rows[0] {
			line[name] = row[i]
		}
		all = append(all, line)
	}
	return all
}

// worth is an amount of money in 元.
func worth(t *testing.T, value, measure string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(value)
	if !ok {
		t.Fatalf("%q is no number", value)
	}
	by := map[string]int64{"元": 1, "万元": 10_000, "亿元": 100_000_000, "%": 1, "人": 1, "": 1}[measure]
	return r.Mul(r, big.NewRat(by, 1))
}

// TestRankIsInOrder: a ranking lists exactly the units whose documents state
// the figure, the greatest first, whatever they are printed in.
func TestRankIsInOrder(t *testing.T) {
	s, all := many(t, 8)
	rows := records(t, s.get("/rank/expense.year.csv?year=2024"))
	stated := s.factsOf(2024, fiscal.ExpenseYear, fiscal.Final)
	if len(rows) != len(all) {
		t.Errorf("%d lines for %d units", len(rows), len(all))
	}
	var before *big.Rat
	for i, row := range rows {
		f := stated[row["unit"]]
		if row["value"] != f.Value.String() || row["measure"] != string(f.Measure) {
			t.Errorf("%s has %s %s, its document says %s %s", row["unit"], row["value"], row["measure"], f.Value, f.Measure)
		}
		now := worth(t, row["value"], row["measure"])
		if before != nil && now.Cmp(before) > 0 || row["place"] != fmt.Sprint(i+1) {
			t.Errorf("place %s of %s with %s behind %s", row["place"], row["unit"], now.FloatString(2), before.FloatString(2))
		}
		if !strings.Contains(row["sentence"], f.Source.Text) || !strings.HasPrefix(row["url"], base+"/e/") {
			t.Errorf("%s is not in the sentence %q at %s", f.Source.Text, row["sentence"], row["url"])
		}
		before = now
	}
	body := s.get("/rank/expense.year?year=2024")
	at := -1
	for _, row := range rows {
		n := strings.Index(body, ">"+row["unit"]+"</a>")
		if n < at {
			t.Errorf("%s stands elsewhere on the page than in the file", row["unit"])
		}
		at = n
	}
	var file struct {
		Ranked int
		Rows   []struct {
			Unit    string
			Value   string
			Measure string
		}
	}
	if err := json.Unmarshal([]byte(s.get("/rank/expense.year.json?year=2024")), &file); err != nil || len(file.Rows) != len(rows) || file.Ranked != len(rows) {
		t.Fatalf("%d rows of %d in JSON, %d in CSV: %v", len(file.Rows), file.Ranked, len(rows), err)
	}
	for i, row := range file.Rows {
		if row.Unit != rows[i]["unit"] || row.Value != rows[i]["value"] || row.Measure != rows[i]["measure"] {
			t.Errorf("JSON has %+v, CSV %v", row, rows[i])
		}
	}
}

// TestRankRatios: shares and heads are the quotients of the figures beside them.
func TestRankRatios(t *testing.T) {
	s, _ := many(t, 6)
	whole, staff := s.factsOf(2024, fiscal.ExpenseYear, fiscal.Final), s.factsOf(2024, fiscal.StaffActive, fiscal.Final)
	part := s.factsOf(2024, fiscal.GeneralPersonnel, fiscal.Final)
	for as, other := range map[string]map[string]fiscal.Fact{"share": whole, "per_staff": staff} {
		ranked := 0
		for _, row := range records(t, s.get("/rank/general.personnel.csv?year=2024&as="+as)) {
			a, okA := part[row["unit"]]
			b, okB := other[row["unit"]]
			if row["place"] == "" {
				if okA && okB {
					t.Errorf("%s: %s is left out", as, row["unit"])
				}
				continue
			}
			ranked++
			q := worth(t, a.Value.String(), string(a.Measure))
			q.Quo(q, worth(t, b.Value.String(), string(b.Measure)))
			places := 0
			if as == "share" {
				q.Mul(q, big.NewRat(100, 1))
				places = 2
			}
			got, _ := new(big.Rat).SetString(row["value"])
			off := new(big.Rat).Sub(got, q)
			if off.Abs(off).Cmp(big.NewRat(1, map[int]int64{0: 1, 2: 100}[places])) > 0 {
				t.Errorf("%s of %s is %s, want %s", as, row["unit"], row["value"], q.FloatString(3))
			}
			if row["first"] != a.Value.String() || row["second"] != b.Value.String() {
				t.Errorf("%s of %s from %s and %s", as, row["unit"], row["first"], row["second"])
			}
		}
		if ranked == 0 {
			t.Errorf("%s ranks nobody", as)
		}
	}
}

// TestRankReasons: beside each change and each deviation from the budget
// stands the reason that the document gives, word for word.
func TestRankReasons(t *testing.T) {
	s, all := many(t, 6)
	given := map[string]string{}
	for _, h := range all {
		for _, r := range h.Reports[2].Reasons() {
			if key := h.Reports[2].Unit.Name + string(r.Item) + string(r.Basis); r.Class == nil && given[key] == "" {
				given[key] = r.Text
			}
		}
	}
	found := 0
	for _, q := range []struct {
		item  fiscal.Item
		as    string
		basis fiscal.Basis
	}{{fiscal.IncomeTotal, "change", fiscal.Change}, {fiscal.IncomeTotal, "variance", fiscal.VarianceRate}, {fiscal.SangongTotal, "growth", fiscal.Change}} {
		body := s.get("/rank/" + string(q.item) + "?year=2024&as=" + q.as)
		for _, row := range records(t, s.get("/rank/"+string(q.item)+".csv?year=2024&as="+q.as)) {
			want := given[row["unit"]+string(q.item)+string(q.basis)]
			if row["reason"] != want && row["place"] != "" {
				t.Errorf("%s %s of %s: %q, the document says %q", q.item, q.as, row["unit"], row["reason"], want)
			}
			if want != "" && row["place"] != "" {
				found++
				if !strings.Contains(body, "<q>"+want+"</q>") {
					t.Errorf("the page does not say %q", want)
				}
			}
		}
	}
	if found < 6 {
		t.Errorf("only %d reasons", found)
	}
}

// TestRankPages: a page says how much there is and leads on to it.
func TestRankPages(t *testing.T) {
	s := newSite(t)
	seed, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 53 {
		s.publish(fmt.Sprintf("%d.txt", i), bytes.ReplaceAll(seed, []byte("水磨沟区发展和改革委员会"), []byte(fmt.Sprintf("水磨沟区第%04d委员会", i))))
	}
	first := s.get("/rank/sangong.total")
	if !strings.Contains(first, "第 1—50 行，共 53 个单位") || !strings.Contains(first, `href="/rank/sangong.total?page=2"`) {
		t.Error("the first page does not say that there is more")
	}
	second := s.get("/rank/sangong.total?page=2")
	if !strings.Contains(second, "第 51—53 行，共 53 个单位") || strings.Count(second, `class="r figure-cell"`) != 3 {
		t.Error("the second page does not hold the rest")
	}
	if n := len(records(t, s.get("/rank/sangong.total.csv"))); n != 53 {
		t.Errorf("the file has %d lines", n)
	}
	// A static copy reads whole rankings and shows of them what the site shows.
	live := s.handler
	s.handler = web.New(web.Config{BaseURL: base, Copy: true, Log: slog.New(slog.DiscardHandler)}, s.store, s.engine).Handler()
	for path, page := range map[string]string{"/rank/sangong.total": first, "/rank/sangong.total?page=2": second} {
		if table(t, s.get(path)) != table(t, page) {
			t.Errorf("%s is another in a copy", path)
		}
	}
	s.handler = live
	for _, page := range []string{"3", "999999", "1000001", "0", "-1", "x", "99999999999999999999"} {
		w := s.ask("GET", "/rank/sangong.total?page="+page)
		if w.Code != http.StatusNotFound && w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "页") {
			t.Errorf("page %s: %d", page, w.Code)
		}
	}
}

// table cuts the only table out of a page.
func table(t *testing.T, page string) string {
	t.Helper()
	_, from, begins := strings.Cut(page, "<tbody")
	rows, _, ends := strings.Cut(from, "</tbody")
	if !begins || !ends {
		t.Fatal("no table")
	}
	return rows
}

var title = regexp.MustCompile(`<h1[^>]*>([^<]*)`)

// TestBadChoices: whatever stands in the address, the answer is a page in
// Chinese that says what is wrong, never a failure of the program.
func TestBadChoices(t *testing.T) {
	s := seeded(t)
	long := strings.Repeat("三公", 5000)
	for path, want := range map[string]int{
		"/compare?u=999":                  404,
		"/compare?u=x":                    400,
		"/compare?u=-1":                   400,
		"/compare?u=1%00":                 400,
		"/compare?u=99999999999999999999": 400,
		"/compare?u=1&u=2&u=3&u=4&u=5&u=6&u=7&u=8&u=9":            400,
		"/compare?item=nothing":                                   404,
		"/compare?u=1&as=guilt":                                   400,
		"/compare?u=1&as=variance":                                400,
		"/compare?u=1&item=staff.active&as=per_staff":             400,
		"/compare?u=1&item=assets.vehicles&as=share":              400,
		"/compare?u=1&class=9999999":                              404,
		"/compare?u=1&scale=rubber":                               400,
		"/compare?find=%ff%fe":                                    400,
		"/compare?%ff=1":                                          400,
		"/compare?a=%zz":                                          400,
		"/compare?find=" + url.QueryEscape(long):                  414,
		"/compare/units.json?find=%ff":                            400,
		"/compare/chart.svg?u=999":                                404,
		"/rank/nothing":                                           404,
		"/rank/%ff":                                               404,
		"/rank/sangong.total?year=1":                              400,
		"/rank/sangong.total?year=2024x":                          400,
		"/rank/sangong.total?order=up":                            400,
		"/rank/sangong.total?order=far":                           400,
		"/rank/sangong.total?region=999999":                       404,
		"/rank/sangong.total?region=65%25":                        404,
		"/rank/sangong.total?kind=bank":                           404,
		"/rank/sangong.total?show=guilt":                          400,
		"/rank/sangong.total.svg":                                 404,
		"/rank/sangong.total?q=" + url.QueryEscape(long):          414,
		"/rank/sangong.total?year=2099":                           200,
		"/rank/sangong.total?region=110000&kind=school":           200,
		"/rank/sangong.total?class=20104":                         200,
		"/compare?find=" + url.QueryEscape("' OR 1=1 --<script>"): 200,
		"/compare?u=1&find=" + url.QueryEscape("没有这个单位"):          200,
	} {
		w := s.ask("GET", path)
		short := path[:min(len(path), 60)]
		if w.Code != want {
			t.Errorf("%s: %d, want %d", short, w.Code, want)
		}
		body := w.Body.String()
		if strings.Contains(body, "<script>") || strings.Contains(body, "OR 1=1 --<") {
			t.Errorf("%s lets its own words become markup", short)
		}
		if m := title.FindStringSubmatch(body); want >= 400 && (m == nil || !strings.ContainsFunc(m[1], func(r rune) bool { return r > 0x4e00 })) {
			t.Errorf("%s does not say what is wrong: %v", short, m)
		}
	}
}

// TestNarrowed: filters that nobody passes say so and lead back.
func TestNarrowed(t *testing.T) {
	s := seeded(t)
	body := s.get("/rank/sangong.total?region=110000&kind=school")
	if !strings.Contains(body, "选的条件下没有单位有这个数") || !strings.Contains(body, `href="/rank/sangong.total"`) {
		t.Error("nothing leads out of filters that nobody passes")
	}
	if body := s.get("/rank/sangong.total?region=650105"); !strings.Contains(body, "乌鲁木齐市水磨沟区发展和改革委员会</a>") {
		t.Error("the unit is not found in its own district")
	}
	if body := s.get("/rank/sangong.abroad_groups"); !strings.Contains(body, "没有单位有这个数") && !strings.Contains(body, "figure-cell") {
		t.Error("an item without figures is not explained")
	}
}

// FuzzChoices: no query makes the program fail.
func FuzzChoices(f *testing.F) {
	s := seeded(f)
	for _, q := range []string{"u=1&item=sangong.total&as=share", "year=2024&as=variance&order=far&page=2", "class=208&region=65&kind=school", "find=%E6%B0%B4", "show=missing&u=1&u=1", "item=%e4%b8%89", "\xff&=&&u", "as=change&page=-1"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, path := range []string{"/compare", "/rank/sangong.total", "/rank/general.expense.csv", "/compare.json", "/compare/units.json"} {
			u := &url.URL{Path: path, RawQuery: query}
			r, err := http.NewRequest("GET", u.String(), nil)
			if err != nil {
				return // no browser or program sends it
			}
			w := s.serve(r)
			if w.Code >= 500 {
				t.Errorf("%s?%q: %d", path, query, w.Code)
			}
			if bytes.Contains(w.Body.Bytes(), []byte("goroutine ")) {
				t.Errorf("%s?%q shows the program's insides", path, query)
			}
		}
	})
}
