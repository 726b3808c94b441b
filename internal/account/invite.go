package account

import (
	"context"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// Invited returns whom a link to set a password is for.
func (s *Service) Invited(ctx context.Context, token string) (User, error) {
	u, err := s.store.Invited(ctx, s.now(), hashOf(token))
	return userOf(u), refused(err)
}

// Accept sets a password by a link, which works once. It logs nobody in, since
// who has the link alone does not pass the second step; but the browser is
// known from then on, so that nobody who guesses at the name keeps its owner
// out.
func (s *Service) Accept(ctx context.Context, token, password string, from Visitor) (device string, err error) {
	u, err := s.store.Invited(ctx, s.now(), hashOf(token))
	if err != nil {
		return "", refused(err)
	}
	hash, err := s.accept(ctx, password, u)
	if err != nil {
		return "", err
	}
	device, deviceHash := newToken()
	e := audit.Entry{Actor: userOf(u).Actor(), Action: audit.PasswordSet, Detail: map[string]any{"by": "link", "address": from.Address}}
	_, err = s.store.AcceptInvite(ctx, s.now(), hashOf(token), hash, deviceHash, nameBucket(u.Name), e)
	return device, refused(err)
}

// OfferSetUp returns the token of the link to set everything up, "" when there
// is somebody already. The link before works no more.
func (s *Service) OfferSetUp(ctx context.Context) (token string, err error) {
	token, link := s.link()
	offered, err := s.store.OfferSetUp(ctx, link)
	if err != nil || !offered {
		return "", err
	}
	return token, nil
}

// SetUpOpen says why a link to set everything up does not work, nil when it
// does.
func (s *Service) SetUpOpen(ctx context.Context, token string) error {
	open, err := s.store.SetUpOpen(ctx, s.now(), hashOf(token))
	if err == nil && !open {
		err = &Refusal{data.ErrLink.Error()}
	}
	return err
}

// SetUp makes the first 管理员 by the link.
func (s *Service) SetUp(ctx context.Context, token, name, display, password string, from Visitor) error {
	if err := s.SetUpOpen(ctx, token); err != nil {
		return err
	}
	u, e, err := s.newcomer(audit.System, name, display, Admin)
	if err != nil {
		return err
	}
	if u.Password, err = s.accept(ctx, password, u); err != nil {
		return err
	}
	e.Action, e.Detail["address"] = audit.SetupUsed, from.Address
	_, err = s.store.SetUp(ctx, s.now(), hashOf(token), u, e)
	return refused(err)
}
