package data_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/govalues/decimal"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// corrected is the publication again, with its first stated figure changed by
// a person.
func corrected(t testing.TB, p data.Publication, value string) data.Publication {
	t.Helper()
	r := *p.Report
	r.Facts = append([]fiscal.Fact{}, r.Facts...)
	f := r.Facts[0]
	was := fiscal.Reading{Item: f.Item, Class: f.Class, Basis: f.Basis, Value: f.Value, Measure: f.Measure}
	f.Value = new(decimal.MustParse(value))
	f.Correction = &fiscal.Correction{Kind: "changed", At: "2026-02-01T00:00:00Z", By: "张三", Why: "看错一位", Was: &was}
	r.Facts[0] = f
	p.Report, p.Again, p.Reason = &r, true, "识别有误"
	p.Now = p.Now.Add(24 * time.Hour)
	return p
}

// The same document is published again as the next edition, with its own
// address and what was corrected; edition 1 stays as it was.
func TestSameDocumentAgain(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t)
	p := publication(t)
	first, _ := publish(t, s, p)
	second := corrected(t, p, "12.34")
	second.Audit = []audit.Entry{{Actor: audit.Actor{ID: 3, Name: "李四"}, Action: audit.EditionPublished}}
	e, o := publish(t, s, second)
	if o != data.Republished || e.Number != 2 || !e.Current || e.Key == first.Key || e.Reason != "识别有误" {
		t.Errorf("%v %+v", o, e)
	}
	got, err := s.Report(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	sameReport(t, second.Report, got)
	if got, err = s.Report(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	sameReport(t, p.Report, got)
	if again, o := publish(t, s, p); o != data.Unchanged || again.ID != e.ID {
		t.Errorf("loading the file once more: %v %+v", o, again)
	}
	third, _ := publish(t, s, second) // the very same once more
	if third.Number != 3 || third.Key == e.Key || third.Key == first.Key {
		t.Errorf("the third edition %+v", third)
	}
	trail, err := s.Trail(ctx, data.TrailFilter{Subject: "edition:" + e.Key}, 0, 10)
	if err != nil || len(trail) != 1 || trail[0].Actor.Name != "李四" {
		t.Errorf("trail %+v %v", trail, err)
	}
}

// A text that is not the published one would put every place elsewhere.
func TestOtherTextAgain(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	publish(t, s, p)
	p.Again, p.Text = true, "多一行\n"+p.Text
	if _, _, err := s.Publish(context.Background(), p); !errors.Is(err, data.ErrOtherText) {
		t.Error(err)
	}
}
