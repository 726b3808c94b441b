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

// rankOf returns the part of an address of rankings: of an item, and a year or,
// where none is asked for, 0.
func (c *copying) rankOf(item, query string) string {
	for _, end := range []string{".csv", ".json", ".xlsx"} {
		item = strings.TrimSuffix(item, end)
	}
	if _, known := c.ranks.items[item]; !known {
		return common
	}
	year := 0
	if v, err := url.ParseQuery(query); err == nil && v.Get("year") != "" {
		if year, err = strconv.Atoi(v.Get("year")); err != nil {
			return common
		}
	}
	return fmt.Sprint(rankPart, item, " ", year)
}

// names lists the parts that rankings are, with the addresses that their pages
// are found from.
func (r ranks) names() map[string]string {
	names := map[string]string{}
	for item, of := range r.items {
		names[fmt.Sprint(rankPart, item, " 0")] = "/rank/" + item
		for _, y := range of.Years {
			names[fmt.Sprint(rankPart, item, " ", y.Year)] = fmt.Sprint("/rank/", item, "?year=", y.Year)
		}
	}
	return names
}

// rankings makes the parts with rankings, or keeps those that are there.
func (c *copying) rankings(ctx context.Context, settings string) error {
	roots := c.ranks.names()
	names := slices.Sorted(maps.Keys(roots))
	return c.each(ctx, len(names), func(ctx context.Context, i int) error {
		name := names[i]
		if c.names.within != nil && !c.names.within(roots[name]) {
			return nil
		}
		return c.rank(ctx, name, []string{roots[name]}, settings)
	})
}

// state is what the rankings of a part are made from: the figures of the year
// and of the one before, which changes are against, and how many units have the
// item in which year.
func (r ranks) state(name string) (string, error) {
	var item string
	var year int
	if _, err := fmt.Sscanf(name, rankPart+"%s %d", &item, &year); err != nil {
		return "", err
	}
	of := r.items[item]
	if year == 0 {
		year = of.Usual
	}
	return fmt.Sprint(r.years[0], " ", r.years[int64(year)], " ", r.years[int64(year)-1], " ", of), nil
}

// rank makes a part with rankings, or keeps the one that is there.
func (c *copying) rank(ctx context.Context, name string, roots []string, settings string) error {
	state, err := c.ranks.state(name)
	if err != nil {
		return err
	}
	state = settings + state
	if was := c.folder.part(name); was != nil && was.State == state && c.folder.whole(was) {
		c.keep(name, was)
		return nil
	}
	p, err := c.walk(ctx, name, roots, nil, nil, 1)
	if err != nil {
		return err
	}
	p.State = state
	return c.done(name, p)
}
