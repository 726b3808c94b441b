package data_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// bare is a publication of a year with next to nothing in it.
func bare(unit string, year int) data.Publication {
	text := fmt.Sprintf("%s%d年度部门决算", unit, year)
	source := fiscal.Source{End: 2, Text: string([]rune(text)[:2])}
	return data.Publication{
		Report: &fiscal.Report{
			Document: fiscal.Document{Name: text + ".txt", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text)))}, Unit: fiscal.Unit{Name: unit, Region: "650105"}, Year: year,
			Facts: []fiscal.Fact{{Item: fiscal.IncomeTotal, Basis: fiscal.Final, Origin: fiscal.StatedNone, Source: &source}},
		},
		Text: text, Original: []byte(text), Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	}
}

func declare(t testing.TB, s *data.Store, d data.Declaration) data.Change {
	t.Helper()
	d.Now = time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	c, _, err := s.Declare(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func unitOf(t testing.TB, s *data.Store, id int64) data.Unit {
	t.Helper()
	u, err := s.Unit(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

const oldName, newName = "水磨沟区发展计划委员会", "水磨沟区发展和改革委员会"

// Two records that are said to be one unit are one afterwards: its years stand
// together, the other address leads there, the old name finds it, documents of
// either name are its own. What the editions state is not touched.
func TestRenameTwoRecords(t *testing.T) {
	ctx := context.Background()
	for _, back := range []bool{false, true} {
		s, _ := store(t)
		var before []data.Edition
		for _, y := range []int{2021, 2022} {
			e, _ := publish(t, s, bare(oldName, y))
			before = append(before, e)
		}
		for _, y := range []int{2023, 2024} {
			e, _ := publish(t, s, bare(newName, y))
			before = append(before, e)
		}
		d := data.Declaration{Kind: data.Rename, Unit: 1, Other: newName, Year: 2023}
		keeps, other := int64(1), int64(2)
		if back {
			d = data.Declaration{Kind: data.Rename, Unit: 2, Other: oldName, Back: true, Year: 2023}
			keeps, other = 2, 1
		}
		generation, _ := s.Generation(ctx)
		declare(t, s, d)
		if now, _ := s.Generation(ctx); now <= generation {
			t.Error("pages are not made anew")
		}
		u := unitOf(t, s, keeps)
		if u.Name != newName || u.Slug != newName || fmt.Sprint(u.Years) != "[2024 2023 2022 2021]" || fmt.Sprint(u.Former) != fmt.Sprintf("[{%s 0 2022}]", oldName) {
			t.Errorf("back %v: %+v", back, u)
		}
		if led := unitOf(t, s, other); led.ID != keeps {
			t.Errorf("back %v: the other address leads to %d", back, led.ID)
		}
		for _, name := range []string{oldName, newName} {
			all, err := s.Units(ctx, data.UnitFilter{Query: name})
			if err != nil || len(all) != 1 || all[0].ID != keeps {
				t.Errorf("back %v: %s finds %v, %v", back, name, all, err)
			}
			found, total, err := s.FindUnits(ctx, name, 9)
			if err != nil || total != 1 || found[0].ID != keeps {
				t.Errorf("back %v: %s is found as %v, %v", back, name, found, err)
			}
		}
		for i, was := range before {
			is, err := s.EditionByKey(ctx, was.Key)
			if err != nil || is.UnitID != keeps {
				t.Errorf("edition %d: %+v, %v", i, is, err)
			}
			r, err := s.Report(ctx, is.ID)
			if err != nil || r.Year != was.Year || (r.Unit.Name == oldName) != (was.Year < 2023) {
				t.Errorf("edition %d: the report now says %s %d", i, r.Unit.Name, r.Year)
			}
			is.UnitID = was.UnitID
			if is != was {
				t.Errorf("edition %d was %+v, is %+v", i, was, is)
			}
		}
		for _, p := range []data.Publication{bare(oldName, 2020), bare(newName, 2025)} {
			if e, _ := publish(t, s, p); e.UnitID != keeps {
				t.Errorf("back %v: %s went to unit %d", back, p.Report.Unit.Name, e.UnitID)
			}
		}
		if n, err := s.Count(ctx); err != nil || n.Units != 1 || n.Reports != 6 {
			t.Errorf("%+v, %v", n, err)
		}
		d.Now = time.Now()
		if _, made, err := s.Declare(ctx, d); made || err != nil {
			t.Errorf("said again: %v, %v", made, err)
		}
		changes, err := s.Changes(ctx, keeps)
		if err != nil || len(changes) != 1 || changes[0].Was != oldName || changes[0].Now != newName || changes[0].Year != 2023 {
			t.Errorf("%+v, %v", changes, err)
		}
	}
}

// A unit may be renamed before any document carries the new name, and again;
// in the end every name it ever had leads to it.
func TestRenameAhead(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t)
	publish(t, s, bare("甲局", 2020))
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: "乙局", Year: 2021})
	publish(t, s, bare("乙局", 2021))
	publish(t, s, bare("丙局", 2022))
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: "丙局", Year: 2022})
	publish(t, s, bare("甲局", 2023))
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: "甲局", Year: 2023})
	u := unitOf(t, s, 1)
	if u.Name != "甲局" || fmt.Sprint(u.Years) != "[2023 2022 2021 2020]" || len(u.Former) != 2 {
		t.Errorf("%+v", u)
	}
	if all, err := s.Units(ctx, data.UnitFilter{}); err != nil || len(all) != 1 {
		t.Errorf("%d units, %v", len(all), err)
	}
	if unitOf(t, s, 2).ID != 1 {
		t.Error("the other record leads elsewhere")
	}
}

// Undone, everything stands as before, with the editions that came meanwhile.
func TestUndoRename(t *testing.T) {
	ctx := context.Background()
	for _, back := range []bool{false, true} {
		for _, recorded := range []bool{false, true} {
			s, _ := store(t)
			publish(t, s, bare(oldName, 2022))
			d := data.Declaration{Kind: data.Rename, Unit: 1, Other: newName, Year: 2023}
			if back {
				d.Other, d.Back = "旧局", true
			}
			if recorded {
				publish(t, s, bare(d.Other, 2021))
			}
			c := declare(t, s, d)
			publish(t, s, bare(d.Other, 2019))
			if _, err := s.Undo(ctx, c.ID, time.Now()); err != nil {
				t.Fatal(err)
			}
			u, other := unitOf(t, s, 1), unitOf(t, s, 2)
			years := 1
			if recorded {
				years = 2
			}
			if u.Name != oldName || len(u.Years) != 1 || len(u.Former) != 0 || other.ID != 2 || other.Name != d.Other || len(other.Years) != years {
				t.Errorf("back %v, recorded %v: %+v and %+v", back, recorded, u, other)
			}
			if e, _ := publish(t, s, bare(d.Other, 2018)); e.UnitID != 2 {
				t.Errorf("back %v, recorded %v: the next document goes to unit %d", back, recorded, e.UnitID)
			}
			if _, err := s.Undo(ctx, c.ID, time.Now()); err == nil || !strings.Contains(err.Error(), "撤销") {
				t.Errorf("undone twice: %v", err)
			}
		}
	}
}

// Units that were merged or split keep their own accounts and know of each other.
func TestMergeAndSplit(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t)
	for _, y := range []int{2022, 2023} {
		publish(t, s, bare("甲局", y))
		publish(t, s, bare("乙局", y))
	}
	merged := declare(t, s, data.Declaration{Kind: data.Merge, Unit: 1, Other: "乙局", Year: 2024, Note: "机构改革"})
	declare(t, s, data.Declaration{Kind: data.Split, Unit: 1, Other: "丙中心", Year: 2025})
	if merged.Other.ID != 2 || merged.Note != "机构改革" || merged.Unit.ID != 1 {
		t.Errorf("%+v", merged)
	}
	for id, want := range map[int64]int{1: 2, 2: 1} {
		all, err := s.Changes(ctx, id)
		if err != nil || len(all) != want || all[0].Kind != data.Merge {
			t.Errorf("unit %d: %+v, %v", id, all, err)
		}
		if u := unitOf(t, s, id); len(u.Years) != 2 {
			t.Errorf("unit %d has the years %v", id, u.Years)
		}
	}
	// What came out of it is known by its name as soon as it has a document.
	publish(t, s, bare("丙中心", 2025))
	all, err := s.Changes(ctx, 3)
	if err != nil || len(all) != 1 || all[0].Kind != data.Split || all[0].Other.ID != 3 {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := s.Undo(ctx, merged.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	if all, _ := s.Changes(ctx, 2); len(all) != 0 {
		t.Errorf("undone, but %+v", all)
	}
}

func TestDeclareRefused(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t)
	publish(t, s, bare("甲局", 2022))
	publish(t, s, bare("乙局", 2022))
	publish(t, s, bare("丙局", 2020))
	publish(t, s, bare("丁局", 2021))
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 3, Other: "丁局", Year: 2021})
	for name, tc := range map[string]struct {
		d    data.Declaration
		want string
	}{
		"the same year twice":    {data.Declaration{Kind: data.Rename, Unit: 1, Other: "乙局", Year: 2022}, "merge"},
		"no such unit":           {data.Declaration{Kind: data.Rename, Unit: 99, Other: "新局"}, "没有编号为 99"},
		"no name":                {data.Declaration{Kind: data.Rename, Unit: 1, Other: " / "}, "没有写明名称"},
		"a year that is none":    {data.Declaration{Kind: data.Rename, Unit: 1, Other: "新局", Year: 24}, "四位数字"},
		"its own name":           {data.Declaration{Kind: data.Rename, Unit: 1, Other: "甲局", Year: 2023}, "已经是这个名称"},
		"with itself":            {data.Declaration{Kind: data.Merge, Unit: 1, Other: "甲局", Year: 2023}, "自己"},
		"since when":             {data.Declaration{Kind: data.Split, Unit: 1, Other: "乙局"}, "哪个决算年度"},
		"part of another":        {data.Declaration{Kind: data.Rename, Unit: 1, Other: "丙局", Year: 2023}, "撤销"},
		"another year than said": {data.Declaration{Kind: data.Rename, Unit: 3, Other: "丁局", Year: 2022}, "2021"},
	} {
		generation, _ := s.Generation(ctx)
		tc.d.Now = time.Now()
		_, _, err := s.Declare(ctx, tc.d)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := s.Generation(ctx); now != generation {
			t.Errorf("%s: something was written", name)
		}
	}
}

// Nobody hands an edition to another unit without writing down why, and nothing
// else of it can be changed along with it.
func TestHandoverGuarded(t *testing.T) {
	s, path := store(t)
	publish(t, s, bare(oldName, 2022))
	publish(t, s, bare(newName, 2023))
	declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: newName, Year: 2023})
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	// What is drawn by unit is drawn anew.
	var years string
	if err := db.QueryRow(`SELECT group_concat(unit_id || ':' || year, ' ' ORDER BY year) FROM standings`).Scan(&years); err != nil || years != "1:2022 1:2023" {
		t.Errorf("standings of %s, %v", years, err)
	}
	for _, q := range []string{
		`UPDATE editions SET unit_id = 2 WHERE id = 1`,
		`UPDATE editions SET unit_id = 2 WHERE id = 2`,
		`UPDATE editions SET year = 2021 WHERE id = 2`,
		`UPDATE editions SET reason = 'x' WHERE id = 2`,
		`INSERT INTO handovers (edition_id, from_unit, to_unit, change_id) VALUES (2, 1, 2, 1); UPDATE editions SET unit_id = 2, note = 'x' WHERE id = 2`,
		`INSERT INTO handovers (edition_id, from_unit, to_unit, change_id) VALUES (2, 1, 2, 1); UPDATE editions SET unit_id = 2, reason = 'x' WHERE id = 2`,
		`DELETE FROM handovers`, `UPDATE handovers SET to_unit = 2`,
	} {
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(q); err == nil || !strings.Contains(err.Error(), "不能改动") {
			t.Errorf("%s: %v", q, err)
		}
		_ = tx.Rollback()
	}
}

// Whatever table names both an edition and its unit agrees with the editions
// after they were handed over, and back again.
func TestHandoverEverywhere(t *testing.T) {
	s, path := store(t)
	publish(t, s, publication(t, "2024年", "2023年", "水磨沟区发展和改革委员会", oldName))
	publish(t, s, publication(t))
	c := declare(t, s, data.Declaration{Kind: data.Rename, Unit: 1, Other: unitOf(t, s, 2).Name, Year: 2024})
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT m.name FROM sqlite_schema m WHERE m.type = 'table'
		AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'unit_id') AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'edition_id')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, name)
	}
	if len(tables) < 4 {
		t.Fatalf("only %v", tables)
	}
	check := func(when string) {
		t.Helper()
		for _, table := range tables {
			var strays int
			if err := db.QueryRow(`SELECT count(*) FROM ` + table + ` x JOIN editions e ON e.id = x.edition_id WHERE e.unit_id <> x.unit_id`).Scan(&strays); err != nil || strays != 0 {
				t.Errorf("%s: %d rows of %s name another unit than their edition (%v)", when, strays, table, err)
			}
		}
	}
	check("renamed")
	if _, err := s.Undo(context.Background(), c.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	check("undone")
}
