package admin_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	work "mingzhang/internal/desk"
	"mingzhang/internal/document"
	"mingzhang/internal/specimen"
	"mingzhang/internal/web"
)

// newWork is a desk where files are read and drafts are published.
func newWork(t testing.TB) *desk {
	t.Helper()
	return newWorkIn(t, t.TempDir())
}

func newWorkIn(t testing.TB, folder string) *desk {
	t.Helper()
	d := newDeskIn(t, folder)
	engine, err := charts.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	reading := work.New(d.store, engine, log)
	d.reading = reading
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	base := d.server.URL
	server := admin.New(admin.Config{BaseURL: base, Log: log, Desk: reading, Ending: ctx.Done(), Preview: func(s *data.Store) http.Handler {
		return web.New(web.Config{BaseURL: base, Log: log}, s, engine).Handler()
	}}, d.store, d.accounts)
	d.server.Config.Handler = server.Handler()
	go func() { reading.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; server.Close() })
	return d
}

type sent struct{ name, content string }

// send uploads files in one form.
func (b *browser) send(files ...sent) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := w.CreateFormFile("files", f.name)
		if err != nil {
			b.t.Fatal(err)
		}
		io.WriteString(part, f.content)
	}
	w.Close()
	r, err := http.NewRequest(http.MethodPost, b.server.URL+"/admin/upload", &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	return b.do(r)
}

// settle waits until nothing is being read.
func (d *desk) settle() {
	d.t.Helper()
	for range 1000 {
		if waiting, reading, err := d.store.QueueLength(context.Background()); err != nil {
			d.t.Fatal(err)
		} else if waiting+reading == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	d.t.Fatal("nothing ends")
}

func narrative(i int) string {
	return string(specimen.New(uint64(100+i), specimen.Options{NoForms: true}).Text())
}

func (b *browser) draft(states ...data.DraftState) data.Draft {
	b.t.Helper()
	all, err := b.store.Drafts(context.Background(), data.DraftFilter{States: states})
	if err != nil || len(all) == 0 {
		b.t.Fatal("no draft", err)
	}
	return all[0]
}

// Each file is kept or refused by itself, under a name without a way to it.
func TestUploads(t *testing.T) {
	was := document.DefaultLimits.Bytes
	document.DefaultLimits.Bytes = 1 << 20
	t.Cleanup(func() { document.DefaultLimits.Bytes = was })
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	a := b.send(sent{"甲.txt", narrative(1)}, sent{"大.pdf", strings.Repeat("大", 1<<20)}, sent{"空.txt", ""}, sent{`..\..\窗\乙.txt`, narrative(2)}, sent{"../../etc/丙\u202egpj.txt", narrative(3)})
	if a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	d.settle()
	page := b.get(a.to).body
	for _, want := range []string{"大.pdf：文件超过 1 MB 的上限", "空.txt：文件是空的", "收下 3 个"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	all, err := d.store.Uploads(context.Background(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, u := range all {
		names = append(names, u.Name)
	}
	if got := strings.Join(names, " "); got != "丙gpj.txt 乙.txt 甲.txt" {
		t.Errorf("kept %s", got)
	}
	// A receipt is its owner's.
	d.person("另一", account.Enter)
	if strings.Contains(d.as("另一").get(a.to).body, "大.pdf") {
		t.Error("somebody else sees the receipt")
	}
	if again := b.send(sent{"甲（又）.txt", narrative(1)}); again.status != http.StatusSeeOther {
		t.Fatal(again.status)
	} else if d.settle(); !strings.Contains(b.get(again.to).body, "次上传的文件完全相同") {
		t.Error("the same bytes are not told of")
	}
}

func TestUploadOfAnotherType(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	for _, kind := range []string{"text/plain", "application/json", "multipart/form-data"} {
		r, _ := http.NewRequest(http.MethodPost, b.server.URL+"/admin/upload", strings.NewReader("{}"))
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Origin", b.server.URL)
		if a := b.do(r); a.status != http.StatusUnsupportedMediaType {
			t.Errorf("%s: %d", kind, a.status)
		}
	}
}

// A sender who stops is told so; what came whole before is kept.
func TestSenderStops(t *testing.T) {
	admin.SetSilence(300*time.Millisecond, t.Cleanup)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	whole := narrative(1)
	body := "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"whole.txt\"\r\n\r\n" + whole + "\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"half.txt\"\r\n\r\nhalf"
	c, err := net.Dial("tcp", d.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /admin/upload HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: desk=%s\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n%s",
		d.server.Listener.Addr(), d.server.URL, b.token("desk"), len(body)+1000, body)
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusRequestTimeout || !strings.Contains(string(page), "half.txt") || !strings.Contains(string(page), "太慢或中断") || !strings.Contains(string(page), "whole.txt") {
		t.Errorf("%d %s", res.StatusCode, page)
	}
	if all, err := d.store.Uploads(context.Background(), 0, 10); err != nil || len(all) != 1 || all[0].Name != "whole.txt" {
		t.Errorf("%+v %v", all, err)
	}
}

// One who sends a byte now and then is not waited for.
func TestSlowSender(t *testing.T) {
	w := httptest.NewRecorder()
	if _, err := io.ReadAll(admin.Patient(strings.NewReader(strings.Repeat("x", 1000)), w, time.Minute)); err == nil || !strings.Contains(err.Error(), "慢") {
		t.Error(err)
	}
	if _, err := io.ReadAll(admin.Patient(strings.NewReader(strings.Repeat("x", 1000)), w, 0)); err != nil {
		t.Error(err)
	}
}

// What a document says stays text, whatever it looks like.
func TestDocumentIsText(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	raw, err := os.ReadFile("../../seed/000_15c4900d2e5f3cbe.txt")
	if err != nil {
		t.Fatal(err)
	}
	const harm = `<img src=x onerror=alert(1)>=cmd|'/c calc'!A1`
	text := strings.Replace(string(raw), "其中：政府采购货物支出", harm+"内含采买物件", 1)
	b.send(sent{harm + ".txt", text})
	d.settle()
	x := b.draft(data.DraftOpen)
	home := "/admin/drafts/" + strconv.FormatInt(x.ID, 10)
	version := func() string { return strconv.FormatInt(b.draft(data.DraftOpen).Version, 10) }
	if a := b.post(home+"/meta", "version", version(), "note", harm, "why", harm); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	for _, path := range []string{"/admin/upload", "/admin/drafts", "/admin/", home, home + "/source", home + "/source?at=10", "/admin/drafts?q=" + "%3Cimg%20src%3Dx%3E"} {
		a := b.get(path)
		if a.status != http.StatusOK || strings.Contains(a.body, "<img") {
			t.Errorf("%s: %d, or the text became markup", path, a.status)
		}
	}
	a := b.get(home + "/document")
	if a.body != text || a.header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v", a.header)
	}
	// The preview is the public pages under another address, and no way out.
	preview := b.get(home + "/preview/")
	if preview.status != http.StatusSeeOther || !strings.HasPrefix(preview.to, home+"/preview/u/") {
		t.Fatal(preview.status, preview.to, preview.body)
	}
	page := b.get(preview.to)
	if page.status != http.StatusOK || !strings.Contains(page.body, "草稿的预览") || strings.Contains(page.body, "<img") {
		t.Errorf("%d", page.status)
	}
	if m := regexp.MustCompile(`(?:href|src|action)="(/[^"]*)"`).FindAllStringSubmatch(page.body, -1); len(m) == 0 {
		t.Error("no addresses")
	} else {
		for _, link := range m {
			if !strings.HasPrefix(link[1], "/static/") && !strings.HasPrefix(link[1], home) {
				t.Errorf("the preview leads to %s", link[1])
			}
		}
	}
	for _, path := range []string{"/preview//example.cn/", "/preview/%2e%2e/%2e%2e/", "/preview/e/none/"} {
		if a := b.get(home + path); a.status == http.StatusOK || strings.HasPrefix(a.to, "//") || strings.HasPrefix(a.to, "http") {
			t.Errorf("%s: %d %s", path, a.status, a.to)
		}
	}
}

// A 管理员 may both enter and review, but not the same draft; the request
// replayed changes nothing, nor does one by a role that may not.
func TestOwnUploadIsNotApproved(t *testing.T) {
	d := newWork(t)
	d.person("管理", account.Admin)
	d.person("审核", account.Review)
	d.person("录入", account.Enter)
	boss, review, entry := d.as("管理"), d.as("审核"), d.as("录入")
	if a := review.send(sent{"甲.txt", narrative(1)}); a.status != http.StatusForbidden {
		t.Errorf("审核 may upload: %d", a.status)
	}
	boss.send(sent{"甲.txt", narrative(1)})
	d.settle()
	x := boss.draft(data.DraftOpen)
	home := "/admin/drafts/" + strconv.FormatInt(x.ID, 10)
	version := func() string {
		x, err := d.store.Draft(context.Background(), x.ID)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(x.Version, 10)
	}
	if a := review.post(home+"/submit", "version", version()); a.status != http.StatusForbidden {
		t.Errorf("审核 may submit: %d", a.status)
	}
	if a := entry.post(home+"/submit", "version", version(), "note", "请审"); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	at := version()
	for range 3 {
		if a := boss.post(home+"/approve", "version", at); a.status != http.StatusForbidden || !strings.Contains(a.body, "不能再由您审核") {
			t.Errorf("the uploader may approve: %d", a.status)
		}
		if a := entry.post(home+"/approve", "version", at); a.status != http.StatusForbidden {
			t.Errorf("录入 may approve: %d", a.status)
		}
	}
	if at != version() {
		t.Error("a refused request has changed the draft")
	}
	if a := review.post(home+"/approve", "version", "1"); a.status != http.StatusConflict || !strings.Contains(a.body, "没有盖掉") {
		t.Errorf("an old version is approved: %d", a.status)
	}
	if a := review.post(home+"/approve", "version", at, "due", "1999-01-01T00:00"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("published in the past: %d", a.status)
	}
	if a := review.post(home+"/approve", "version", at); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	for range 500 {
		if x, _ := d.store.Draft(context.Background(), x.ID); x.State == data.DraftPublished {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("it is not published")
}

// Progress comes as it is made.
func TestUploadEvents(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	r, _ := http.NewRequest(http.MethodGet, b.server.URL+"/admin/upload/events", nil)
	r.Header.Set("Accept", "text/event-stream")
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	res, err := b.client.Do(r.WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if got := res.Header.Get("Content-Type"); !strings.HasPrefix(got, "text/event-stream") {
		t.Fatal(got)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Scan() // the stream stands
	b.send(sent{"甲.txt", narrative(1)})
	for lines.Scan() {
		if strings.Contains(lines.Text(), `"document"`) && strings.Contains(lines.Text(), `"figures"`) {
			return
		}
	}
	t.Error("no event tells of the document")
}

func TestDeskAsksForALogin(t *testing.T) {
	d := newWork(t)
	b := d.browser()
	for _, path := range []string{"/admin/upload", "/admin/drafts", "/admin/drafts/1", "/admin/drafts/1/source", "/admin/drafts/1/document", "/admin/drafts/1/preview/"} {
		if a := b.get(path); a.status != http.StatusSeeOther || !strings.HasPrefix(a.to, "/admin/login") {
			t.Errorf("%s: %d to %q", path, a.status, a.to)
		}
	}
	for _, path := range []string{"/admin/upload", "/admin/upload/1/again", "/admin/drafts/1/corrections", "/admin/drafts/1/meta", "/admin/drafts/1/corrections/1/undo", "/admin/drafts/1/submit",
		"/admin/drafts/1/recall", "/admin/drafts/1/discard", "/admin/drafts/1/return", "/admin/drafts/1/approve", "/admin/drafts/1/revoke", "/admin/editions/x/correct"} {
		if a := b.post(path); a.status != http.StatusUnauthorized {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	d.person("录入", account.Enter)
	in := d.as("录入")
	for _, path := range []string{"/admin/drafts/99", "/admin/drafts/x", "/admin/drafts/-1/source", "/admin/drafts/99/preview/", "/admin/drafts/99/document"} {
		if a := in.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.status)
		}
	}
}

// metaNote is a correction of what is said of a document.
func metaNote(note string) work.Correction {
	return work.Correction{Kind: work.Meta, Why: "试", What: work.What{Field: work.FieldNote, Text: note}}
}
