// Package api is the read-only HTTP interface for programs: lists of units,
// reports, facts, reasons, checks and evaluations, page by page, and the
// OpenAPI document that describes them, made from the handlers themselves.
package api

import (
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
)

// Base is where the interface stands below the site.
const Base = "/api/v1"

// Limits of every list.
const (
	DefaultRows = 100
	MostRows    = 500
	// Patience is how long one answer may take to find.
	Patience = 5 * time.Second
	// atOnce is how many answers are looked for at a time, so that programs
	// leave some of the store's readers to people.
	atOnce = 3
)

// Config is what the interface is told about the site.
type Config struct {
	BaseURL string // absolute, without a closing slash
	Version string
	Unit    func(data.Unit) string           // path of a unit's page
	Report  func(data.Unit, int) string      // path of a report's page
	Failed  func(r *http.Request, err error) // told of what no visitor is
}

// API answers for one store.
type API struct {
	config  Config
	store   *data.Store
	router  *echo.Echo
	huma    huma.API
	handler http.Handler

	endpoints []Endpoint
}

// New returns the interface to a store.
func New(config Config, store *data.Store) *API {
	a := &API{config: config, store: store, router: echo.New()}
	a.router.HideBanner, a.router.HidePort = true, true
	a.router.HTTPErrorHandler = a.fail
	a.huma = humaecho.New(a.router, a.describe())
	a.units()
	a.reports()
	a.facts()
	a.reasons()
	a.unexplained()
	a.checks()
	a.evaluations()
	a.restatements()
	a.search()
	a.vocabulary()
	a.documents()
	a.handler = a.guarded(a.router)
	return a
}

// ServeHTTP answers requests below Base.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }

// OpenAPI returns the description of the interface.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

func (a *API) describe() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:   "明账 API",
				Version: "1.0.0",
				Description: "部门决算里的单位、报告、事实、原因、核对与绩效自评表。只读，不需要密钥，任何网页都可以跨站读取。\n\n" +
					"金额与数字一律是字符串，保留文件里印出的小数位。清单按游标分页：next 为 null 时才是最后一页。" +
					"错误一律是 application/problem+json（RFC 9457）。v1 之内只增加字段与参数，不改名、不删除、不改含义。",
				License: &huma.License{Name: "数据出自各单位依法公开的文件；程序以 Apache-2.0 许可发布", URL: "https://www.apache.org/licenses/LICENSE-2.0"},
			},
			Servers:    []*huma.Server{{URL: a.config.BaseURL + Base}},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName)},
			Tags: []*huma.Tag{
				{Name: unitsTag}, {Name: reportsTag}, {Name: factsTag}, {Name: reasonsTag}, {Name: checksTag}, {Name: evaluationsTag}, {Name: restatementsTag}, {Name: searchTag}, {Name: vocabularyTag},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

// Tags group the operations, in the order of the page that explains them.
const (
	unitsTag       = "单位"
	reportsTag     = "报告"
	factsTag       = "事实"
	reasonsTag     = "原因"
	checksTag      = "核对"
	evaluationsTag = "绩效自评"
	searchTag      = "查找"

	restatementsTag = "前后年度"
	vocabularyTag   = "词汇"
)

// operation describes one GET.
func operation(id, path, tag, summary, description string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{tag}, Summary: summary, Description: description,
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}
}
