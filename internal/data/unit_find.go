package data

import (
	"context"
	"database/sql"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// FoundUnit is a unit that a search has found, and the name it was found by
// where that is not its own.
type FoundUnit struct {
	Unit
	By string
}

// longestName is how many characters of a search are looked at, and mostWords
// how many words.
const (
	longestName = 60
	mostWords   = 6
)

// FindUnits finds units by any parts of their names or aliases, or of the
// pinyin initials of these; every word must be found. Where no name holds the
// words, names that hold their characters in order count: 发改委 and fgw find
// 发展和改革委员会. It returns the first of them and how many there are.
func (s *Store) FindUnits(ctx context.Context, text string, limit int) (found []FoundUnit, total int, err error) {
	words := searchWords(text)
	if len(words) == 0 {
		return nil, 0, nil
	}
	for _, loose := range []bool{false, true} {
		found, total, err = s.findUnits(ctx, words, loose, limit)
		if err != nil || total > 0 {
			return found, total, err
		}
	}
	return nil, 0, nil
}

// searchWords takes a search apart: compatibility forms made plain, upper case
// made lower, control characters dropped.
func searchWords(text string) []string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xFFFD {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, " "))
	runes := []rune(strings.ToLower(norm.NFKC.String(text)))
	words := strings.Fields(string(runes[:min(len(runes), longestName)]))
	return words[:min(len(words), mostWords)]
}

func (s *Store) findUnits(ctx context.Context, words []string, loose bool, limit int) ([]FoundUnit, int, error) {
	var where strings.Builder
	var args []any
	for _, w := range words {
		if where.Len() > 0 {
			where.WriteString(` AND `)
		}
		if loose {
			where.WriteString(`(lower(n.name) LIKE ? ESCAPE '\' OR substr(n.initials || ' ', 1, instr(n.initials || ' ', ' ')) LIKE ? ESCAPE '\')`)
			args = append(args, inOrder(w), inOrder(w))
		} else {
			where.WriteString(`(instr(lower(n.name), ?) > 0 OR instr(n.initials, ?) > 0)`)
			args = append(args, w, w)
		}
	}
	whole := strings.Join(words, "")
	args = append(args, whole, whole, whole, whole, limit)
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+`, n.name, count(*) OVER () FROM units u
		JOIN unit_names n ON n.unit_id = u.id AND n.name = (SELECT n.name FROM unit_names n WHERE n.unit_id = u.id AND `+where.String()+` ORDER BY n.kind = 'alias', n.ordinal LIMIT 1)
		WHERE u.same_as IS NULL ORDER BY n.name <> ?, substr(n.name, 1, length(?)) <> ? AND instr(' ' || n.initials, ' ' || ?) = 0, u.region, u.name LIMIT ?`, args...)
	type counted struct {
		FoundUnit
		total int
	}
	all, err := collect(rows, err, func(r *sql.Rows) (f counted, err error) {
		err = r.Scan(append(f.Unit.columns(), &f.By, &f.total)...)
		if f.By == f.Name {
			f.By = ""
		}
		return f, err
	})
	if err != nil || len(all) == 0 {
		return nil, 0, err
	}
	found := make([]FoundUnit, len(all))
	for i := range all {
		found[i] = all[i].FoundUnit
	}
	return found, all[0].total, nil
}

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// inOrder is a LIKE pattern for the characters of a word in their order.
func inOrder(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteString("%" + likeSigns.Replace(string(r)))
	}
	return b.String() + "%"
}

// UnitsNamed returns the units that carry or carried a name, word for word.
func (s *Store) UnitsNamed(ctx context.Context, name string) ([]Unit, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT `+unitColumns+` FROM units u WHERE u.same_as IS NULL
		AND EXISTS (SELECT 1 FROM unit_names n WHERE n.unit_id = u.id AND n.name = ? AND n.kind = 'main') ORDER BY u.region, u.id`, name)
	return collect(rows, err, func(r *sql.Rows) (Unit, error) { return scanUnit(r) })
}
