package account_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
)

// wholeFile returns the database and its log.
func wholeFile(t testing.TB, w *world) string {
	t.Helper()
	var all strings.Builder
	for _, suffix := range []string{"", "-wal"} {
		if b, err := os.ReadFile(w.path + suffix); err == nil {
			all.Write(b)
		}
	}
	return all.String()
}

// guess tries wrong passwords and returns how long one is told to wait, 0 for
// not at all.
func (w *world) guess(name string, from account.Visitor) time.Duration {
	w.t.Helper()
	_, err := w.Login(w.ctx, name, "wrong wrong wrong", from)
	var wait *account.Wait
	switch {
	case errors.As(err, &wait):
		return wait.For
	case errors.Is(err, account.ErrWrong):
		return 0
	}
	w.t.Fatal(err)
	return 0
}

// Guessing gets slower and slower, a restart helps nobody, and no one waits
// longer than a quarter of an hour.
func TestGuessingGetsSlow(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	tried, last := 0, time.Duration(0)
	for start := w.now; w.now.Sub(start) < 6*time.Hour; {
		from := account.Visitor{Address: fmt.Sprintf("203.0.113.%d", tried%200)} // from everywhere
		wait := w.guess("zhangsan", from)
		if wait == 0 {
			tried++
			continue
		}
		if wait < last || wait > 15*time.Minute {
			t.Fatalf("wait %v after %v", wait, last)
		}
		last = wait
		if tried < 12 {
			w.open()
		}
		if again := w.guess("zhangsan", from); again != wait {
			t.Fatalf("after a restart the wait is %v, was %v", again, wait)
		}
		w.now = w.now.Add(wait)
	}
	if tried > 100 {
		t.Errorf("%d guesses in six hours", tried)
	}
	if n := w.count(audit.LoginFailed); n != tried {
		t.Errorf("%d failures recorded, %d happened", n, tried)
	}
	// The right password is taken as soon as the wait is over, then nothing is held against its owner.
	w.now = w.now.Add(last)
	w.login("zhangsan", good, here)
	for range 4 {
		if w.guess("zhangsan", account.Visitor{Address: "192.0.2.77"}) != 0 {
			t.Fatal("failures before the login are counted after it")
		}
	}
}

// What is refused is counted, not written down one by one.
func TestRefusedAreBounded(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	for range 200 {
		w.guess("zhangsan", here)
	}
	if failed, refused := w.count(audit.LoginFailed), w.count(audit.LoginThrottled); failed > 6 || refused != 1 {
		t.Errorf("%d failed, %d refused entries for 200 guesses", failed, refused)
	}
	w.now = w.now.Add(time.Hour)
	w.guess("zhangsan", here)
	last, err := w.store.Trail(w.ctx, dataFilter(audit.LoginFailed), 0, 1)
	if err != nil || !strings.Contains(last[0].Detail, `"refused_before":19`) {
		t.Errorf("%v %v", last, err)
	}
}

// Strangers who try a name keep its owner out of no browser that they have
// used before.
func TestOwnerIsNotLockedOut(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	own := here
	own.Device = w.login("zhangsan", good, here).Device
	for range 50 {
		w.guess("zhangsan", there)
		w.guess("zhangsan", here) // a colleague behind the same address
	}
	w.login("zhangsan", good, own)
	// The browser of one is no way in for another name.
	for range 30 {
		w.guess("lisi", own)
	}
	if w.guess("lisi", own) == 0 {
		t.Error("a known browser guesses at other names without end")
	}
	// Nor does it guess without end itself.
	slow := false
	for range 30 {
		slow = slow || w.guess("zhangsan", own) > 0
	}
	if !slow {
		t.Error("a known browser guesses without end")
	}
}

// One address that tries many names gets slow too, and a network of IPv6 is one
// address.
func TestAddressGetsSlow(t *testing.T) {
	for _, address := range []string{"203.0.113.9", "2001:db8:1:2::%x"} {
		w := newWorld(t)
		slow := false
		for i := range 40 {
			a := address
			if strings.Contains(a, "%") {
				a = fmt.Sprintf(a, i+1)
			}
			slow = slow || w.guess(fmt.Sprintf("name%d", i), account.Visitor{Address: a}) > 0
		}
		if !slow {
			t.Errorf("%s tries names without end", address)
		}
	}
}

// A right password in between does not buy more guesses at others.
func TestOwnPasswordBuysNoGuesses(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	slow := false
	for i := range 40 {
		slow = slow || w.guess(fmt.Sprintf("name%d", i), there) > 0
		if _, err := w.Login(w.ctx, "zhangsan", good, there); err != nil {
			var wait *account.Wait
			if !errors.As(err, &wait) {
				t.Fatal(err)
			}
		}
	}
	if !slow {
		t.Error("guesses without end")
	}
}

// Many guesses at once are counted like one after the other.
func TestParallelGuesses(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() { _, _ = w.Login(w.ctx, "zhangsan", "wrong wrong wrong", here) })
	}
	all.Wait()
	if n := w.count(audit.LoginFailed); n > 6 {
		t.Errorf("%d guesses were looked at", n)
	}
}

// A name that nobody has is not written down: people type passwords there.
func TestUnknownNameIsNotKept(t *testing.T) {
	w := newWorld(t)
	const typed = "my-secret-passphrase"
	w.guess(typed, here)
	if strings.Contains(wholeFile(t, w), typed) {
		t.Error("what was typed is in the database")
	}
}

// Who guesses learns not from the answer whether a name is there, and not from
// the time: the work is the same.
func TestNamesCannotBeTold(t *testing.T) {
	w := newWorld(t)
	w.Service = account.New(w.store)
	_, token, err := w.Add(w.ctx, audit.Shell, "zhangsan", "", account.Enter)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Accept(w.ctx, token, good, here); err != nil {
		t.Fatal(err)
	}
	work := func(name string) (all []argon2id.Params) {
		w.OnCompare(func(p argon2id.Params) { all = append(all, p) })
		_, err := w.Login(w.ctx, name, "wrong wrong wrong", account.Visitor{Address: name})
		if !errors.Is(err, account.ErrWrong) {
			t.Fatal(err)
		}
		return all
	}
	there, not := work("zhangsan"), work("nobody")
	if len(there) != 1 || !slices.Equal(there, not) {
		t.Errorf("a name that is there costs %v, one that is not %v", there, not)
	}
}

// Who sets a password by a link gets in from there, however many guess at the
// name meanwhile.
func TestLinkIsAWayPastGuessers(t *testing.T) {
	w := newWorld(t)
	u := w.person("zhangsan", account.Enter)
	token, err := w.Reset(w.ctx, audit.Shell, u.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	device, err := w.Accept(w.ctx, token, other, here)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		w.guess("zhangsan", there)
	}
	w.login("zhangsan", other, account.Visitor{Address: there.Address, Device: device})
}

// Slips of the hand fade.
func TestFailuresFade(t *testing.T) {
	w := newWorld(t)
	w.person("zhangsan", account.Enter)
	for range 7 {
		w.now = w.now.Add(w.guess("zhangsan", here))
		w.guess("zhangsan", here)
	}
	w.now = w.now.Add(4 * time.Hour)
	for range 4 {
		if wait := w.guess("zhangsan", here); wait != 0 {
			t.Fatalf("wait %v after four quiet hours", wait)
		}
	}
}
