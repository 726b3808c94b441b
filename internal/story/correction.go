package story

import (
	"cmp"
	"strings"
	"time"

	"mingzhang/internal/fiscal"
)

// CorrectionWords says who corrected a fact, when, why, and what the reader had
// read; "" for one that stands as it was read.
func CorrectionWords(c *fiscal.Correction) string {
	if c == nil {
		return ""
	}
	words := "人工校正"
	if c.Kind == "added" {
		words = "人工补录"
	}
	words += "：" + c.By + "，" + CorrectedOn(c.At) + "，" + strings.TrimRight(c.Why, "。")
	if c.Was != nil {
		words += "。识别程序原来读成“" + ReadingWords(*c.Was) + "”"
	}
	return words
}

// CellCorrectionWords says who corrected a cell of an evaluation, when, why, and
// what the reader had read.
func CellCorrectionWords(c fiscal.CellCorrection) string {
	words := "人工校正：" + c.By + "，" + CorrectedOn(c.At) + "，" + strings.TrimRight(c.Why, "。")
	if c.Was == "" {
		return words + "。识别程序没有读出这一格"
	}
	return words + "。识别程序原来读成“" + c.Was + "”"
}

// CellCorrected says what a person corrected of a cell of an evaluation; "" for
// one that stands as it was read.
func CellCorrected(all map[string]fiscal.CellCorrection, address string) string {
	if c, ok := all[address]; ok {
		return CellCorrectionWords(c)
	}
	return ""
}

// ReadingWords says what a reader had read: "本年支出合计 决算数 2.14 万元".
func ReadingWords(r fiscal.Reading) string {
	return ReadingName(r) + " " + FactValue(fiscal.Fact{Value: r.Value, Measure: r.Measure})
}

// ReadingName says what a reading is about.
func ReadingName(r fiscal.Reading) string {
	return FactName(fiscal.Fact{Item: r.Item, Class: r.Class, EconomicClass: r.EconomicClass}) + " " + r.Basis.Term()
}

// china is the time zone of dates that people read.
var china = time.FixedZone("UTC+8", 8*60*60)

// CorrectedOn writes the day of a moment as corrections keep it.
func CorrectedOn(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return t.In(china).Format(time.DateOnly)
}

// followsCorrected is said of a figure that is computed from one that was
// corrected.
const followsCorrected = "算它所用的数里有人工校正过的"

// CorrectionTag is the mark of a figure of which something is said to have been
// corrected; "" for nothing said.
func CorrectionTag(words string) string {
	switch {
	case words == "":
		return ""
	case words == followsCorrected:
		return "含人工校正"
	case strings.HasPrefix(words, "人工补录"):
		return "人工补录"
	}
	return "人工校正"
}

// followed returns what is said of a figure that is computed from others.
func followed(figures ...Figure) string {
	for _, f := range figures {
		if f.Corrected != "" {
			return followsCorrected
		}
	}
	return ""
}

// corrected says what was corrected of Facts[i], or of what it is computed from.
func (b *Book) corrected(i int) string {
	f := b.Report.Facts[i]
	if f.Correction != nil {
		return CorrectionWords(f.Correction)
	}
	for _, o := range f.From {
		if o >= 0 && o < len(b.Report.Facts) && b.Report.Facts[o].Correction != nil {
			return followsCorrected
		}
	}
	return ""
}

// Corrected is a fact that a person corrected, for a list of them.
type Corrected struct {
	Name  string
	Value string
	At    int // where it is printed, -1 nowhere
	Kind  string
	Was   string // as the reader had read it, "" for an added one
	By    string
	On    string // the day
	Why   string
	Card  string // address of its card, or of the cell below the report; "" before it is published
}

// Corrections lists the facts that people corrected or added, in the order of
// the report, and then the cells of evaluations.
func (b *Book) Corrections() []Corrected {
	var all []Corrected
	for i, f := range b.Report.Facts {
		c := f.Correction
		if c == nil {
			continue
		}
		one := Corrected{Name: FactName(f) + " " + f.Basis.Term(), Value: FactValue(f), At: b.place(i), Kind: "校正", By: c.By, On: CorrectedOn(c.At), Why: c.Why}
		if c.Kind == "added" {
			one.Kind = "补录"
		}
		if c.Was != nil {
			one.Was = ReadingWords(*c.Was)
			if r := *c.Was; ReadingName(r) == one.Name {
				one.Was = FactValue(fiscal.Fact{Value: r.Value, Measure: r.Measure})
			}
		}
		one.Card = b.card(Cell{Facts: []int{i}})
		all = append(all, one)
	}
	for n := range b.Report.Evaluations {
		all = append(all, b.CorrectedCells(n)...)
	}
	return all
}

// CorrectedCells lists the cells of the n-th evaluation that people corrected.
func (b *Book) CorrectedCells(n int) []Corrected {
	var all []Corrected
	e := &b.Report.Evaluations[n]
	for _, address := range e.CorrectedCells() {
		c := e.Corrected[address]
		one := Corrected{Name: CellTitle(e, address), Value: cmp.Or(*e.Cell(address), emptyCell), At: -1, Kind: "校正", Was: c.Was, By: c.By, On: CorrectedOn(c.At), Why: c.Why, Card: CellPath(n, address)}
		if c.Was == "" {
			one.Kind = "补录"
		}
		if s, ok := e.Cells[address]; ok {
			one.At = s.Start
		}
		all = append(all, one)
	}
	return all
}

// emptyCell is said of a cell in which nothing is printed.
const emptyCell = "空格"

// Removed lists what the reader had read and people took out.
func (b *Book) Removed() []Corrected {
	var all []Corrected
	for _, r := range b.Report.Removed {
		at := -1
		if r.Source != nil {
			at = r.Source.Start
		}
		all = append(all, Corrected{Name: ReadingName(r.Reading), Value: FactValue(fiscal.Fact{Value: r.Value, Measure: r.Measure}), At: at, Kind: "去掉", By: r.By, On: CorrectedOn(r.At), Why: r.Why})
	}
	return all
}
