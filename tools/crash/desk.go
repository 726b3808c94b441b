package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"mingzhang/internal/data"
)

// desk is the administrators' side of the site, as two people use it.
type desk struct {
	address       string
	entry, review *http.Client
}

const password = "河对岸的梨树去年结了三百个梨"

// openDesk makes the accounts and logs both in; sessions outlive every kill.
func (w *world) openDesk(ctx context.Context) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	w.desk = &desk{address: l.Addr().String()}
	if err := l.Close(); err != nil {
		return err
	}
	kill, err := w.serve(ctx)
	if err != nil {
		return err
	}
	defer kill()
	for _, who := range []struct {
		name, role string
		client     **http.Client
	}{{"luru", "录入", &w.desk.entry}, {"shenhe", "审核", &w.desk.review}} {
		out, err := w.command(ctx, "user", "add", who.name, "--role", who.role, "--base-url", "http://"+w.desk.address)
		if err != nil {
			return err
		}
		link := regexp.MustCompile(`http\S+/admin/link/\S+`).FindString(out)
		jar, err := cookiejar.New(nil)
		if err != nil {
			return err
		}
		c := &http.Client{Jar: jar, Timeout: 60 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		*who.client = c
		for _, form := range []struct {
			to     string
			values url.Values
		}{{link, url.Values{"password": {password}, "again": {password}}}, {"http://" + w.desk.address + "/admin/login", url.Values{"name": {who.name}, "password": {password}}}} {
			if ok, err := sent(c.PostForm(form.to, form.values)); err != nil || !ok {
				return fmt.Errorf("%s 没有登录成：%w", who.name, err)
			}
		}
	}
	return nil
}

// sent reports whether the site said yes: it sends whoever asked on.
func sent(answer *http.Response, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return false, err
	}
	if answer.StatusCode != http.StatusSeeOther {
		return false, fmt.Errorf("%s：%d %s", answer.Request.URL.Path, answer.StatusCode, firstLine(string(body)))
	}
	return true, nil
}

var heading = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)

func firstLine(body string) string {
	if m := heading.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	line, _, _ := strings.Cut(body, "\n")
	return line
}

// serve starts the site and waits until it answers.
func (w *world) serve(ctx context.Context) (kill func(), err error) {
	cmd := exec.CommandContext(ctx, w.portal, "serve", "--addr", w.desk.address)
	cmd.Env = append(os.Environ(), "PORTAL_DB="+w.database)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var once sync.Once
	kill = func() {
		once.Do(func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		})
	}
	deadline := time.Now().Add(60 * time.Second)
	for {
		answer, err := http.Get("http://" + w.desk.address + "/healthz")
		if err == nil {
			answer.Body.Close()
			return kill, nil
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			kill()
			return nil, fmt.Errorf("网站没有启动：%w\n%s", err, said.String())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// whileServing does something over the web and kills the site at some moment
// of it, or while what was asked for is still being worked at.
func (w *world) whileServing(ctx context.Context, most time.Duration, do func() error) error {
	kill, err := w.serve(ctx)
	if err != nil {
		return err
	}
	defer kill()
	done := make(chan error, 1)
	go func() { done <- do() }()
	time.Sleep(w.moment(most))
	kill()
	return <-done
}

// upload hands in some documents; what was answered is kept for ever.
func upload(ctx context.Context, w *world) (bool, error) {
	var papers []paper
	for range 3 {
		p, err := w.next(ctx)
		if err != nil {
			return false, err
		}
		papers = append(papers, p)
	}
	return true, w.whileServing(ctx, 1500*time.Millisecond, func() error {
		for _, p := range papers {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			part, err := form.CreateFormFile("files", p.name)
			if err != nil {
				return err
			}
			if _, err := part.Write(p.body); err != nil {
				return err
			}
			if err := form.Close(); err != nil {
				return err
			}
			ok, err := sent(w.desk.entry.Post("http://"+w.desk.address+"/admin/upload", form.FormDataContentType(), &body))
			if gone(err) {
				return nil // the site is gone; nothing was promised
			}
			if err != nil {
				return err
			}
			if ok {
				w.uploaded[p.name] = p.sum
			}
		}
		return nil
	})
}

// gone reports whether the other end has been killed.
func gone(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// publish lets one person submit what was read, and another approve it.
func publish(ctx context.Context, w *world) (bool, error) {
	store, err := data.Open(ctx, w.database)
	if err != nil {
		return false, err
	}
	defer store.Close()
	drafts, err := store.Drafts(ctx, data.DraftFilter{States: []data.DraftState{data.DraftOpen, data.DraftSubmitted}, Limit: 3})
	if err != nil {
		return false, err
	}
	return true, w.whileServing(ctx, 2*time.Second, func() error {
		for _, d := range drafts {
			version := d.Version
			if d.State == data.DraftOpen {
				ok, err := w.step(w.desk.entry, d.ID, "submit", version)
				if gone(err) || ok && err == nil && w.halt(ctx, store, d.ID, &version) {
					return nil
				}
				if err != nil {
					return err
				}
			}
			ok, err := w.step(w.desk.review, d.ID, "approve", version)
			if gone(err) {
				return nil
			}
			if err != nil {
				return err
			}
			if ok {
				w.approved[d.ID] = true
			}
		}
		return nil
	})
}

// halt reads the version of a draft that was just changed; it says to halt
// when that cannot be read.
func (w *world) halt(ctx context.Context, store *data.Store, id int64, version *int64) bool {
	d, err := store.Draft(ctx, id)
	*version = d.Version
	return err != nil
}

func (w *world) step(c *http.Client, draft int64, step string, version int64) (bool, error) {
	return sent(c.PostForm(fmt.Sprintf("http://%s/admin/drafts/%d/%s", w.desk.address, draft, step),
		url.Values{"version": {strconv.FormatInt(version, 10)}, "reason": {"更正"}}))
}

// settle starts the site once more and lets it finish: every upload is read,
// and everything that was approved is published.
func (w *world) settle(ctx context.Context) error {
	kill, err := w.serve(ctx)
	if err != nil {
		return err
	}
	defer kill()
	store, err := data.Open(ctx, w.database)
	if err != nil {
		return err
	}
	defer store.Close()
	deadline := time.Now().Add(5 * time.Minute)
	for {
		waiting, err := w.waiting(ctx, store)
		if err != nil {
			return err
		}
		if waiting == "" {
			break
		}
		if time.Now().After(deadline) {
			return errors.New(waiting)
		}
		time.Sleep(200 * time.Millisecond)
	}
	kill()
	return w.check(ctx)
}

// waiting says what is not done yet, "" for nothing.
func (w *world) waiting(ctx context.Context, store *data.Store) (string, error) {
	for before := int64(0); ; {
		all, err := store.Uploads(ctx, before, 500)
		if err != nil {
			return "", err
		}
		for _, u := range all {
			switch u.State {
			case data.UploadUnreadable:
				// A file at which the program stopped twice is left alone until
				// somebody asks for it again: here it was not the file's fault.
				if !strings.Contains(u.Problem, "意外停止") {
					return "", fmt.Errorf("上传 %s 读不了：%s", u.Name, u.Problem)
				}
				if _, err := sent(w.desk.entry.PostForm(fmt.Sprintf("http://%s/admin/upload/%d/again", w.desk.address, u.ID), nil)); err != nil {
					return "", err
				}
				return "上传 " + u.Name + " 一直没有读", nil
			case data.UploadRead:
			default:
				return "上传 " + u.Name + " 一直没有读", nil
			}
			before = u.ID
		}
		if len(all) < 500 {
			break
		}
	}
	for id := range w.approved {
		d, err := store.Draft(ctx, id)
		if err != nil {
			return "", err
		}
		if d.State != data.DraftPublished {
			return fmt.Sprintf("批准的草稿 %d 一直没有公开（%s）", id, d.State), nil
		}
	}
	return "", nil
}
