package account_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

const (
	good  = "河边有三棵老柳树和一口井"
	other = "山后面的那家豆腐店关门了"
)

// world is the accounts of an empty store under a clock that tests turn.
type world struct {
	*account.Service
	t     testing.TB
	ctx   context.Context
	store *data.Store
	path  string
	now   time.Time
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, ctx: context.Background(), path: filepath.Join(t.TempDir(), "site.db"), now: time.Now().Truncate(time.Second)}
	w.open()
	return w
}

// open opens the store, anew when it is open: a restart.
func (w *world) open() {
	w.t.Helper()
	if w.store != nil {
		w.store.Close()
	}
	store, err := data.Open(w.ctx, w.path)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { store.Close() })
	w.store, w.Service = store, account.New(store, account.Cheap(), account.Clock(func() time.Time { return w.now }))
}

// person adds somebody whose password is good.
func (w *world) person(name string, role account.Role) account.User {
	w.t.Helper()
	_, token, err := w.Add(w.ctx, audit.Shell, name, "", role)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Accept(w.ctx, token, good, here); err != nil {
		w.t.Fatal(err)
	}
	return w.named(name)
}

func (w *world) named(name string) account.User {
	w.t.Helper()
	u, err := w.Named(w.ctx, name)
	if err != nil {
		w.t.Fatal(err)
	}
	return u
}

func (w *world) login(name, password string, from account.Visitor) account.Tokens {
	w.t.Helper()
	tokens, err := w.Login(w.ctx, name, password, from)
	if err != nil {
		w.t.Fatalf("%s: %v", name, err)
	}
	return tokens
}

func (w *world) in(token string) bool {
	w.t.Helper()
	_, _, err := w.Resume(w.ctx, token)
	if err != nil && !errors.Is(err, account.ErrSession) {
		w.t.Fatal(err)
	}
	return err == nil
}

// count returns how many entries of an action the trail has, and checks it.
func (w *world) count(action audit.Action) int {
	w.t.Helper()
	all, err := w.store.Trail(w.ctx, data.TrailFilter{Action: action}, 0, 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.store.CheckTrail(w.ctx); err != nil {
		w.t.Fatal(err)
	}
	return len(all)
}

var (
	here  = account.Visitor{Address: "192.0.2.1", Agent: "Firefox"}
	there = account.Visitor{Address: "198.51.100.7", Agent: "Chrome"}
)

func TestNobodyIsThereByDefault(t *testing.T) {
	w := newWorld(t)
	if all, err := w.Users(w.ctx); err != nil || len(all) != 0 {
		t.Fatalf("%v %v", all, err)
	}
	for _, name := range []string{"admin", "root", "", "管理员"} {
		for _, password := range []string{"", "admin", "password"} {
			if _, err := w.Login(w.ctx, name, password, account.Visitor{Address: name + password}); err == nil {
				t.Errorf("%q got in with %q", name, password)
			}
		}
	}
}

func TestLinkWorksOnce(t *testing.T) {
	w := newWorld(t)
	_, token, err := w.Add(w.ctx, audit.Shell, "  ＺhangSan ", "张三", account.Enter)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Login(w.ctx, "zhangsan", "", here); !errors.Is(err, account.ErrWrong) {
		t.Errorf("in without a password: %v", err)
	}
	if _, err := w.Accept(w.ctx, token, "short", here); err == nil {
		t.Error("a short password was taken")
	}
	if _, err := w.Accept(w.ctx, token, good, here); err != nil {
		t.Fatal(err)
	}
	w.login("ZhangSan", good, here)
	var refusal *account.Refusal
	if _, err := w.Accept(w.ctx, token, other, here); !errors.As(err, &refusal) {
		t.Errorf("the link worked twice: %v", err)
	}
	if _, err := w.Invited(w.ctx, "made-up"); !errors.As(err, &refusal) {
		t.Errorf("a made-up link: %v", err)
	}
	if _, _, err := w.Add(w.ctx, audit.Shell, "zhangsan", "", account.Enter); !errors.As(err, &refusal) {
		t.Errorf("the name was given twice: %v", err)
	}
}

func TestLinkEnds(t *testing.T) {
	w := newWorld(t)
	_, token, err := w.Add(w.ctx, audit.Shell, "zhangsan", "", account.Enter)
	if err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(account.LinkLimit + time.Second)
	if _, err := w.Accept(w.ctx, token, good, here); err == nil {
		t.Error("a link of yesterday worked")
	}
	newer, err := w.Reset(w.ctx, audit.Shell, w.named("zhangsan").ID, false)
	if err != nil {
		t.Fatal(err)
	}
	newest, err := w.Reset(w.ctx, audit.Shell, w.named("zhangsan").ID, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Accept(w.ctx, newer, good, here); err == nil {
		t.Error("two links worked at once")
	}
	if _, err := w.Accept(w.ctx, newest, good, here); err != nil {
		t.Error(err)
	}
}

// Of many who open the set-up link at once one makes the first 管理员.
func TestSetUpOnce(t *testing.T) {
	w := newWorld(t)
	old, err := w.OfferSetUp(w.ctx)
	if err != nil || old == "" {
		t.Fatal(err)
	}
	w.open()
	token, err := w.OfferSetUp(w.ctx)
	if err != nil || token == "" || token == old {
		t.Fatalf("%q %v", token, err)
	}
	if err := w.SetUp(w.ctx, old, "first", "", good, here); err == nil {
		t.Error("the link of before the restart worked")
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	made := 0
	for range 8 {
		all.Go(func() {
			if w.SetUp(w.ctx, token, "first", "", good, here) == nil {
				mu.Lock()
				made++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if made != 1 {
		t.Errorf("%d were made", made)
	}
	if u := w.named("first"); u.Role != account.Admin {
		t.Errorf("%+v", u)
	}
	if again, err := w.OfferSetUp(w.ctx); err != nil || again != "" {
		t.Errorf("a link was offered again: %q %v", again, err)
	}
	if n := w.count(audit.SetupUsed); n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestLastAdminStays(t *testing.T) {
	w := newWorld(t)
	one := w.person("one", account.Admin)
	var refusal *account.Refusal
	if err := w.Disable(w.ctx, one.Actor(), one.ID); !errors.As(err, &refusal) {
		t.Errorf("disabled: %v", err)
	}
	if err := w.SetRole(w.ctx, one.Actor(), one.ID, account.Enter); !errors.As(err, &refusal) {
		t.Errorf("made 录入: %v", err)
	}
	two := w.person("two", account.Admin)
	// Each takes the other away: one of them is left.
	var all sync.WaitGroup
	for _, u := range []account.User{one, two} {
		all.Go(func() { _ = w.Disable(w.ctx, audit.Shell, u.ID) })
	}
	all.Wait()
	if w.named("one").Disabled == w.named("two").Disabled {
		t.Error("not exactly one is left")
	}
	if n := w.count(audit.UserDisabled); n != 1 {
		t.Errorf("%d entries: what was refused is no act", n)
	}
}

// Whatever is done about somebody ends their sessions at once.
func TestWhatEndsSessions(t *testing.T) {
	for name, do := range map[string]func(*world, account.User) error{
		"disable": func(w *world, u account.User) error { return w.Disable(w.ctx, audit.Shell, u.ID) },
		"role":    func(w *world, u account.User) error { return w.SetRole(w.ctx, audit.Shell, u.ID, account.Review) },
		"reset": func(w *world, u account.User) error {
			_, err := w.Reset(w.ctx, audit.Shell, u.ID, false)
			return err
		},
		"password": func(w *world, u account.User) error { return w.SetPassword(w.ctx, audit.Shell, u.ID, other, false) },
		"idle":     func(w *world, u account.User) error { w.now = w.now.Add(account.IdleLimit); return nil },
	} {
		w := newWorld(t)
		u := w.person("zhangsan", account.Enter)
		tokens := w.login("zhangsan", good, here)
		if !w.in(tokens.Session) {
			t.Fatal("not in")
		}
		if err := do(w, u); err != nil {
			t.Fatal(err)
		}
		if w.in(tokens.Session) {
			t.Errorf("%s: still in", name)
		}
	}
}

func TestDisabledAndResetDoNotGetIn(t *testing.T) {
	w := newWorld(t)
	u := w.person("zhangsan", account.Enter)
	if err := w.Disable(w.ctx, audit.Shell, u.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Login(w.ctx, "zhangsan", good, here); !errors.Is(err, account.ErrWrong) {
		t.Errorf("disabled: %v", err)
	}
	if err := w.Enable(w.ctx, audit.Shell, u.ID); err != nil {
		t.Fatal(err)
	}
	w.login("zhangsan", good, here)
	if _, err := w.Reset(w.ctx, audit.Shell, u.ID, false); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Login(w.ctx, "zhangsan", good, here); !errors.Is(err, account.ErrWrong) {
		t.Errorf("the old password after a reset: %v", err)
	}
}

// A session that is used lives on, but not for ever.
func TestSessionLife(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	token := w.login("zhangsan", good, here).Session
	end := w.now.Add(account.LifeLimit)
	for w.now = w.now.Add(time.Hour); w.now.Before(end); w.now = w.now.Add(time.Hour) {
		if !w.in(token) {
			t.Fatalf("out %v before the end", end.Sub(w.now))
		}
	}
	if w.in(token) {
		t.Error("in past the longest life")
	}
}

// The token is new at every login, and what a browser had before is no key.
func TestFixation(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	planted := account.Visitor{Address: "192.0.2.1", Session: "planted-by-somebody", Device: "planted-too"}
	first := w.login("zhangsan", good, planted)
	if w.in(planted.Session) || first.Session == planted.Session {
		t.Error("a planted token is a session")
	}
	if first.Device == planted.Device {
		t.Error("the browser is known by a planted token")
	}
	from := here
	from.Session, from.Device = first.Session, first.Device
	second := w.login("zhangsan", good, from)
	if second.Session == first.Session || w.in(first.Session) {
		t.Error("the session before the login lives on")
	}
	changed, err := w.ChangePassword(w.ctx, w.named("zhangsan"), good, other, account.Visitor{Address: "192.0.2.1", Session: second.Session})
	if err != nil {
		t.Fatal(err)
	}
	if w.in(second.Session) || !w.in(changed.Session) {
		t.Error("the session before the change of the password lives on")
	}
}

func TestRevoke(t *testing.T) {
	w := newWorld(t)
	w.person("boss", account.Admin)
	w.person("zhangsan", account.Enter)
	w.person("lisi", account.Review)
	token := w.login("zhangsan", good, here).Session
	own := w.login("zhangsan", good, there).Session
	sessions, err := w.Sessions(w.ctx, w.named("zhangsan").ID)
	if err != nil || len(sessions) != 2 {
		t.Fatalf("%v %v", sessions, err)
	}
	_, session, err := w.Resume(w.ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Revoke(w.ctx, w.named("lisi"), session.ID); err == nil {
		t.Error("somebody ended a session of somebody else")
	}
	if err := w.Revoke(w.ctx, w.named("boss"), session.ID); err != nil || w.in(token) {
		t.Errorf("管理员: %v", err)
	}
	_, session, err = w.Resume(w.ctx, own)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Revoke(w.ctx, w.named("zhangsan"), session.ID); err != nil || w.in(own) {
		t.Errorf("one's own: %v", err)
	}
}

func TestSecretsAreNotKept(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	tokens := w.login("zhangsan", good, here)
	_, link, err := w.Add(w.ctx, audit.Shell, "lisi", "", account.Enter)
	if err != nil {
		t.Fatal(err)
	}
	bytes := wholeFile(t, w)
	for what, secret := range map[string]string{"session": tokens.Session, "browser": tokens.Device, "link": link, "password": good} {
		if strings.Contains(bytes, secret) {
			t.Errorf("the %s is in the database as it is", what)
		}
	}
}
