package templates

// FormerName is a name that a unit no longer carries.
type FormerName struct {
	Name     string
	From, To int // years of accounts, 0 when unknown
}

// Words says when the unit was called so.
func (f FormerName) Words() string {
	switch {
	case f.From != 0 && f.To != 0 && f.From != f.To:
		return itoa(f.From) + "—" + itoa(f.To) + " 年称" + f.Name
	case f.From != 0 && f.To != 0:
		return itoa(f.From) + " 年称" + f.Name
	case f.To != 0:
		return itoa(f.To+1) + " 年前称" + f.Name
	}
	return "曾用名 " + f.Name
}

// UnitChange is a merger or a split that a unit took part in: "2020 年起" Before
// Name After.
type UnitChange struct {
	Year                int // 0 when unknown
	Before, Name, After string
	Href                string // of the other unit, "" when it is not here
	Note                string
}

// When says from which year on.
func (c UnitChange) When() string {
	if c.Year == 0 {
		return ""
	}
	return itoa(c.Year) + " 年起"
}

// Naming is what a document says of another name of its unit, which nobody has
// confirmed.
type Naming struct {
	Year      int
	Text      string
	Href      string // of the words
	Merged    bool
	Other     string // a unit here of that name, "" when there is none
	OtherHref string
}

// Place returns the address of a place in the report's source.
func (r Root) Place(at int) string { return r.source(at) }

// emptyClasses counts the classes without an amount in any year.
func (v Unit) emptyClasses() int {
	n := 0
	for _, c := range v.Classes {
		if c.Row.Empty() {
			n++
		}
	}
	return n
}
