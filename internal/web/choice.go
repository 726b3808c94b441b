package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/internal/division"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/story"
)

// longestChoice is how long the query of a page of choices may be, in bytes.
const longestChoice = 4096

func wrong(reason, remedy string) error {
	return &failure{http.StatusBadRequest, reason, remedy}
}

// choices returns the query of a request, or says what is wrong with it.
func choices(c echo.Context) (url.Values, error) {
	raw := c.Request().URL.RawQuery
	if len(raw) > longestChoice {
		return nil, &failure{http.StatusRequestURITooLong, "网址太长", "请去掉一些条件，或从导航栏重新进入这个页面。"}
	}
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, wrong("网址里有读不懂的字符", "网址可能在复制时断开了，请从导航栏重新进入这个页面。")
	}
	for name, list := range values {
		for _, v := range append(list, name) {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return nil, wrong("网址里有读不懂的字符", "网址的文字要用 UTF-8 编码，请从导航栏重新进入这个页面。")
			}
		}
	}
	return values, nil
}

// trimmed returns a parameter without spaces around it and no longer than a
// search looks at.
func trimmed(v url.Values, name string) string {
	r := []rune(strings.TrimSpace(v.Get(name)))
	return string(r[:min(len(r), longestQuery)])
}

// numberIn returns a parameter that is a whole number within bounds, or absent
// when it is not given.
func numberIn(v url.Values, name, called string, least, most, absent int) (int, error) {
	text := strings.TrimSpace(v.Get(name))
	if text == "" {
		return absent, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, wrong("没有“"+shortened(text)+"”这个"+called, called+"是从 "+strconv.Itoa(least)+" 到 "+strconv.Itoa(most)+" 的整数。")
	}
	return n, nil
}

// shortened keeps a text from filling a page that complains of it.
func shortened(text string) string {
	r := []rune(text)
	if len(r) <= 20 {
		return text
	}
	return string(r[:20]) + "……"
}

// viewOf reads ?as=: how an item is looked at.
func viewOf(v url.Values, item fiscal.Item, allowed []story.View) (story.View, error) {
	view := story.View(trimmed(v, "as"))
	if view == "" {
		return story.AmountView, nil
	}
	for _, known := range allowed {
		if view != known {
			continue
		}
		if !view.Shows(item) {
			return "", wrong("“"+item.Term()+"”不能按“"+view.Term()+"”来看", "请换一种看法，或换一个项目。")
		}
		return view, nil
	}
	words := make([]string, len(allowed))
	for i, known := range allowed {
		words[i] = string(known) + "（" + known.Term() + "）"
	}
	return "", wrong("没有“"+shortened(string(view))+"”这种看法", "可以用的有 "+strings.Join(words, "、")+"。")
}

// itemOf reads an item by its name or its term. Of several that a text may
// mean, all are returned.
func itemOf(text string) ([]fiscal.Item, error) {
	items := story.FindItems(text)
	if len(items) == 0 {
		return nil, notFound("没有“"+shortened(text)+"”这个项目", "请写项目名称里的几个字，例如“三公”“人员经费”“机关运行经费”，或从排行页的项目表里选。")
	}
	return items, nil
}

// mostClasses is how many classes are offered for a text that may mean several.
const mostClasses = 30

// classOf reads ?class=: the code or name of a class. Of several that a text
// may mean, all are returned and chosen is nil; for no text, nothing is.
func (s *Server) classOf(ctx context.Context, text string) (chosen *fiscal.Class, several []*fiscal.Class, err error) {
	if text == "" {
		return nil, nil, nil
	}
	chosen, err = s.store.Class(ctx, text)
	if err == nil || !errors.Is(err, data.ErrNotFound) {
		return chosen, nil, err
	}
	several, err = s.store.Classes(ctx, text, mostClasses)
	if err != nil {
		return nil, nil, err
	}
	if len(several) == 0 {
		return nil, nil, notFound("没有“"+shortened(text)+"”这个科目", "请写科目编码（例如 2080505）或名称里的几个字；只有载入的文件里出现过的科目才能选。")
	}
	if len(several) == 1 {
		return several[0], nil, nil
	}
	return nil, several, nil
}

// regionOf reads ?region=: a division code.
func regionOf(v url.Values) (string, error) {
	code := trimmed(v, "region")
	if code == "" {
		return "", nil
	}
	full := (code + "000000")[:max(6, len(code))]
	if _, ok := division.Lookup(full); !ok || strings.Trim(code, "0123456789") != "" {
		return "", notFound("没有代码是“"+shortened(code)+"”的地区", "地区用六位行政区划代码，例如 650000（新疆维吾尔自治区）、650105（水磨沟区）。")
	}
	return full, nil
}

// kindOf reads ?kind=: a kind of unit.
func kindOf(v url.Values) (fiscal.UnitKind, error) {
	kind := fiscal.UnitKind(trimmed(v, "kind"))
	if kind != "" && kind.Term() == "" {
		words := make([]string, len(fiscal.UnitKinds))
		for i, k := range fiscal.UnitKinds {
			words[i] = string(k) + "（" + k.Term() + "）"
		}
		return "", notFound("没有“"+shortened(string(kind))+"”这类单位", "可以用的有 "+strings.Join(words, "、")+"。")
	}
	return kind, nil
}
