package admin

import (
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// formLimit is how large the body of a form may be.
const formLimit = "64K"

// routes lists every address below /admin, by subject.
func (s *Server) routes() {
	s.routesLogin()
	s.routesPeople()
	s.routesOwn()
	s.routesTrail()
	s.routesUpload()
	s.routesReview()
	s.routesApprove()
	s.routesMany()
	s.routesEditions()
	s.routesGuide()
	s.get("", s.anyone, s.home)
	s.get("/", s.anyone, s.home)
}

// get registers a page for those whom who lets in.
func (s *Server) get(path string, who echo.MiddlewareFunc, h echo.HandlerFunc) {
	s.echo.GET(Base+path, h, who)
	s.echo.HEAD(Base+path, h, who)
}

// post registers what a form does.
func (s *Server) post(path string, who echo.MiddlewareFunc, h echo.HandlerFunc) {
	s.echo.POST(Base+path, h, middleware.BodyLimit(formLimit), who)
}

// postLarge is post for bodies of up to so many bytes. The handler refuses what
// says at once that it is larger.
func (s *Server) postLarge(path string, limit int64, who echo.MiddlewareFunc, h echo.HandlerFunc) {
	s.echo.POST(Base+path, h, who, bodyLimit(limit))
}

// open is what needs no login: the ways in.
func (s *Server) open(next echo.HandlerFunc) echo.HandlerFunc { return next }
