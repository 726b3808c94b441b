package admin

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// Wherever somebody is told to go after a login is below /admin of this site.
func FuzzNext(f *testing.F) {
	for _, s := range []string{"/admin/trail?who=1", "//evil.example", "/admin/../x", "/admin//evil", "/admin/%2e%2e/x", `/admin/\evil`, "https://evil.example/admin/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, next string) {
		r := httptest.NewRequest("GET", "/admin/login?"+url.Values{"next": {next}}.Encode(), nil)
		to := goOn(nextOf(echo.New().NewContext(r, httptest.NewRecorder())))
		here, _ := url.Parse("https://mingzhang.example/admin/login")
		u, err := here.Parse(to)
		if err != nil || u.Host != here.Host || u.Scheme != here.Scheme || !strings.HasPrefix(u.Path, "/admin/") {
			t.Fatalf("%q leads to %q", next, to)
		}
	})
}
