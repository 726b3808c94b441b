package web_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
	"mingzhang/internal/web"
)

// publishSpecimen publishes an invented report as it is read, without charts.
func (s *site) publishSpecimen(sp *specimen.Specimen) data.Edition {
	s.t.Helper()
	ctx := context.Background()
	b := sp.Text()
	d, err := document.Read(ctx, fmt.Sprintf("%s %d.txt", sp.Unit.Name, sp.Year), b)
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := extract.Read(d)
	if err != nil {
		s.t.Fatal(err)
	}
	e, _, err := s.store.Publish(ctx, data.Publication{Report: r, Text: d.Text, Original: b, ReaderVersion: extract.Version, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)})
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

// Of the reports of consecutive years with 50 restatements and 20 new names
// planted in them, the pages and the data methods list exactly these.
func TestPlantedYears(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 140 reports")
	}
	ctx := context.Background()
	s := newSite(t)
	restated := map[string]specimen.Restated{}
	renamed := map[string]specimen.Renamed{}
	taken := map[string]bool{}
	for seed := uint64(1); len(restated) < 50 || len(renamed) < 20; seed++ {
		c := specimen.Course{From: 2022, Years: 2, Options: specimen.Options{NoForms: true, Measured: true, Style: specimen.Styles()[seed%uint64(len(specimen.Styles()))]}}
		if len(restated) < 50 {
			c.RestateIn = 2023
		} else {
			c.RenameIn = 2023
		}
		h := specimen.Years(seed, c)
		name := h.Reports[1].Unit.Name
		if taken[name] || taken[h.Reports[0].Unit.Name] || h.Restated == nil && h.Renamed == nil {
			continue
		}
		taken[name], taken[h.Reports[0].Unit.Name] = true, true
		// The later year first: the order of publishing must not matter.
		s.publishSpecimen(h.Reports[1])
		s.publishSpecimen(h.Reports[0])
		if h.Restated != nil {
			restated[name] = *h.Restated
		} else {
			renamed[name] = *h.Renamed
		}
	}
	if _, err := intake.Relate(ctx, s.store, 0); err != nil {
		t.Fatal(err)
	}

	// Names: what documents say is suggested, exactly; said to be so, every
	// unit is one.
	suggested, err := s.store.Namings(ctx, 0)
	if err != nil || len(suggested) != 20 {
		t.Fatalf("%d units with other names, %v", len(suggested), err)
	}
	for id, all := range suggested {
		u, err := s.store.Unit(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		want, ok := renamed[u.Name]
		if !ok || len(all) != 1 || all[0].Name != want.Was || all[0].Other.Name != want.Was || all[0].Naming.Year != want.Year {
			t.Errorf("%s: %+v, want %+v", u.Name, all, want)
			continue
		}
		if body := s.get(unitPath(u)); !strings.Contains(body, "更名为") || strings.Contains(body, "年前称") {
			t.Errorf("%s: the page does not say what the document says, or more", u.Name)
		}
		if _, _, err := s.store.Declare(ctx, data.Declaration{Kind: data.Rename, Unit: id, Other: all[0].Name, Back: true, Year: all[0].Naming.Year, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := intake.Relate(ctx, s.store, 0); err != nil {
		t.Fatal(err)
	}
	s.forget()
	changes, err := s.store.AllChanges(ctx)
	if err != nil || len(changes) != 20 {
		t.Fatalf("%d changes, %v", len(changes), err)
	}

	// Restatements over all units.
	differ, err := s.store.Restatements(ctx, data.RestatementFilter{Differs: true})
	if err != nil {
		t.Fatal(err)
	}
	byUnit := map[int64][]data.Restatement{}
	for _, r := range differ {
		byUnit[r.UnitID] = append(byUnit[r.UnitID], r)
	}
	units, err := s.store.Units(ctx, data.UnitFilter{})
	if err != nil || len(units) != 70 {
		t.Fatalf("%d units, %v", len(units), err)
	}
	for _, u := range units {
		body := s.get(unitPath(u.Unit))
		found := byUnit[u.ID]
		if want, ok := restated[u.Name]; ok {
			checkRestated(t, s, u.Unit, want, found, body)
		} else if len(found) > 0 || strings.Contains(body, `class="restated"`) {
			t.Errorf("%s: nothing is restated, yet %d differ: %+v", u.Name, len(found), found)
		}
		want, ok := renamed[u.Name]
		if says := strings.Contains(body, fmt.Sprintf("%d 年前称%s", want.Year, want.Was)); says != ok {
			t.Errorf("%s: says that it was %q: %v", u.Name, want.Was, says)
		}
		if broken := strings.Contains(body, "break-mark"); broken != ok {
			t.Errorf("%s: trends marked: %v", u.Name, broken)
		}
	}
}

func unitPath(u data.Unit) string {
	return fmt.Sprintf("/u/%d-%s/", u.ID, url.PathEscape(u.Slug))
}

func checkRestated(t *testing.T, s *site, u data.Unit, want specimen.Restated, found []data.Restatement, body string) {
	t.Helper()
	if len(found) == 0 {
		t.Errorf("%s: the restatement is not found", u.Name)
	}
	for _, r := range found {
		if r.Kind != fiscal.Adjusted || r.Own.Year != want.Year || r.Own.Fact.Item != want.Item && r.Own.Fact.Item != fiscal.ExpenseTotal {
			t.Errorf("%s: %s of %d is %s, planted is %s of %d", u.Name, r.Own.Fact.Item, r.Own.Year, r.Kind, want.Item, want.Year)
		}
		if r.Own.Fact.Value.Cmp(want.Was) != 0 || r.Later.Fact.Value.Cmp(want.Now) != 0 {
			t.Errorf("%s: %s then %s, planted %s then %s", u.Name, r.Own.Fact.Value, r.Later.Fact.Value, want.Was, want.Now)
		}
	}
	_, table, _ := strings.Cut(body, `class="restated"`)
	for _, r := range found { // as printed: 86.4 is not 86.40
		for _, v := range []*decimal.Decimal{r.Own.Fact.Value, r.Later.Fact.Value} {
			if !strings.Contains(table, fiscal.Format(*v)) {
				t.Errorf("%s: the page does not show %s", u.Name, v)
			}
		}
	}
	rows, err := csv.NewReader(strings.NewReader(s.get(unitPath(u) + "restatements.csv?bom=0&show=differs"))).ReadAll()
	if err != nil || len(rows) != len(found)+1 {
		t.Errorf("%s: %d lines of CSV for %d, %v", u.Name, len(rows), len(found), err)
		return
	}
	column := func(name string) string { return rows[1][slices.Index(rows[0], name)] }
	if column("own_value") != found[0].Own.Fact.Value.String() || column("later_value") != found[0].Later.Fact.Value.String() || column("kind_term") != "调整" ||
		!strings.Contains(column("own_sentence"), "2022年") {
		t.Errorf("%s: %v", u.Name, rows[1])
	}
	var file struct {
		Restatements []struct {
			Kind       string
			Own, Later struct {
				Value, URL string
			}
		}
	}
	if err := json.Unmarshal([]byte(s.get(unitPath(u)+"restatements.json?show=differs")), &file); err != nil || len(file.Restatements) != len(found) {
		t.Errorf("%s: %+v, %v", u.Name, file, err)
		return
	}
	// Both figures lead to the words that print them, in the fixed editions.
	for _, at := range []string{file.Restatements[0].Own.URL, file.Restatements[0].Later.URL} {
		path, anchor, _ := strings.Cut(strings.TrimPrefix(at, base), "#")
		if !strings.Contains(s.get(path), `id="`+anchor+`"`) {
			t.Errorf("%s: %s leads nowhere", u.Name, at)
		}
	}
}

// forget makes the site look at the store anew.
func (s *site) forget() {
	s.server = web.New(web.Config{BaseURL: base, Version: "测试", Reader: "1", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, s.store, s.engine)
	s.handler = s.server.Handler()
}

// Old addresses lead on for good, whatever stands behind them, and the old name
// finds the unit.
func TestRenamedAddresses(t *testing.T) {
	s := newSite(t)
	const was, now = "乌鲁木齐市水磨沟区发展计划委员会", "乌鲁木齐市水磨沟区发展和改革委员会"
	old := s.load("2023.txt", "2024年", "2023年", now, was, strings.TrimPrefix(now, "乌鲁木齐市"), strings.TrimPrefix(was, "乌鲁木齐市"))
	s.load("2024.txt")
	if _, _, err := s.store.Declare(context.Background(), data.Declaration{Kind: data.Rename, Unit: 1, Other: now, Year: 2024, Note: "机构改革", Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if err := intake.Resettle(context.Background(), s.store); err != nil {
		t.Fatal(err)
	}
	s.forget()
	// What the old report says is found, and belongs to the unit.
	for _, q := range []string{"发展计划委员会", "年初预算"} {
		if body := s.get("/search?q=" + url.QueryEscape(q)); !strings.Contains(body, "/u/1-") || strings.Contains(body, "/u/2-") {
			t.Errorf("a search for %s leads to another unit", q)
		}
	}
	home := "/u/1-" + url.PathEscape(now)
	for from, to := range map[string]string{
		"/u/1-" + was + "/": home + "/", "/u/2-" + now + "/": home + "/", "/u/1-" + was + "/2023/": home + "/2023/", "/u/2-" + now + "/2024/checks": home + "/2024/checks",
		"/u/1-" + was + ".csv": home + ".csv", "/u/2-" + now + ".json": home + ".json", "/u/1-" + was: home + "/",
		"/u/2-x/restatements?show=differs": home + "/restatements?show=differs", "/u/2-x/restatements.csv?bom=0": home + "/restatements.csv?bom=0",
	} {
		path, query, _ := strings.Cut(from, "?")
		asked := (&url.URL{Path: path, RawQuery: query}).String()
		if w := s.ask("GET", asked); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != to {
			t.Errorf("%s: %d to %s, want %s", from, w.Code, w.Header().Get("Location"), to)
		}
	}
	body := s.get(home + "/")
	for _, words := range []string{"2024 年前称" + was, "break-mark", "2024 年，更名", "上年数前后一致吗"} {
		if !strings.Contains(body, words) {
			t.Errorf("the unit's page does not say %q", words)
		}
	}
	if list := s.get("/units?q=" + url.QueryEscape("发展计划")); !strings.Contains(list, home) || !strings.Contains(list, "年前称"+was) {
		t.Error("the old name does not find the unit")
	}
	if !strings.Contains(s.get("/units.json"), `"former_names": [`) || !strings.Contains(s.get("/units.csv"), was) {
		t.Error("the lists do not give the old name")
	}
	// The old report still calls the unit what it called itself.
	report := s.get(home + "/2023/")
	if !strings.Contains(report, "<h1>"+was) || !strings.Contains(report, "现称") {
		t.Error("the report of 2023 does not have its own name, or not the present one")
	}
	if fixed := s.get("/e/" + old.Key + "/"); !strings.Contains(fixed, "<h1>"+was) {
		t.Error("the edition has changed")
	}
}

func TestRestatementsRefused(t *testing.T) {
	s := seeded(t)
	home := "/u/1-" + url.PathEscape("乌鲁木齐市水磨沟区发展和改革委员会") + "/restatements"
	if body := s.get(home); !strings.Contains(body, "还没有可以对照的数") {
		t.Error("one year alone: the page does not say what it needs")
	}
	for path, code := range map[string]int{
		home + "?show=x": 400, home + "?year=abc": 400, home + "?year=999999999999999999999": 400, home + ".csv?year=-1": 400, home + ".json?show=%ff%fe": 400,
		home + "?year=2023%27%20OR%201=1": 400, home + "?show=" + strings.Repeat("x", 10_000): 400, "/u/99/restatements": 404, "/u/x/restatements.csv": 404,
		home + "?year=1999&show=differs": 200, home + "?other=1": 200, home + ".json?show=differs": 200,
	} {
		if w := s.ask("GET", path); w.Code != code || code >= 400 && !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%.60s: %d, want %d", path, w.Code, code)
		}
	}
}

// A manifest that gives the unit's former name makes one unit of both, in
// whatever order the files come, and again changes nothing.
func TestFormerlyInManifest(t *testing.T) {
	const was, now = "乌鲁木齐市水磨沟区发展计划委员会", "乌鲁木齐市水磨沟区发展和改革委员会"
	for _, formerly := range []string{`["` + was + `"]`, `[{"name": "` + was + `", "until": 2022}]`, `[{"name": "` + was + `", "until": null}]`} {
		for _, names := range [][2]string{{"a.txt", "b.txt"}, {"b.txt", "a.txt"}} {
			s := newSite(t)
			dir := t.TempDir()
			write := func(name, text string) {
				if err := os.WriteFile(dir+"/"+name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			seed, err := os.ReadFile(seedFile)
			if err != nil {
				t.Fatal(err)
			}
			short := func(n string) string { return strings.TrimPrefix(n, "乌鲁木齐市") }
			write(names[0], strings.NewReplacer("2024年", "2022年", short(now), short(was)).Replace(string(seed)))
			write(names[1], strings.ReplaceAll(string(seed), "2024年", "2023年"))
			write("manifest.json", `{"documents": [{"file": "`+names[1]+`", "region": "650105", "formerly": `+formerly+`}, {"file": "`+names[0]+`", "region": "650105"}]}`)
			for range 2 {
				files, err := intake.Collect([]string{dir})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := intake.Load(context.Background(), s.store, s.engine, files, func(l intake.Loaded) {
					if l.Err != nil {
						t.Error(l.Err)
					}
				}); err != nil {
					t.Fatal(err)
				}
			}
			units, err := s.store.Units(context.Background(), data.UnitFilter{})
			if err != nil || len(units) != 1 || units[0].Name != now || fmt.Sprint(units[0].Years) != "[2023 2022]" || len(units[0].Former) != 1 {
				t.Fatalf("%s, %v: %+v, %v", formerly, names, units, err)
			}
			if all, err := s.store.Restatements(context.Background(), data.RestatementFilter{UnitID: units[0].ID}); err != nil || len(all) == 0 {
				t.Errorf("%s, %v: %d compared, %v", formerly, names, len(all), err)
			}
			if body := s.get(unitPath(units[0].Unit)); !strings.Contains(body, "break-mark") || !strings.Contains(body, was) {
				t.Errorf("%s: the page does not mark the break", formerly)
			}
		}
	}
}
