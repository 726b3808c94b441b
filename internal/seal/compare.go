package seal

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// finding is what differs from a manifest.
type finding struct{ item, what string }

// compareReport says what of a report is not as the manifest has it. text is
// the document's, "" when that is not known to be right.
func compareReport(m Manifest, r *fiscal.Report, text string) ([]finding, error) {
	now, err := partsOf(r)
	if err != nil {
		return nil, err
	}
	var all []finding
	for _, name := range partNames {
		was, there := m.Parts[name]
		is := now[name]
		if !there || was.SHA256 == is.SHA256 {
			continue
		}
		found := compareList(was.Each, is.Each, describe(name, r, was, text))
		if len(found) == 0 {
			found = []finding{{partTerms[name], "与签名的清单不符"}}
		}
		all = append(all, found...)
	}
	return all, nil
}

var partTerms = map[string]string{
	"facts": "事实", "removed": "人工去掉的事实", "reasons": "原因说明", "evaluations": "绩效自评表", "tables": "决算报表", "glossary": "名词解释",
	"sections": "章节", "checks": "勾稽核对", "coverage": "数字去向", "unit": "单位名称与区划", "document": "文件信息",
}

// compareList says which entries of a list differ; say describes the entry at
// a place of the list as it is, or of the list as it was.
func compareList(was, is []string, say func(at int, gone bool) finding) []finding {
	var all []finding
	if len(was) == len(is) {
		for i := range is {
			if was[i] != is[i] {
				all = append(all, say(i, false))
			}
		}
		return all
	}
	left := map[string]int{}
	for _, h := range was {
		left[h]++
	}
	for i, h := range is {
		if left[h]--; left[h] < 0 {
			f := say(i, false)
			all = append(all, finding{f.item, "清单里没有这一条：" + f.what})
		}
	}
	have := map[string]int{}
	for _, h := range is {
		have[h]++
	}
	for i, h := range was {
		if have[h]--; have[h] < 0 {
			all = append(all, say(i, true))
		}
	}
	return all
}

// describe returns the words for entries of a part.
func describe(name string, r *fiscal.Report, was Part, text string) func(int, bool) finding {
	return func(at int, gone bool) finding {
		item := fmt.Sprintf("%s第 %d 条", partTerms[name], at+1)
		if gone {
			return finding{item, fmt.Sprintf("缺了（清单摘要 %s）", was.Each[at])}
		}
		digest := ""
		if at < len(was.Each) {
			digest = was.Each[at]
		}
		switch name {
		case "facts":
			f := r.Facts[at]
			return finding{item + "“" + factWords(f) + "”", factWas(f, digest, text)}
		case "removed":
			return finding{item, "现在是“" + r.Removed[at].Item.Term() + "”"}
		case "reasons":
			return finding{item, "现在是“" + clip(r.Reasons[at].Text, 40) + "”"}
		case "evaluations":
			return finding{item, "现在是“" + clip(r.Evaluations[at].Name, 40) + "”"}
		case "tables":
			return finding{item, "现在是“" + clip(r.Tables[at].Title, 40) + "”"}
		case "glossary":
			return finding{item, "现在是“" + clip(r.Glossary[at].Term+"："+r.Glossary[at].Definition, 40) + "”"}
		case "sections":
			return finding{item, "现在是“" + clip(r.Sections[at].ID+" "+r.Sections[at].Title, 40) + "”"}
		case "checks":
			c := r.Checks[at]
			return finding{item, "现在是“" + clip(c.Rule+" "+c.Title+"："+c.Status.Term(), 60) + "”"}
		}
		return finding{item, "与签名的清单不符"}
	}
}

func factWords(f fiscal.Fact) string {
	words := f.Item.Term()
	if words == "" {
		words = string(f.Item)
	}
	for _, c := range []*fiscal.Class{f.Class, f.EconomicClass} {
		if c != nil {
			words += " " + c.String()
		}
	}
	return words + " " + f.Basis.Term()
}

func factValue(f fiscal.Fact) string {
	if f.Value == nil {
		return "（没有数）"
	}
	return f.Measure.With(f.Value.String())
}

// factWas says what an altered fact is, and what it was where that can be
// found out: the signed digest tells whether a guess is right.
func factWas(f fiscal.Fact, digest, text string) string {
	is := "现在是“" + factValue(f) + "”"
	if f.Source != nil {
		is += fmt.Sprintf("，出处“%s”（第 %d 字起）", clip(f.Source.Text, 30), f.Source.Start)
	}
	printed := ""
	if f.Source != nil && text != "" {
		if runes := []rune(text); f.Source.Start >= 0 && f.Source.Start <= f.Source.End && f.Source.End <= len(runes) {
			printed = string(runes[f.Source.Start:f.Source.End])
		}
	}
	if digest != "" {
		if g, what, ok := guess(f, digest, printed); ok {
			return is + "；原来" + what + "是“" + g + "”"
		}
	}
	if printed != "" && printed != f.Source.Text {
		return is + "；文件原文此处印的是“" + clip(printed, 30) + "”"
	}
	return is + "；原来是什么，清单只有摘要，请与文件原文对照"
}

// guess looks for the fact that has a digest among those that one change away
// from it.
func guess(f fiscal.Fact, digest, printed string) (was, what string, ok bool) {
	right := func(g fiscal.Fact) bool {
		e, err := entry(g)
		return err == nil && e == digest
	}
	values := []string{digits(printed)}
	if f.Value != nil {
		now := f.Value.String()
		values = append(values, "-"+now, strings.TrimPrefix(now, "-"))
		for i := range len(now) {
			for _, d := range "0123456789" {
				values = append(values, now[:i]+string(d)+now[i+1:])
			}
			values = append(values, now[:i]+"."+now[i+1:])
		}
	}
	for _, v := range values {
		g := f
		if g.Value = parseValue(v); g.Value != nil && right(g) {
			return factValue(g), "", true
		}
	}
	for _, m := range []fiscal.Measure{fiscal.TenThousandYuan, fiscal.Yuan, fiscal.HundredMillion, fiscal.Percent, fiscal.Persons, fiscal.Vehicles, fiscal.Pieces, fiscal.Batches,
		fiscal.Visits, fiscal.Sets, fiscal.SquareMetres, fiscal.Points, ""} {
		g := f
		if g.Measure = m; right(g) {
			return string(m), "计量单位", true
		}
	}
	for _, i := range fiscal.Items {
		g := f
		if g.Item = i.Item; right(g) {
			return i.Term, "科目", true
		}
	}
	for _, b := range fiscal.Bases {
		g := f
		if g.Basis = b; right(g) {
			return b.Term(), "口径", true
		}
	}
	for _, o := range fiscal.Origins {
		g := f
		if g.Origin = o; right(g) {
			return o.Term(), "来历", true
		}
	}
	if f.Source == nil {
		return "", "", false
	}
	tries := []func(*fiscal.Source) string{func(s *fiscal.Source) string { s.Text = printed; return "出处的字" }}
	for form := range 10 {
		tries = append(tries, func(s *fiscal.Source) string { s.Form = form; return "所在的表" })
	}
	for _, try := range tries {
		g, s := f, *f.Source
		name := try(&s)
		if g.Source = &s; right(g) {
			return clip(s.Text, 30), name, true
		}
	}
	return "", "", false
}

// digits keeps what a number is made of.
func digits(printed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r >= '0' && r <= '9', r == '.', r == '-':
			return r
		}
		return -1
	}, printed)
}

func parseValue(digits string) *decimal.Decimal {
	v, err := decimal.Parse(digits)
	if err != nil {
		return nil
	}
	return &v
}

// compareEdition says what is not as the manifest has it of what stands with a
// report: these are in the manifest word for word.
func compareEdition(m, now Manifest) []finding {
	all := compareRegistry(m, now)
	same := sameIn(&all)
	same("文件名", m.Document.Name, now.Document.Name)
	same("下载文件名", m.Document.File, now.Document.File)
	same("文件类型", m.Document.MediaType, now.Document.MediaType)
	same("文件大小", m.Document.Bytes, now.Document.Bytes)
	if m.Document.Text != now.Document.Text {
		all = append(all, finding{"文件的正文", "与签名的清单不符"})
	}
	if m.Document.Layout != now.Document.Layout {
		all = append(all, finding{"文件的版面", "与签名的清单不符"})
	}
	return all
}

// compareRegistry says what of an edition's place in the registry is not as it
// was signed.
func compareRegistry(m, now Manifest) []finding {
	var all []finding
	same := sameIn(&all)
	same("版本号", m.Key, now.Key)
	same("年度", m.Year, now.Year)
	same("版次", m.Edition, now.Edition)
	same("公开时间", m.PublishedAt, now.PublishedAt)
	same("再次公开的理由", m.Reason, now.Reason)
	same("识别程序版本", m.Reader, now.Reader)
	same("来源题名", m.Source.Title, now.Source.Title)
	same("来源网址", m.Source.URL, now.Source.URL)
	same("公开日期", m.Source.Disclosed, now.Source.Disclosed)
	same("许可", m.Source.Licence, now.Source.Licence)
	same("说明", m.Source.Note, now.Source.Note)
	same("文件 SHA-256", m.Document.SHA256, now.Document.SHA256)
	return all
}

// sameIn adds to findings what is not as it was.
func sameIn(all *[]finding) func(item string, was, is any) {
	return func(item string, was, is any) {
		if was != is {
			*all = append(*all, finding{item, fmt.Sprintf("原来是“%v”，现在是“%v”", was, is)})
		}
	}
}

// comparePages says which data files of pages are not as they were signed.
func comparePages(m Manifest, now Pages) []finding {
	var all []finding
	names := []string{}
	for name := range m.Pages.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if sum, ok := now.Files[name]; !ok || sum != m.Pages.Files[name] {
			all = append(all, finding{"页面数据 " + name, "与签名的清单不符"})
		}
	}
	return all
}

// reportOf reads the report out of a downloaded data file.
func reportOf(file []byte) (*fiscal.Report, error) {
	var r fiscal.Report
	return &r, json.Unmarshal(file, &r)
}
