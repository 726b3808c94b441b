package account

import (
	"context"
	"errors"
	"time"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// Visitor is where a request comes from.
type Visitor struct {
	Address string
	Agent   string
	Device  string // the token that the browser is known by, "" for none
	Session string // the token that the browser has, "" for none
}

// Tokens are what a browser gets when somebody logs in.
type Tokens struct {
	Session string
	Device  string // "" until the login is complete
	Half    bool   // the second step is still to be done
}

// How long a session lives.
const (
	IdleLimit = 2 * time.Hour
	LifeLimit = 12 * time.Hour
	codeLimit = 5 * time.Minute // between the two steps
	seenEvery = time.Minute
)

// ErrWrong is what everybody is told whose login is wrong, whatever is wrong.
var ErrWrong = &Refusal{"登录名或密码不对，或者账号已停用。请检查大小写和输入法；忘了密码请管理员发一个重设密码的链接。"}

// ErrCode is a wrong code of the second step.
var ErrCode = &Refusal{"验证码不对或已经用过。请等验证器出下一个再试，并确认手机的时间准确。"}

// Login checks a name and a password. With the second step on, the session it
// gives is good for nothing but Code.
func (s *Service) Login(ctx context.Context, name, password string, from Visitor) (Tokens, error) {
	name = foldName(name)
	u, err := s.store.DeskUserNamed(ctx, name)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return Tokens{}, err
	}
	c, err := s.buckets(ctx, name, u, from)
	if err != nil {
		return Tokens{}, err
	}
	before, err := s.try(ctx, c, u, from)
	if err != nil {
		return Tokens{}, err
	}
	hash := u.Password
	if !u.DisabledAt.IsZero() {
		hash = ""
	}
	ok, err := s.hasher.matches(ctx, password, hash)
	if err != nil {
		return Tokens{}, err
	}
	if !ok {
		return Tokens{}, s.failed(ctx, u, from, "password", before)
	}
	if u.CodeSecret != "" {
		token, session := s.session(u.ID, "code", from)
		err := s.store.StartSession(ctx, data.NewLogin{Session: session, Replaces: replaced(from)})
		return Tokens{Session: token, Half: true}, gone(err)
	}
	return s.complete(ctx, u, from, c, "password", before)
}

// Code does the second step of a login: six digits, or a recovery code.
func (s *Service) Code(ctx context.Context, code string, from Visitor) (Tokens, error) {
	u, err := s.Half(ctx, from.Session)
	if err != nil {
		return Tokens{}, err
	}
	c, err := s.buckets(ctx, u.Name, u, from)
	if err != nil {
		return Tokens{}, err
	}
	before, err := s.try(ctx, c, u, from)
	if err != nil {
		return Tokens{}, err
	}
	way, err := s.second(ctx, u, code)
	if err != nil {
		return Tokens{}, err
	}
	if way == "" {
		if err := s.failed(ctx, u, from, "code", before); !errors.Is(err, ErrWrong) {
			return Tokens{}, err
		}
		return Tokens{}, ErrCode
	}
	if way == "recovery" {
		e := audit.Entry{Actor: userOf(u).Actor(), Action: audit.RecoveryUsed, Subject: loginSubject(u), Detail: map[string]any{"left": u.Recovery - 1}}
		if err := s.store.Record(ctx, e); err != nil {
			return Tokens{}, err
		}
	}
	// Both steps were counted at the address.
	c.takeBack = append(c.takeBack, c.takeBack...)
	return s.complete(ctx, u, from, c, way, before)
}

// Half returns who is between the two steps of a login.
func (s *Service) Half(ctx context.Context, token string) (data.DeskUser, error) {
	v, u, err := s.store.DeskSession(ctx, hashOf(token))
	if err == nil && (v.Stage != "code" || s.now().Sub(v.Created) > codeLimit || !u.DisabledAt.IsZero() || u.CodeSecret == "") {
		err = data.ErrNotFound
	}
	if errors.Is(err, data.ErrNotFound) {
		err = ErrSession
	}
	return u, err
}

// complete begins a session with a new token, in the place of any before.
func (s *Service) complete(ctx context.Context, u data.DeskUser, from Visitor, c counted, way string, refusedBefore int) (Tokens, error) {
	token, session := s.session(u.ID, "in", from)
	// A browser keeps what it is known by, but nothing that somebody else may
	// have put there.
	device := from.Device
	if !c.known {
		device, _ = newToken()
	}
	e := audit.Entry{Actor: userOf(u).Actor(), Action: audit.LoginOK, Detail: where(from, way, refusedBefore)}
	err := s.store.StartSession(ctx, data.NewLogin{Session: session, Replaces: replaced(from), Device: hashOf(device), Forgive: c.forgive, TakeBack: c.takeBack, Entry: &e})
	if err != nil {
		return Tokens{}, gone(err)
	}
	return Tokens{Session: token, Device: device}, nil
}

// gone is somebody who was disabled while logging in.
func gone(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return ErrWrong
	}
	return err
}

func replaced(from Visitor) []byte {
	if from.Session == "" {
		return nil
	}
	return hashOf(from.Session)
}

func (s *Service) session(user int64, stage string, from Visitor) (token string, v data.DeskSession) {
	token, hash := newToken()
	return token, data.DeskSession{Hash: hash, User: user, Stage: stage, Created: s.now(), Address: from.Address, Agent: cut(from.Agent, 300)}
}

func (s *Service) failed(ctx context.Context, u data.DeskUser, from Visitor, step string, refusedBefore int) error {
	e := audit.Entry{Actor: nobody, Action: audit.LoginFailed, Subject: loginSubject(u), Detail: where(from, step, refusedBefore)}
	if err := s.store.Record(ctx, e); err != nil {
		return err
	}
	return ErrWrong
}

// where is the detail of a login.
func where(from Visitor, step string, refusedBefore int) map[string]any {
	d := map[string]any{"address": from.Address, "step": step}
	if refusedBefore > 0 {
		d["refused_before"] = refusedBefore
	}
	return d
}

func cut(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most])
	}
	return s
}
