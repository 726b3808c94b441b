package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
)

// watch lets the site notice what is published.
func (s *site) watch() {
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	go s.server.Watch(ctx, 5*time.Millisecond)
	time.Sleep(50 * time.Millisecond)
}

// settled waits until it has.
func (s *site) settled() { time.Sleep(200 * time.Millisecond) }

// fetch asks over a real connection, trailers and all.
func (s *site) fetch(path string) (*http.Response, []byte) {
	s.t.Helper()
	server := httptest.NewServer(s.handler)
	defer server.Close()
	r, err := http.Get(server.URL + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return r, body
}

func digestOf(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// The package is a zip whose hash follows it; afterwards the page knows it.
func TestPackageDownload(t *testing.T) {
	s := seeded(t)
	r, body := s.fetch("/data/mingzhang-csv.zip")
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "application/zip" || r.Trailer.Get("Repr-Digest") != digestOf(body) {
		t.Fatalf("%d %v %v", r.StatusCode, r.Header, r.Trailer)
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil || len(z.File) != 13 {
		t.Fatalf("%v %v", z, err)
	}
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	if !strings.Contains(s.get("/data"), hash) || !strings.Contains(s.get("/data/SHA256SUMS"), hash+"  mingzhang-csv.zip\n") {
		t.Error("the page does not know the hash")
	}
	s.watch()
	s.load("seed.txt", "2.14", "2.15")
	if s.settled(); strings.Contains(s.get("/data"), hash) {
		t.Error("the page shows the hash of an older package")
	}
}

// The snapshot is a database with its length and hash ahead.
func TestSnapshotDownload(t *testing.T) {
	s := seeded(t)
	r, body := s.fetch("/data/mingzhang.sqlite")
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Length") != strconv.Itoa(len(body)) || r.Header.Get("Repr-Digest") != digestOf(body) {
		t.Fatalf("%d %v", r.StatusCode, r.Header)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if e, err := store.EditionByKey(context.Background(), key); err != nil || e.Number != 1 {
		t.Errorf("%+v %v", e, err)
	}
}

// Asking for the head of a large file makes no large file.
func TestHeadOfDownloads(t *testing.T) {
	s := seeded(t)
	for _, name := range []string{"mingzhang-csv.zip", "mingzhang.sqlite"} {
		w := s.ask("HEAD", "/data/"+name)
		if w.Code != http.StatusOK || w.Body.Len() > 0 || !strings.Contains(w.Header().Get("Content-Disposition"), name) {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
	if s.get("/data/SHA256SUMS") != "" {
		t.Error("something was made")
	}
}

// stuck is a visitor who takes the first piece and no more until let go.
type stuck struct {
	*httptest.ResponseRecorder
	began, goOn chan struct{}
	first       bool
}

func (w *stuck) Write(b []byte) (int, error) {
	if !w.first {
		w.first = true
		close(w.began)
		<-w.goOn
	}
	return w.ResponseRecorder.Write(b)
}

// Only one visitor at a time; the next is told to wait, not left hanging.
func TestDownloadsTakeTurns(t *testing.T) {
	s := seeded(t)
	w := &stuck{ResponseRecorder: httptest.NewRecorder(), began: make(chan struct{}), goOn: make(chan struct{})}
	done := make(chan struct{})
	go func() {
		s.handler.ServeHTTP(w, httptest.NewRequest("GET", "/data/mingzhang.sqlite", nil))
		close(done)
	}()
	<-w.began
	start := time.Now()
	second := s.ask("GET", "/data/mingzhang.sqlite")
	if second.Code != http.StatusServiceUnavailable || second.Header().Get("Retry-After") == "" || !strings.Contains(second.Body.String(), "过一两分钟") || time.Since(start) > 20*time.Second {
		t.Errorf("%d after %v", second.Code, time.Since(start))
	}
	close(w.goOn)
	<-done
	if third := s.ask("GET", "/data/mingzhang.sqlite"); third.Code != http.StatusOK {
		t.Errorf("then: %d", third.Code)
	}
}

// A visitor who leaves ends the work; the answer is cut off, not ended.
func TestBrokenDownload(t *testing.T) {
	s := seeded(t)
	ctx, cancel := context.WithCancel(context.Background())
	w := &stuck{ResponseRecorder: httptest.NewRecorder(), began: make(chan struct{}), goOn: make(chan struct{})}
	aborted := make(chan any, 1)
	go func() {
		defer func() { aborted <- recover() }()
		s.handler.ServeHTTP(w, httptest.NewRequest("GET", "/data/mingzhang.sqlite", nil).WithContext(ctx))
	}()
	<-w.began
	cancel()
	close(w.goOn)
	if got := <-aborted; got != http.ErrAbortHandler {
		t.Errorf("ended with %v", got)
	}
	if s.get("/data/SHA256SUMS") != "" {
		t.Error("half a file counts as whole")
	}
}

// Everything that the dictionary should explain is there, and the page of an
// empty site says what will be.
func TestDictionary(t *testing.T) {
	s := newSite(t)
	page := s.get("/data/dictionary")
	for _, want := range []string{"sangong.total", "年初预算数", "stated_none", "evaluation_indicators.csv", "functional-classification:generic:level1:code", "未能读出", "收入支出决算总表"} {
		if !strings.Contains(page, want) {
			t.Errorf("it does not explain %s", want)
		}
	}
	if !strings.Contains(s.get("/data"), "库里还没有报告") {
		t.Error("the empty page does not say so")
	}
}
