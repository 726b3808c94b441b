package web

import (
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/api"
	"mingzhang/internal/export"
	"mingzhang/internal/seal"
)

// routes lists every address of the site.
func (s *Server) routes(e *echo.Echo) {
	get := func(path string, h echo.HandlerFunc) {
		e.GET(path, h)
		e.HEAD(path, h)
	}
	if s.config.Copy {
		s.copyRoutes(get)
	} else {
		s.askingRoutes(e, get)
	}
	get("/", s.home)
	get("/units", s.units)
	get("/units.json", s.unitsJSON)
	get("/units.csv", s.unitsCSV)
	get("/units.xlsx", s.unitsCSV)
	get("/u/:unit", s.unitFile) // 1-name.json, 1-name.csv, or without its slash
	get("/u/:unit/", s.unit)
	get("/u/:unit/charts/:chart", s.unitChart)
	get("/u/:unit/restatements", s.restatements)
	get("/u/:unit/restatements.csv", s.restatementsFile(export.RestatementsCSV, typeCSV))
	get("/u/:unit/restatements.xlsx", s.restatementsFile(export.RestatementsCSV, typeCSV))
	get("/u/:unit/restatements.json", s.restatementsFile(func(b io.Writer, m export.Meta, all []export.Restatement, _ export.Options) error {
		return export.RestatementsJSON(b, m, all)
	}, typeJSON))

	get("/evaluations", s.evaluations)
	get("/evaluations.json", s.evaluationsJSON)
	get("/evaluations.csv", s.evaluationsCSV)
	get("/evaluations.xlsx", s.evaluationsCSV)
	get("/evaluations/indicators", s.evaluationFindings)
	get("/evaluations/indicators.json", s.evaluationFindingsJSON)
	get("/evaluations/indicators.csv", s.evaluationFindingsCSV)
	get("/evaluations/indicators.xlsx", s.evaluationFindingsCSV)
	get("/evaluations/coverage", s.evaluationCoverage)
	get("/evaluations/coverage.json", s.evaluationCoverageJSON)
	get("/evaluations/coverage.csv", s.evaluationCoverageCSV)
	get("/evaluations/coverage.xlsx", s.evaluationCoverageCSV)

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
		at("/checks.xlsx", s.checksCSV)
		at("/source", s.source)
		at("/source.txt", s.sourceText)
		at("/manifest.json", s.manifest)
		at("/charts/:chart", s.chart)
	}
	get("/documents/:sha", s.document)
	get("/f/:id", s.card)
	get("/f/:id/embed", s.cardEmbed)

	for _, view := range reasonsViews {
		get(view.path, s.reasons(view))
		get(view.path+".json", s.reasonsJSON(view))
		get(view.path+".csv", s.reasonsCSV(view))
		get(view.path+".xlsx", s.reasonsCSV(view))
	}
	get("/rank", s.rankings)
	get("/rank/:item", s.rank)

	get("/glossary", s.glossary)
	get("/glossary.json", s.glossaryJSON)
	get("/glossary.csv", s.glossaryCSV)
	get("/glossary.xlsx", s.glossaryCSV)
	get("/glossary/:term", s.term)
	get("/about", s.about)

	get("/data", s.dataPage)
	get("/data/dictionary", s.dictionary)
	get("/data/"+packageFile, s.download(packageFile, "application/zip", s.sendPackage))
	get("/data/"+snapshotFile, s.download(snapshotFile, "application/vnd.sqlite3", s.sendSnapshot))
	get("/data/SHA256SUMS", s.checksums)

	get("/verify", s.verify)
	get("/verify/"+seal.ManifestsName, s.manifests)
	get("/keys.json", s.keysFile)

	get("/feed.atom", s.feed)
	get("/corrections", s.corrections)
	get("/corrections.json", s.correctionsJSON)
	get("/corrections.csv", s.correctionsCSV)
	get("/corrections.xlsx", s.correctionsCSV)
	get("/corrections.atom", s.correctionsFeed)
	get("/sitemap.xml", s.siteMap)
	get("/robots.txt", s.robots)
	get("/version.json", s.versionJSON)
	get("/healthz", s.health)
	get("/static/:file", s.staticFile)
	get("/favicon.ico", func(c echo.Context) error { return c.Redirect(http.StatusMovedPermanently, faviconURL()) })
}

// askingRoutes lists the addresses that only a server can answer: there is no
// end to what may be asked there.
func (s *Server) askingRoutes(e *echo.Echo, get func(path string, h echo.HandlerFunc)) {
	get("/search", s.search)
	get("/search.json", s.searchJSON)
	get("/search.csv", s.searchCSV)
	get("/search.xlsx", s.searchCSV)
	get("/compare", s.compare)
	get("/compare.json", s.compareJSON)
	get("/compare.csv", s.compareCSV)
	get("/compare.xlsx", s.compareCSV)
	get("/compare/chart.svg", s.compareChart(".svg"))
	get("/compare/chart.json", s.compareChart(".json"))
	get("/compare/units.json", s.suggestUnits)
	get("/api", s.apiPage)
	e.Any(api.Base, s.serveAPI)
	e.Any(api.Base+"/*", s.serveAPI)
}
