package desk

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/specimen"
)

var uploader = audit.Actor{ID: 11, Name: "录入甲"}

func testStore(t testing.TB) (*data.Store, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	s, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func testDesk(t testing.TB, s *data.Store) *Desk {
	t.Helper()
	return New(s, nil, slog.New(slog.DiscardHandler))
}

func upload(t testing.TB, s *data.Store, name string, b []byte) data.Upload {
	t.Helper()
	in, err := s.Receive(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := in.Write(b); err != nil {
		t.Fatal(err)
	}
	u, err := in.Enqueue(name, uploader, Limits, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// run runs the desk until nothing waits any more.
func run(t testing.TB, d *Desk) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { d.Run(ctx); close(ended) }()
	defer func() { stop(); <-ended }()
	for range 2000 {
		waiting, reading, err := d.store.QueueLength(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if waiting+reading == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the queue does not end")
}

func drafts(t testing.TB, s *data.Store) []data.Draft {
	t.Helper()
	all, err := s.Drafts(context.Background(), data.DraftFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func narrative(i int) ([]byte, *specimen.Specimen) {
	s := specimen.New(uint64(100+i), specimen.Options{NoForms: true})
	return []byte(s.Text()), s
}

func zipped(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func shaOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// One file becomes one draft, with what it says as the store has it back.
func TestUploadBecomesDraft(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	b, spec := narrative(1)
	events, stop, ok := d.Bus.Listen()
	defer stop()
	if !ok {
		t.Fatal("nobody may listen")
	}
	u := upload(t, s, "甲.txt", b)
	run(t, d)
	all := drafts(t, s)
	if len(all) != 1 || all[0].Unit != spec.Unit.Name || all[0].Year != spec.Year || all[0].State != data.DraftOpen || all[0].Upload != u.ID || all[0].Figures == 0 {
		t.Fatalf("%+v", all)
	}
	w, err := d.Open(context.Background(), all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if w.Now.Unit.Name != spec.Unit.Name || len(w.Now.Facts) == 0 || !strings.Contains(w.Content.Text, spec.Unit.Name) {
		t.Error("the draft does not have the document")
	}
	original, err := s.Blob(context.Background(), all[0].Blob)
	if err != nil || !bytes.Equal(original, b) {
		t.Error("the bytes are not those that were uploaded", err)
	}
	last := Event{}
	var document *DocumentEvent
	for len(events) > 0 {
		last = <-events
		if last.Document != nil {
			document = last.Document
		}
	}
	if last.State != data.UploadRead || document == nil || document.Unit != spec.Unit.Name || document.Format != "纯文本" || document.Figures != all[0].Figures {
		t.Errorf("last event %+v, document %+v", last, document)
	}
	if _, err := s.CheckTrail(context.Background()); err != nil {
		t.Error(err)
	}
}

// An archive of many units becomes a draft for each; what cannot be read says
// why and does not keep the others from being read.
func TestArchiveOfManyUnits(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	files := map[string][]byte{"说明/坏.pdf": []byte("%PDF-1.7 no more"), "说明/无.txt": []byte("今天天气很好。")}
	for i := range 4 {
		b, _ := narrative(i)
		files[fmt.Sprintf("说明/第%d个.txt", i)] = b
	}
	u := upload(t, s, "全区.zip", zipped(t, files))
	run(t, d)
	open, bad := 0, 0
	for _, x := range drafts(t, s) {
		switch x.State {
		case data.DraftOpen:
			open++
			original, err := s.Blob(context.Background(), x.Blob)
			if err != nil || !bytes.Equal(original, files[x.Name]) {
				t.Errorf("%s: other bytes (%v)", x.Name, err)
			}
		case data.DraftUnreadable:
			bad++
			if x.Problem == "" || strings.Contains(x.Problem, os.TempDir()) {
				t.Errorf("%s: %q", x.Name, x.Problem)
			}
		}
	}
	if open != 4 || bad != 2 {
		t.Errorf("%d drafts, %d unreadable", open, bad)
	}
	if u, _ = s.Upload(context.Background(), u.ID); u.State != data.UploadRead || !strings.Contains(u.Problem, "2 份读不了") {
		t.Errorf("%+v", u)
	}
}

// Narrative and forms of one unit in an archive are one draft.
func TestArchiveOfOneUnit(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	with := specimen.New(7, specimen.Options{Style: specimen.Styles()[0]})
	told := specimen.New(7, specimen.Options{Style: specimen.Styles()[0], NoForms: true})
	workbook, err := with.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	b := zipped(t, map[string][]byte{"甲情况说明.txt": []byte(told.Text()), "甲公开表.xlsx": workbook})
	upload(t, s, "甲.zip", b)
	run(t, d)
	all := drafts(t, s)
	if len(all) != 1 || all[0].State != data.DraftOpen {
		t.Fatalf("%+v", all)
	}
	if got, err := s.Blob(context.Background(), all[0].Blob); err != nil || !bytes.Equal(got, b) {
		t.Error("the archive as it was uploaded is not what is kept", err)
	}
}

// The same bytes twice make one draft, and say so.
func TestSameBytes(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	b, _ := narrative(1)
	first := upload(t, s, "甲.txt", b)
	run(t, d)
	second := upload(t, s, "甲（又）.txt", b)
	if second.SameAs != first.ID || second.Blob != first.Blob {
		t.Errorf("%+v", second)
	}
	run(t, d)
	all := drafts(t, s)
	if len(all) != 2 || all[0].State != data.DraftSame || !strings.Contains(all[0].Problem, fmt.Sprintf("草稿 %d", all[1].ID)) {
		t.Fatalf("%+v", all)
	}
}

// What was being read when the process ended is read by the next one, and
// nothing of it is kept twice.
func TestRestart(t *testing.T) {
	s, path := testStore(t)
	files := map[string][]byte{}
	for i := range 3 {
		b, _ := narrative(i)
		files[fmt.Sprintf("%d.txt", i)] = b
	}
	upload(t, s, "全区.zip", zipped(t, files))
	// A process that has made one draft of three is gone.
	u, err := s.NextUpload(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b, spec := narrative(1)
	made := data.Draft{Upload: u.ID, By: uploader, State: data.DraftOpen, Name: "1.txt", SHA256: shaOf(b), DraftSummary: data.DraftSummary{Unit: spec.Unit.Name}}
	if _, err := testDesk(t, s).keep(context.Background(), made, nil, ""); err != nil {
		t.Fatal(err)
	}
	s.Close()
	again, err := data.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	run(t, testDesk(t, again))
	if all := drafts(t, again); len(all) != 3 {
		t.Fatalf("%d drafts of three documents", len(all))
	}
	if u, _ := again.Upload(context.Background(), u.ID); u.State != data.UploadRead || u.Tries != 1 {
		t.Errorf("%+v", u)
	}
}

// A file at which two processes ended is not read a third time.
func TestPoisonousFile(t *testing.T) {
	s, _ := testStore(t)
	b, _ := narrative(1)
	u := upload(t, s, "毒.txt", b)
	good, _ := narrative(2)
	for range mostTries {
		if _, err := s.NextUpload(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := testDesk(t, s).takeUp(context.Background()); err != nil { // the next process
			t.Fatal(err)
		}
	}
	upload(t, s, "好.txt", good)
	d := testDesk(t, s)
	d.reading = func(u data.Upload) {
		if u.Name == "毒.txt" {
			t.Error("it is read once more")
		}
	}
	run(t, d)
	if u, _ = s.Upload(context.Background(), u.ID); u.State != data.UploadUnreadable || !strings.Contains(u.Problem, "两次意外停止") {
		t.Errorf("%+v", u)
	}
	if all := drafts(t, s); len(all) != 1 {
		t.Errorf("%+v", all)
	}
	// A person may have it read again.
	if err := s.ReadAgain(context.Background(), u.ID); err != nil {
		t.Fatal(err)
	}
	run(t, testDesk(t, s))
	if all := drafts(t, s); len(all) != 2 {
		t.Errorf("%d drafts", len(all))
	}
}

// A reader that fails badly makes its file unreadable and nothing else.
func TestPanic(t *testing.T) {
	s, _ := testStore(t)
	d := testDesk(t, s)
	d.reading = func(u data.Upload) {
		if u.Name == "坏.txt" {
			panic("harm")
		}
	}
	b, _ := narrative(1)
	bad := upload(t, s, "坏.txt", b)
	good, _ := narrative(2)
	upload(t, s, "好.txt", good)
	run(t, d)
	if bad, _ = s.Upload(context.Background(), bad.ID); bad.State != data.UploadUnreadable || !strings.Contains(bad.Problem, "程序出错") {
		t.Errorf("%+v", bad)
	}
	if all := drafts(t, s); len(all) != 1 || all[0].State != data.DraftOpen {
		t.Errorf("%+v", all)
	}
}

// More than the queue holds is refused whole, and what it holds stays.
func TestQueueIsBounded(t *testing.T) {
	s, _ := testStore(t)
	small := data.QueueLimits{Uploads: 2, Bytes: 1 << 20}
	for i := range 3 {
		in, err := s.Receive(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		b, _ := narrative(i)
		in.Write(b)
		_, err = in.Enqueue(fmt.Sprint(i), uploader, small, time.Now())
		in.Close()
		var no *data.Refused
		if i < 2 && err != nil || i == 2 && (!errors.As(err, &no) || no.Why != data.QueueFull) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if waiting, _, _ := s.QueueLength(context.Background()); waiting != 2 {
		t.Errorf("%d wait", waiting)
	}
}

// Who listens may be many, but not any number; who does not keep up keeps
// nobody waiting.
func TestBusIsBounded(t *testing.T) {
	b := newBus()
	var stops []func()
	for range maxListeners {
		_, stop, ok := b.Listen()
		if !ok {
			t.Fatal("refused too early")
		}
		stops = append(stops, stop)
	}
	if _, _, ok := b.Listen(); ok {
		t.Error("one too many listens")
	}
	for i := range 3 * backlog {
		b.send(Event{Upload: int64(i)})
	}
	stops[0]()
	if _, _, ok := b.Listen(); !ok {
		t.Error("a place was not given back")
	}
}
