package initials

import (
	"slices"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"水磨沟区":      "smgq",
		"发展和改革委员会":  "fzhggwyh",
		"乌鲁木齐市水磨沟区": "wlmqssmgq",
		"重庆市长寿区":    "cqscsq",
		"厦门市财政局":    "xmsczj",
		"第3中学（A校区）": "d3zxaxq",
		"“三公”经费":    "sgjf",
		"长沙市":       "css",
		"和田县 塔瓦库勒乡": "htxtwklx",
	} {
		if got := Of(name); len(got) == 0 || got[0] != want {
			t.Errorf("%s gives %v, want %s first", name, got, want)
		}
	}
	if got := Of("重点"); !slices.Contains(got, "zd") {
		t.Errorf("重点 gives %v, want zd among them", got)
	}
	for _, name := range []string{"", "——", "（）"} {
		if got := Of(name); got != nil {
			t.Errorf("%q gives %v", name, got)
		}
	}
	if got := Of(strings.Repeat("重长乐", 1000)); len(got) > most || len(got[0]) != 3000 {
		t.Errorf("a long name gives %d readings of %d letters", len(got), len(got[0]))
	}
}

func FuzzOf(f *testing.F) {
	f.Add("乌鲁木齐市水磨沟区发展和改革委员会")
	f.Add("第3中学\xff（A校区）")
	f.Fuzz(func(t *testing.T, name string) {
		for _, reading := range Of(name) {
			if strings.Trim(reading, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || len(reading) > len(name) {
				t.Errorf("%q gives %q", name, reading)
			}
		}
	})
}
