package data

import (
	"cmp"
	"context"
	"database/sql"
	"math/big"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// standingRule counts the changes to how standings are drawn: those drawn by
// another rule are drawn anew when the database is opened.
const standingRule = 1

// standing is a row of standings about to be written: the fact that stands for
// each basis, by its ordinal.
type standing struct {
	item  fiscal.Item
	class string
	facts map[fiscal.Basis]int
}

// ClassKey names a class in standings: its code, else its names; "" for none.
func ClassKey(c *fiscal.Class) string {
	if c != nil && c.Code != "" {
		return c.Code
	}
	return c.String()
}

// classOf is the class that a fact is about, of either classification: their
// codes never collide. ok is false for a fact about both at once.
func classOf(f fiscal.Fact) (c *fiscal.Class, ok bool) {
	if f.EconomicClass == nil {
		return f.Class, true
	}
	return f.EconomicClass, f.Class == nil
}

// standings picks for each item, class and basis the fact that stands for it:
// stated before derived before a stated nothing, the narrative before the
// forms, the first in the document.
func standings(facts []fiscal.Fact) []standing {
	type key struct {
		item  fiscal.Item
		class string
	}
	at := map[key]int{}
	var all []standing
	for i, f := range facts {
		class, ok := classOf(f)
		if !ok || f.Basis == fiscal.Share || f.Basis == fiscal.BudgetChange {
			continue
		}
		k := key{f.Item, ClassKey(class)}
		n, known := at[k]
		if !known {
			n = len(all)
			at[k] = n
			all = append(all, standing{f.Item, k.class, map[fiscal.Basis]int{}})
		}
		if have, ok := all[n].facts[f.Basis]; !ok || firmness(f) < firmness(facts[have]) {
			all[n].facts[f.Basis] = i
		}
	}
	return all
}

// firmness orders facts about the same quantity, the one that counts first.
func firmness(f fiscal.Fact) int {
	n := 2 * slices.Index([]fiscal.Origin{fiscal.Stated, fiscal.Derived, fiscal.StatedNone}, f.Origin)
	if f.Source != nil && f.Source.Form > 0 {
		n++
	}
	return n
}

// writeStandings draws the standings of an edition that is the newest of its
// unit's year. Those of the edition before it are taken away.
func writeStandings(ctx context.Context, tx *sql.Tx, e edition, r *fiscal.Report) error {
	if err := dropStandings(ctx, tx, e); err != nil {
		return err
	}
	all := standings(r.Facts)
	amounts := amountsOf(r.Facts)
	var whole, staff *int64
	for _, s := range all {
		if s.class != "" {
			continue
		}
		switch s.item {
		case fiscal.ExpenseYear:
			whole = amounts(s, fiscal.Final)
		case fiscal.StaffActive:
			staff = amounts(s, fiscal.Final)
		}
	}
	w := &inserter{ctx: ctx, tx: tx}
	w.into("standings", `item, class, year, unit_id, edition_id, amount, prior, change, growth, variance, share, per_staff,
		final_fact, prior_fact, change_fact, growth_fact, initial_fact, full_fact, variance_fact, completion_fact`, func(row func(...any)) {
		for _, s := range all {
			row(append([]any{string(s.item), s.class, e.year, e.unit, e.id}, s.columns(amounts, whole, staff)...)...)
		}
	})
	w.into("unread_topics", "edition_id, topic", func(row func(...any)) {
		for _, topic := range unreadTopics(r) {
			row(e.id, topic)
		}
	})
	if w.err != nil {
		return w.err
	}
	if err := writeClasses(ctx, tx, e.year, r.Facts); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO stood (edition_id, rule) VALUES (?, ?)`, e.id, standingRule)
	return err
}

// edition is what standings need to know of an edition.
type edition struct {
	id, unit int64
	year     int
}

// dropStandings takes away what stands for the unit's year.
func dropStandings(ctx context.Context, tx *sql.Tx, e edition) error {
	var old int64
	err := tx.QueryRowContext(ctx, `SELECT s.edition_id FROM stood s JOIN editions e ON e.id = s.edition_id WHERE e.unit_id = ? AND e.year = ?`, e.unit, e.year).Scan(&old)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	// The old edition's facts name the rows: a search through all standings
	// would take as long as there are units.
	if _, err := tx.ExecContext(ctx, `DELETE FROM standings WHERE (item, class, year, unit_id) IN
		(SELECT item, coalesce(class_code, economic_code, (SELECT group_concat(value, '/') FROM json_each(coalesce(class, economic_class))), ''), ?2, ?3
		FROM facts WHERE edition_id = ?1)`, old, e.year, e.unit); err != nil {
		return err
	}
	for _, table := range []string{"unread_topics", "stood"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE edition_id = ?`, old); err != nil {
			return err
		}
	}
	return nil
}

// amountsOf returns the amount of the fact that stands for a basis, nil where
// there is none.
func amountsOf(facts []fiscal.Fact) func(standing, fiscal.Basis) *int64 {
	return func(s standing, b fiscal.Basis) *int64 {
		i, ok := s.facts[b]
		if !ok || facts[i].Value == nil {
			return nil
		}
		n, ok := fiscal.Canonical(*facts[i].Value, facts[i].Measure)
		if !ok {
			return nil
		}
		return &n
	}
}

// million is the scale of rates: 20.89% is 208,900 of it.
const million = 1_000_000

// countScale is how many of fiscal.Canonical's counts are one.
const countScale = 10_000

func (s standing) columns(amounts func(standing, fiscal.Basis) *int64, whole, staff *int64) []any {
	final, prior, change := amounts(s, fiscal.Final), amounts(s, fiscal.Prior), amounts(s, fiscal.Change)
	if change == nil {
		change = minus(final, prior)
	}
	if prior == nil {
		prior = minus(final, change)
	}
	growth := amounts(s, fiscal.ChangeRate)
	if growth == nil {
		growth = times(change, million, prior)
	}
	budget := cmp.Or(amounts(s, fiscal.InitialBudget), amounts(s, fiscal.FullBudget))
	variance := amounts(s, fiscal.VarianceRate)
	if variance == nil {
		variance = times(minus(final, budget), million, budget)
	}
	if completed := amounts(s, fiscal.CompletionRate); variance == nil && completed != nil {
		all := int64(million)
		variance = minus(completed, &all)
	}
	var share *int64
	if info, ok := s.item.Info(); ok && info.Kind == fiscal.Money {
		share = times(final, million, whole)
	}
	row := []any{final, prior, change, growth, variance, share, times(final, countScale, staff)}
	for _, b := range []fiscal.Basis{
		fiscal.Final, fiscal.Prior, fiscal.Change, fiscal.ChangeRate, fiscal.InitialBudget, fiscal.FullBudget, fiscal.VarianceRate, fiscal.CompletionRate,
	} {
		if i, ok := s.facts[b]; ok {
			row = append(row, i)
		} else {
			row = append(row, nil)
		}
	}
	return row
}

func minus(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	d := *a - *b
	return &d
}

// times returns a × by ÷ of, nil when it is not known or does not fit.
func times(a *int64, by int64, of *int64) *int64 {
	if a == nil || of == nil || *of == 0 {
		return nil
	}
	n := new(big.Int).Mul(big.NewInt(*a), big.NewInt(by))
	if n.Quo(n, big.NewInt(*of)); !n.IsInt64() {
		return nil
	}
	v := n.Int64()
	return &v
}

// unreadTopics lists the topics of the sections that hold a figure which was
// not understood.
func unreadTopics(r *fiscal.Report) []string {
	var topics []string
	for _, u := range r.Coverage.Unread {
		for _, s := range r.Sections {
			if s.Topic != "" && s.Start <= u.Start && u.Start < s.End && !slices.Contains(topics, s.Topic) {
				topics = append(topics, s.Topic)
			}
		}
	}
	return topics
}

// writeClasses keeps the names of the classes that facts speak of.
func writeClasses(ctx context.Context, tx *sql.Tx, year int, facts []fiscal.Fact) error {
	paths := map[string][]string{}
	for _, f := range facts {
		if c, ok := classOf(f); ok && c != nil && len(c.Path) > len(paths[ClassKey(c)]) {
			paths[ClassKey(c)] = c.Path // a whole path says more than a name alone
		}
	}
	keys := make([]string, 0, len(paths))
	for key := range paths {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, strings.Compare)
	stmt, err := tx.PrepareContext(ctx, `INSERT INTO classes (key, path, year) VALUES (?1, ?2, ?3)
		ON CONFLICT (key) DO UPDATE SET path = ?2, year = ?3 WHERE year < ?3 AND path <> ?2 AND json_array_length(path) <= json_array_length(?2)`)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for _, key := range keys {
		if _, err := stmt.ExecContext(ctx, key, asJSON(paths[key]), year); err != nil {
			return err
		}
	}
	return nil
}
