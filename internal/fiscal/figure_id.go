package fiscal

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
)

// FigureID names one fact of one published document for ever: the edition's
// key, where the figure is printed, and a tag of what it means. It depends on
// no database and no order, so a site built anew from the same documents has
// the same ids.
type FigureID struct {
	Edition string // the edition's key
	At      int    // where the figure, or the first it is computed from, is printed: code points of the text
	Tag     string // Fact.Tag; "" for whatever is printed there
}

// String writes the id as it stands in addresses: 3bb8f38d6749-6012-k7qa.
func (id FigureID) String() string {
	s := id.Edition + "-" + strconv.Itoa(id.At)
	if id.Tag != "" {
		s += "-" + id.Tag
	}
	return s
}

// longestID bounds what is looked at; real ids have about 25 characters.
const longestID = 64

// ParseFigureID reads what String writes, with or without its tag.
func ParseFigureID(s string) (id FigureID, ok bool) {
	if len(s) > longestID {
		return id, false
	}
	parts := strings.Split(s, "-")
	if len(parts) < 2 || len(parts) > 3 || !all(parts[0], hexDigits) || !all(parts[1], "0123456789") {
		return id, false
	}
	at, err := strconv.Atoi(parts[1])
	if err != nil || strconv.Itoa(at) != parts[1] {
		return id, false
	}
	id = FigureID{Edition: parts[0], At: at}
	if len(parts) == 3 {
		if id.Tag = parts[2]; len(id.Tag) != tagLength || !all(id.Tag, tagLetters) {
			return FigureID{}, false
		}
	}
	return id, true
}

func all(s, of string) bool { return s != "" && strings.Trim(s, of) == "" }

const (
	hexDigits  = "0123456789abcdef"
	tagLetters = "abcdefghijkmnpqrstuvwxyz23456789" // none that is taken for another
	tagLength  = 4
)

var tagEncoding = base32.NewEncoding(tagLetters).WithPadding(base32.NoPadding)

// Tag tells a fact from the others that are printed at the same place: 收、支总计
// is one figure and two facts.
func (f Fact) Tag() string {
	derived := ""
	if f.Origin == Derived {
		derived = string(Derived)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(f.Item), f.Class.String(), f.EconomicClass.String(), string(f.Basis), derived}, "\x00")))
	return tagEncoding.EncodeToString(sum[:4])[:tagLength]
}
