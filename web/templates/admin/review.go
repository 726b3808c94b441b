package admin

import (
	"strings"
	"time"
)

// Head is what every page of a draft begins with.
type Head struct {
	Frame
	Draft               DraftLine
	Version             int64
	Editable            bool // by the one who asks
	Submitted, Approved Step
	Due                 time.Time
	Reason              string
	EditionKey          string
	Again               bool // it corrects an edition
	Region              string
	Tables              int // 绩效自评表 of the document
}

// Home is the address of the draft.
func (h Head) Home() string { return h.Draft.href() }

// Step is who did something, and when.
type Step struct {
	By string
	At time.Time
}

// Done reports whether it was done.
func (s Step) Done() bool { return s.By != "" }

// Review is the page of a draft.
type Review struct {
	Head
	Wrong    string
	Typed    Typed
	Unread   []Finding
	Violated []CheckFinding
	Notices  []CheckFinding

	Fields      []MetaField
	Inferred    string // what of the unit is concluded, not printed
	Corrections []Correction
	Contents    []Content

	InForce        *InForce // the edition that the public sees, nil for none
	AgainstEdition []Difference
	MoreEdition    int          // differences that are not shown
	CellChanges    []Difference // of evaluations, against the same edition
	MoreCells      int          // that are not shown

	LastYear        int // 0: nothing is published of it
	AgainstLastYear []Difference
	MoreLastYear    int
	Restated        []Restated

	Notes           []DraftNote
	Entry, Reviewer bool      // what the one who asks may do
	Next            PlaceLink // the draft that waits next, without text when none does or this one still waits
	Hand            string    // by what they had a hand in it, "" for nothing
}

// Open says what is still open, in a sentence without its full stop.
func (v Review) Open() string {
	var all []string
	if n := len(v.Unread); n > 0 {
		all = append(all, "还有 "+itoa(n)+" 个数字没有读懂")
	}
	if n := len(v.Violated); n > 0 {
		all = append(all, itoa(n)+" 项核对对不上")
	}
	return strings.Join(all, "，")
}

// Finding is an unread figure in its clause.
type Finding struct{ Before, Text, Behind, Href string }

// CheckFinding is a check that does not hold, with the places it is about.
type CheckFinding struct {
	Rule, Title, Stated, Computed, Difference, Formula, Note string
	Places                                                   []PlaceLink
}

// PlaceLink leads to a place of the source.
type PlaceLink struct{ Text, Href string }

// MetaField is a field of what is said of the document.
type MetaField struct {
	Field, Label, Value, Hint string
	WasName, Was              string // what it holds now, sent back to tell what somebody has changed
	Lines                     bool   // several lines
}

// Correction is one correction of the list.
type Correction struct {
	ID                         int64
	Kind, Text, Was, Why, Href string
	By                         string
	At                         time.Time
	Undone                     *Step
}

// Content is one thing that has to be disclosed.
type Content struct {
	Group, Name, Label, Href string
	Missing                  bool
}

// InForce is the edition that the public sees.
type InForce struct {
	Number int
	Key    string
	At     time.Time
}

// Difference is one quantity before and after.
type Difference struct{ Name, Where, Before, After, Amount, Rate, Href string }

// Restated is what this year's report says anew of last year.
type Restated struct{ Name, Before, After, Note, Href string }

// DraftNote is something said about a draft.
type DraftNote struct {
	Kind, Text, By string
	At             time.Time
}
