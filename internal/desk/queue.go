package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
)

// mostTries is in how many processes an upload may be begun without getting a
// document further: when two of them ended it is taken for the reason.
const mostTries = 2

const poisonous = "识别这个文件时，程序两次意外停止，因此不再识别它。请换一种格式（例如另存为 docx 或 pdf）重新上传，并把这个文件交给维护程序的人"

// lookEvery is how often the queue is looked at even if nobody has woken it.
const lookEvery = 5 * time.Second

func (d *Desk) takeUp(ctx context.Context) error {
	return errors.Join(d.store.Resume(ctx, mostTries, poisonous, d.now()), d.store.DropUnfinished(ctx, 0))
}

// work reads uploads one after the other.
func (d *Desk) work(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		u, err := d.store.NextUpload(ctx)
		if err == nil {
			poke(d.wake) // another worker may find another one
			d.read(ctx, u)
			continue
		}
		if !errors.Is(err, data.ErrNotFound) && ctx.Err() == nil {
			d.log.Error("取不到等待识别的文件", "error", err.Error())
		}
		select {
		case <-ctx.Done():
		case <-d.wake:
		case <-tick.C:
		}
	}
}

// read reads one upload to its end, whatever happens.
func (d *Desk) read(ctx context.Context, u data.Upload) {
	state, problem := data.UploadRead, ""
	err := d.readUpload(ctx, u, &problem)
	switch {
	case ctx.Err() != nil:
		// The process ends in good order: it was not the file.
		if err := d.store.PutBack(context.WithoutCancel(ctx), u.ID); err != nil {
			d.log.Error("没有放回队列", "upload", u.ID, "error", err.Error())
		}
		return
	case data.Passing(err):
		d.tryAgain(ctx, u, err)
		return
	case err != nil:
		state, problem = data.UploadUnreadable, err.Error()
		d.log.Warn("上传的文件读不了", "upload", u.ID, "name", u.Name, "error", problem)
	}
	if err := d.store.EndUpload(ctx, u.ID, state, problem, d.now()); err != nil && ctx.Err() == nil {
		d.log.Error("没有记下识别的结果", "upload", u.ID, "error", err.Error())
		if data.Passing(err) {
			d.tryAgain(ctx, u, err)
			return
		}
	}
	d.trouble.over(subject("upload", u.ID))
	d.Bus.send(Event{Upload: u.ID, Name: u.Name, State: state, Problem: problem})
}

// tryAgain returns an upload to the queue that could not be read for a reason of
// the moment, such as a full disk, and waits before it may be read anew.
func (d *Desk) tryAgain(ctx context.Context, u data.Upload, err error) {
	d.log.Error("现在识别不了，会自动再试", "upload", u.ID, "name", u.Name, "error", err.Error())
	d.trouble.say(subject("upload", u.ID), err.Error()+"。会自动再识别，不用重传")
	d.Bus.send(Event{Upload: u.ID, Name: u.Name, State: data.UploadWaiting, Problem: err.Error()})
	for {
		select {
		case <-ctx.Done(): // the next process finds it as being read
			return
		case <-time.After(d.patience):
		}
		if err = d.store.PutBack(ctx, u.ID); err == nil {
			return
		}
	}
}

func subject(kind string, id int64) string { return fmt.Sprintf("%s:%d", kind, id) }

// readUpload makes drafts of the documents of an upload. A panic is a file that
// cannot be read, not the end of the desk.
func (d *Desk) readUpload(ctx context.Context, u data.Upload, said *string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			d.log.Error("识别文件时程序出错", "upload", u.ID, "name", u.Name, "error", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = &document.Error{Name: u.Name, Reason: "识别时程序出错", Remedy: "请换一种格式重新上传，并把这个文件交给维护程序的人"}
		}
	}()
	if d.reading != nil {
		d.reading(u)
	}
	if err := d.store.ForgetUnreadable(ctx, u.ID); err != nil {
		return err
	}
	files, remove, err := d.filesOf(ctx, u)
	if err != nil {
		return err
	}
	defer remove()
	if len(files) == 0 {
		return &document.Error{Name: u.Name, Reason: "压缩包里没有可读的文件", Remedy: "请确认没有选错文件"}
	}
	e := Event{Upload: u.ID, Name: u.Name, State: data.UploadReading, Files: len(files)}
	d.Bus.send(e)
	outcomes := map[data.DraftState]int{}
	var last *DocumentEvent
	var done atomic.Int64
	tick := func() {
		e := e
		e.Done = int(done.Add(1))
		d.Bus.send(e)
	}
	for r := range intake.ReadOn(ctx, 1, files, tick) {
		made, err := d.draft(ctx, u, r)
		if err != nil {
			return err
		}
		outcomes[made.State]++
		e := e
		e.Done, e.Document = int(done.Load()), made
		d.Bus.send(e)
		last = made
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if n := outcomes[data.DraftUnreadable]; n > 0 && len(files) > 1 {
		*said = fmt.Sprintf("%d 份文件中有 %d 份读不了，原因见各份", sum(outcomes), n)
	}
	if n := sum(outcomes); n == 1 && outcomes[data.DraftUnreadable] == 1 {
		return errors.New(last.Problem)
	}
	return nil
}

func sum(m map[data.DraftState]int) (n int) {
	for _, k := range m {
		n += k
	}
	return n
}

// filesOf returns the files of an upload: itself, or what is in an archive,
// which lies in a temporary folder until done is called.
func (d *Desk) filesOf(ctx context.Context, u data.Upload) (files []intake.File, done func(), err error) {
	done = func() {}
	if !strings.EqualFold(filepath.Ext(u.Name), ".zip") {
		if u.Bytes > document.DefaultLimits.Bytes {
			return nil, done, document.TooLarge(u.Name, u.Bytes)
		}
		return []intake.File{{Name: u.Name, Path: u.Name, Open: func() ([]byte, error) { return d.store.Blob(ctx, u.Blob) }}}, done, nil
	}
	f, err := os.CreateTemp("", "mingzhang-*.zip")
	if err != nil {
		return nil, done, fmt.Errorf("服务器上放不下临时文件：%w", err)
	}
	done = func() { os.Remove(f.Name()) }
	err = errors.Join(d.store.CopyBlob(ctx, f, u.Blob), f.Close())
	if err != nil {
		err = fmt.Errorf("服务器上放不下临时文件（文件夹 %s）：%w", os.TempDir(), err)
	}
	if err == nil {
		files, err = intake.CollectArchive(f.Name(), u.Name)
	}
	if err != nil {
		done()
		return nil, func() {}, err
	}
	return files, done, nil
}

// draft keeps what came of reading one document of an upload.
func (d *Desk) draft(ctx context.Context, u data.Upload, r intake.Reading) (*DocumentEvent, error) {
	made := data.Draft{Upload: u.ID, Name: r.File.Name, By: u.By, State: data.DraftOpen, ReaderVersion: extract.Version}
	if r.File.Path != r.File.Name {
		made.Name = strings.TrimPrefix(r.File.Path, u.Name+"/")
	}
	if r.Document != nil {
		made.SHA256 = r.Document.SHA256
	}
	err := r.Err
	if err == nil {
		err = r.Verify()
	}
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		made.State, made.Problem = data.DraftUnreadable, err.Error()
		return d.keep(ctx, made, nil, "")
	}
	if before, err := d.store.Drafts(ctx, data.DraftFilter{Upload: u.ID, SHA256: made.SHA256, Limit: 1}); err != nil {
		return nil, err
	} else if len(before) > 0 { // a process before this one got so far
		return documentEvent(before[0].ID, before[0], ""), nil
	}
	made.DraftSummary = Summarise(r.Report, 0)
	said, err := d.same(ctx, made.SHA256)
	if err != nil {
		return nil, err
	}
	format := formatName(r.Document.MediaType)
	if said != "" {
		made.State, made.Problem = data.DraftSame, said
		return d.keep(ctx, made, nil, format)
	}
	layout, err := r.Document.Layout()
	if err != nil {
		return nil, err
	}
	if made.Blob = u.Blob; made.SHA256 != u.SHA256 {
		original, err := original(r)
		if err != nil {
			return nil, err
		}
		if made.Blob, err = d.store.KeepBlob(ctx, original); err != nil {
			return nil, err
		}
	}
	content := &data.DraftContent{Report: r.Report, Text: r.Document.Text, Layout: layout, Provenance: r.Provenance()}
	return d.keep(ctx, made, content, format)
}

// original returns the bytes of a document that was read.
func original(r intake.Reading) ([]byte, error) {
	if r.Bytes != nil {
		return r.Bytes, nil
	}
	b, err := r.File.Open()
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != r.Document.SHA256 {
		return nil, &document.Error{Name: r.File.Path, Reason: "文件在读取过程中被改动了", Remedy: "请重新上传"}
	}
	return b, nil
}

func (d *Desk) keep(ctx context.Context, made data.Draft, c *data.DraftContent, format string) (*DocumentEvent, error) {
	id, err := d.store.AddDraft(ctx, made, c, d.now())
	if err != nil {
		return nil, err
	}
	return documentEvent(id, made, format), nil
}

func documentEvent(id int64, m data.Draft, format string) *DocumentEvent {
	return &DocumentEvent{Draft: id, State: m.State, Name: m.Name, Unit: m.Unit, Year: m.Year, Format: format,
		Figures: m.Figures, Unread: m.Unread, Violated: m.Violated, Problem: m.Problem}
}

// same says where the same bytes are already, "" where they are not: in a
// draft that is on its way, or in an edition.
func (d *Desk) same(ctx context.Context, sha string) (string, error) {
	all, err := d.store.Drafts(ctx, data.DraftFilter{SHA256: sha, States: []data.DraftState{data.DraftOpen, data.DraftReturned, data.DraftSubmitted, data.DraftApproved}, Limit: 1})
	if err != nil {
		return "", err
	}
	if len(all) > 0 {
		return fmt.Sprintf("与草稿 %d（%s %d 年度，%s）的文件完全相同，没有另建草稿", all[0].ID, all[0].Unit, all[0].Year, all[0].State.Label()), nil
	}
	e, err := d.store.EditionOf(ctx, sha)
	switch {
	case errors.Is(err, data.ErrNotFound), err == nil && e.Withdrawn:
		return "", nil
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("与已经公开的第 %d 版（%s）的文件完全相同，没有另建草稿；要改正它，请从“已公开”里打开那一版", e.Number, e.Key), nil
}

// Summarise counts what lists show of a report.
func Summarise(r *fiscal.Report, corrections int) data.DraftSummary {
	s := data.DraftSummary{Unit: r.Unit.Name, Region: r.Unit.Region, Year: r.Year, Figures: r.Coverage.Figures, Unread: len(r.Coverage.Unread), Corrections: corrections}
	for _, c := range r.Checks {
		if c.Status == fiscal.Violated {
			s.Violated++
		}
	}
	return s
}

var formats = []struct{ mediaType, name string }{
	{"application/pdf", "PDF"}, {"wordprocessingml", "Word（docx）"}, {"application/msword", "Word（doc）"}, {"spreadsheetml", "Excel（xlsx）"},
	{"application/vnd.ms-excel", "Excel（xls）"}, {"text/html", "网页"}, {"multipart/related", "网页（mht）"}, {"application/zip", "压缩包"}, {"text/plain", "纯文本"},
}

// formatName returns the Chinese name of a media type.
func formatName(mediaType string) string {
	i := slices.IndexFunc(formats, func(f struct{ mediaType, name string }) bool {
		return bytes.Contains([]byte(mediaType), []byte(f.mediaType))
	})
	if i < 0 {
		return mediaType
	}
	return formats[i].name
}
