package api

import (
	"context"
	"net/http"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// Fact is one quantity that a report states, or that follows from what it states.
type Fact struct {
	ID string `json:"id" doc:"永久编号：同一份文件在任何一次重建后都是它"`
	Whose
	Item          Item           `json:"item" doc:"科目，见 /vocabulary"`
	Term          string         `json:"term" doc:"科目的中文名"`
	Class         OrNull[Class]  `json:"class" doc:"支出功能分类；null 为合计"`
	EconomicClass OrNull[Class]  `json:"economic_class" doc:"支出经济分类"`
	Basis         Basis          `json:"basis" doc:"口径"`
	BasisTerm     string         `json:"basis_term"`
	Value         *string        `json:"value" doc:"十进制数字，小数位与文件里印的一样；null 表示文中说明无，不是零"`
	Measure       *string        `json:"measure" doc:"计量单位：万元、元、%、人……；value 为 null 时为 null"`
	Origin        Origin         `json:"origin" doc:"stated 文中写明；derived 由写明的数推算；stated_none 文中说明无"`
	Source        OrNull[Source] `json:"source" doc:"出处；推算的数没有，见 derived_from"`
	Sentence      *string        `json:"sentence,omitempty" doc:"出处所在的一句，只在 sentence=true 时给出"`
	DerivedFrom   []string       `json:"derived_from,omitempty" doc:"推算所用的事实的编号"`
	Correction    *Correction    `json:"correction,omitempty" doc:"人工校正：谁、何时、为什么、原来读成什么；没有校正过的没有这一项"`
	URL           string         `json:"url" doc:"这个数字的卡片"`
}

// FactQuery are the conditions of a list of facts.
type FactQuery struct {
	Paging
	Scope
	Item     Item   `query:"item" doc:"科目，见 /vocabulary"`
	Basis    Basis  `query:"basis" doc:"口径：final 决算数，initial_budget 年初预算数，prior 上年决算数……"`
	Origin   Origin `query:"origin" doc:"来历"`
	Class    string `query:"class" pattern:"^[0-9]{1,7}$" patternDescription:"一到七位支出功能分类代码" doc:"支出功能分类代码或其前几位：201、20104、2010401；不能与 economic 同用"`
	Economic string `query:"economic" pattern:"^[0-9]{1,5}$" patternDescription:"一到五位支出经济分类代码" doc:"支出经济分类代码或其前几位：301、30201"`
	Form     string `query:"form" enum:"0,1,2,3,4,5,6,7,8,9" doc:"在第几张标准报表里；0 为正文"`
	Sentence bool   `query:"sentence" doc:"给出出处所在的一句；此时一页至多 100 条"`
}

// mostSentences bounds a page whose facts come with their sentences.
const mostSentences = 100

// OneFact names one fact.
type OneFact struct {
	ID string `path:"id" maxLength:"64" doc:"事实的编号"`
}

type factAnswer struct{ Body Fact }

func (in *FactQuery) filter() (data.FactFilter, error) {
	scope, err := in.scope()
	switch {
	case err != nil:
		return data.FactFilter{}, err
	case in.Class != "" && in.Economic != "":
		return data.FactFilter{}, problem(http.StatusBadRequest, "class（功能分类）与 economic（经济分类）不能同时写：没有一个数同时属于两种分类。")
	case in.Sentence && in.Limit > mostSentences:
		return data.FactFilter{}, problem(http.StatusBadRequest, "要 sentence=true 时，limit 不能大于 100。")
	}
	f := data.FactFilter{Scope: scope, Item: fiscal.Item(in.Item), Basis: fiscal.Basis(in.Basis), Origin: fiscal.Origin(in.Origin), Class: in.Class, Economic: in.Economic}
	if in.Form != "" {
		form := int(in.Form[0] - '0')
		f.Form = &form
	}
	return f, nil
}

func (a *API) facts() {
	get(a, operation("listFacts", "/facts", factsTag, "事实清单",
		"按载入的先后、文中的次序排列；写了 class 或 economic 而没有写 unit 或 edition 时，先按代码排列。不写 history=true 时只有最新一版。"), []Example{{About: "各单位各年度的“三公”经费决算数", Query: "/facts?item=sangong.total&basis=final"}, {About: "一个单位的在职人员", Query: "/facts?unit={unit}&item=staff.active"}, {About: "功能分类 201 开头的支出，连同原句", Query: "/facts?item=general.expense&class=201&sentence=true&limit=5"}, {About: "文中说明“没有”的", Query: "/facts?origin=stated_none&limit=5"}, {About: "正文之外、第 8 张报表里的", Query: "/facts?form=8&limit=5"}},
		func(ctx context.Context, in *FactQuery) (*listed[Fact], error) {
			filter, err := in.filter()
			if err != nil {
				return nil, err
			}
			page, err := in.page("/facts", filter)
			if err != nil {
				return nil, err
			}
			rows, err := a.store.Facts(ctx, filter, page)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			if len(rows) == 0 {
				if err := a.known(ctx, in.Scope); err != nil {
					return nil, err
				}
			}
			answer := list(ctx, a, "/facts", in.Paging, filter, rows, a.fact)
			if in.Sentence {
				for i := range answer.Body.Items {
					if err := a.quote(ctx, &answer.Body.Items[i]); err != nil {
						return nil, a.failed(ctx, err)
					}
				}
			}
			return answer, nil
		})
	get(a, operation("getFact", "/facts/{id}", factsTag, "一个事实", "连同它的原句。"), []Example{{About: "一个数字，连同它的原句", Query: "/facts/{fact}"}},
		func(ctx context.Context, in *OneFact) (*factAnswer, error) {
			id, ok := fiscal.ParseFigureID(in.ID)
			if !ok {
				return nil, missing("没有编号 " + clip(in.ID) + " 的数字。编号的样子：3bb8f38d6749-6012-k7qa。")
			}
			row, _, err := a.store.Figure(ctx, id)
			if err != nil {
				return nil, a.failed(ctx, err)
			}
			fact := a.fact(row)
			if err := a.quote(ctx, &fact); err != nil {
				return nil, a.failed(ctx, err)
			}
			return &factAnswer{fact}, nil
		})
}

func (a *API) fact(r data.FactRow) Fact {
	f := Fact{
		ID: r.ID().String(), Whose: whose(r.Whose), Item: Item(r.Item), Term: r.Item.Term(), Class: class(r.Class), EconomicClass: class(r.EconomicClass),
		Basis: Basis(r.Basis), BasisTerm: r.Basis.Term(), Measure: known(r.Measure), Origin: Origin(r.Origin), Source: a.source(r.Edition, r.Source), Correction: correction(r.Correction),
	}
	f.URL = a.config.BaseURL + "/f/" + f.ID
	if r.Value != nil {
		value := r.Value.String()
		f.Value = &value
	}
	for _, o := range r.Operands {
		f.DerivedFrom = append(f.DerivedFrom, o.ID().String())
	}
	return f
}

// quote adds the sentence that states a fact.
func (a *API) quote(ctx context.Context, f *Fact) error {
	s := f.Source.Value
	if s == nil {
		return nil
	}
	sentence, _, err := a.store.Sentence(ctx, f.Edition, s.Start, s.End)
	f.Sentence = known(sentence)
	return err
}
