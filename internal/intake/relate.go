package intake

import (
	"context"
	"fmt"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/reconcile"
)

// Relate works out what editions say beyond their own year: how consecutive
// years of a unit compare, which other names documents give their unit. It does
// what is not done yet, for one unit or (0) for all, whatever the order in which
// the years were published, and returns how many editions and pairs that were.
func Relate(ctx context.Context, store *data.Store, unitID int64) (int, error) {
	named, err := store.Name(ctx, unitID, extract.RenamingVersion, func(r *fiscal.Report, text string) []fiscal.Naming {
		return extract.Renamings(text, r.Unit.Name)
	})
	if err != nil {
		return named, err
	}
	pairs, err := store.Restate(ctx, unitID, reconcile.AcrossVersion, reconcile.Across)
	return named + pairs, err
}

// Resettle does what is to be done anew when units were renamed, merged or
// split: their years are compared, their texts found under their names.
func Resettle(ctx context.Context, store *data.Store) error {
	if _, err := Relate(ctx, store, 0); err != nil {
		return err
	}
	_, err := Reindex(ctx, store)
	return err
}

// relate does so for what has just been published, and says of the unit what
// the manifest says.
func (l *Loaded) relate(ctx context.Context, store *data.Store) error {
	if err := l.formerly(ctx, store); err != nil {
		return err
	}
	if _, err := Relate(ctx, store, l.Edition.UnitID); err != nil {
		return fmt.Errorf("%s：文件已经公开，但没有与前后年度对照：%w", l.File.Path, err)
	}
	all, err := store.Namings(ctx, l.Edition.UnitID)
	if err != nil {
		return err
	}
	for _, n := range all[l.Edition.UnitID] {
		if n.Edition == l.Edition.Key {
			l.Namings = append(l.Namings, n)
		}
	}
	return nil
}

// formerly declares the names that the manifest says the unit had before.
func (l *Loaded) formerly(ctx context.Context, store *data.Store) error {
	if l.File.Manifest == nil {
		return nil
	}
	for _, f := range l.File.Manifest.Formerly {
		d := data.Declaration{Kind: data.Rename, Unit: l.Edition.UnitID, Other: f.Name, Back: true, Note: "文件清单", Now: time.Now()}
		if f.Until != nil {
			d.Year = *f.Until + 1
		}
		_, made, err := store.Declare(ctx, d)
		if err != nil {
			return &document.Error{Name: l.File.Path, Reason: "文件已经公开，但清单里的 formerly 没有采用：" + err.Error(), Remedy: "请改清单"}
		}
		if made {
			if err := Resettle(ctx, store); err != nil {
				return err
			}
		}
	}
	return nil
}
