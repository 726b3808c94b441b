package specimen

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

const defaultSpecimens = 40

var (
	specimens = flag.Int("specimens", defaultSpecimens, "how many specimens to read back")
	verbose   = flag.Int("differences", 12, "how many kinds of difference to print for each format")
)

// howMany is the number of specimens to read back: the environment goes
// before the flag, for runs of all packages at once.
func howMany(t *testing.T) int {
	if s := os.Getenv("SPECIMENS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("SPECIMENS=%s is no number", s)
		}
		return n
	}
	return *specimens
}

// format is a way to write a specimen. missed and extra are the most facts of
// a thousand that its reader may get wrong and refused the most reports of a
// hundred it may refuse: what was measured, to be tightened as readers learn.
type format struct {
	name                   string
	options                Options
	write                  func(*Specimen) ([]byte, error)
	file                   string
	formsOnly              bool
	most                   int // specimens, unless more are asked for; 0 for no limit
	missed, extra, refused int
}

func plain(write func(*Specimen) []byte) func(*Specimen) ([]byte, error) {
	return func(s *Specimen) ([]byte, error) { return write(s), nil }
}

var formats = []format{
	{name: "narrative", options: Options{NoForms: true}, write: plain((*Specimen).Text), file: "%d.txt", missed: 0, extra: 0},
	{name: "txt of tabs", write: plain((*Specimen).Text), file: "%d.txt", missed: 0, extra: 0},
	{name: "txt of cells", write: plain((*Specimen).CellText), file: "%d.txt", missed: 0, extra: 0},
	{name: "html", write: plain((*Specimen).HTML), file: "%d.html", missed: 0, extra: 0},
	{name: "docx", write: (*Specimen).DOCX, file: "%d.docx", missed: 0, extra: 0},
	{name: "xlsx", write: (*Specimen).XLSX, file: "%d.xlsx", formsOnly: true, missed: 0, extra: 0},
	{name: "zip", write: (*Specimen).Zip, file: "%d.zip", missed: 0, extra: 0},
	{name: "pdf", file: "%d.pdf", most: 4, missed: 25, extra: 5},
}

// TestRoundTrip reads specimens back from every format and compares what is
// read with what they state.
func TestRoundTrip(t *testing.T) {
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) { roundTrip(t, f) })
	}
}

func roundTrip(t *testing.T, f format) {
	tally := newTally()
	if f.write == nil {
		dir := t.TempDir()
		f.write = func(s *Specimen) ([]byte, error) { return s.PDF(t.Context(), dir) }
	}
	n := howMany(t)
	if f.most > 0 && n == defaultSpecimens {
		n = f.most
	}
	for seed := range uint64(n) {
		o := f.options
		o.Style = Styles()[seed%uint64(len(Styles()))]
		s := New(seed, o)
		data, err := f.write(s)
		if err != nil {
			t.Skip(err)
		}
		d, err := document.Read(context.Background(), fmt.Sprintf(f.file, seed), data)
		if err != nil && strings.Contains(err.Error(), "暂时不能读取") {
			t.Skip(err)
		}
		var r *fiscal.Report
		if err == nil {
			r, err = extract.Read(d)
		}
		if err != nil {
			if tally.refused++; tally.refused <= *verbose {
				t.Logf("seed %d, %s: %v", seed, s.Style, err)
			}
			continue
		}
		if r.Year != s.Year {
			t.Errorf("seed %d, %s: year %d, want %d", seed, s.Style, r.Year, s.Year)
		}
		if r.Unit.Name != s.Unit.Name || strings.Join(r.Unit.Aliases, "、") != strings.Join(s.Unit.Aliases, "、") {
			tally.units = append(tally.units, fmt.Sprintf("seed %d, %s: unit %s %v, want %s %v", seed, s.Style, r.Unit.Name, r.Unit.Aliases, s.Unit.Name, s.Unit.Aliases))
		}
		if f.formsOnly {
			tally.add(s, s.CompareForms(r))
			continue
		}
		tally.add(s, s.Compare(r))
	}
	tally.print(t)
	if tally.refused*100 > f.refused*n {
		t.Errorf("%d of %d reports refused: at most %d of a hundred are known", tally.refused, n, f.refused)
	}
	if tally.missed*1000 > f.missed*tally.stated || tally.extra*1000 > f.extra*tally.stated {
		t.Errorf("%d of %d facts missed, %d extra: at most %d and %d of a thousand are known", tally.missed, tally.stated, tally.extra, f.missed, f.extra)
	}
}

// tally gathers differences by what they are, each kind with its first example.
type tally struct {
	stated, missed, extra int
	refused               int
	count                 map[string]int
	example               map[string]string
	units                 []string
}

func newTally() *tally { return &tally{count: map[string]int{}, example: map[string]string{}} }

func (y *tally) add(s *Specimen, r Result) {
	y.stated += r.Stated
	for _, d := range r.Differences {
		if d.Kind == "extra" {
			y.extra++
		} else {
			y.missed++
		}
		item, rest, _ := strings.Cut(d.What, " ")
		basis, _, classed := strings.Cut(rest, " ")
		kind := fmt.Sprintf("%s %s %s %s %s", d.Kind, s.Style, d.Where, item, basis)
		if classed {
			kind += " of a class"
		}
		if y.count[kind]++; y.count[kind] == 1 {
			y.example[kind] = fmt.Sprintf("seed %d: %s", s.Seed, d)
		}
	}
}

func (y *tally) print(t *testing.T) {
	t.Logf("%d facts stated, %d missed, %d extra; %d reports refused", y.stated, y.missed, y.extra, y.refused)
	for i, u := range y.units {
		if i < *verbose {
			t.Log(u)
		}
	}
	var kinds []string
	for k := range y.count {
		kinds = append(kinds, k)
	}
	sort.Slice(kinds, func(a, b int) bool {
		if y.count[kinds[a]] != y.count[kinds[b]] {
			return y.count[kinds[a]] > y.count[kinds[b]]
		}
		return kinds[a] < kinds[b]
	})
	for i, k := range kinds {
		if i < *verbose {
			t.Logf("%5d× %s\n        %s", y.count[k], k, y.example[k])
		}
	}
	if len(kinds) > *verbose {
		t.Logf("and %d more kinds; -differences %d prints all", len(kinds)-*verbose, len(kinds))
	}
}
