package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// routes lists every address of the site.
func (s *Server) routes(e *echo.Echo) {
	e.GET("/", s.home)
	e.GET("/units", s.units)
	e.GET("/units.json", s.unitsJSON)
	e.GET("/units.csv", s.unitsCSV)
	e.GET("/u/:unit", s.unitFile) // 1-name.json, 1-name.csv, or without its slash
	e.GET("/u/:unit/", s.unit)
	e.GET("/u/:unit/charts/:chart", s.unitChart)

	// The same pages stand under the newest edition of a year and under the
	// fixed address of each edition.
	for _, under := range []struct {
		prefix string
		find   finder
	}{
		{"/u/:unit/:year", s.currentEdition},
		{"/e/:key", s.fixedEdition},
	} {
		at := func(path string, serve reportHandler) { e.GET(under.prefix+path, s.ofReport(under.find, serve)) }
		at("", s.reportFile)
		at("/", s.report)
		at("/forms/:form", s.form)
		at("/evaluations/:evaluation", s.evaluation)
		at("/checks", s.checks)
		at("/checks.json", s.checksJSON)
		at("/checks.csv", s.checksCSV)
		at("/source", s.source)
		at("/source.txt", s.sourceText)
		at("/charts/:chart", s.chart)
	}
	e.GET("/documents/:sha", s.document)

	e.GET("/glossary", s.glossary)
	e.GET("/glossary.json", s.glossaryJSON)
	e.GET("/glossary.csv", s.glossaryCSV)
	e.GET("/glossary/:term", s.term)
	e.GET("/about", s.about)

	e.GET("/feed.atom", s.feed)
	e.GET("/sitemap.xml", s.siteMap)
	e.GET("/robots.txt", s.robots)
	e.GET("/version.json", s.versionJSON)
	e.GET("/healthz", s.health)
	e.GET("/static/:file", s.staticFile)
	e.GET("/favicon.ico", func(c echo.Context) error { return c.Redirect(http.StatusMovedPermanently, faviconURL()) })
}
