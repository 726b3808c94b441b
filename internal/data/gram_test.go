package data

import (
	"strings"
	"testing"
)

func TestGrams(t *testing.T) {
	for text, want := range map[string]string{
		"三公经费":             "三公 公经 经费 费",
		"馕":                "馕",
		"（馕）文化":            "馕 文化 化",
		"2024年度1,234.56万元": "2024 年度 度 1234 56 万元 元",
		"ＰＰＰ项目A4":          "ppp 项目 目 a 4",
		"三 公":              "三公 公",
		"三、公":              "三 公",
		"1, 2":             "1 2",
		"":                 "",
		"——！？":             "",
	} {
		if got := strings.TrimSpace(grams(text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestMatching(t *testing.T) {
	for query, want := range map[string]string{
		"馕":             `"馕"*`,
		"三公":            `"三公"`,
		"三公经费":          `"三公 公经 经费"`,
		"用车 维修":         `"用车" AND "维修"`,
		"2024年":         `"2024 年"*`,
		"第5号":           `"第 5 号"*`,
		"PPP":           `"ppp"*`,
		"PPP项目":         `"ppp 项目"`,
		"1,234.56":      `"1234 56"`,
		`" OR 1=1; --`:  `"or"* AND "1 1"`,
		"“三公”":          `"三公"`,
		"* ^ : () ' \"": "",
		"一、部门":          `"一 部门"`,
	} {
		if got := matching(query); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, tt := range []struct{ text, query, want string }{
		{"公务用车运行维护费增加，公务用车老化", "用车", "公务[用车]运行维护费增加，公务[用车]老化"},
		{"三 公经费", "三公", "[三 公]经费"},
		{"支出1,234.56万元", "1234.56", "支出[1,234.56]万元"},
		{"支出1,234.56万元", "234", "支出1,234.56万元"},
		{"支出1234万元", "123", "支出1234万元"},
		{"ＰＰＰ项目", "ppp", "[ＰＰＰ]项目"},
		{"新疆Application", "app", "新疆[App]lication"},
		{"一、部门情况", "一、部门", "[一、部门]情况"},
		{"人人人", "人人", "[人人人]"},
		{"公务用车维修", "维修 用车", "公务[用车维修]"},
		{"2024年度", "2024年", "[2024年]度"},
		{"没有", "用车", "没有"},
	} {
		runes := []rune(tt.text)
		var b strings.Builder
		at := 0
		for _, m := range Marks(tt.text, tt.query) {
			b.WriteString(string(runes[at:m.Start]) + "[" + string(runes[m.Start:m.End]) + "]")
			at = m.End
		}
		if got := b.String() + string(runes[at:]); got != tt.want {
			t.Errorf("%s in %s: %s, want %s", tt.query, tt.text, got, tt.want)
		}
	}
}

// A text is found by every part of itself, and marked where it is found.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"公务用车运行维护费2.14万元", "1,234", "一、部门 三 公", "Ａpp馕", "\u0130x", "㊣①Ⅳ"} {
		f.Add(s, 1, 3)
	}
	f.Fuzz(func(t *testing.T, text string, from, n int) {
		runes := []rune(text)
		if from < 0 || n < 0 || from > len(runes) || n > len(runes)-from {
			return
		}
		part := string(runes[from : from+n])
		matching(part)
		last := 0
		for _, m := range Marks(text, part) {
			if m.Start < last || m.End <= m.Start || m.End > len(runes) {
				t.Fatalf("%+v in %q", m, text)
			}
			last = m.End
		}
		// Of Chinese characters alone every part is found.
		for _, s := range stretches(runes) {
			if s.script == chinese && len(Marks(string(s.runes), string(s.runes[:1]))) == 0 {
				t.Fatalf("%q is not found in itself", string(s.runes))
			}
		}
	})
}
