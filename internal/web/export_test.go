package web

import (
	"slices"

	"github.com/labstack/echo/v4"
)

// Addresses lists every address that the site answers to by GET, parameters by
// their names.
func Addresses(s *Server) (all []string) {
	for _, r := range s.router.(*echo.Echo).Routes() {
		if r.Method == "GET" {
			all = append(all, r.Path)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
