package web

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"
)

// keptAs answers with a page that is built once and kept under the address
// that names all that it depends on, until something is published. Callers
// write the address themselves, so that what visitors make up names no pages.
func (s *Server) keptAs(c echo.Context, address string, build builder) error {
	p, err := s.pages.get(c.Request().Context(), address, build)
	if err != nil {
		return err
	}
	p.serve(c.Response(), c.Request(), http.StatusOK)
	return nil
}

func jsonContent(v any) (content, error) {
	b, err := json.Marshal(v)
	return content{mediaType: typeJSON, body: b}, err
}
