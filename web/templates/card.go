package templates

import (
	"time"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// Card is the page of one figure.
type Card struct {
	Page
	ID    string
	Fact  fiscal.Fact
	Name  string // in words
	Value string // with its measure, or the words for its nothing
	// Corrected says what a person changed of it, "" when it stands as it was read.
	Corrected string
	Unit      string
	UnitHome  string
	Year      int
	Region    string
	Report    string // path of the report, the newest edition
	Fixed     string // path of this edition
	Edition   string
	Number    int
	Current   bool
	LoadedAt  time.Time
	Sentence  Sentence
	Formula   []CardFigure // what a derived figure is computed from
	Same      []CardFigure // what else is said of the same thing
	Twice     []CardFigure // the same quantity printed elsewhere
	Reason    string
	Checks    []story.Finding

	SourceTitle, SourceURL, Published, SHA256, Licence string

	Compare, Rank string // addresses of the pages that set it beside others
	GBT, APA, Bib string // references
	Embed         string // what to put into another page
}

// Sentence is the sentence that states a figure, cut at the figure.
type Sentence struct{ Before, Figure, Behind string }

// CardFigure is another figure with its card.
type CardFigure struct{ Name, Value, Href string }

// Derived reports whether the figure is computed.
func (c Card) Derived() bool { return c.Fact.Origin == fiscal.Derived }

// source is the address of the place that states the figure.
func (c Card) source() string {
	if c.Fact.Source == nil {
		return c.Fixed + "source"
	}
	return Root(c.Fixed).source(c.Fact.Source.Start)
}

// root is the way to the edition.
func (c Card) root() Root { return Root(c.Fixed) }

// embedSource says where the figure comes from.
func (c Card) embedSource() string {
	title, published := c.SourceTitle, "公开日期未知"
	if title == "" {
		title = c.Unit + itoa(c.Year) + " 年度部门决算"
	}
	if c.Published != "" {
		published = c.Published + " 公开"
	}
	return "来源：" + title + "，" + published + "，第 " + itoa(c.Number) + " 版（" + c.Edition + "）。"
}

// cardDatum is a figure for machines.
func cardDatum(f fiscal.Fact) string {
	if f.Value == nil {
		return ""
	}
	return f.Value.String()
}

// shownAround is how many characters of a sentence stand around a figure
// where there is little room.
const shownAround = 40

func clipBefore(s string) string {
	if r := []rune(s); len(r) > shownAround {
		return "……" + string(r[len(r)-shownAround:])
	}
	return s
}

func clipBehind(s string) string {
	if r := []rune(s); len(r) > shownAround {
		return string(r[:shownAround]) + "……"
	}
	return s
}
