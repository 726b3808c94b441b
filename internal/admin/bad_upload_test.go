package admin_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"path"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/data"
	"mingzhang/internal/document"
)

// uploads returns the names of what was kept, the first first.
func (d *desk) uploads() (names []string) {
	d.t.Helper()
	all, err := d.store.Uploads(context.Background(), 0, 1000)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, u := range all {
		names = append([]string{u.Name}, names...)
	}
	return names
}

// says checks that a page says all of it.
func (a answer) says(t testing.TB, status int, wanted ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%d, want %d", a.status, status)
	}
	for _, want := range wanted {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page does not say %q: %s", want, text(a.body))
		}
	}
}

// text is what a page shows, for messages.
func text(page string) string {
	if _, main, ok := strings.Cut(page, "<main"); ok {
		page = main
	}
	var b strings.Builder
	for _, piece := range strings.Split(page, "<") {
		_, shown, _ := strings.Cut(piece, ">")
		b.WriteString(shown + " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func zipped(t testing.TB, files ...sent) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, f.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// More files than one sending may have: the first are kept, the page says where
// it ended.
func TestTooManyFiles(t *testing.T) {
	admin.SetSending(1<<30, 1<<30, 2, time.Minute, t.Cleanup)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	b.send(sent{"1.txt", narrative(1)}, sent{"2.txt", narrative(2)}, sent{"3.txt", narrative(3)}, sent{"4.txt", strings.Repeat("x", 1<<20)}).
		says(t, http.StatusRequestEntityTooLarge, "一次最多 2 个文件，后面的没有收下", "分几次上传", "1.txt", "2.txt", "收下 2 个")
	if got := strings.Join(d.uploads(), " "); got != "1.txt 2.txt" {
		t.Errorf("kept %s", got)
	}
}

// A sending that says how large it is and is too large is not begun with; one
// that does not say so is taken as far as it may go.
func TestSendingTooLarge(t *testing.T) {
	admin.SetSending(1<<20, 1<<20, 10, time.Minute, t.Cleanup)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	large := strings.Repeat("x", 800<<10)
	b.send(sent{"1.txt", narrative(1)}, sent{"2.txt", large}, sent{"3.txt", large}).
		says(t, http.StatusRequestEntityTooLarge, "合计太大，一个也没有收下", "一次合计最多 1 MB，请分几次上传")
	if got := d.uploads(); len(got) != 0 {
		t.Errorf("kept %s", got)
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for _, f := range []sent{{"1.txt", narrative(1)}, {"2.txt", large}, {"3.txt", large}} {
		part, _ := w.CreateFormFile("files", f.name)
		io.WriteString(part, f.content)
	}
	w.Close()
	r, _ := http.NewRequest(http.MethodPost, b.server.URL+"/admin/upload", io.MultiReader(&form)) // of no length that is known
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	b.do(r).says(t, http.StatusRequestTimeout, "“3.txt”这一次上传的文件合计超过 1 MB", "分几次上传", "收下 2 个")
	if got := strings.Join(d.uploads(), " "); got != "1.txt 2.txt" {
		t.Errorf("kept %s", got)
	}
	// An archive has a limit of its own.
	admin.SetSending(1<<20, 1<<10, 10, time.Minute, t.Cleanup)
	a := b.send(sent{"大.ZIP", large})
	b.get(a.to).says(t, http.StatusOK, "大.ZIP：文件超过")
}

// A sender of a byte now and then is told that it is too slow, and leaves
// nothing behind.
func TestByteNowAndThen(t *testing.T) {
	admin.SetSending(1<<30, 1<<30, 10, 1500*time.Millisecond, t.Cleanup)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	c, err := net.Dial("tcp", d.server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /admin/upload HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: desk=%s\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"慢.txt\"\r\n\r\n", d.server.Listener.Addr(), d.server.URL, b.token("desk"))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			if _, err := c.Write([]byte("x")); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(res.Body)
	answer{status: res.StatusCode, body: string(page)}.says(t, http.StatusRequestTimeout, "“慢.txt”传得太慢", "重新上传")
	c.Close()
	<-ended
	if got := d.uploads(); len(got) != 0 {
		t.Errorf("kept %s", got)
	}
	if n := d.count(`SELECT count(*) FROM desk_blobs`) + d.count(`SELECT count(*) FROM desk_chunks`); n != 0 {
		t.Errorf("%d rows of what never became a file", n)
	}
}

// What is no document, whatever its name says, is refused in words, and what
// comes beside it is read.
func TestNotWhatItSays(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
	exe := "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + strings.Repeat("\x00\xe8\x01", 200)
	b.send(sent{"截图.docx", png}, sent{"装.pdf", exe}, sent{"坏.zip", "PK\x03\x04 no more"}, sent{"图.zip", zipped(t, sent{"a.png", png})},
		sent{"混.zip", zipped(t, sent{"甲/说明.txt", narrative(1)}, sent{"甲/安装.exe", exe})}, sent{"好.txt", narrative(2)})
	d.settle()
	page := b.get("/admin/upload").body
	for _, want := range []string{"截图.docx", "装.pdf", "坏.zip", "安装.exe", "这个 zip 压缩包打不开"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not name %q: %s", want, text(page))
		}
	}
	all, err := d.store.Drafts(context.Background(), data.DraftFilter{})
	if err != nil {
		t.Fatal(err)
	}
	open := 0
	for _, x := range all {
		switch x.State {
		case data.DraftOpen:
			open++
		case data.DraftUnreadable:
			if !strings.Contains(x.Problem, "。") && !strings.Contains(x.Problem, "，") || !strings.ContainsAny(x.Problem, "请") {
				t.Errorf("%s: %q says nothing that can be done", x.Name, x.Problem)
			}
		}
	}
	if open != 2 {
		t.Errorf("%d drafts of two documents: %+v", open, all)
	}
}

// Archives that unpack to very much, have very many entries, or lie about both
// end with a word, and the desk reads on.
func TestBombs(t *testing.T) {
	unpacked := document.DefaultLimits
	document.DefaultLimits.Bytes, document.DefaultLimits.Unpacked = 1<<20, 4<<20
	t.Cleanup(func() { document.DefaultLimits = unpacked })
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	zeros := strings.Repeat("\x00", 8<<20)
	var many []sent
	for i := range 2001 {
		many = append(many, sent{fmt.Sprintf("%d.txt", i), "x"})
	}
	document := func(extra sent) string { // a Word file by its parts
		return zipped(t, sent{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
			sent{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + extra.content + `</w:body></w:document>`})
	}
	b.send(sent{"炸.zip", zipped(t, sent{"大.txt", zeros})}, sent{"多.zip", zipped(t, many...)}, sent{"炸.docx", document(sent{"", strings.Repeat("<w:p/>", 2<<20)})},
		sent{"谎.zip", understated(t, zeros)}, sent{"套.zip", zipped(t, sent{"里.zip", zipped(t, sent{"最里.zip", zipped(t, sent{"大.txt", zeros})})})}, sent{"好.txt", narrative(2)})
	d.settle()
	page := text(b.get("/admin/upload").body)
	for _, want := range []string{"大.txt", "超过 1 MB", "压缩包里的文件超过 2000 个", "请分成几批", "炸.docx"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q: %s", want, page)
		}
	}
	all, err := d.store.Drafts(context.Background(), data.DraftFilter{States: []data.DraftState{data.DraftOpen}})
	if err != nil || len(all) != 1 || all[0].Name != "好.txt" {
		t.Errorf("%+v %v", all, err)
	}
}

// understated is an archive whose entry unpacks to more than it says.
func understated(t testing.TB, content string) string {
	whole := []byte(zipped(t, sent{"谎.txt", content}))
	size := []byte{byte(len(content)), byte(len(content) >> 8), byte(len(content) >> 16), byte(len(content) >> 24)}
	if !bytes.Contains(whole, size) {
		t.Fatal("no size in the archive")
	}
	return string(bytes.ReplaceAll(whole, size, []byte{10, 0, 0, 0}))
}

// badNames are names that lead somewhere, end too early, turn the writing
// around or mean a device, with what is made of them.
var badNames = []struct{ name, kept string }{
	{"../../../etc/passwd.txt", "passwd.txt"},
	{"/etc/cron.d/甲.txt", "甲.txt"},
	{`C:\Windows\System32\乙.txt`, "乙.txt"},
	{`\\server\share\丙.txt`, "丙.txt"},
	{"..", "未命名"},
	{"/", "未命名"},
	{"丁\u202etxt.exe", "丁txt.exe"},
	{"戊\u2066\u2069.txt", "戊.txt"},
	{"庚\u200b\u200f.txt", "庚.txt"},
	{"NUL.txt", "NUL.txt"},
	{"CON", "CON"},
	{"..\\..\\AUX.zip/辛.txt", "辛.txt"},
	{"%2e%2e%2f壬.txt", "%2e%2e%2f壬.txt"},
	{"<script>alert(1)</script>.txt", "script>.txt"},
}

// Names are kept without any way to a place, and are never a file's name on the
// server: not one of its folders has anything new in it.
func TestBadNames(t *testing.T) {
	work := t.TempDir()
	t.Chdir(work)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	var want []string
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	add := func(name, kept string, i int) {
		part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="files"; filename="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`}})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, fmt.Sprint("没有数字的文字", i))
		want = append(want, kept)
	}
	for i, n := range badNames {
		add(n.name, n.kept, i)
	}
	long := strings.Repeat("长", 5000) + ".txt"
	add(long, strings.Repeat("长", 130)+"…"+strings.Repeat("长", 15)+".txt", 99)
	w.Close()
	r, _ := http.NewRequest(http.MethodPost, b.server.URL+"/admin/upload", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	a := b.do(r)
	if a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	d.settle()
	if got := d.uploads(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("kept\n%q, want\n%q", got, want)
	}
	if page := b.get(a.to); strings.Contains(page.body, "<script>alert") || page.status != http.StatusOK {
		t.Errorf("%d, or a name became markup", page.status)
	}
	if left, err := os.ReadDir(work); err != nil || len(left) != 0 {
		t.Errorf("files on the server: %v %v", left, err)
	}
}

// A control character in a name is no name of a file: the sending ends in
// words.
func TestNameWithControls(t *testing.T) {
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	for _, head := range []string{"form-data; name=\"files\"; filename=\"甲\x00.txt\"", "form-data; name=\"files\"; filename*=UTF-8''%E7%94%B2%00.txt", "form-data; name=\"files\"; filename=\"甲\x1b[31m.txt\""} {
		body := "--x\r\nContent-Disposition: " + head + "\r\n\r\n" + narrative(1) + "\r\n--x--\r\n"
		r, _ := http.NewRequest(http.MethodPost, b.server.URL+"/admin/upload", strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		r.Header.Set("Origin", b.server.URL)
		a := b.do(r)
		if a.status != http.StatusSeeOther && a.status != http.StatusBadRequest || a.status == http.StatusBadRequest && !strings.Contains(a.body, "没有收下") {
			t.Errorf("%q: %d %s", head, a.status, text(a.body))
		}
	}
	d.settle()
	for _, name := range d.uploads() {
		if strings.ContainsAny(name, "\x00\x1b") {
			t.Errorf("kept %q", name)
		}
	}
}

// Nothing in an archive gets a place that its name names.
func TestBadNamesInArchive(t *testing.T) {
	work := t.TempDir()
	t.Chdir(work)
	d := newWork(t)
	d.person("录入", account.Enter)
	b := d.as("录入")
	var files []sent
	for i, n := range badNames {
		if n.name != "/" { // that would be a folder
			files = append(files, sent{n.name, narrative(i)})
		}
	}
	files = append(files, sent{"nul\x00.txt", narrative(30)}, sent{"己\x1b[31m.txt", narrative(33)}, sent{strings.Repeat("长", 5000) + ".txt", narrative(31)}, sent{"好/好.txt", narrative(32)})
	a := b.send(sent{"名.zip", zipped(t, files...)})
	if a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	d.settle()
	all, err := d.store.Drafts(context.Background(), data.DraftFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(files) {
		t.Errorf("%d drafts of %d files", len(all), len(files))
	}
	for _, x := range all {
		if strings.ContainsAny(x.Name, "\x00\x1b\u202e\u2066\u2069\u200f") || len([]rune(x.Name)) > 400 {
			t.Errorf("a draft is named %q", x.Name)
		}
		if x.State != data.DraftOpen {
			continue
		}
		got := b.get(fmt.Sprintf("/admin/drafts/%d/document", x.ID))
		if h := got.header.Get("Content-Disposition"); got.status != http.StatusOK || strings.ContainsAny(h, "\r\n\x00/\\") {
			t.Errorf("%q: %d %q", x.Name, got.status, h)
		}
	}
	if left, err := os.ReadDir(work); err != nil || len(left) != 0 {
		t.Errorf("files on the server: %v %v", left, err)
	}
	if _, err := os.Stat(path.Join(path.Dir(work), "passwd.txt")); err == nil {
		t.Error("a file has left its folder")
	}
}
