package api

import (
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Correction says what a person changed of a fact that a program read.
type Correction struct {
	Kind string          `json:"kind" enum:"changed,added" doc:"changed 改正了识别结果；added 补上没有识别出来的"`
	At   string          `json:"at" format:"date-time" doc:"何时"`
	By   string          `json:"by" doc:"谁"`
	Why  string          `json:"why" doc:"为什么"`
	Was  OrNull[WasRead] `json:"was" doc:"识别程序原来读成什么；补录的为 null"`
}

// WasRead is a fact as the program had read it.
type WasRead struct {
	Item          string        `json:"item"`
	Class         OrNull[Class] `json:"class"`
	EconomicClass OrNull[Class] `json:"economic_class"`
	Basis         string        `json:"basis"`
	Value         *string       `json:"value"`
	Measure       *string       `json:"measure"`
	Words         string        `json:"words" doc:"用一句话说"`
}

func correction(c *fiscal.Correction) *Correction {
	if c == nil {
		return nil
	}
	out := &Correction{Kind: c.Kind, At: c.At, By: c.By, Why: c.Why}
	if r := c.Was; r != nil {
		was := WasRead{Item: string(r.Item), Class: class(r.Class), EconomicClass: class(r.EconomicClass), Basis: string(r.Basis), Measure: known(r.Measure), Words: story.ReadingWords(*r)}
		if r.Value != nil {
			was.Value = new(r.Value.String())
		}
		out.Was.Value = &was
	}
	return out
}
