package web

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// routes lists every address of the site.
func (s *Server) routes(e *echo.Echo) {
	get := func(path string, h echo.HandlerFunc) {
		e.GET(path, h)
		e.HEAD(path, h)
	}
	get("/", s.home)
	get("/units", s.units)
	get("/units.json", s.unitsJSON)
	get("/units.csv", s.unitsCSV)
	get("/u/:unit", s.unitFile) // 1-name.json, 1-name.csv, or without its slash
	get("/u/:unit/", s.unit)
	get("/u/:unit/charts/:chart", s.unitChart)

	get("/evaluations", s.evaluations)
	get("/evaluations.json", s.evaluationsJSON)
	get("/evaluations.csv", s.evaluationsCSV)
	get("/evaluations/indicators", s.evaluationFindings)
	get("/evaluations/indicators.json", s.evaluationFindingsJSON)
	get("/evaluations/indicators.csv", s.evaluationFindingsCSV)
	get("/evaluations/coverage", s.evaluationCoverage)
	get("/evaluations/coverage.json", s.evaluationCoverageJSON)
	get("/evaluations/coverage.csv", s.evaluationCoverageCSV)

	// The same pages stand under the newest edition of a year and under the
	// fixed address of each edition.
	for _, under := range []struct {
		prefix string
		find   finder
	}{
		{"/u/:unit/:year", s.currentEdition},
		{"/e/:key", s.fixedEdition},
	} {
		at := func(path string, serve reportHandler) { get(under.prefix+path, s.ofReport(under.find, serve)) }
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
	get("/documents/:sha", s.document)

	get("/glossary", s.glossary)
	get("/glossary.json", s.glossaryJSON)
	get("/glossary.csv", s.glossaryCSV)
	get("/glossary/:term", s.term)
	get("/about", s.about)

	get("/feed.atom", s.feed)
	get("/sitemap.xml", s.siteMap)
	get("/robots.txt", s.robots)
	get("/version.json", s.versionJSON)
	get("/healthz", s.health)
	get("/static/:file", s.staticFile)
	get("/favicon.ico", func(c echo.Context) error { return c.Redirect(http.StatusMovedPermanently, faviconURL()) })
}
