package intake

import (
	"context"
	"fmt"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/story"
)

// draw draws every chart of a report.
func draw(ctx context.Context, engine *charts.Engine, b *story.Book) ([]data.Chart, error) {
	var drawn []data.Chart
	for _, spec := range b.Charts() {
		d, err := engine.Draw(ctx, spec.Chart)
		if err != nil {
			return nil, fmt.Errorf("画“%s”图：%w", spec.Key, err)
		}
		drawn = append(drawn, data.Chart{Key: spec.Key, Option: d.Option, SVG: d.SVG})
	}
	return drawn, nil
}

// DrawnBy names what charts are drawn by: another name means that stored
// charts are to be drawn anew.
func DrawnBy() string { return charts.Version() + "-" + story.ChartsVersion }

// Redraw draws the charts of every edition that were drawn by another version
// and returns how many editions that were.
func Redraw(ctx context.Context, store *data.Store, engine *charts.Engine) (int, error) {
	stale, err := store.StaleCharts(ctx, DrawnBy())
	if err != nil {
		return 0, err
	}
	for n, id := range stale {
		r, err := store.Report(ctx, id)
		if err != nil {
			return n, err
		}
		drawn, err := draw(ctx, engine, story.Open(r))
		if err != nil {
			return n, err
		}
		if err := store.SaveCharts(ctx, id, DrawnBy(), drawn); err != nil {
			return n, err
		}
	}
	return len(stale), nil
}
