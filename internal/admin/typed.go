package admin

import (
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/desk"
	"mingzhang/internal/fiscal"
	view "mingzhang/web/templates/admin"
)

// words are the fields of the forms of a draft that people write into, as the
// forms call them.
var words = map[string][][2]string{
	"submit":  {{"reason", "为什么再公开一版"}, {"note", "给审核同事的话"}},
	"approve": {{"due", "公开的时间"}, {"note", "审核意见"}},
	"return":  {{"note", "要改什么"}},
	"revoke":  {{"note", "撤回审核的理由"}},
	"discard": {{"why", "理由"}},
	"meta":    metaWords(),
	"corrections": {{"item", "项目"}, {"basis", "口径"}, {"value", "数值"}, {"unit", "单位"}, {"class", "支出功能分类"}, {"economic", "支出经济分类"},
		{"as", "它是什么"}, {"text", "格里的文字"}, {"why", "理由"}},
}

func metaWords() [][2]string {
	var all [][2]string
	for _, f := range desk.Fields {
		all = append(all, [2]string{string(f.Field), f.Label})
	}
	return append(all, [2]string{"why", "修改的理由"})
}

// typedIn returns what was filled into the form of a draft that a request is
// from, so that a page that refuses it does not lose it.
func typedIn(c echo.Context) view.Typed {
	t := view.Typed{Form: path.Base(c.Path()), Values: map[string]string{}}
	form, err := c.FormParams()
	if err != nil {
		return view.Typed{}
	}
	for _, w := range words[t.Form] {
		if !form.Has(w[0]) {
			continue
		}
		text := plain(form.Get(w[0]))
		if was := wasOf(w[0]); t.Form == "meta" && form.Has(was) && plain(form.Get(was)) == text {
			continue // what they left as it was is not theirs
		}
		t.Values[w[0]] = text
		if shown := text; strings.TrimSpace(shown) != "" {
			switch w[0] {
			case "basis":
				shown = fiscal.Basis(text).Term()
			case "as":
				shown = desk.DeclaredLabel(fiscal.DeclaredKind(text))
			}
			t.Words = append(t.Words, view.TypedWord{Label: w[1], Text: shown})
		}
	}
	return t
}

// plain writes what was typed with the line breaks and letters that pages have.
func plain(text string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "�")
}

// wasOf names the hidden field with what a field held when the page was made.
func wasOf(field string) string { return "was-" + field }

// metaField is a field of the description: with what somebody had written when
// it was not taken, and what it has become meanwhile.
func metaField(f desk.Field, label, now string, t view.Typed) view.MetaField {
	v := view.MetaField{Field: string(f), Label: label, Value: now, Was: now, WasName: wasOf(string(f)), Lines: f == desk.FieldAliases, Hint: metaHints[f]}
	if v.Value = t.Or("meta", string(f), now); v.Value != now {
		v.Hint = "您写的，还没有保存。现在是：" + now
		if now == "" {
			v.Hint = "您写的，还没有保存。现在是空的"
		}
	}
	return v
}
