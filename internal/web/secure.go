package web

import "net/http"

// policy allows nothing but the portal's own files: no inline script or style,
// no other host, no frame around a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

var securityHeaders = http.Header{
	"Content-Security-Policy":      {policy},
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
	"Referrer-Policy":              {"strict-origin-when-cross-origin"},
	"Permissions-Policy":           {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
}

// secured sets the security headers of every answer.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, values := range securityHeaders {
			h[name] = values
		}
		next.ServeHTTP(w, r)
	})
}

// framedPolicy is for what other sites may show in a frame: no script at all.
const framedPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

// allowFraming lets pages of other sites frame an answer.
func allowFraming(h http.Header) {
	h.Del("X-Frame-Options")
	h.Set("Content-Security-Policy", framedPolicy)
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}
