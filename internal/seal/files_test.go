package seal_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"mingzhang/internal/bulk"
	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/seal"
)

// packed writes the data package of a store.
func packed(t testing.TB, s *data.Store) []byte {
	t.Helper()
	frozen, err := s.Freeze(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer frozen.Close()
	var b bytes.Buffer
	if err := bulk.WriteSigned(t.Context(), &b, frozen, "https://mingzhang.example", seal.FileSigner(t.Context(), s), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func checkPackage(t testing.TB, b []byte, key string) (*seal.Result, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "package.zip")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return seal.Package(t.Context(), file, seal.Options{Key: key})
}

func lines(r *seal.Result) string {
	all := ""
	for _, a := range r.Altered {
		all += a.String() + "\n"
	}
	return all
}

// contents reads every file of a zip, "" when it is none.
func contents(b []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil
		}
		c, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil
		}
		all[f.Name] = string(c)
	}
	return all
}

func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A package as it was signed is whole; one byte of any of its files is named.
func TestPackage(t *testing.T) {
	s, _ := signed(t)
	key := public(t, s, 0)
	b := packed(t, s)
	r, err := checkPackage(t, b, key)
	if err != nil || !r.Whole() || r.Editions != 3 || r.Figures == 0 || r.Last.Number != 3 {
		t.Fatalf("%v %+v", err, r)
	}
	files := contents(b)
	rand := rand.New(rand.NewPCG(2, 3))
	for name, content := range files {
		for range 2 {
			at := rand.IntN(len(content))
			altered := contents(b)
			altered[name] = content[:at] + string(content[at]^1) + content[at+1:]
			r, err := checkPackage(t, zipped(t, altered), key)
			if err != nil || r.Whole() || !strings.Contains(lines(r), strings.TrimSuffix(name, ".sig")) {
				t.Errorf("byte %d of %s: %v\n%s", at, name, err, lines(r))
			}
		}
		missing := contents(b)
		delete(missing, name)
		if r, err := checkPackage(t, zipped(t, missing), key); err != nil || r.Whole() {
			t.Errorf("without %s: %v", name, err)
		}
	}
	added := contents(b)
	added["新.csv"] = "x"
	if r, err := checkPackage(t, zipped(t, added), key); err != nil || !strings.Contains(lines(r), "新.csv") {
		t.Errorf("a file was added: %v %s", err, lines(r))
	}
}

// A changed figure of a package is named by unit, year and item.
func TestPackageFigure(t *testing.T) {
	s, _ := signed(t)
	files := contents(packed(t, s))
	rows := strings.Split(files["facts.csv"], "\r\n")
	for i, row := range rows {
		if strings.Contains(row, ",final,") && strings.Contains(row, "本年收入合计") && strings.Contains(row, "万元") {
			rows[i] = strings.Replace(row, ",万元,", ",元,", 1)
			break
		}
	}
	files["facts.csv"] = strings.Join(rows, "\r\n")
	r, err := checkPackage(t, zipped(t, files), public(t, s))
	if err != nil {
		t.Fatal(err)
	}
	all := lines(r)
	if !strings.Contains(all, seedUnit+" 2024 年度") || !strings.Contains(all, "收入总计 决算数") || !strings.Contains(all, "原来计量单位是“万元”") {
		t.Error(all)
	}
}

// Any byte of the zip itself: refused as damaged, named, or of no account.
func TestFlippedPackage(t *testing.T) {
	s, _ := signed(t)
	b := packed(t, s)
	key := public(t, s)
	want := contents(b)
	rand := rand.New(rand.NewPCG(4, 4))
	for range 30 {
		altered := append([]byte{}, b...)
		at := rand.IntN(len(altered))
		altered[at] ^= 1 << rand.IntN(8)
		r, err := checkPackage(t, altered, key)
		if err == nil && r.Whole() {
			got := contents(altered)
			for name, content := range want {
				if got[name] != content {
					t.Errorf("byte %d: %s is another and nobody noticed", at, name)
				}
			}
		}
	}
}

// A static copy: its files, its data files, its manifests.
func TestFolder(t *testing.T) {
	s, _ := signed(t)
	key := public(t, s, 0)
	files := fstest.MapFS{}
	put := func(name string, b []byte) { files[name] = &fstest.MapFile{Data: b} }
	keys, err := s.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	put("index.html", []byte("<p>首页"))
	put("keys.json", keysFile(t, keys))
	seals, err := s.Seals(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range seals {
		put("e/"+one.Edition+"/manifest.json", seal.Write(one))
		e, err := s.EditionByKey(t.Context(), one.Edition)
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Report(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		meta := export.Meta{BaseURL: "https://mingzhang.example", Home: "/u/1-x/2024/", EditionKey: e.Key, EditionNumber: e.Number, PublishedAt: e.PublishedAt,
			Published: e.Provenance.Published, SourceTitle: e.Provenance.Title, SourceURL: e.Provenance.URL}
		if err := export.ReportJSON(&b, meta, r); err != nil {
			t.Fatal(err)
		}
		put("e/"+e.Key+".json", b.Bytes())
	}
	relist := func() {
		t.Helper()
		delete(files, "site-manifest.json")
		delete(files, "site-manifest.json.sig")
		list := seal.List{Format: "mingzhang-site/1"}
		for name, f := range files {
			list.Files = append(list.Files, seal.ListFile{Path: name, Bytes: int64(len(f.Data)), SHA256: fmt.Sprintf("%x", sha256.Sum256(f.Data))})
		}
		b, err := list.Write()
		if err != nil {
			t.Fatal(err)
		}
		signature, err := seal.FileSigner(t.Context(), s)(b)
		if err != nil {
			t.Fatal(err)
		}
		put("site-manifest.json", b)
		put("site-manifest.json.sig", signature)
	}
	relist()
	folder := func() string {
		t.Helper()
		r, err := seal.Folder(t.Context(), files, seal.Options{Key: key})
		if err != nil {
			t.Fatal(err)
		}
		return lines(r)
	}
	put(".mingzhang-site/state.json", []byte("{}"))
	if all := folder(); all != "" {
		t.Fatal(all)
	}
	delete(files, ".mingzhang-site/state.json")
	for name, f := range files {
		was := f.Data
		at := len(was) / 2
		f.Data = append([]byte{}, was...)
		f.Data[at] ^= 1
		if all := folder(); !strings.Contains(all, strings.TrimSuffix(name, ".sig")) {
			t.Errorf("%s was altered: %s", name, all)
		}
		f.Data = was
	}
	// Altered by who can sign the list of files, but not the manifests.
	name := "e/" + seals[0].Edition + ".json"
	files[name].Data = bytes.Replace(files[name].Data, []byte(`"万元"`), []byte(`"亿元"`), 1)
	relist()
	if all := folder(); !strings.Contains(all, name) || !strings.Contains(all, "事实第") {
		t.Errorf("%s", all)
	}
}

func keysFile(t testing.TB, keys []data.PublicKey) []byte {
	t.Helper()
	f, err := seal.KeysOf(keys)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// One manifest with the document, and with data files of pages.
func TestDownloads(t *testing.T) {
	s, _ := signed(t)
	one, err := s.SealOf(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	e, _ := s.EditionByKey(t.Context(), one.Edition)
	r, _ := s.Report(t.Context(), e.ID)
	o, err := s.Original(t.Context(), r.Document.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	var page, checks bytes.Buffer
	v := e.Provenance
	meta := export.Meta{BaseURL: "https://mingzhang.example", EditionKey: e.Key, EditionNumber: e.Number, PublishedAt: e.PublishedAt, Published: v.Published, SourceTitle: v.Title, SourceURL: v.URL}
	if err := export.ReportJSON(&page, meta, r); err != nil {
		t.Fatal(err)
	}
	if err := export.ChecksJSON(&checks, meta, r); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"manifest.json": seal.Write(one), "原文.txt": o.Bytes, "2024.json": page.Bytes(), "checks.json": checks.Bytes()}
	names := []string{"原文.txt", "manifest.json", "2024.json", "checks.json"}
	keys, _ := s.Keys(t.Context())
	downloads := func() string {
		t.Helper()
		r, err := seal.Downloads(t.Context(), names, func(n string) ([]byte, error) { return files[n], nil }, nil, seal.Options{Key: keys[0].Public})
		if err != nil {
			t.Fatal(err)
		}
		return lines(r)
	}
	if all := downloads(); all != "" {
		t.Error(all)
	}
	for _, name := range names {
		was := files[name]
		files[name] = append([]byte{}, was...)
		at := bytes.Index(was, []byte("20"))
		files[name][at] = '3'
		if all := downloads(); !strings.Contains(all, name) || !strings.Contains(all, seedUnit+" 202") && !strings.Contains(all, "委员会") {
			t.Errorf("%s: %s", name, all)
		}
		files[name] = was
	}
	if _, err := seal.Downloads(t.Context(), names[:1], func(n string) ([]byte, error) { return files[n], nil }, nil, seal.Options{Key: keys[0].Public}); err == nil {
		t.Error("checked without a manifest")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"manifest":{"format":"mingzhang-edition-1"},"sha256":"","ed25519":"","key_id":""}`))
	f.Add([]byte(`{"manifest":null}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, _ = seal.Read(b)
		_, _ = seal.PageSum(b)
		_, _ = seal.ReadKeys(b)
		_, _ = seal.ParsePublic(string(b))
	})
}
