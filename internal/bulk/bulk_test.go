package bulk_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/bulk"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

const seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"

func newStore(t testing.TB) *data.Store {
	t.Helper()
	store, err := data.Open(context.Background(), filepath.Join(t.TempDir(), "站点.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// load publishes the seed with each pair of replacements made in its text.
func load(t testing.TB, store *data.Store, replace ...string) data.Edition {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	b = []byte(strings.NewReplacer(replace...).Replace(string(b)))
	doc, err := document.Read(context.Background(), "seed.txt", b)
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	r.Unit.Region = "650105"
	r.Checks = reconcile.RunText(r, doc.Text)
	r.Evaluations[1].Corrected = map[string]fiscal.CellCorrection{"indicators.2.actual": {At: "2026-01-01T00:00:00Z", By: "录入甲", Why: "照原文", Was: "=89%"}}
	r.Coverage.Unread = append(r.Coverage.Unread, fiscal.Unread{Text: "3.50", Start: 7, Context: "=某处3.50"})
	e, _, err := store.Publish(context.Background(), data.Publication{
		Report: r, Text: doc.Text, Original: b, Provenance: data.Provenance{Title: "题名"}, ReaderVersion: "1", DrawnBy: "a", Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func written(t testing.TB, store *data.Store) []byte {
	t.Helper()
	b, err := again(t, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pack is a data package as another program reads it.
type pack struct {
	Resources []struct {
		Name, Path, Hash string
		Bytes            int
		Rows             int
		Schema           struct {
			Fields []struct {
				Name, Type, Description string
				Constraints             struct {
					Required bool
					Enum     []string
				}
			}
			PrimaryKey  []string
			ForeignKeys []struct {
				Fields    string
				Reference struct{ Resource, Fields string }
			}
		}
	}
	tables map[string][]map[string]string
}

func open(t testing.TB, b []byte) pack {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	if last := z.File[len(z.File)-1].Name; last != bulk.DescriptionFile {
		t.Errorf("the last file is %s", last)
	}
	p := pack{tables: map[string][]map[string]string{}}
	if err := json.Unmarshal(files[bulk.DescriptionFile], &p); err != nil {
		t.Fatal(err)
	}
	if len(files) != len(p.Resources)+2 {
		t.Errorf("%d files, %d described", len(files), len(p.Resources))
	}
	for _, r := range p.Resources {
		body := files[r.Path]
		sum := sha256.Sum256(body)
		if len(body) != r.Bytes || "sha256:"+hex.EncodeToString(sum[:]) != r.Hash {
			t.Errorf("%s has %d bytes and not the hash it should", r.Path, len(body))
		}
		lines, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", r.Path, err)
		}
		if len(lines)-1 != r.Rows {
			t.Errorf("%s has %d rows, %d announced", r.Path, len(lines)-1, r.Rows)
		}
		for _, line := range lines[1:] {
			row := map[string]string{}
			for i, name := range lines[0] {
				row[name] = line[i]
			}
			p.tables[r.Name] = append(p.tables[r.Name], row)
		}
		for i, f := range r.Schema.Fields {
			if lines[0][i] != f.Name || f.Description == "" {
				t.Errorf("%s: column %d is %s, described as %+v", r.Path, i, lines[0][i], f)
			}
		}
	}
	return p
}

var kinds = map[string]*regexp.Regexp{
	"string": regexp.MustCompile(`(?s)^.*$`), "integer": regexp.MustCompile(`^-?[0-9]+$`), "number": regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`),
	"boolean": regexp.MustCompile(`^(true|false)$`), "year": regexp.MustCompile(`^[0-9]{4}$`), "date": regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`),
	"datetime": regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$`),
}

// A corrected cell of a 绩效自评表 says what it is now, what it was read as, and
// who says so.
func TestCorrectedCells(t *testing.T) {
	store := newStore(t)
	e := load(t, store)
	rows := open(t, written(t, store)).tables["evaluation_corrections"]
	if len(rows) != 1 {
		t.Fatalf("%d rows", len(rows))
	}
	for column, want := range map[string]string{"edition": e.Key, "evaluation": "2", "cell": "indicators.2.actual", "text": "'=98%", "read_as": "'=89%",
		"corrected_by": "录入甲", "corrected_at": "2026-01-01T00:00:00Z", "correction_reason": "照原文"} {
		if got := rows[0][column]; got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
}

// Every cell is of the type that its column says, every key is one, and every
// reference leads somewhere: what a validator of Table Schema would check.
func TestPackageIsValid(t *testing.T) {
	store := newStore(t)
	load(t, store)
	load(t, store, "2.14", "2.15") // a second edition of the year
	load(t, store, "水磨沟区发展和改革委员会", "=东城区发展和改革委员会")
	p := open(t, written(t, store))
	for _, r := range p.Resources {
		rows := p.tables[r.Name]
		if len(rows) == 0 {
			t.Errorf("%s is empty", r.Name)
		}
		keys := map[string]bool{}
		for n, row := range rows {
			for _, f := range r.Schema.Fields {
				cell := row[f.Name]
				switch {
				case cell == "" && f.Constraints.Required:
					t.Errorf("%s row %d: no %s", r.Name, n, f.Name)
				case cell != "" && !kinds[f.Type].MatchString(cell):
					t.Errorf("%s row %d: %s is %q, no %s", r.Name, n, f.Name, cell, f.Type)
				case cell != "" && f.Constraints.Enum != nil && !slices.Contains(f.Constraints.Enum, cell):
					t.Errorf("%s row %d: %s is %q, none of %v", r.Name, n, f.Name, cell, f.Constraints.Enum)
				}
				if strings.HasPrefix(cell, "=") {
					t.Errorf("%s row %d: %s is a formula", r.Name, n, f.Name)
				}
			}
			var key []string
			for _, k := range r.Schema.PrimaryKey {
				key = append(key, row[k])
			}
			if k := strings.Join(key, "|"); keys[k] {
				t.Errorf("%s: %s stands twice", r.Name, k)
			} else {
				keys[k] = true
			}
		}
		for _, k := range r.Schema.ForeignKeys {
			known := map[string]bool{}
			for _, other := range p.tables[k.Reference.Resource] {
				known[other[k.Reference.Fields]] = true
			}
			for _, row := range rows {
				if !known[row[k.Fields]] {
					t.Errorf("%s: %s %q is in no %s", r.Name, k.Fields, row[k.Fields], k.Reference.Resource)
				}
			}
		}
	}
}

// The facts of the package are the facts of the reports.
func TestPackageHoldsEveryFact(t *testing.T) {
	store := newStore(t)
	e := load(t, store)
	r, err := store.Report(context.Background(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, written(t, store))
	facts := p.tables["facts"]
	if len(facts) != len(r.Facts) || len(p.tables["reasons"]) != len(r.Reasons) || len(p.tables["checks"]) != len(r.Checks) || len(p.tables["evaluations"]) != len(r.Evaluations) ||
		len(p.tables["unread"]) != len(r.Coverage.Unread) || len(p.tables["terms"]) != len(r.Glossary) {
		t.Fatalf("%d facts of %d", len(facts), len(r.Facts))
	}
	for i, want := range r.Facts {
		got := facts[i]
		value := ""
		if want.Value != nil {
			value = want.Value.String()
		}
		if got["item"] != string(want.Item) || got["basis"] != string(want.Basis) || got["value"] != value || got["origin"] != string(want.Origin) {
			t.Fatalf("fact %d is %v, want %+v", i, got, want)
		}
		if want.Source != nil && (!strings.Contains(got["sentence"], strings.Split(want.Source.Text, "\t")[0]) || got["start"] != strconv.Itoa(want.Source.Start)) {
			t.Errorf("fact %d: %q is not in %q", i, want.Source.Text, got["sentence"])
		}
		if (want.Origin == fiscal.StatedNone) != (got["kind_of_nothing"] == "文中说明无") {
			t.Errorf("fact %d: %v", i, got)
		}
	}
	for _, f := range facts {
		if f["item"] == "sangong.total" && f["basis"] == "final" && f["amount_yuan"] != "21400" {
			t.Errorf("2.14 万元 is %s 元", f["amount_yuan"])
		}
		if f["class_code"] != "" && (f["class_1_code"] != f["class_code"][:3] || f["class_1"] == "") {
			t.Errorf("%v", f)
		}
	}
}

// The same state makes the same bytes, and a publication in between is not in
// what was frozen before it.
func TestPackageIsOfOneMoment(t *testing.T) {
	store := newStore(t)
	load(t, store)
	first := written(t, store)
	if !bytes.Equal(first, written(t, store)) {
		t.Error("the same state makes different packages")
	}
	frozen, err := store.Freeze(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer frozen.Close()
	load(t, store, "2.14", "2.15")
	var b bytes.Buffer
	if err := bulk.Write(context.Background(), &b, frozen, "https://mingzhang.example"); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, b.Bytes()) {
		t.Error("what was published later is in it")
	}
}

var errFull = errors.New("full")

// full is a writer that takes so much and no more.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// A package that could not be written to its end says so, and is no zip file.
func TestPackageIsNeverCutSilently(t *testing.T) {
	store := newStore(t)
	load(t, store)
	whole := written(t, store)
	for _, n := range []int{0, 100, len(whole) / 2, len(whole) - 1} {
		frozen, err := store.Freeze(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if err := bulk.Write(context.Background(), &full{n}, frozen, "https://mingzhang.example"); !errors.Is(err, errFull) {
			t.Errorf("cut at %d: %v", n, err)
		}
		frozen.Close()
		if _, err := zip.NewReader(bytes.NewReader(whole[:n]), int64(n)); err == nil {
			t.Errorf("the first %d bytes are a zip file", n)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	frozen, err := store.Freeze(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer frozen.Close()
	if err := bulk.Write(ctx, io.Discard, frozen, ""); err == nil {
		t.Error("a cancelled package is whole")
	}
}

// An empty site has an empty package, not none.
func TestEmptyPackage(t *testing.T) {
	p := open(t, written(t, newStore(t)))
	if len(p.Resources) != len(bulk.Tables()) || len(p.tables["facts"]) != 0 {
		t.Errorf("%+v", p)
	}
}
