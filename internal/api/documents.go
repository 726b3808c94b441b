package api

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"
)

// documents serves the description of the interface, made once from the
// operations registered so far.
func (a *API) documents() {
	body, err := json.MarshalIndent(a.huma.OpenAPI(), "", " ")
	text, yamlErr := a.huma.OpenAPI().YAML()
	a.router.GET("/openapi.json", func(c echo.Context) error {
		if err != nil {
			return err
		}
		return c.Blob(http.StatusOK, "application/vnd.oai.openapi+json", body)
	})
	a.router.GET("/openapi.yaml", func(c echo.Context) error {
		if yamlErr != nil {
			return yamlErr
		}
		return c.Blob(http.StatusOK, "application/yaml; charset=utf-8", text)
	})
}
