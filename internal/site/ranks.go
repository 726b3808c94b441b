package site

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/web"
)

// ranks are the rankings: those of an item in a year are a part of their own,
// because they stay as they are whatever is published of other years.
type ranks struct {
	items map[string]web.RankedYears
	years map[int64]string // what the rankings of a year are made from
}

// rankPart begins the names of parts with rankings.
const rankPart = "rank "

// isRank reports whether a part has rankings.
func isRank(name string) bool { return strings.HasPrefix(name, rankPart) }

// rankOf returns the part of an address of rankings: of an item in a year, the
// usual one where none is asked for.
func (c *copying) rankOf(item, query string) string {
	for _, end := range []string{".csv", ".json", ".xlsx"} {
		item = strings.TrimSuffix(item, end)
	}
	of, known := c.ranks.items[item]
	if !known {
		return common
	}
	year := of.Usual
	if v, err := url.ParseQuery(query); err == nil && v.Get("year") != "" {
		if year, err = strconv.Atoi(v.Get("year")); err != nil {
			return common
		}
	}
	return rankName(item, year)
}

func rankName(item string, year int) string { return fmt.Sprint(rankPart, item, " ", year) }

// roots lists the parts that rankings are, with the addresses that their pages
// are found from.
func (r ranks) roots() map[string][]string {
	roots := map[string][]string{}
	for item, of := range r.items {
		for _, y := range of.Years {
			roots[rankName(item, y.Year)] = []string{fmt.Sprint("/rank/", item, "?year=", y.Year)}
		}
		name := rankName(item, of.Usual)
		roots[name] = append(roots[name], "/rank/"+item)
	}
	return roots
}

// rankings makes the parts with rankings, or keeps those that are there.
func (c *copying) rankings(ctx context.Context, settings string) error {
	roots := c.ranks.roots()
	names := slices.Sorted(maps.Keys(roots))
	return c.each(ctx, len(names), func(ctx context.Context, i int) error {
		name := names[i]
		if c.names.within != nil && !c.names.within(roots[name][0]) {
			return nil
		}
		return c.rank(ctx, name, roots[name], settings)
	})
}

// state is what the rankings of a part are made from: the figures of the year
// and of the one before, which changes are against, and how many units have the
// item in which year.
func (r ranks) state(name string) (string, error) {
	var item string
	var year int64
	if _, err := fmt.Sscanf(name, rankPart+"%s %d", &item, &year); err != nil {
		return "", err
	}
	return fmt.Sprint(r.years[0], " ", r.years[year], " ", r.years[year-1], " ", r.items[item]), nil
}

// rank makes a part with rankings, or keeps the one that is there.
func (c *copying) rank(ctx context.Context, name string, roots []string, settings string) error {
	state, err := c.ranks.state(name)
	if err != nil {
		return err
	}
	state = settings + state
	if c.stays(name, state) {
		return nil
	}
	p, err := c.walk(ctx, name, roots, nil, nil, 1)
	if err != nil {
		return err
	}
	p.State = state
	return c.done(name, p)
}
