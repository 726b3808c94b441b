package api

import (
	"context"
	"encoding/json"
	"strconv"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Unexplained is a change for which a document gives no reason.
type Unexplained struct {
	Unit      UnitRef          `json:"unit"`
	Year      int              `json:"year" doc:"决算年度"`
	Edition   string           `json:"edition" doc:"版本号"`
	Item      Item             `json:"item"`
	Term      string           `json:"term"`
	Class     OrNull[Class]    `json:"class" doc:"支出功能分类；null 为合计"`
	Basis     Basis            `json:"basis" doc:"change 与上年比；variance_rate 与预算比"`
	Direction Direction        `json:"direction"`
	Amount    OrNull[Quantity] `json:"amount" doc:"变了多少；null 为不知道"`
	Rate      OrNull[Quantity] `json:"rate" doc:"变了百分之几"`
	URL       string           `json:"url" doc:"原文说到这个变化的地方"`
}

// Quantity is a number with its measure.
type Quantity struct {
	Value   string `json:"value"`
	Measure string `json:"measure"`
	Derived bool   `json:"derived" doc:"由文中的数算得，文中没有直接印"`
}

// UnexplainedList is a page of such changes.
type UnexplainedList struct {
	List[Unexplained]
	Total int `json:"total" doc:"共多少条"`
}

// UnexplainedQuery are the conditions of a list of such changes.
type UnexplainedQuery struct {
	Limit     int       `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"一页至多几条"`
	Cursor    string    `query:"cursor" maxLength:"400" doc:"上一页 next 里的游标，原样带回"`
	Unit      int64     `query:"unit" minimum:"1" doc:"单位编号，见 /units"`
	Year      int       `query:"year" minimum:"2000" maximum:"2099" doc:"决算年度"`
	Item      Item      `query:"item" doc:"科目"`
	Basis     Basis     `query:"basis" doc:"change 与上年比；variance_rate 与预算比"`
	Direction Direction `query:"direction" doc:"方向"`
	Amount    int       `query:"amount" minimum:"0" maximum:"100000000" doc:"至少变了多少万元"`
	Rate      int       `query:"rate" minimum:"0" maximum:"1000000" doc:"至少变了百分之几；从无到有算不出幅度的也列"`
}

type unexplainedAnswer struct {
	Link string `header:"Link" doc:"下一页：<…>; rel=\"next\""`
	Body UnexplainedList
}

// Amounts of the store are in 分 and ten-thousandths of a percent.
const (
	fenPerWan    = 1_000_000
	partsPerRate = 10_000
)

func (a *API) unexplained() {
	get(a, operation("listUnexplained", "/unexplained", reasonsTag, "没有说明原因的变化", "最新各版里有变化而没有写原因的，变得多的在前。翻页途中有新的公开，要从头再读。"),
		[]Example{{About: "变了十万元以上、一成以上而没有说明的", Query: "/unexplained?amount=10&rate=10&limit=5"}},
		func(ctx context.Context, in *UnexplainedQuery) (*unexplainedAnswer, error) {
			q := data.CauseQuery{Item: fiscal.Item(in.Item), Basis: fiscal.Basis(in.Basis), Direction: fiscal.Direction(in.Direction), Year: in.Year,
				Amount: int64(in.Amount) * fenPerWan, Rate: int64(in.Rate) * partsPerRate, BySize: true, Limit: in.Limit}
			if in.Unit != 0 {
				q.Unit = strconv.FormatInt(in.Unit, 10)
			}
			generation, err := a.store.Generation(ctx)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			list := nameOf("/unexplained", []any{in.Unit, in.Year, in.Item, in.Basis, in.Direction, in.Amount, in.Rate, generation})
			if q.Offset, err = offset(in.Cursor, list, mostUnexplained); err != nil {
				return nil, err
			}
			found, total, err := a.store.Unexplained(ctx, q)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if total == 0 {
				if err := a.known(ctx, Scope{Unit: in.Unit}); err != nil {
					return nil, err
				}
			}
			answer := &unexplainedAnswer{Body: UnexplainedList{List: List[Unexplained]{Items: []Unexplained{}}, Total: total}}
			for _, x := range found {
				answer.Body.Items = append(answer.Body.Items, a.unexplainedChange(x))
			}
			if end := q.Offset + len(found); len(found) == in.Limit && end < total && end < mostUnexplained {
				b, _ := json.Marshal(place{Edition: 1, Ordinal: end, List: list})
				next := a.next(ctx, "/unexplained", b)
				answer.Body.Next, answer.Link = &next, "<"+next+`>; rel="next"`
			}
			return answer, nil
		})
}

// mostUnexplained bounds how far the list is read.
const mostUnexplained = 1_000_000

func (a *API) unexplainedChange(x data.Stated) Unexplained {
	return Unexplained{
		Unit: unitRef(x.Unit), Year: x.Year, Edition: x.Edition, Item: Item(x.Item), Term: x.Item.Term(), Class: class(x.Class), Basis: Basis(x.Basis),
		Direction: Direction(x.Direction), Amount: quantity(x.Amount), Rate: quantity(x.Rate), URL: a.fixed(x.Edition) + "source#o" + strconv.Itoa(x.Start),
	}
}

func quantity(f *fiscal.Fact) (q OrNull[Quantity]) {
	if f != nil && f.Value != nil {
		q.Value = &Quantity{Value: f.Value.String(), Measure: string(f.Measure), Derived: f.Origin == fiscal.Derived}
	}
	return q
}
