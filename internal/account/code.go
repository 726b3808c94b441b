package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// The second step: six digits that change every half minute (RFC 6238), with
// the settings that every authenticator knows.
const (
	codePeriod    = 30
	recoveryCodes = 10
)

// Issuer is what an authenticator calls the site.
const Issuer = "明账"

// CodeKey is a secret that is being set up.
type CodeKey struct {
	Secret string // base32
	URL    string // otpauth://…, for a QR code
}

// NewCodeKey makes a secret for somebody. Nothing is kept before a code of it
// was shown to work.
func NewCodeKey(u User) (CodeKey, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: Issuer, AccountName: u.Name, Period: codePeriod, SecretSize: 20})
	if err != nil {
		return CodeKey{}, err
	}
	return CodeKey{key.Secret(), key.URL()}, nil
}

// KeyOf returns the key of a secret that was shown before; false when it is
// none.
func KeyOf(u User, secret string) (CodeKey, bool) {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil || len(raw) != 20 {
		return CodeKey{}, false
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: Issuer, AccountName: u.Name, Period: codePeriod, Secret: raw})
	if err != nil {
		return CodeKey{}, false
	}
	return CodeKey{key.Secret(), key.URL()}, true
}

// stepOf returns the time step of which a code is right, 0 for none. Clocks may
// differ by one step.
func stepOf(secret, code string, now time.Time) int64 {
	code = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, code)
	found := int64(0)
	for _, off := range []int64{-1, 0, 1} {
		step := now.Unix()/codePeriod + off
		want, err := totp.GenerateCodeCustom(secret, time.Unix(step*codePeriod, 0), totp.ValidateOpts{Period: codePeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found
}

// second checks the second step and returns the way it was done: "code",
// "recovery", or "" when it is wrong. What was used is used up.
func (s *Service) second(ctx context.Context, u data.DeskUser, code string) (way string, err error) {
	if step := stepOf(u.CodeSecret, code, s.now()); step != 0 {
		if ok, err := s.store.UseCode(ctx, u.ID, step); err != nil || !ok {
			return "", err
		}
		return "code", nil
	}
	if plain := foldRecovery(code); len(plain) == recoveryLetters {
		if ok, err := s.store.UseRecovery(ctx, u.ID, hashOf(plain)); err != nil || !ok {
			return "", err
		}
		return "recovery", nil
	}
	return "", nil
}

// TurnCodeOn begins the second step: a code shows that the authenticator has
// the secret, the password that it is its owner. Other sessions end. The
// recovery codes are shown once.
func (s *Service) TurnCodeOn(ctx context.Context, by User, session int64, secret, code, password string, from Visitor) (recovery []string, err error) {
	key, ok := KeyOf(by, secret)
	if !ok {
		return nil, &Refusal{"密钥不对，请重新打开这一页"}
	}
	if _, err := s.confirm(ctx, by, password, from); err != nil {
		return nil, err
	}
	step := stepOf(key.Secret, code, s.now())
	if step == 0 {
		return nil, ErrCode
	}
	recovery, hashes := newRecovery()
	err = s.store.TurnCodeOn(ctx, s.now(), by.ID, key.Secret, step, hashes, session, audit.Entry{Actor: by.Actor(), Action: audit.CodeOn})
	return recovery, refused(err)
}

// TurnCodeOff ends the second step.
func (s *Service) TurnCodeOff(ctx context.Context, by User, password string, from Visitor) error {
	if _, err := s.confirm(ctx, by, password, from); err != nil {
		return err
	}
	return s.store.TurnCodeOff(ctx, s.now(), by.ID, audit.Entry{Actor: by.Actor(), Action: audit.CodeOff})
}

// RenewRecovery makes new recovery codes; the old ones work no more.
func (s *Service) RenewRecovery(ctx context.Context, by User, password string, from Visitor) ([]string, error) {
	if !by.HasCode {
		return nil, &Refusal{"还没有开启两步验证"}
	}
	if _, err := s.confirm(ctx, by, password, from); err != nil {
		return nil, err
	}
	recovery, hashes := newRecovery()
	return recovery, s.store.SetRecovery(ctx, s.now(), by.ID, hashes, audit.Entry{Actor: by.Actor(), Action: audit.RecoveryRenewed})
}

// recoveryLetters is how long a recovery code is: 80 bits.
const recoveryLetters = 16

func newRecovery() (codes []string, hashes [][]byte) {
	for range recoveryCodes {
		var b [recoveryLetters * 5 / 8]byte
		_, _ = rand.Read(b[:])
		plain := strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
		codes = append(codes, plain[:4]+"-"+plain[4:8]+"-"+plain[8:12]+"-"+plain[12:])
		hashes = append(hashes, hashOf(plain))
	}
	return codes, hashes
}

func foldRecovery(code string) string {
	return strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(code))
}
