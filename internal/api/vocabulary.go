package api

import (
	"context"

	"mingzhang/internal/fiscal"
)

// Vocabulary is every word that the other answers use.
type Vocabulary struct {
	Items    []ItemWord `json:"items" nullable:"false" doc:"科目，按报告里的次序"`
	Bases    []Word     `json:"bases" nullable:"false" doc:"口径"`
	Origins  []Word     `json:"origins" nullable:"false" doc:"来历"`
	Statuses []Word     `json:"statuses" nullable:"false" doc:"核对的结果"`
}

// ItemWord is one item.
type ItemWord struct {
	Name Item   `json:"name"`
	Term string `json:"term" doc:"官方中文名"`
	Kind string `json:"kind" enum:"money,count,area" doc:"money 金额，count 个数，area 面积"`
}

// Word is one name with its Chinese term.
type Word struct {
	Name string `json:"name"`
	Term string `json:"term"`
}

type vocabularyAnswer struct{ Body Vocabulary }

func (a *API) vocabulary() {
	var v Vocabulary
	for _, i := range fiscal.Items {
		v.Items = append(v.Items, ItemWord{Name: Item(i.Item), Term: i.Term, Kind: string(i.Kind)})
	}
	for _, b := range fiscal.Bases {
		v.Bases = append(v.Bases, Word{string(b), b.Term()})
	}
	for _, o := range fiscal.Origins {
		v.Origins = append(v.Origins, Word{string(o), o.Term()})
	}
	for _, s := range fiscal.CheckStatuses {
		v.Statuses = append(v.Statuses, Word{string(s), s.Term()})
	}
	get(a, operation("getVocabulary", "/vocabulary", vocabularyTag, "词汇", "科目、口径、来历、核对结果的全部取值。"), []Example{{About: "全部科目与口径", Query: "/vocabulary"}},
		func(context.Context, *struct{}) (*vocabularyAnswer, error) { return &vocabularyAnswer{v}, nil })
}
