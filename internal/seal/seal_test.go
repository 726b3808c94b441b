package seal_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/seal"
)

const (
	seedFile = "../../seed/000_15c4900d2e5f3cbe.txt"
	seedUnit = "水磨沟区发展和改革委员会"
)

var admin = audit.Actor{ID: 1, Name: "管理员"}

// publication reads the seed as the accounts of a unit of another name.
func publication(t testing.TB, unit string) data.Publication {
	t.Helper()
	b, err := os.ReadFile(seedFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := document.Read(context.Background(), "seed.txt", []byte(strings.ReplaceAll(string(b), seedUnit, unit)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := extract.Read(doc)
	if err != nil {
		t.Fatal(err)
	}
	layout, err := doc.Layout()
	if err != nil {
		t.Fatal(err)
	}
	original := []byte(strings.ReplaceAll(string(b), seedUnit, unit))
	r.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256(original))
	return data.Publication{Report: r, Text: doc.Text, Layout: layout, Original: original, ReaderVersion: "1",
		Provenance: data.Provenance{Title: "决算公开", URL: "https://example.gov.cn/1", Published: "2025-09-01"}, Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

func publish(t testing.TB, s *data.Store, p data.Publication) data.Edition {
	t.Helper()
	e, _, err := s.Publish(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func open(t testing.TB) (*data.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "站点.db")
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	s.SignWith(seal.Auto(s, func(err error) { t.Error(err) }))
	return s, path
}

func create(t testing.TB, s *data.Store) *seal.Signer {
	t.Helper()
	k, err := seal.Create(context.Background(), s, admin, time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// public returns the newest public key, or the one at a place.
func public(t testing.TB, s *data.Store, at ...int) string {
	t.Helper()
	keys, err := s.Keys(context.Background())
	if err != nil || len(keys) == 0 {
		t.Fatal(err)
	}
	if len(at) > 0 {
		return keys[at[0]].Public
	}
	return keys[len(keys)-1].Public
}

// corrected publishes the document again with one figure corrected.
func corrected(t testing.TB, p data.Publication) data.Publication {
	b, err := json.Marshal(p.Report)
	if err != nil {
		t.Fatal(err)
	}
	r := &fiscal.Report{}
	if err := json.Unmarshal(b, r); err != nil {
		t.Fatal(err)
	}
	f := &r.Facts[0]
	f.Correction = &fiscal.Correction{Kind: "changed", At: "2026-02-01T00:00:00Z", By: "张三", Why: "看错一位",
		Was: &fiscal.Reading{Item: f.Item, Basis: f.Basis, Value: f.Value, Measure: f.Measure}}
	f.Value = new(decimal.MustParse("1.23"))
	cell := r.Evaluations[1].Cell("indicators.2.actual")
	r.Evaluations[1].Corrected = map[string]fiscal.CellCorrection{"indicators.2.actual": {At: "2026-02-01T00:00:00Z", By: "张三", Why: "看错一格", Was: *cell}}
	*cell = "=100%"
	r.Removed = []fiscal.Removed{{Reading: fiscal.Reading{Item: fiscal.ExpenseBasic, Basis: fiscal.Final, Value: new(decimal.MustParse("3")), Measure: fiscal.Yuan}, At: "2026-02-01T00:00:00Z", By: "张三", Why: "不是决算数"}}
	p.Report, p.Again, p.Reason, p.Now = r, true, "校正识别错误", p.Now.AddDate(0, 1, 0)
	return p
}

// signed makes a database of which everything is signed: two editions before
// there was a key, one after, one after the key was replaced.
func signed(t testing.TB) (s *data.Store, path string) {
	t.Helper()
	ctx := context.Background()
	s, path = open(t)
	p := publication(t, seedUnit)
	publish(t, s, p)
	k := create(t, s)
	if n, err := seal.SealAll(ctx, s, k, nil); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	publish(t, s, corrected(t, p))
	if _, err := seal.Rotate(ctx, s, admin, time.Now()); err != nil {
		t.Fatal(err)
	}
	publish(t, s, publication(t, "水磨沟区第二委员会"))
	return s, path
}

func check(t testing.TB, path, key string) *seal.Result {
	t.Helper()
	r, err := seal.Database(context.Background(), path, seal.Options{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A database as it was signed is whole by the newest key and by the first.
func TestWhole(t *testing.T) {
	s, path := signed(t)
	for _, key := range []string{public(t, s), public(t, s, 0)} {
		r := check(t, path, key)
		if !r.Whole() || r.Editions != 3 || r.Documents != 2 || r.Figures == 0 || r.Last.Number != 3 || len(r.Notes) != 0 {
			t.Errorf("%+v", r)
		}
	}
	info, err := os.Stat(seal.KeyFile(path))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the private key is for others to read: %v %v", info.Mode(), err)
	}
	first, err := s.SealOf(context.Background(), 1)
	if err != nil || !strings.Contains(string(first.Manifest), `"sealed_later":true`) {
		t.Errorf("published before there was a key: %s %v", first.Manifest, err)
	}
	second, err := s.SealOf(context.Background(), 2)
	if err != nil || !strings.Contains(string(second.Manifest), `"predecessor":"`+first.Hash+`"`) || strings.Contains(string(second.Manifest), `"sealed_later":true`) {
		t.Errorf("%s %v", second.Manifest, err)
	}
	// No private key is in the database.
	b, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(b), "PRIVATE KEY") {
		t.Error("the private key is in the database", err)
	}
}

// A key that nothing ties to those of the database makes nothing believable.
func TestForeignKey(t *testing.T) {
	_, path := signed(t)
	other, _ := open(t)
	create(t, other)
	r := check(t, path, public(t, other))
	if r.Whole() || r.Editions != 0 {
		t.Errorf("%+v", r)
	}
}
