package account

import (
	"context"
	"errors"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// ErrOwnPassword is a wrong password of somebody who is logged in.
var ErrOwnPassword = &Refusal{"现在的密码不对"}

// confirm checks the password of somebody who is logged in; guesses are counted
// like those of a login.
func (s *Service) confirm(ctx context.Context, by User, password string, from Visitor) (data.DeskUser, error) {
	u, err := s.store.DeskUser(ctx, by.ID)
	if err != nil {
		return u, err
	}
	c, err := s.buckets(ctx, u.Name, u, from)
	if err != nil {
		return u, err
	}
	before, err := s.try(ctx, c, u, from)
	if err != nil {
		return u, err
	}
	ok, err := s.hasher.matches(ctx, password, u.Password)
	if err != nil {
		return u, err
	}
	if !ok {
		if err := s.failed(ctx, u, from, "confirm", before); !errors.Is(err, ErrWrong) {
			return u, err
		}
		return u, ErrOwnPassword
	}
	return u, s.store.Forgive(ctx, c.forgive, c.takeBack)
}

// ChangePassword changes somebody's own password. Every other session ends,
// and this one goes on under a new token.
func (s *Service) ChangePassword(ctx context.Context, by User, was, password string, from Visitor) (Tokens, error) {
	u, err := s.confirm(ctx, by, was, from)
	if err != nil {
		return Tokens{}, err
	}
	if same(was) == same(password) {
		return Tokens{}, &Refusal{"新密码和现在的一样，请换一个"}
	}
	hash, err := s.accept(ctx, password, u)
	if err != nil {
		return Tokens{}, err
	}
	token, session := s.session(u.ID, "in", from)
	device, deviceHash := newToken()
	e := audit.Entry{Actor: by.Actor(), Action: audit.PasswordSet, Detail: map[string]any{"by": "self"}}
	err = s.store.ChangePassword(ctx, s.now(), u.ID, u.Password, hash, data.NewLogin{Session: session, Device: deviceHash}, e)
	return Tokens{Session: token, Device: device}, refused(err)
}
