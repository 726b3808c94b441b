package audit_test

import (
	"errors"
	"os"
	"regexp"
	"strconv"
	"testing"

	"mingzhang/internal/audit"
)

// chain writes n entries as the store does.
func chain(t testing.TB, n int) []audit.Recorded {
	t.Helper()
	var all []audit.Recorded
	last := audit.Genesis
	for i := 1; i <= n; i++ {
		r := audit.Recorded{Number: int64(i), At: "2026-03-01T08:00:00.000000001Z", Actor: audit.Actor{ID: int64(i), Name: "张 <三>"}, Action: audit.DraftCorrected,
			Subject: "draft:" + strconv.Itoa(i), Detail: `{"was":"1.00"}`, Previous: last}
		sum, err := r.Sum()
		if err != nil {
			t.Fatal(err)
		}
		r.Hash, last = sum, sum
		all = append(all, r)
	}
	return all
}

func follow(all []audit.Recorded) (*audit.Check, error) {
	var c audit.Check
	for _, r := range all {
		if err := c.Next(r); err != nil {
			return &c, err
		}
	}
	return &c, nil
}

func TestWholeChain(t *testing.T) {
	all := chain(t, 5)
	c, err := follow(all)
	if err != nil || c.Count() != 5 || c.Last() != all[4].Hash {
		t.Fatalf("%v, %d entries, last %s", err, c.Count(), c.Last())
	}
	if empty, err := follow(nil); err != nil || empty.Last() != audit.Genesis {
		t.Errorf("an empty trail: %v %s", err, empty.Last())
	}
}

// Whatever is changed, taken out or put in shows at its place.
func TestTampering(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]audit.Recorded) []audit.Recorded
		at     int64
	}{
		"name":    {func(a []audit.Recorded) []audit.Recorded { a[2].Actor.Name = "李四"; return a }, 3},
		"id":      {func(a []audit.Recorded) []audit.Recorded { a[2].Actor.ID = 9; return a }, 3},
		"time":    {func(a []audit.Recorded) []audit.Recorded { a[2].At = "2026-03-01T08:00:00.000000002Z"; return a }, 3},
		"action":  {func(a []audit.Recorded) []audit.Recorded { a[0].Action = audit.DraftSeen; return a }, 1},
		"subject": {func(a []audit.Recorded) []audit.Recorded { a[4].Subject = "draft:7"; return a }, 5},
		"detail":  {func(a []audit.Recorded) []audit.Recorded { a[1].Detail = `{"was": "1.00"}`; return a }, 2},
		"gap":     {func(a []audit.Recorded) []audit.Recorded { return append(a[:1:1], a[2:]...) }, 2},
		"first":   {func(a []audit.Recorded) []audit.Recorded { return a[1:] }, 1},
		"rewritten": {func(a []audit.Recorded) []audit.Recorded {
			a[1].Subject = "draft:9"
			a[1].Hash, _ = a[1].Sum()
			return a
		}, 3},
		"not UTF-8": {func(a []audit.Recorded) []audit.Recorded { a[3].Subject = "\xff"; return a }, 4},
	} {
		_, err := follow(c.change(chain(t, 5)))
		var broken *audit.Broken
		if !errors.As(err, &broken) || broken.Number != c.at {
			t.Errorf("%s: %v, want it named at %d", name, err, c.at)
		}
	}
}

func TestCanonicalDetail(t *testing.T) {
	got, err := audit.Entry{Detail: map[string]any{"why": "印错 <5>", "b": 2, "a": []string{"x"}}}.Canonical()
	if want := `{"a":["x"],"b":2,"why":"印错 <5>"}`; err != nil || got != want {
		t.Errorf("%s %v, want %s", got, err, want)
	}
	if _, err := (audit.Entry{Detail: map[string]any{"long": string(make([]byte, 1<<20))}}).Canonical(); err == nil {
		t.Error("a detail of a megabyte was taken")
	}
}

func TestEveryActionHasALabel(t *testing.T) {
	for _, a := range audit.Actions() {
		if a.Label() == string(a) || a.Label() == "" {
			t.Errorf("%s has no label", a)
		}
	}
}

// Whatever the fields hold, an entry follows its own hash and no other.
func FuzzChain(f *testing.F) {
	f.Add("张三", "user:1", "{}", int64(3))
	f.Fuzz(func(t *testing.T, name, subject, detail string, actor int64) {
		e := audit.Entry{Actor: audit.Actor{ID: actor, Name: name}, Subject: subject}.Clean()
		r := audit.Recorded{Number: 1, At: "2026-03-01T08:00:00Z", Actor: e.Actor, Action: audit.LoginOK, Subject: e.Subject, Detail: detail, Previous: audit.Genesis}
		sum, err := r.Sum()
		if err != nil {
			return
		}
		r.Hash = sum
		var c audit.Check
		if err := c.Next(r); err != nil {
			t.Fatal(err)
		}
		r.Subject += "x"
		if err := new(audit.Check).Next(r); err == nil {
			t.Fatal("a changed entry passed")
		}
	})
}

// What the code names an action the trail has a word for.
func TestNoActionIsWithoutALabel(t *testing.T) {
	source, err := os.ReadFile("action.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`Action += "([a-z._]+)"`).FindAllSubmatch(source, -1)
	if len(named) < 20 {
		t.Fatalf("%d actions found", len(named))
	}
	for _, m := range named {
		if a := audit.Action(m[1]); a.Label() == string(a) {
			t.Errorf("%s has no label", a)
		}
	}
}
