package site

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"mingzhang/internal/data"
)

// cardsPart begins the names of parts with the cards of figures: most files of
// a copy. Those of a unit's year are a part of their own, because they stay as
// they are whatever is published of its other years.
const cardsPart = "cards "

func cardsOf(y data.UnitYear) string {
	if y.Unit == 0 {
		return common
	}
	return fmt.Sprint(cardsPart, y.Unit, " ", y.Year)
}

// keepCards keeps the cards of a unit that are there as they are to be, and
// reports whether all are.
func (c *copying) keepCards(u *planned, settings string) bool {
	all := true
	for _, y := range u.years {
		all = c.stays(cardsOf(y), settings+c.cards[y]) && all
	}
	return all
}

// makeCards makes the cards of a unit that its pages lead to and that are not
// there, and returns the other links of its pages: the cards are there whenever
// the unit's pages are.
func (c *copying) makeCards(ctx context.Context, u *planned, links []string, settings string, workers int) (others []string, err error) {
	roots := map[string][]string{}
	for _, y := range u.years {
		roots[cardsOf(y)] = nil
	}
	for _, l := range links {
		home := c.home(l)
		if of, ok := roots[home]; ok {
			roots[home] = append(of, l)
		} else {
			others = append(others, l)
		}
	}
	for _, y := range u.years {
		name := cardsOf(y)
		there, err := c.hasAll(name, roots[name])
		if err != nil {
			return nil, err
		}
		if there {
			continue
		}
		p, err := c.walk(ctx, name, roots[name], nil, nil, workers)
		if err != nil {
			return nil, err
		}
		p.State = settings + c.cards[y]
		if err := c.done(name, p); err != nil {
			return nil, err
		}
	}
	return others, nil
}

// hasAll reports whether a part is ready with the files of all addresses.
func (c *copying) hasAll(name string, links []string) (bool, error) {
	c.mu.Lock()
	p := c.ready[name]
	c.mu.Unlock()
	if p == nil {
		return false, nil
	}
	files := make(map[string]bool, len(p.Files))
	for _, f := range p.Files {
		files[f.Path] = true
	}
	var failed error
	return !slices.ContainsFunc(links, func(l string) bool {
		u, err := url.Parse(l)
		if err != nil {
			failed = err
			return true
		}
		return !files[c.names.of(u).file]
	}), failed
}
