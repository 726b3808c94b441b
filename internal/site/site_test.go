package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"mingzhang/internal/audit"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// live is a store with the seed document and some invented units.
type live struct {
	t      *testing.T
	store  *data.Store
	engine *charts.Engine
}

var engine = sync.OnceValues(charts.NewEngine)

func newLive(t *testing.T, units int) *live {
	t.Helper()
	store, err := data.Open(context.Background(), filepath.Join(t.TempDir(), "site.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	drawing, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	l := &live{t, store, drawing}
	seed, err := os.ReadFile("../../seed/000_15c4900d2e5f3cbe.txt")
	if err != nil {
		t.Fatal(err)
	}
	l.load("seed.txt", seed)
	for n := range units {
		for _, r := range l.history(n).Reports {
			l.load(fmt.Sprintf("%d-%d.txt", n, r.Year), r.Text())
		}
	}
	return l
}

func (l *live) history(n int) specimen.History {
	return specimen.Years(uint64(n+1), specimen.Course{From: 2022, Years: 2, Options: specimen.Options{Style: []string{"xinjiang", "hunan"}[n%2], NoForms: true}})
}

func (l *live) load(name string, body []byte) {
	l.t.Helper()
	f := intake.File{Name: name, Path: name, Open: func() ([]byte, error) { return body, nil }}
	sum, err := intake.Load(context.Background(), l.store, l.engine, []intake.File{f}, func(r intake.Loaded) {
		if r.Err != nil {
			l.t.Fatal(r.Err)
		}
	})
	if err != nil || sum.Failed > 0 {
		l.t.Fatal(sum, err)
	}
}

// options ask for a copy with the rankings of few items: there are hundreds of
// the others, all alike.
func options(folder string) Options {
	return Options{Folder: folder, BaseURL: "https://mingzhang.example/sub", Version: "测试", Reader: "1", within: func(ask string) bool {
		return !strings.HasPrefix(ask, "/rank/") || strings.HasPrefix(ask, "/rank/sangong.total")
	}}
}

func (l *live) export(o Options) Result {
	l.t.Helper()
	r, err := Export(context.Background(), l.store, l.engine, o)
	if err != nil {
		l.t.Fatal(err)
	}
	return r
}

// Every page of the whole site has its links, from a disk too.
func TestWholeCopy(t *testing.T) {
	l, folder := newLive(t, 0), t.TempDir()
	o := options(folder)
	o.within = nil
	if r := l.export(o); r.Files < 2500 {
		t.Errorf("%+v", r)
	}
	checkFileLinks(t, folder)
}

// tree returns the hash of every file in a folder.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, p)
		sum := sha256.Sum256(body)
		all[filepath.ToSlash(name)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// different names what two trees do not have alike.
func different(a, b map[string]string) (all []string) {
	for name, sum := range a {
		if b[name] != sum {
			all = append(all, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			all = append(all, name)
		}
	}
	return all
}

// The copy has no broken link, wherever it is served, and is the same whenever
// and wherever it is made, in one go or not.
func TestCopy(t *testing.T) {
	l := newLive(t, 0)
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	first := l.export(options(one))
	if first.Written != first.Files || first.Files < 1000 {
		t.Errorf("%+v", first)
	}
	before := tree(t, one)
	t.Run("links", func(t *testing.T) { checkLinks(t, one) })
	t.Run("on a disk", func(t *testing.T) { checkFileLinks(t, one) })
	t.Run("again", func(t *testing.T) {
		if again := l.export(options(one)); again.Written != 0 || again.Asked != 0 || again.Removed != 0 || again.Files != first.Files {
			t.Errorf("nothing has changed: %+v", again)
		}
		if d := different(before, tree(t, one)); len(d) > 0 {
			t.Error(d)
		}
	})
	t.Run("elsewhere, stopped in the middle", func(t *testing.T) {
		l.stopped(two)
		if r := l.export(options(two)); r.Units != 1 {
			t.Errorf("the unit was whole: %+v", r)
		}
		if d := different(before, tree(t, two)); len(d) > 0 {
			t.Error(d)
		}
	})
	t.Run("manifest", func(t *testing.T) { checkManifest(t, one) })
	t.Run("more editions", func(t *testing.T) {
		for _, r := range l.history(0).Reports {
			l.load(fmt.Sprintf("%d.txt", r.Year), r.Text())
		}
		if r := l.export(options(one)); r.UnitsMade != 1 || r.Units != 1 || r.Written == 0 {
			t.Errorf("%+v", r)
		}
		checkFileLinks(t, one)
		l.likeFresh(one)
	})
	t.Run("another edition of the newest year", func(t *testing.T) {
		before := stateOf(t, one)
		newest := l.history(0).Reports[1]
		l.load("again.txt", append(newest.Text(), "\n附注：更正。\n"...))
		l.export(options(one))
		after := stateOf(t, one)
		for year, stays := range map[int]bool{newest.Year - 1: true, newest.Year: false} {
			for _, name := range []string{fmt.Sprint("rank sangong.total ", year), fmt.Sprint("cards 2 ", year)} {
				if was, now := before[name], after[name]; was == nil || now == nil || was.State == now.State != stays {
					t.Errorf("%s was made from %v, now from %v", name, was, now)
				}
			}
		}
		l.likeFresh(one)
	})
	t.Run("files that are lost or altered", func(t *testing.T) {
		year := l.history(0).Reports[0].Year
		lost := stateOf(t, one)[fmt.Sprint("cards 2 ", year)].Files[0].Path
		if err := os.Remove(filepath.Join(one, lost)); err != nil {
			t.Fatal(err)
		}
		// Rows come from the older package only if it is as it was.
		name := filepath.Join(one, "data", "mingzhang-csv.zip")
		tables, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tables[len(tables)/2] ^= 1
		if err := os.WriteFile(name, tables, 0o600); err != nil {
			t.Fatal(err)
		}
		l.load("once more.txt", append(l.history(0).Reports[1].Text(), "\n附注：再更正。\n"...))
		l.export(options(one))
		l.likeFresh(one)
	})
	t.Run("another unit", func(t *testing.T) {
		l.load("other.txt", l.history(1).Reports[1].Text())
		l.export(options(one))
		l.likeFresh(one)
	})
	t.Run("renamed, withdrawn", func(t *testing.T) {
		if _, _, err := l.store.Declare(t.Context(), data.Declaration{Kind: data.Rename, Unit: 2, Other: "某某区发展研究中心", Year: 2024, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
		l.export(options(one))
		l.likeFresh(one)
		if _, err := l.store.Withdraw(t.Context(), 2, l.history(0).Reports[0].Year, 0, "附件含个人信息", time.Now(), audit.Entry{Actor: audit.Shell}); err != nil {
			t.Fatal(err)
		}
		l.export(options(one))
		l.likeFresh(one)
	})
}

// likeFresh compares a copy that was brought up to date with one made anew.
func (l *live) likeFresh(folder string) {
	l.t.Helper()
	fresh := filepath.Join(l.t.TempDir(), "fresh")
	l.export(options(fresh))
	if d := different(tree(l.t, fresh), tree(l.t, folder)); len(d) > 0 {
		l.t.Errorf("brought up to date it is not as made anew: %q", d)
	}
}

// stateOf returns what a copy knows of its parts.
func stateOf(t *testing.T, folder string) map[string]*part {
	t.Helper()
	f, err := openFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	return f.parts
}

// stopped begins a copy and stops it once its first part is whole.
func (l *live) stopped(folder string) {
	l.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o := options(folder)
	o.Progress = func(Progress) { cancel() }
	_, err := Export(ctx, l.store, l.engine, o)
	if err == nil || !strings.Contains(err.Error(), "会接着写") {
		l.t.Fatal(err)
	}
}

func checkManifest(t *testing.T, folder string) {
	body, err := os.ReadFile(filepath.Join(folder, ManifestFile))
	if err != nil {
		t.Fatal(err)
	}
	var m Manifest
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, f := range m.Files {
		listed[f.Path] = f.SHA256
	}
	there := tree(t, folder)
	for name := range there {
		if name == ManifestFile || strings.HasPrefix(name, stateFolder+"/") {
			delete(there, name)
		}
	}
	if d := different(listed, there); len(d) > 0 {
		t.Error(d)
	}
}

// hrefs returns where a page leads, and its anchors.
func hrefs(t *testing.T, body []byte) (links []string, anchors map[string]bool) {
	t.Helper()
	anchors = map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return links, anchors
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		for _, a := range token.Attr {
			switch a.Key {
			case "id":
				anchors[a.Val] = true
			case "href", "src", "action", "data-chart", "data-png", "data-charts", "data-index":
				links = append(links, a.Val)
			}
		}
	}
}

// checkLinks follows every link of the copy as a browser does, served by a
// plain file server below a path of its own.
func checkLinks(t *testing.T, folder string) {
	server := httptest.NewServer(http.StripPrefix("/some/where", http.FileServer(http.Dir(folder))))
	defer server.Close()
	start, err := url.Parse(server.URL + "/some/where/")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{start.String(): true}
	todo := []*url.URL{start}
	for len(todo) > 0 {
		u := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		answer, err := http.Get(u.String())
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		_, _ = body.ReadFrom(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", u, answer.StatusCode)
			continue
		}
		if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			continue
		}
		links, _ := hrefs(t, body.Bytes())
		for _, l := range links {
			if strings.HasPrefix(l, "/") {
				t.Errorf("%s leads to %s", u, l)
			}
			to, err := answer.Request.URL.Parse(l)
			if err != nil {
				t.Errorf("%s: %v", u, err)
				continue
			}
			to.Fragment, to.RawQuery = "", ""
			if to.Host == u.Host && !seen[to.String()] {
				if !strings.HasPrefix(to.Path, "/some/where/") {
					t.Errorf("%s leads out of the copy: %s", u, l)
				}
				seen[to.String()] = true
				todo = append(todo, to)
			}
		}
	}
	if len(seen) < 1000 {
		t.Errorf("only %d addresses", len(seen))
	}
}

// checkFileLinks makes sure that every link of every page names a file, as it
// must on a disk, and that the anchors are there.
func checkFileLinks(t *testing.T, folder string) {
	t.Helper()
	type page struct {
		links   []string
		anchors map[string]bool
	}
	pages := map[string]page{}
	for name := range tree(t, folder) {
		if strings.HasSuffix(name, ".html") {
			body, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			links, anchors := hrefs(t, body)
			pages[name] = page{links, anchors}
		}
	}
	for name, p := range pages {
		base := &url.URL{Path: "/" + name}
		for _, l := range p.links {
			to, err := base.Parse(l)
			if err != nil || to.Host != "" || to.Scheme != "" {
				continue
			}
			file := strings.TrimPrefix(to.Path, "/")
			info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(file)))
			if err != nil || info.IsDir() {
				t.Errorf("%s leads to %s, which is no file", name, l)
				continue
			}
			if there, ok := pages[file]; ok && to.Fragment != "" && !there.anchors[to.Fragment] {
				t.Errorf("%s leads to %s, where there is no such place", name, l)
			}
		}
	}
}

// What is not its own the copy never touches; what it wrote and no page needs
// any more it removes.
func TestForeign(t *testing.T) {
	l := newLive(t, 0)
	folder := t.TempDir()
	mine := filepath.Join(folder, "我的.txt")
	if err := os.WriteFile(mine, []byte("别动"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Export(context.Background(), l.store, l.engine, Options{Folder: folder})
	if err == nil || !strings.Contains(err.Error(), "我的.txt") {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Error(entries)
	}
	if _, err := Export(context.Background(), l.store, l.engine, Options{Folder: mine}); err == nil || !strings.Contains(err.Error(), "是一个文件") {
		t.Error(err)
	}
	_ = os.Remove(mine)
	ofUnit := func(base string) error {
		_, err := Export(context.Background(), l.store, l.engine, Options{Folder: folder, BaseURL: base, Unit: 1})
		return err
	}
	if err := ofUnit(""); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, []byte("别动"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := ofUnit("https://mingzhang.example"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(folder, "rank")); err == nil {
		t.Error("rankings are not part of the copy of a unit")
	}
	checkFileLinks(t, folder)
	// A file of somebody else in the way is not overwritten.
	way := filepath.Join(folder, "rank", "sangong.total", "index.html")
	if err := os.MkdirAll(filepath.Dir(way), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(way, []byte("别动"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Export(context.Background(), l.store, l.engine, Options{Folder: folder}); err == nil || !strings.Contains(err.Error(), "没有覆盖") {
		t.Error(err)
	}
	if body, _ := os.ReadFile(way); string(body) != "别动" {
		t.Errorf("%q", body)
	}
}
