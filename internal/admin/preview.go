package admin

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/html"

	"mingzhang/internal/desk"
	"mingzhang/web/static"
)

// previews keeps the previews that were asked for last.
type previews struct {
	mu  sync.Mutex
	all []*preview
}

type preview struct {
	draft, version int64
	base           string // of its addresses, without a closing slash
	made           sync.Once
	err            error
	home           string
	handler        http.Handler
	of             *desk.Preview
	using          sync.RWMutex // held for writing when it is closed
}

// Bounds of previews: each is a database of one unit.
const (
	mostPreviews = 4
	previewTime  = 60 * time.Second
)

// preview answers with the public pages as they will be when the draft is
// published, under an address of their own and with a line that says so.
func (s *Server) preview(c echo.Context) error {
	w, err := s.opened(c)
	if err != nil {
		return err
	}
	p := s.previewOf(w)
	p.using.RLock()
	defer p.using.RUnlock()
	if p.err != nil {
		return &failure{status: http.StatusUnprocessableEntity, reason: "预览没有做成", remedy: p.err.Error() + "。", href: fmt.Sprintf("%s/drafts/%d", Base, w.ID), text: "回到草稿"}
	}
	r := c.Request()
	rest := strings.TrimPrefix(r.URL.EscapedPath(), p.base)
	if rest == "" || rest == "/" {
		return c.Redirect(http.StatusSeeOther, p.base+p.home)
	}
	inner := r.Clone(r.Context())
	if inner.URL, err = url.Parse(rest); err != nil || !strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "//") {
		return notFound("没有这个页面", "请从预览的首页重新找。")
	}
	inner.URL.RawQuery = r.URL.RawQuery
	inner.RequestURI = inner.URL.RequestURI()
	inner.Header = http.Header{"Accept": r.Header["Accept"]} // no cookie, no cached answer, not packed
	answer := &answer{header: http.Header{}, status: http.StatusOK}
	p.handler.ServeHTTP(answer, inner)
	h := c.Response().Header()
	for _, name := range []string{"Content-Disposition"} {
		if v := answer.header.Get(name); v != "" {
			h.Set(name, v)
		}
	}
	if to := answer.header.Get("Location"); to != "" {
		return c.Redirect(http.StatusSeeOther, p.moved(to))
	}
	body, kind := answer.body.Bytes(), answer.header.Get("Content-Type")
	if strings.HasPrefix(kind, "text/html") {
		body = p.rewritten(body, fmt.Sprintf("这是第 %d 号草稿的预览，公开的网站上还没有这些内容。", w.ID), fmt.Sprintf("%s/drafts/%d", Base, w.ID))
	}
	return c.Blob(answer.status, kind, body)
}

// previewOf returns the preview of a draft as it is, made when it is not there.
func (s *Server) previewOf(w *desk.Work) *preview {
	s.previews.mu.Lock()
	var p *preview
	for i, have := range s.previews.all {
		if have.draft == w.ID && have.version == w.Version {
			p = have
			s.previews.all = append(append(s.previews.all[:i:i], s.previews.all[i+1:]...), have) // the last used
			break
		}
	}
	if p == nil {
		p = &preview{draft: w.ID, version: w.Version, base: fmt.Sprintf("%s/drafts/%d/preview", Base, w.ID)}
		s.previews.all = append(s.previews.all, p)
		if len(s.previews.all) > mostPreviews {
			old := s.previews.all[0]
			s.previews.all = s.previews.all[1:]
			go old.close()
		}
	}
	s.previews.mu.Unlock()
	p.made.Do(func() {
		// Others may wait for it, so it does not end with this request.
		ctx, cancel := context.WithTimeout(context.Background(), previewTime)
		defer cancel()
		if p.of, p.err = s.desk.Preview(ctx, w); p.err != nil {
			return
		}
		p.handler = s.config.Preview(p.of.Store)
		p.home = fmt.Sprintf("/e/%s/", p.of.Edition.Key)
		if p.of.Edition.Current {
			p.home = fmt.Sprintf("/u/%s/%d/", url.PathEscape(fmt.Sprintf("%d-%s", p.of.Unit.ID, p.of.Unit.Slug)), p.of.Edition.Year)
		}
	})
	return p
}

func (p *preview) close() {
	p.using.Lock()
	defer p.using.Unlock()
	p.made.Do(func() {})
	if p.of != nil {
		_ = p.of.Close()
	}
	if p.err == nil {
		p.err = fmt.Errorf("预览已经收起，请刷新页面")
	}
}

// closePreviews throws all previews away.
func (s *Server) closePreviews() {
	s.previews.mu.Lock()
	defer s.previews.mu.Unlock()
	for _, p := range s.previews.all {
		p.close()
	}
	s.previews.all = nil
}

// Close gives back what the administrators' side holds on disk.
func (s *Server) Close() { s.closePreviews() }

// moved returns the address of a page of the preview. Static files are the
// portal's own.
func (p *preview) moved(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/static/") {
		return to
	}
	return p.base + to
}

// rewritten returns a page with its addresses moved below those of the preview
// and a line that says what it is. Nothing else of it is touched.
func (p *preview) rewritten(page []byte, said, back string) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.Write(z.Raw())
			continue
		}
		raw := bytes.Clone(z.Raw())
		token := z.Token()
		changed := false
		for i, a := range token.Attr {
			switch a.Key {
			case "href", "src", "action", "formaction":
				if to := p.moved(a.Val); to != a.Val {
					token.Attr[i].Val, changed = to, true
				}
			}
		}
		if changed {
			out.WriteString(token.String())
		} else {
			out.Write(raw)
		}
		if token.Data == "body" {
			fmt.Fprintf(&out, `<p class="preview-line" role="note">%s<a href="%s">回到草稿</a></p>`, html.EscapeString(said), html.EscapeString(back))
		}
		if token.Data == "head" {
			fmt.Fprintf(&out, `<link rel="stylesheet" href="%s"><meta name="robots" content="noindex">`, html.EscapeString(static.URL("admin.css")))
		}
	}
}

// answer keeps what a handler answers.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
