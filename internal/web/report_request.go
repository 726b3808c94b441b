package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/division"
	"mingzhang/internal/export"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
	"mingzhang/web/templates"
)

// reportRequest is a request for a page of one edition.
type reportRequest struct {
	echo.Context
	edition data.Edition
	unit    data.Unit
	home    string // escaped path of the report as asked for, with a closing slash
	suffix  string // ".json", ".csv", ".xlsx" or "" behind the last segment
}

type finder func(c echo.Context) (reportRequest, error)

type reportHandler func(r reportRequest) error

// ofReport finds the edition and hands it to serve. A report asked for under
// an address that is not its own is redirected.
func (s *Server) ofReport(find finder, serve reportHandler) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, err := find(c)
		if err != nil {
			return err
		}
		if r.Context == nil {
			return nil // answered with a redirect
		}
		return serve(r)
	}
}

// currentEdition finds the newest edition of a unit's year: /u/1-名称/2024/….
func (s *Server) currentEdition(c echo.Context) (reportRequest, error) {
	unit, err := s.unitOf(c)
	if err != nil {
		return reportRequest{}, err
	}
	name, suffix := splitSuffix(c.Param("year"))
	year, err := strconv.Atoi(name)
	if err != nil {
		return reportRequest{}, notFound("没有“"+name+"”这个年度", "年度是四位数字，例如 2024。")
	}
	edition, err := s.store.Current(c.Request().Context(), unit.ID, year)
	if err != nil {
		return reportRequest{}, err
	}
	home := reportHome(unit, year)
	if c.Param("unit") != unitSegment(unit) {
		return reportRequest{}, redirectWithin(c, home, 3)
	}
	return reportRequest{Context: c, edition: edition, unit: unit, home: home, suffix: suffix}, nil
}

// fixedEdition finds an edition by its key: /e/3bb8f38d6749/….
func (s *Server) fixedEdition(c echo.Context) (reportRequest, error) {
	key, suffix := splitSuffix(c.Param("key"))
	edition, err := s.store.EditionByKey(c.Request().Context(), key)
	if err != nil {
		return reportRequest{}, err
	}
	unit, err := s.store.Unit(c.Request().Context(), edition.UnitID)
	if err != nil {
		return reportRequest{}, err
	}
	return reportRequest{Context: c, edition: edition, unit: unit, home: "/e/" + edition.Key + "/", suffix: suffix}, nil
}

// unitOf finds the unit of a path segment such as 1-名称; the number decides.
func (s *Server) unitOf(c echo.Context) (data.Unit, error) {
	number, _, _ := strings.Cut(c.Param("unit"), "-")
	number, _, _ = strings.Cut(number, ".")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return data.Unit{}, notFound("没有这个单位", "单位的网址以编号开头，例如 /u/1-名称/。可以从单位名录重新找。")
	}
	return s.store.Unit(c.Request().Context(), id)
}

// redirectWithin sends the visitor to the same page under another home; the
// path's first segments, as many as kept, are replaced.
func redirectWithin(c echo.Context, home string, kept int) error {
	rest := ""
	if parts := strings.SplitN(c.Request().URL.EscapedPath(), "/", kept+2); len(parts) > kept+1 {
		rest = parts[kept+1]
	} else if _, suffix := splitSuffix(parts[len(parts)-1]); suffix != "" {
		home = strings.TrimSuffix(home, "/") + suffix
	}
	target := home + rest
	if q := c.QueryString(); q != "" {
		target += "?" + q
	}
	return c.Redirect(http.StatusMovedPermanently, target)
}

// splitSuffix takes .json, .csv, .xlsx or .svg off the end of a path segment.
func splitSuffix(segment string) (name, suffix string) {
	for _, known := range []string{".json", ".csv", suffixXLSX, suffixAtom, ".svg"} {
		if name, ok := strings.CutSuffix(segment, known); ok {
			return name, known
		}
	}
	return segment, ""
}

func unitSegment(u data.Unit) string {
	return strconv.FormatInt(u.ID, 10) + "-" + u.Slug
}

func unitHome(u data.Unit) string { return "/u/" + url.PathEscape(unitSegment(u)) + "/" }

func reportHome(u data.Unit, year int) string { return unitHome(u) + strconv.Itoa(year) + "/" }

// opened is the report of a request, read and ready to be shown.
type opened struct {
	book  *story.Book
	stamp templates.Stamp
	meta  export.Meta
}

// open reads the report of r from the store.
func (s *Server) open(ctx context.Context, r reportRequest) (opened, error) {
	report, err := remember(s.reports, r.edition.Key, func() (*fiscal.Report, error) { return s.store.Report(ctx, r.edition.ID) })
	if err != nil {
		return opened{}, err
	}
	editions, err := s.store.Editions(ctx, r.unit.ID, r.edition.Year)
	if err != nil {
		return opened{}, err
	}
	book := story.Open(report)
	book.Edition = r.edition.Key
	o := opened{book: book, stamp: s.stamp(r, report, editions), meta: s.meta(r, report)}
	sealed, err := s.store.SealOf(ctx, r.edition.ID)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return opened{}, err
	}
	o.stamp.SealedBy = sealed.KeyID
	return o, nil
}

func (s *Server) stamp(r reportRequest, report *fiscal.Report, editions []data.Edition) templates.Stamp {
	e := r.edition
	stamp := templates.Stamp{
		Unit: report.Unit.Name, Aliases: report.Unit.Aliases, Region: regionName(report.Unit.Region),
		Inferred: report.Unit.Inferred, Year: e.Year, EditionKey: e.Key, Edition: e.Number, Current: e.Current,
		LoadedAt: e.PublishedAt, Published: e.Provenance.Published, Document: report.Document.Name, SHA256: report.Document.SHA256,
		SourceTitle: e.Provenance.Title, SourceURL: e.Provenance.URL,
		Licence: e.Provenance.Licence, Note: e.Provenance.Note,
		Home: reportHome(r.unit, e.Year), UnitHome: unitHome(r.unit),
	}
	for _, f := range r.unit.Former {
		if f.Name == report.Unit.Name {
			stamp.NowCalled = r.unit.Name
		}
	}
	for _, other := range editions {
		stamp.Editions = append(stamp.Editions, templates.EditionLink{Number: other.Number, Key: other.Key, LoadedAt: other.PublishedAt, Current: other.Current})
	}
	return stamp
}

// meta says where files of r come from; without the report the unit is named
// as the store names it.
func (s *Server) meta(r reportRequest, report *fiscal.Report) export.Meta {
	e, name, region := r.edition, r.unit.Name, r.unit.Region
	if report != nil {
		name, region = report.Unit.Name, report.Unit.Region
	}
	return export.Meta{
		BaseURL: s.config.BaseURL, Home: r.canonicalHome(), Unit: name, Region: region, RegionName: regionName(region),
		Year: e.Year, EditionKey: e.Key, EditionNumber: e.Number, PublishedAt: e.PublishedAt,
		Published: e.Provenance.Published, SourceTitle: e.Provenance.Title, SourceURL: e.Provenance.URL, Licence: e.Provenance.Licence, Note: e.Provenance.Note,
	}
}

// canonicalHome is the report's address for search engines and citations: the
// unit's year for the newest edition, the fixed address for an older one.
func (r reportRequest) canonicalHome() string {
	if r.edition.Current {
		return reportHome(r.unit, r.edition.Year)
	}
	return "/e/" + r.edition.Key + "/"
}

// regionName writes a division code as its names, "" when it is unknown.
func regionName(code string) string {
	d, ok := division.Lookup(code)
	if !ok {
		return ""
	}
	return strings.Join(d.Path, " ")
}

// frame is the frame of a page below the report: path is relative to its home.
func (s *Server) frame(r reportRequest, o opened, path, title, description string) templates.Page {
	page := s.page(r.canonicalHome()+path, title, description)
	page.Nav = "units"
	page.Crumbs = []templates.Crumb{
		{Text: "单位", Href: "/units"},
		{Text: o.stamp.Unit, Href: o.stamp.UnitHome},
	}
	year := strconv.Itoa(o.stamp.Year) + " 年度"
	if path == "" {
		page.Crumbs = append(page.Crumbs, templates.Crumb{Text: year})
	} else {
		page.Crumbs = append(page.Crumbs, templates.Crumb{Text: year, Href: r.home}, templates.Crumb{Text: title})
		page.Title = title + "，" + o.stamp.Title()
	}
	return page
}
