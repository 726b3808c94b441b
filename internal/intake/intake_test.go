package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/intake"
)

const seedFolder = "../../seed"

func seed(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(seedFolder, "000_15c4900d2e5f3cbe.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func site(t testing.TB) (*data.Store, *charts.Engine) {
	t.Helper()
	store, err := data.Open(context.Background(), filepath.Join(t.TempDir(), "site.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	engine, err := charts.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	return store, engine
}

// load loads paths and returns what became of each file by its name.
func load(t testing.TB, store *data.Store, engine *charts.Engine, paths ...string) (intake.Sum, map[string]intake.Loaded) {
	t.Helper()
	files, err := intake.Collect(paths)
	if err != nil {
		t.Fatal(err)
	}
	became := map[string]intake.Loaded{}
	sum, err := intake.Load(context.Background(), store, engine, files, func(l intake.Loaded) { became[l.File.Name] = l })
	if err != nil {
		t.Fatal(err)
	}
	return sum, became
}

func write(t testing.TB, path string, content []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// The seed folder loads with what its manifest says, and loads again without change.
func TestLoadSeed(t *testing.T) {
	store, engine := site(t)
	sum, became := load(t, store, engine, seedFolder)
	l := became["000_15c4900d2e5f3cbe.txt"]
	if sum.New != 1 || l.Report.Unit.Region != "650105" || len(l.Report.Coverage.Unread) != 0 || l.Edition.Provenance.Licence == "" || l.Edition.Provenance.Published != "" {
		t.Errorf("%+v, region %q, unread %v, %+v", sum, l.Report.Unit.Region, l.Report.Coverage.Unread, l.Edition.Provenance)
	}
	drawn, err := store.Charts(context.Background(), l.Edition.ID)
	if err != nil || len(drawn) < 5 {
		t.Errorf("%d charts are stored with the edition (%v)", len(drawn), err)
	}
	if n, err := intake.Redraw(context.Background(), store, engine); n != 0 || err != nil {
		t.Errorf("%d editions drawn anew, %v", n, err)
	}
	if again, _ := load(t, store, engine, seedFolder); again.Unchanged != 1 || again.New != 0 {
		t.Errorf("again: %+v", again)
	}
}

// A zip made on Chinese Windows names its files in GBK without saying so.
func TestLoadZip(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("水磨沟区/2024年部门决算.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string][]byte{gbk: seed(t), "__MACOSX/._a.txt": []byte("x"), "~$lock.txt": []byte("x"), "空.txt": nil} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: name == gbk, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := write(t, filepath.Join(t.TempDir(), "一批.zip"), b.Bytes())
	store, engine := site(t)
	sum, became := load(t, store, engine, path)
	if sum.New != 1 || sum.Failed != 1 || became["2024年部门决算.txt"].Err != nil {
		t.Errorf("%+v %v", sum, became)
	}
}

// What is no readable 部门决算 is refused whole, with its name and the reason,
// and keeps nothing else from being loaded.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	whole := seed(t)
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(whole)
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string]struct {
		content []byte
		want    string
	}{
		"空文件.txt":  {nil, "空的"},
		"二进制.txt":  {bytes.Repeat([]byte{0, 1, 2, 0xFE, 0xFF, 0x80}, 3000), ""},
		"图片.txt":   {append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4000)...), "png"},
		"乱码.txt":   {bytes.Repeat([]byte{0xFF, 0x81, 0x20, 0xC3, 0x28}, 3000), ""},
		"截断.txt":   {whole[:30_001], ""},
		"小说.txt":   {[]byte(strings.Repeat("那天夜里下着大雨，他撑着伞走过长长的石板路，心里想着远方的亲人。\n", 400)), "不是部门决算"},
		"预算.txt":   {[]byte("某县教育局2025年部门预算公开\n一、部门预算收支总体情况\n2025年预算收入总计100.00万元，支出预算100.00万元。\n"), "部门预算"},
		"大文件.txt":  {bytes.Repeat([]byte("部门决算收入总计一万元。\n"), 100<<20/37), "上限"},
		"压缩包.zip":  {[]byte("PK\x03\x04 不是压缩包"), "压缩包"},
		"空白模板.txt": {[]byte("XX单位20XX年度部门决算\n一、收入支出决算总体情况说明\n20XX年度收入总计XX万元，支出总计XX万元。\n"), ""},
	}
	good := write(t, filepath.Join(dir, "好的.txt"), gb)
	store, engine := site(t)
	for name, b := range bad {
		t.Run(name, func(t *testing.T) {
			path := write(t, filepath.Join(dir, name), b.content)
			files, err := intake.Collect([]string{path})
			if err == nil {
				_, became := load(t, store, engine, path)
				_ = files
				err = became[name].Err
			}
			if err == nil {
				t.Fatal("was loaded")
			}
			if !strings.Contains(err.Error(), strings.TrimSuffix(name, filepath.Ext(name))) || !strings.Contains(err.Error(), b.want) {
				t.Errorf("the error %q does not name the file and the reason %q", err, b.want)
			}
		})
	}
	if c, err := store.Count(context.Background()); err != nil || c != (data.Count{}) {
		t.Errorf("bad input left something behind: %+v %v", c, err)
	}
	if sum, _ := load(t, store, engine, good); sum.New != 1 {
		t.Errorf("GB18030 is valid and was not loaded: %+v", sum)
	}
}

// A manifest speaks of one file by its hash; another file is not published
// under its name.
func TestManifestOfAnotherFile(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), seed(t))
	write(t, filepath.Join(dir, "manifest.json"), []byte(`{"documents":[{"file":"a.txt","sha256":"`+strings.Repeat("0", 64)+`"}]}`))
	store, engine := site(t)
	if _, became := load(t, store, engine, dir); became["a.txt"].Err == nil || !strings.Contains(became["a.txt"].Err.Error(), "sha256") {
		t.Errorf("a file that the manifest does not mean was loaded: %v", became["a.txt"].Err)
	}
	write(t, filepath.Join(dir, "manifest.json"), []byte(`{"documents":[{"file":"a.txt","colour":"red"}]}`))
	if _, err := intake.Collect([]string{dir}); err == nil || !strings.Contains(err.Error(), "manifest.json") {
		t.Errorf("a manifest with unknown words: %v", err)
	}
}

func TestNotThere(t *testing.T) {
	if _, err := intake.Collect([]string{"没有/这个.txt"}); err == nil || !strings.Contains(err.Error(), "没有这个文件") {
		t.Errorf("%v", err)
	}
	if document.DefaultLimits.Bytes < 20<<20 {
		t.Error("published documents of 20 MB must be readable")
	}
}

// FuzzZip: no archive crashes the collector or makes it unpack without end.
func FuzzZip(f *testing.F) {
	f.Add([]byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("PK\x03\x04"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		path := write(t, filepath.Join(dir, "fuzz.zip"), b)
		files, err := intake.Collect([]string{path})
		if err != nil {
			return
		}
		for _, file := range files {
			_, _ = file.Open()
		}
	})
}

// BenchmarkRead is what reading a document takes: text, facts, checks.
func BenchmarkRead(b *testing.B) {
	content := seed(b)
	f := intake.File{Name: "seed.txt", Path: "seed.txt", Open: func() ([]byte, error) { return content, nil }}
	b.ReportAllocs()
	for b.Loop() {
		if r := intake.Read(context.Background(), f); r.Err != nil {
			b.Fatal(r.Err)
		}
	}
}
