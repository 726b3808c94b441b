package account

import (
	"context"
	"errors"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// ErrSession means that a browser has no session, or one that has ended.
var ErrSession = &Refusal{"登录已经结束，请重新登录"}

// Session is a browser that somebody is logged in with.
type Session struct {
	ID      int64
	User    int64
	Created time.Time
	Seen    time.Time
	Ends    time.Time
	Address string
	Agent   string
}

func sessionOf(v data.DeskSession) Session {
	return Session{ID: v.ID, User: v.User, Created: v.Created, Seen: v.Seen, Address: v.Address, Agent: v.Agent,
		Ends: earlier(v.Seen.Add(IdleLimit), v.Created.Add(LifeLimit))}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Resume returns who is logged in with a browser. Every request asks anew, so
// that what is changed about somebody holds at once.
func (s *Service) Resume(ctx context.Context, token string) (User, Session, error) {
	if token == "" {
		return User{}, Session{}, ErrSession
	}
	v, u, err := s.store.DeskSession(ctx, hashOf(token))
	if errors.Is(err, data.ErrNotFound) {
		return User{}, Session{}, ErrSession
	}
	if err != nil {
		return User{}, Session{}, err
	}
	now := s.now()
	session := sessionOf(v)
	if v.Stage != "in" || !u.DisabledAt.IsZero() || !now.Before(session.Ends) {
		return User{}, Session{}, ErrSession
	}
	if now.Sub(v.Seen) > seenEvery {
		if err := s.store.SeeSession(ctx, v.ID, now); err != nil {
			return User{}, Session{}, err
		}
	}
	return userOf(u), session, nil
}

// Sessions returns the sessions of a user, of everybody for 0, the last seen
// first.
func (s *Service) Sessions(ctx context.Context, user int64) ([]Session, error) {
	all, err := s.store.DeskSessions(ctx, user)
	var open []Session
	for _, v := range all {
		if session := sessionOf(v); s.now().Before(session.Ends) {
			open = append(open, session)
		}
	}
	return open, err
}

// Logout ends the session that somebody is in.
func (s *Service) Logout(ctx context.Context, by User, session int64) error {
	err := s.store.EndSession(ctx, s.now(), session, by.ID, audit.Entry{Actor: by.Actor(), Action: audit.Logout})
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	return err
}

// Revoke ends a session: somebody's own, or for a 管理员 anybody's.
func (s *Service) Revoke(ctx context.Context, by User, session int64) error {
	of := by.ID
	if by.Role == Admin {
		of = 0
	}
	err := s.store.EndSession(ctx, s.now(), session, of, audit.Entry{Actor: by.Actor(), Action: audit.SessionEnded, Detail: map[string]any{"session": session}})
	if errors.Is(err, data.ErrNotFound) {
		return &Refusal{"这次登录已经结束了"}
	}
	return err
}

// Tidy forgets sessions that have ended, until ctx ends.
func (s *Service) Tidy(ctx context.Context) {
	tick := time.NewTicker(10 * time.Minute)
	defer tick.Stop()
	for {
		now := s.now()
		_ = s.store.EndOldSessions(ctx, now.Add(-IdleLimit), now.Add(-LifeLimit)) // the next time does it
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
