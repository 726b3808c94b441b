package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"
)

// browser is somebody's browser: it keeps its cookies and follows nothing.
type browser struct {
	base   func() string
	client *http.Client
}

func newBrowser(base func() string) *browser {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &browser{base, &http.Client{
		Jar: jar, Timeout: 2 * time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		// The website is killed again and again: no connection outlives it.
		Transport: &http.Transport{DisableKeepAlives: true},
	}}
}

func (b *browser) do(ctx context.Context, method, path, mediaType string, body []byte) (int, string, error) {
	r, err := http.NewRequestWithContext(ctx, method, b.base()+path, bytes.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	a, err := b.client.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	return a.StatusCode, string(text), err
}

func (b *browser) get(ctx context.Context, path string) (int, string, error) {
	return b.do(ctx, http.MethodGet, path, "", nil)
}

// post sends a form that must be taken.
func (b *browser) post(ctx context.Context, path string, fields ...string) error {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	status, text, err := b.do(ctx, http.MethodPost, path, "application/x-www-form-urlencoded", []byte(form.Encode()))
	return taken(path, status, text, err)
}

func taken(path string, status int, text string, err error) error {
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("%s 答 %d：%s", path, status, plain(text))
	}
	return err
}

// file is what is uploaded.
type file struct {
	name   string
	bytes  []byte
	papers []*paper
}

func (b *browser) upload(ctx context.Context, files []file) error {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, f := range files {
		p, err := m.CreateFormFile("files", f.name)
		if err == nil {
			_, err = p.Write(f.bytes)
		}
		if err != nil {
			return err
		}
	}
	if err := m.Close(); err != nil {
		return err
	}
	status, text, err := b.do(ctx, http.MethodPost, "/admin/upload", m.FormDataContentType(), body.Bytes())
	return taken("/admin/upload", status, text, err)
}

// plain is the beginning of what a page says.
func plain(page string) string {
	if _, rest, ok := strings.Cut(page, "<main"); ok {
		page = rest
	}
	var b strings.Builder
	tag := false
	for _, r := range page {
		switch {
		case r == '<':
			tag = true
		case r == '>':
			tag = false
		case !tag:
			b.WriteRune(r)
		}
	}
	words := strings.Join(strings.Fields(b.String()), " ")
	if runes := []rune(words); len(runes) > 300 {
		words = string(runes[:300]) + "…"
	}
	return words
}
