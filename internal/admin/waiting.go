package admin

import (
	"context"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	view "mingzhang/web/templates/admin"
)

// shortList is how many drafts of a kind the first page shows.
const shortList = 5

// waiting is the work that waits for somebody, the most pressing first.
func (s *Server) waiting(ctx context.Context, u account.User) ([]view.Waiting, error) {
	counts, err := s.store.DraftCounts(ctx)
	if err != nil {
		return nil, err
	}
	var all []view.Waiting
	add := func(state data.DraftState, text string) error {
		if counts[state] == 0 {
			return nil
		}
		drafts, err := s.store.Drafts(ctx, data.DraftFilter{States: []data.DraftState{state}, Limit: shortList})
		if err != nil {
			return err
		}
		w := view.Waiting{Text: text, N: counts[state], Href: Base + "/drafts?state=" + string(state)}
		for _, d := range drafts {
			w.Drafts = append(w.Drafts, s.draftLine(d))
		}
		all = append(all, w)
		return nil
	}
	if mayReview(u) {
		if err := add(data.DraftSubmitted, "等待审核"); err != nil {
			return nil, err
		}
	}
	if mayEnter(u) {
		for _, x := range []struct {
			state data.DraftState
			text  string
		}{{data.DraftReturned, "退回修改的"}, {data.DraftOpen, "等待校正、提交的"}, {data.DraftUnreadable, "读不了的文件"}} {
			if err := add(x.state, x.text); err != nil {
				return nil, err
			}
		}
	}
	if err := add(data.DraftApproved, "已审核，等待公开"); err != nil {
		return nil, err
	}
	return all, nil
}
