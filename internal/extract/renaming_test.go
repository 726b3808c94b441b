package extract_test

import (
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/specimen"
)

func TestRenamings(t *testing.T) {
	const unit = "广源市青江区发展和改革局"
	for _, tc := range []struct {
		text, name string
		kind       fiscal.NamingKind
		year       int
	}{
		{"广源市青江区发展和改革局（原广源市青江区发展计划委员会）2023年度部门决算", "广源市青江区发展计划委员会", fiscal.NamedBefore, 0},
		{"2019年机构改革后，广源市青江区发展计划委员会更名为广源市青江区发展和改革局。", "广源市青江区发展计划委员会", fiscal.NamedBefore, 2019},
		{"2019年3月，原青江区物价局更名为青江区发展和改革局，内设机构6个。", "青江区物价局", fiscal.NamedBefore, 2019},
		{"根据三定方案，将区发展计划委员会更名为区发展和改革局。", "区发展计划委员会", fiscal.NamedBefore, 0},
		{"青江区发展计划委员会2021年更名为我局。", "青江区发展计划委员会2021年", "", 0},
		{"青江区发展和改革局由原青江区物价局、青江区粮食局合并组建。", "青江区物价局", fiscal.MergedInto, 0},
		{"2020年将青江区物价局和青江区粮食局整合，组建青江区发展和改革局。", "青江区粮食局", fiscal.MergedInto, 2020},
		{"负责将原区畜牧局更名为区农业农村局的职责。", "", "", 0},
		{"农业农村局（原畜牧兽医局）划入的职责。", "", "", 0},
		{"广源市青江区发展和改革局2023年度部门决算", "", "", 0},
		{"原发展和改革局的办公用房", "", "", 0},
	} {
		all := extract.Renamings("第一行\n"+tc.text+"\n", unit)
		if tc.kind == "" {
			if len(all) != 0 {
				t.Errorf("%s: %+v", tc.text, all)
			}
			continue
		}
		found := false
		for _, n := range all {
			found = found || n.Name == tc.name && n.Kind == tc.kind && n.Year == tc.year
			if got := string([]rune("第一行\n" + tc.text)[n.Source.Start:n.Source.End]); got != n.Source.Text {
				t.Errorf("%s: the place holds %q, not %q", tc.text, got, n.Source.Text)
			}
		}
		if !found {
			t.Errorf("%s: want %s, got %+v", tc.text, tc.name, all)
		}
	}
}

// What specimens say of their new names is read, and no other report names another.
func TestRenamingsOfSpecimens(t *testing.T) {
	renamed := 0
	for seed := range uint64(30) {
		h := specimen.Years(seed, specimen.Course{From: 2021, Years: 3, RenameIn: 2023})
		for _, s := range h.Reports {
			d, err := document.Read(t.Context(), "a.txt", s.Text())
			if err != nil {
				t.Fatal(err)
			}
			all := extract.Renamings(d.Text, s.Unit.Name)
			if h.Renamed != nil && s.Year == h.Renamed.Year {
				renamed++
				if len(all) != 1 || all[0].Name != h.Renamed.Was || all[0].Year != s.Year {
					t.Errorf("seed %d: %+v, want %s", seed, all, h.Renamed.Was)
				}
			} else if len(all) != 0 {
				t.Errorf("seed %d %d: %+v", seed, s.Year, all)
			}
		}
	}
	if renamed < 10 {
		t.Errorf("only %d renamed", renamed)
	}
}

func FuzzRenamings(f *testing.F) {
	f.Add("甲局（原乙局）", "甲局")
	f.Add("由原甲局、乙局和丙局合并组建丁局", "丁局")
	f.Add("2019年甲局更名为乙局", "乙局")
	f.Fuzz(func(t *testing.T, text, unit string) {
		text = strings.ToValidUTF8(text, "")
		runes := []rune(text)
		for _, n := range extract.Renamings(text, unit) {
			if n.Name == "" || string(runes[n.Source.Start:n.Source.End]) != n.Source.Text {
				t.Errorf("%+v", n)
			}
		}
	})
}
