package account

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// LinkLimit is how long a link to set a password works.
const LinkLimit = 24 * time.Hour

// foldName writes a name for logging in the one way in which it is kept.
func foldName(name string) string {
	return strings.ToLower(strings.TrimSpace(norm.NFKC.String(name)))
}

func checkName(name string) (string, error) {
	name = foldName(name)
	n := utf8.RuneCountInString(name)
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-@", r)
	}
	if n < 2 || n > 32 || strings.ContainsFunc(name, odd) {
		return "", &Refusal{"登录名要有 2 到 32 个字，只用字母、汉字、数字和 . _ - @"}
	}
	return name, nil
}

func checkDisplay(display, name string) (string, error) {
	display = strings.TrimSpace(norm.NFC.String(display))
	if display == "" {
		return name, nil
	}
	odd := func(r rune) bool { return !unicode.IsGraphic(r) || unicode.Is(unicode.Bidi_Control, r) }
	if utf8.RuneCountInString(display) > 32 || strings.ContainsFunc(display, odd) {
		return "", &Refusal{"姓名最多 32 个字，不能有看不见的字符"}
	}
	return display, nil
}

// Add adds somebody and returns the token of the link to set a password.
func (s *Service) Add(ctx context.Context, by audit.Actor, name, display string, role Role) (id int64, token string, err error) {
	u, e, err := s.newcomer(by, name, display, role)
	if err != nil {
		return 0, "", err
	}
	token, link := s.link()
	id, err = s.store.AddDeskUser(ctx, s.now(), u, &link, e)
	return id, token, refused(err)
}

// AddWithPassword adds somebody who has a password already.
func (s *Service) AddWithPassword(ctx context.Context, by audit.Actor, name, display string, role Role, password string) (id int64, err error) {
	u, e, err := s.newcomer(by, name, display, role)
	if err != nil {
		return 0, err
	}
	if u.Password, err = s.accept(ctx, password, u); err != nil {
		return 0, err
	}
	id, err = s.store.AddDeskUser(ctx, s.now(), u, nil, e)
	return id, refused(err)
}

func (s *Service) newcomer(by audit.Actor, name, display string, role Role) (u data.DeskUser, e audit.Entry, err error) {
	if u.Name, err = checkName(name); err != nil {
		return u, e, err
	}
	if u.Display, err = checkDisplay(display, u.Name); err != nil {
		return u, e, err
	}
	if _, err := ParseRole(string(role)); err != nil {
		return u, e, err
	}
	u.Role = string(role)
	return u, audit.Entry{Actor: by, Action: audit.UserAdded, Detail: map[string]any{"name": u.Name, "display": u.Display, "role": u.Role}}, nil
}

func (s *Service) link() (token string, link data.Invite) {
	token, hash := newToken()
	return token, data.Invite{Hash: hash, Expires: s.now().Add(LinkLimit)}
}

// accept checks a new password and returns its hash.
func (s *Service) accept(ctx context.Context, password string, u data.DeskUser) (string, error) {
	if err := CheckPassword(password, u.Name, u.Display); err != nil {
		return "", err
	}
	return s.hasher.hash(ctx, password)
}

// Disable lets somebody in no more and ends their sessions.
func (s *Service) Disable(ctx context.Context, by audit.Actor, id int64) error {
	return refused(s.store.DisableDeskUser(ctx, s.now(), id, audit.Entry{Actor: by, Action: audit.UserDisabled}))
}

// Enable lets somebody in again.
func (s *Service) Enable(ctx context.Context, by audit.Actor, id int64) error {
	return refused(s.store.EnableDeskUser(ctx, s.now(), id, audit.Entry{Actor: by, Action: audit.UserEnabled}))
}

// SetRole gives somebody another role and ends their sessions.
func (s *Service) SetRole(ctx context.Context, by audit.Actor, id int64, role Role) error {
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	u, err := s.store.DeskUser(ctx, id)
	if err != nil || u.Role == string(role) {
		return err
	}
	e := audit.Entry{Actor: by, Action: audit.UserRole, Detail: map[string]any{"was": u.Role, "role": string(role)}}
	return refused(s.store.SetDeskRole(ctx, s.now(), id, string(role), e))
}

// Reset takes somebody's password and sessions away and returns the token of a
// link to set a new one; withCode turns the second step off too.
func (s *Service) Reset(ctx context.Context, by audit.Actor, id int64, withCode bool) (token string, err error) {
	token, link := s.link()
	e := audit.Entry{Actor: by, Action: audit.UserReset, Detail: map[string]any{"code_off": withCode}}
	return token, refused(s.store.ResetDeskUser(ctx, s.now(), id, link, withCode, e))
}

// SetPassword sets somebody's password from the command line.
func (s *Service) SetPassword(ctx context.Context, by audit.Actor, id int64, password string, withCode bool) error {
	u, err := s.store.DeskUser(ctx, id)
	if err != nil {
		return err
	}
	hash, err := s.accept(ctx, password, u)
	if err != nil {
		return err
	}
	e := audit.Entry{Actor: by, Action: audit.PasswordSet, Detail: map[string]any{"code_off": withCode}}
	return refused(s.store.SetPassword(ctx, s.now(), id, hash, withCode, e))
}
