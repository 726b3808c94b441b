package admin

import "mingzhang/web/templates"

// ReviewSource is the source of a draft beside what was read of it.
type ReviewSource struct {
	Head
	Wrong   string
	Lost    []TypedWord // filled into a form that is not there any more
	At      int
	Blocks  []templates.SourceBlock
	Panel   *Panel // of the figure that was chosen, nil for none
	Unread  []Finding
	Read    []ReadItem
	Choices Choices
}

// ReadItem is an item with the places that it was read from.
type ReadItem struct {
	Name   string
	Places []PlaceLink
}

// Panel is what stands beside the source for one place.
type Panel struct {
	At                     int
	Figure, Before, Behind string // "" for a passage without a figure
	Passage                string // that a statement of nothing was read from
	Where, State           string
	Unread                 bool
	Facts                  []FactPanel
	Cells                  []CellPanel  // of evaluations
	Empty                  []EmptyCells // that an unread figure may belong to
	Point                  PointForm
	ByHand                 []Correction
	Form                   FigureForm // of a reading
	Typed                  bool       // it holds what was not taken
	Declare                FigureForm
}

// FactPanel is a fact as the reader read it, with what was made of it.
type FactPanel struct {
	At        int
	Tag, Read string
	Form      FigureForm // of another reading
	Remove    FigureForm
	Made      *Correction
}

// FigureForm is what is filled into a form of a figure. Of one that was filled
// in and not taken Why says something.
type FigureForm struct{ Item, Class, Economic, Basis, Value, Unit, As, Why string }

// typed reports whether somebody has filled the form in.
func (f FigureForm) typed() bool { return f.Why != "" || f.As != "" }

// PointForm is what is filled into the form that says which cell a figure
// belongs to.
type PointForm struct {
	Cell string // as CellValue writes it
	CellForm
}

// Choices are the lists that forms choose from.
type Choices struct {
	Items, Units, Classes, Economic, Reasons []string
	Bases, Declared                          []Option
}

// Option is one entry of a list.
type Option struct{ Value, Label string }
