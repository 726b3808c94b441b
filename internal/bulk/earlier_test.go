package bulk_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"testing"

	"mingzhang/internal/bulk"
	"mingzhang/internal/data"
)

// again writes a package, with the help of an earlier one if there is one.
func again(t testing.TB, store *data.Store, earlier *bulk.Earlier) ([]byte, error) {
	t.Helper()
	frozen, err := store.Freeze(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer frozen.Close()
	var b bytes.Buffer
	err = bulk.WriteSigned(context.Background(), &b, frozen, "https://mingzhang.example", nil, earlier)
	return b.Bytes(), err
}

func opened(t *testing.T, b []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// altered is a package with some bytes of all its files replaced.
func altered(t *testing.T, b []byte, old, new string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range opened(t, b).File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		into, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := into.Write(bytes.ReplaceAll(body, []byte(old), []byte(new))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const otherYear = "2023"

// TestEarlier writes packages from earlier ones: what they say is what they
// say without.
func TestEarlier(t *testing.T) {
	store := newStore(t)
	load(t, store)
	load(t, store, "2024", otherYear, "2023", "2022")
	first := &bulk.Earlier{}
	before, err := again(t, store, first)
	if err != nil || !bytes.Equal(before, written(t, store)) {
		t.Fatal("the first package is not as one without a memory", err)
	}
	// Every row of every table below the editions stands in one span.
	for _, r := range open(t, before).Resources {
		rows := 0
		for _, s := range first.Now.Tables[r.Name] {
			rows += s.Rows
		}
		if r.Name != "units" && rows != r.Rows {
			t.Errorf("%s: %d of %d rows are remembered", r.Name, rows, r.Rows)
		}
	}

	// A correction of the newer year: its first edition is the current one no
	// more, the rows of the other year stay.
	load(t, store, "29,788.39", "29,788.93")
	second := &bulk.Earlier{Package: opened(t, before), Rows: first.Now}
	after, err := again(t, store, second)
	if err != nil || !bytes.Equal(after, written(t, store)) {
		t.Fatal("a package from an earlier one is not as one without", err)
	}
	stays := 0
	for key, state := range second.Now.States {
		if first.Now.States[key] == state {
			stays++
		}
	}
	if stays != 1 || len(second.Now.States) != 3 {
		t.Errorf("%d of %d editions stay, want 1 of 3", stays, len(second.Now.States))
	}

	// Rows of the other year do come from the earlier package, all others not.
	const mark, marked = "人员经费", "人员经弗"
	from := &bulk.Earlier{Package: opened(t, altered(t, before, mark, marked)), Rows: first.Now}
	b, err := again(t, store, from)
	if err != nil {
		t.Fatal(err)
	}
	years := map[string]bool{}
	for _, f := range open(t, b).tables["facts"] {
		if slices.ContainsFunc(slices.Collect(maps.Values(f)), func(v string) bool { return bytes.Contains([]byte(v), []byte(marked)) }) {
			years[f["year"]] = true
		}
	}
	if !maps.Equal(years, map[string]bool{otherYear: true}) {
		t.Errorf("rows of %v come from the earlier package", years)
	}

	// One that does not hold what is remembered of it.
	for name, broken := range map[string]*bulk.Earlier{
		"too short":     {Package: opened(t, altered(t, before, mark, "")), Rows: first.Now},
		"without files": {Package: &zip.Reader{}, Rows: first.Now},
	} {
		if _, err := again(t, store, broken); !errors.Is(err, bulk.ErrEarlier) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Nothing is remembered: everything is made.
	b, err = again(t, store, &bulk.Earlier{Package: opened(t, before)})
	if err != nil || !bytes.Equal(b, after) {
		t.Error("a package nothing is known of", err)
	}
}
