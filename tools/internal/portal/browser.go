package portal

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

// Browser is somebody's browser: it keeps its cookies and follows nothing.
type Browser struct {
	base   func() string
	client *http.Client
}

// NewBrowser opens one; base is where the website is now.
func NewBrowser(base func() string) *Browser {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &Browser{base, &http.Client{
		Jar: jar, Timeout: 2 * time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		// The website is killed again and again: no connection outlives it.
		Transport: &http.Transport{DisableKeepAlives: true},
	}}
}

// Do asks for something and returns the status and what is said.
func (b *Browser) Do(ctx context.Context, method, path, mediaType string, body []byte) (int, string, error) {
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

// Get asks for a page.
func (b *Browser) Get(ctx context.Context, path string) (int, string, error) {
	return b.Do(ctx, http.MethodGet, path, "", nil)
}

// Post sends a form that must be taken.
func (b *Browser) Post(ctx context.Context, path string, fields ...string) error {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	status, text, err := b.Do(ctx, http.MethodPost, path, "application/x-www-form-urlencoded", []byte(form.Encode()))
	return taken(path, status, text, err)
}

func taken(path string, status int, text string, err error) error {
	if err == nil && status != http.StatusSeeOther {
		err = fmt.Errorf("%s 答 %d：%s", path, status, Plain(text))
	}
	return err
}

// File is what is uploaded.
type File struct {
	Name  string
	Bytes []byte
}

// Upload hands files in, which must be taken.
func (b *Browser) Upload(ctx context.Context, files []File) error {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, f := range files {
		p, err := m.CreateFormFile("files", f.Name)
		if err == nil {
			_, err = p.Write(f.Bytes)
		}
		if err != nil {
			return err
		}
	}
	if err := m.Close(); err != nil {
		return err
	}
	status, text, err := b.Do(ctx, http.MethodPost, "/admin/upload", m.FormDataContentType(), body.Bytes())
	return taken("/admin/upload", status, text, err)
}

// Plain is the beginning of what a page says.
func Plain(page string) string {
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
