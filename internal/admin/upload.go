package admin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	"mingzhang/internal/document"
	view "mingzhang/web/templates/admin"
)

// Limits on one sending of files.
var (
	sendingBytes int64 = 1 << 30   // all of it
	archiveBytes int64 = 512 << 20 // one archive
	sendingFiles       = 500

	silence     = 20 * time.Second // a sender who sends nothing for so long is taken to be gone
	graceOfSlow = 30 * time.Second // from then on it must be this fast at least
)

const (
	slowest    = 8 << 10 // bytes a second
	answerTime = 60 * time.Second
)

func (s *Server) routesUpload() {
	s.get("/upload", s.entryOnly, s.uploads)
	s.postLarge("/upload", sendingBytes, s.entryOnly, s.receive)
	s.post("/upload/:upload/again", s.entryOnly, s.readAgain)
	s.get("/upload/events", s.entryOnly, s.uploadEvents)
}

// uploads shows the form, what was received of late, and how far it is.
func (s *Server) uploads(c echo.Context) error {
	v := view.Uploads{Frame: s.frame(c, "upload", "上传"), Script: view.Script("admin.js"), Receipt: s.receipts.take(c.QueryParam("receipt"), From(c).ID),
		FileMB: document.DefaultLimits.Bytes >> 20, ArchiveMB: archiveBytes >> 20, SendingMB: sendingBytes >> 20, Files: sendingFiles}
	before := number(c.QueryParam("before"))
	ctx := c.Request().Context()
	all, err := s.store.Uploads(ctx, before, pageLength+1)
	if err != nil {
		return err
	}
	if len(all) > pageLength {
		all = all[:pageLength]
		v.Older = all[len(all)-1].ID
	}
	for _, u := range all {
		one, err := s.uploadView(ctx, u)
		if err != nil {
			return err
		}
		v.Uploads = append(v.Uploads, one)
		if u.State == data.UploadWaiting || u.State == data.UploadReading {
			v.Running++
		}
	}
	return s.page(c, http.StatusOK, view.UploadsPage(v))
}

const pageLength = 30

func (s *Server) uploadView(ctx context.Context, u data.Upload) (v view.Upload, err error) {
	v = view.Upload{ID: u.ID, Name: u.Name, Size: view.Size(u.Bytes), By: u.By.Name, At: u.At, State: string(u.State), StateLabel: uploadLabels[u.State], Problem: u.Problem}
	if u.SameAs != 0 {
		v.Same = fmt.Sprintf("与第 %d 次上传的文件完全相同", u.SameAs)
	}
	if v.Problem == "" {
		v.Problem = s.desk.Trouble(fmt.Sprintf("upload:%d", u.ID))
	}
	if e, ok := s.desk.Bus.Progress(u.ID); ok && u.State == data.UploadReading {
		v.Done, v.Files = e.Done, e.Files
	}
	drafts, err := s.store.Drafts(ctx, data.DraftFilter{Upload: u.ID, Limit: mostShown})
	if u.State == data.UploadUnreadable && len(drafts) == 1 {
		return v, err // its reason is the upload's
	}
	for i := len(drafts) - 1; i >= 0; i-- {
		v.Drafts = append(v.Drafts, s.draftLine(drafts[i]))
	}
	return v, err
}

// mostShown is how many drafts of one upload a list shows.
const mostShown = 100

var uploadLabels = map[data.UploadState]string{
	data.UploadWaiting: "等待识别", data.UploadReading: "正在识别", data.UploadRead: "已识别", data.UploadUnreadable: "读不了",
}

// receive takes files in as they arrive. Each is kept or refused by itself: one
// that is refused keeps no other from being kept.
func (s *Server) receive(c echo.Context) error {
	control := http.NewResponseController(c.Response())
	defer func() { _ = control.SetWriteDeadline(time.Now().Add(answerTime)) }()
	body := c.Request().Body
	if c.Request().ContentLength > sendingBytes {
		letFinish(control, body)
		return &failure{status: http.StatusRequestEntityTooLarge, reason: "这一次上传的文件合计太大，一个也没有收下",
			remedy: fmt.Sprintf("一次合计最多 %d MB，请分几次上传；已经收下的不用重传。", sendingBytes>>20), href: Base + "/upload", text: "回到上传"}
	}
	form, err := c.Request().MultipartReader()
	if err != nil {
		return &failure{status: http.StatusUnsupportedMediaType, reason: "没有收到文件", remedy: "请从上传页面选择文件再上传。", href: Base + "/upload", text: "回到上传"}
	}
	by := From(c).Actor()
	r := view.Receipt{}
	status := http.StatusRequestTimeout
	for r.Broken == "" {
		_ = control.SetReadDeadline(time.Now().Add(silence))
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if r.Broken = broken(err); r.Broken == "" {
				r.Broken, status = "浏览器送来的内容读不懂，后面的没有收下。请回到上传页面重新选择文件。", http.StatusBadRequest
			}
			break
		}
		if part.FileName() == "" {
			continue
		}
		if len(r.Kept)+len(r.Refused) == sendingFiles {
			r.Broken, status = fmt.Sprintf("一次最多 %d 个文件，后面的没有收下。请分几次上传，或打成一个 zip。", sendingFiles), http.StatusRequestEntityTooLarge
			letFinish(control, body)
			break
		}
		name := fileName(part)
		u, err := s.keepPart(c.Request().Context(), control, part, name, by)
		if err == nil {
			line := name
			if u.SameAs != 0 {
				line += fmt.Sprintf("（与第 %d 次上传的文件完全相同）", u.SameAs)
			}
			r.Kept = append(r.Kept, line)
			s.desk.Uploaded()
			continue
		}
		var no *document.Error
		var refused *data.Refused
		switch {
		case errors.As(err, &no):
			r.Refused = append(r.Refused, no.Error())
		case errors.As(err, &refused):
			r.Refused = append(r.Refused, name+"："+refused.Text)
			if refused.Why == data.DiskFull {
				r.Broken, status = "服务器的磁盘满了，后面的没有收下。请管理员腾出空间后，再传没有收下的。", http.StatusInsufficientStorage
				letFinish(control, body)
			}
		default:
			if r.Broken = broken(err); r.Broken == "" {
				return err
			}
			r.Broken = "“" + name + "”" + r.Broken
		}
		_ = s.store.Record(context.WithoutCancel(c.Request().Context()), audit.Entry{Actor: by, Action: audit.UploadRefused, Subject: "upload:", Detail: map[string]any{"name": name, "why": err.Error()}})
	}
	if r.Broken != "" { // the connection is of no more use than to say so
		c.Response().Header().Set("Connection", "close")
		_ = control.SetWriteDeadline(time.Now().Add(answerTime))
		return s.page(c, status, view.ReceiptPage(view.Received{Frame: s.frame(c, "upload", "上传没有完成"), Receipt: &r}))
	}
	if len(r.Kept)+len(r.Refused) == 0 {
		r.Refused = append(r.Refused, "没有选择文件")
	}
	return c.Redirect(http.StatusSeeOther, Base+"/upload?receipt="+s.receipts.put(r, by.ID))
}

// letFinish takes in and throws away what a sender still sends: most browsers
// show an answer only when they are through with their form. One who sends no
// end of it, or slowly, is not waited for.
func letFinish(control *http.ResponseController, body io.Reader) {
	_, _ = io.CopyN(io.Discard, &patient{r: body, control: control, since: time.Now()}, sendingBytes)
}

// keepPart takes one file in.
func (s *Server) keepPart(ctx context.Context, control *http.ResponseController, part *multipart.Part, name string, by audit.Actor) (u data.Upload, err error) {
	limit := document.DefaultLimits.Bytes
	if strings.EqualFold(path.Ext(name), ".zip") {
		limit = archiveBytes
	}
	in, err := s.store.Receive(ctx)
	if err != nil {
		return u, err
	}
	defer in.Close()
	from := &patient{r: part, control: control, since: time.Now()}
	if _, err := io.Copy(in, io.LimitReader(from, limit+1)); err != nil {
		return u, err
	}
	if in.Bytes() > limit {
		if _, err := io.Copy(io.Discard, from); err != nil { // the next file comes behind it
			return u, err
		}
		return u, &document.Error{Name: name, Reason: fmt.Sprintf("文件超过 %d MB 的上限，没有收下", limit>>20), Remedy: "部门决算通常不到 20 MB，请确认没有选错文件"}
	}
	if in.Bytes() == 0 {
		return u, &document.Error{Name: name, Reason: "文件是空的（0 字节），没有收下", Remedy: "请重新导出或重新下载后再上传"}
	}
	return in.Enqueue(name, by, desk.Limits, time.Now())
}

// fileName returns the name of a file without any way to it, as it may be shown
// and kept.
func fileName(part *multipart.Part) string {
	name := document.CleanName(path.Base(strings.ReplaceAll(part.FileName(), `\`, "/")), longestName)
	if name == "" || name == "." || name == ".." || name == "/" {
		return "未命名"
	}
	return name
}

const longestName = 150

var errSlow = errors.New("传得太慢")

// patient reads from a sender who must go on sending.
type patient struct {
	r       io.Reader
	control *http.ResponseController
	since   time.Time
	bytes   int64
}

func (p *patient) Read(b []byte) (int, error) {
	_ = p.control.SetReadDeadline(time.Now().Add(silence))
	n, err := p.r.Read(b)
	p.bytes += int64(n)
	if took := time.Since(p.since); err == nil && took > graceOfSlow && p.bytes < int64(took/time.Second)*slowest {
		return n, errSlow
	}
	return n, err
}

// broken says in words why a sending has ended early, "" when it has not.
func broken(err error) string {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return fmt.Sprintf("这一次上传的文件合计超过 %d MB，后面的没有收下。请分几次上传。", sendingBytes>>20)
	case errors.Is(err, errSlow), errors.Is(err, os.ErrDeadlineExceeded):
		return "传得太慢或中断了，没有收下。请检查网络后重新上传；已经收下的不用重传。"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, context.Canceled), errors.Is(err, multipart.ErrMessageTooLarge):
		return "传到一半中断了，没有收下。请重新上传；已经收下的不用重传。"
	}
	return ""
}

// readAgain puts an unreadable upload into the queue anew.
func (s *Server) readAgain(c echo.Context) error {
	if err := s.store.ReadAgain(c.Request().Context(), number(c.Param("upload"))); err != nil {
		return err
	}
	s.desk.Uploaded()
	return s.done(c, Base+"/upload", "read-again")
}
