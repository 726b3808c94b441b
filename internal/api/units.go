package api

import (
	"context"

	"mingzhang/internal/data"
)

// Unit is 单位.
type Unit struct {
	UnitRef
	RegionName     string   `json:"region_name" doc:"从省到县的名称；空文字表示未知"`
	RegionInferred bool     `json:"region_inferred" doc:"地区由名称推得，文件没有写"`
	Aliases        []string `json:"aliases" nullable:"false" doc:"名称后括号里的挂牌名"`
	Former         []Former `json:"former" nullable:"false" doc:"用过而不再用的名称，早的在前"`
	Years          []int    `json:"years" nullable:"false" doc:"有报告的年度，新的在前"`
	URL            string   `json:"url"`
}

// Former is a name that a unit no longer carries.
type Former struct {
	Name string `json:"name"`
	From *int   `json:"from" doc:"第一个用它的决算年度；null 为未知"`
	To   *int   `json:"to" doc:"最后一个用它的决算年度；null 为未知"`
}

// UnitQuery are the conditions of a list of units.
type UnitQuery struct {
	Paging
	Query  string `query:"q" maxLength:"60" doc:"名称或挂牌名的一部分"`
	Region string `query:"region" pattern:"^[0-9]{2,6}$" patternDescription:"二到六位行政区划代码" doc:"行政区划代码或其前几位"`
}

// OneUnit names one unit.
type OneUnit struct {
	ID int64 `path:"id" minimum:"1" doc:"单位编号"`
}

type unitAnswer struct{ Body Unit }

// unitRow is a unit as a row of a list.
type unitRow struct{ data.Unit }

// Position returns the place of the row in its list.
func (u unitRow) Position() data.Position { return data.Position{Edition: u.ID} }

func (a *API) units() {
	get(a, operation("listUnits", "/units", unitsTag, "单位清单", "按编号排列。"), []Example{{About: "全部单位，一页两个", Query: "/units?limit=2"}, {About: "名称里有“委员会”的", Query: "/units?q=委员会"}},
		func(ctx context.Context, in *UnitQuery) (*listed[Unit], error) {
			filter := data.UnitFilter{Query: in.Query, Region: in.Region}
			page, err := in.page("/units", filter)
			if err != nil {
				return nil, err
			}
			found, err := a.store.UnitPage(ctx, filter, page.After.Edition, page.Limit)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			rows := make([]unitRow, len(found))
			for i, u := range found {
				rows[i] = unitRow{u}
			}
			return list(ctx, a, "/units", in.Paging, filter, rows, func(u unitRow) Unit { return a.unit(u.Unit) }), nil
		})
	get(a, operation("getUnit", "/units/{id}", unitsTag, "一个单位", ""), []Example{{About: "编号为 {unit} 的单位", Query: "/units/{unit}"}},
		func(ctx context.Context, in *OneUnit) (*unitAnswer, error) {
			u, err := a.store.Unit(ctx, in.ID)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			return &unitAnswer{a.unit(u)}, nil
		})
}

func (a *API) unit(u data.Unit) Unit {
	former := []Former{}
	for _, f := range u.Former {
		former = append(former, Former{Name: f.Name, From: year(f.From), To: year(f.To)})
	}
	return Unit{Former: former, UnitRef: unitRef(u), RegionName: regionName(u.Region), RegionInferred: u.RegionInferred, Aliases: filled(u.Aliases), Years: filled(u.Years),
		URL: a.config.BaseURL + a.config.Unit(u)}
}

// year returns nil for a year that is not known.
func year(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
