package admin

import (
	"errors"
	"net"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"
)

// policy allows nothing but the portal's own files, and forms that go nowhere
// else. Frames show the portal's own pages only: previews.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

var headers = http.Header{
	"Content-Security-Policy": {policy},
	"X-Content-Type-Options":  {"nosniff"},
	"X-Frame-Options":         {"SAMEORIGIN"},
	// Links hold tokens. Not no-referrer: browsers would then hide the origin
	// of forms too, which tells ours from foreign ones.
	"Referrer-Policy":              {"same-origin"},
	"Permissions-Policy":           {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Cache-Control":                {"no-store"},
	"X-Robots-Tag":                 {"noindex, nofollow"},
}

// secured sets the security headers of every answer.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, values := range headers {
			h[name] = values
		}
		next.ServeHTTP(w, r)
	})
}

var errCrossOrigin = errors.New("请求来自别的网站")

// protected refuses what another website makes a browser send.
func (s *Server) protected(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	_ = p.AddTrustedOrigin(s.config.BaseURL) // a proxy may pass another Host on; what is no origin is trusted by nobody
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := p.Check(r); err != nil {
			secured(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				s.fail(errCrossOrigin, s.echo.NewContext(r, w))
			})).ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// bodyLimit lets no more than so many bytes of a body be read.
func bodyLimit(limit int64) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
			return next(c)
		}
	}
}

func prefixNet(p netip.Prefix) *net.IPNet {
	p = p.Masked()
	return &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
}
