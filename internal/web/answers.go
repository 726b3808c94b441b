package web

import (
	"context"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
	"mingzhang/internal/story"
)

// withSentences gives every answer the sentence that states it. Facts say where
// a figure is printed; end is where the figure's own text ends.
func (s *Server) withSentences(ctx context.Context, answers []export.Answer) error {
	var spots []data.Spot
	for _, a := range answers {
		if spot, ok := spotOf(a); ok {
			spots = append(spots, spot)
		}
	}
	if len(spots) == 0 {
		return nil
	}
	passages, err := s.store.Passages(ctx, spots)
	if err != nil {
		return err
	}
	for i, a := range answers {
		if spot, ok := spotOf(a); ok {
			p := passages[spot]
			answers[i].Sentence = export.SentenceIn(p.Text, p.Before, spot.End-spot.Start)
		}
	}
	return nil
}

// spotOf is where an answer is printed; ok is false for one that is nowhere.
func spotOf(a export.Answer) (data.Spot, bool) {
	if a.Edition == "" || a.Cell.At < 0 || a.Cell.Figure == nil && a.Cell.Nothing != story.StatedNone {
		return data.Spot{}, false
	}
	return data.Spot{Edition: a.Edition, Start: a.Cell.At, End: a.Cell.At + 1}, true
}

// at is the absolute address of an answer's place in the readable source.
func (s *Server) at(edition string, at int) string {
	if edition == "" || at < 0 {
		return ""
	}
	return s.config.BaseURL + "/e/" + edition + "/source#o" + itoa(at)
}
