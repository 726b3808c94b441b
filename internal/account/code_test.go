package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

func dataFilter(a audit.Action) data.TrailFilter { return data.TrailFilter{Action: a} }

func (w *world) code(secret string) string {
	w.t.Helper()
	code, err := totp.GenerateCode(secret, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

// withCode turns the second step of somebody on.
func (w *world) withCode(name string) (secret string, recovery []string) {
	w.t.Helper()
	token := w.login(name, good, here).Session
	u, session, err := w.Resume(w.ctx, token)
	if err != nil {
		w.t.Fatal(err)
	}
	key, err := account.NewCodeKey(u)
	if err != nil {
		w.t.Fatal(err)
	}
	if !strings.HasPrefix(key.URL, "otpauth://totp/") || !strings.Contains(key.URL, key.Secret) {
		w.t.Errorf("%+v", key)
	}
	for what, c := range map[string][2]string{"code": {"000000", good}, "password": {w.code(key.Secret), other}} {
		if _, err := w.TurnCodeOn(w.ctx, u, session.ID, key.Secret, c[0], c[1], here); err == nil {
			w.t.Errorf("on with a wrong %s", what)
		}
	}
	recovery, err = w.TurnCodeOn(w.ctx, u, session.ID, key.Secret, w.code(key.Secret), good, here)
	if err != nil {
		w.t.Fatal(err)
	}
	w.now = w.now.Add(time.Minute)
	return key.Secret, recovery
}

func TestSecondStep(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	secret, recovery := w.withCode("zhangsan")
	half := w.login("zhangsan", good, here)
	if !half.Half || w.in(half.Session) || half.Device != "" {
		t.Fatalf("%+v: in without the second step", half)
	}
	at := here
	at.Session = half.Session
	if _, err := w.Code(w.ctx, "000000", at); !errors.Is(err, account.ErrCode) {
		t.Errorf("a wrong code: %v", err)
	}
	code := w.code(secret)
	whole, err := w.Code(w.ctx, " "+code[:3]+" "+code[3:], at)
	if err != nil || !w.in(whole.Session) {
		t.Fatal(err)
	}
	if whole.Session == half.Session || w.in(half.Session) {
		t.Error("the token of the first step lives on")
	}
	// A code that was seen over a shoulder works no second time.
	at.Session = w.login("zhangsan", good, here).Session
	if _, err := w.Code(w.ctx, code, at); !errors.Is(err, account.ErrCode) {
		t.Errorf("a code worked twice: %v", err)
	}
	if whole, err = w.Code(w.ctx, strings.ToUpper(recovery[3]), at); err != nil || !w.in(whole.Session) {
		t.Fatalf("a recovery code: %v", err)
	}
	if left := w.named("zhangsan").Recovery; left != 9 {
		t.Errorf("%d recovery codes left", left)
	}
	at.Session = w.login("zhangsan", good, here).Session
	if _, err := w.Code(w.ctx, recovery[3], at); !errors.Is(err, account.ErrCode) {
		t.Errorf("a recovery code worked twice: %v", err)
	}
	w.now = w.now.Add(6 * time.Minute)
	if _, err := w.Code(w.ctx, w.code(secret), at); !errors.Is(err, account.ErrSession) {
		t.Errorf("six minutes between the steps: %v", err)
	}
}

func TestCodesCannotBeGuessed(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	w.withCode("zhangsan")
	tried := 0
	for range 100 {
		half, err := w.Login(w.ctx, "zhangsan", good, there)
		if err != nil {
			break
		}
		at := there
		at.Session = half.Session
		if _, err := w.Code(w.ctx, "000000", at); errors.Is(err, account.ErrCode) {
			tried++
		}
	}
	if tried > 6 {
		t.Errorf("%d codes were looked at by who has the password", tried)
	}
}

func TestSecondStepIsTurnedOff(t *testing.T) {
	w := newWorld(t)
	u := w.person("zhangsan", account.Enter)
	w.withCode("zhangsan")
	if err := w.TurnCodeOff(w.ctx, w.named("zhangsan"), other, here); !errors.Is(err, account.ErrOwnPassword) {
		t.Errorf("off with a wrong password: %v", err)
	}
	if err := w.TurnCodeOff(w.ctx, w.named("zhangsan"), good, here); err != nil {
		t.Fatal(err)
	}
	if w.login("zhangsan", good, here).Half {
		t.Error("still on")
	}
	w.withCode("zhangsan")
	token, err := w.Reset(w.ctx, audit.Shell, u.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Accept(w.ctx, token, other, there); err != nil {
		t.Fatal(err)
	}
	if !w.login("zhangsan", other, here).Half {
		t.Error("a link to set a password turned the second step off")
	}
	token, err = w.Reset(w.ctx, audit.Shell, u.ID, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Accept(w.ctx, token, good, there); err != nil {
		t.Fatal(err)
	}
	if w.login("zhangsan", good, here).Half {
		t.Error("a reset with the second step did not turn it off")
	}
}
