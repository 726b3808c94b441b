package export

import (
	"strconv"
	"strings"
	"time"
)

// Citation is what a reference to one figure says. Zero values are unknown.
type Citation struct {
	Unit      string
	Year      int    // 决算年度
	What      string // “三公”经费，决算数：2.14 万元
	Published string // 公开日期, YYYY-MM-DD
	Edition   string
	Number    int
	SHA256    string
	URL       string
	ID        string
	Read      time.Time // when whoever cites looked at it
}

// china is UTC+8, the only time zone of the documents.
var china = time.FixedZone("UTC+8", 8*60*60)

func (c Citation) read() string { return c.Read.In(china).Format("2006-01-02") }

func (c Citation) title() string { return strconv.Itoa(c.Year) + " 年度部门决算" }

// GBT7714 writes the reference as GB/T 7714—2015 has it for what is online.
func (c Citation) GBT7714() string {
	published := ""
	if c.Published != "" {
		published = "(" + c.Published + ")"
	}
	return c.Unit + ". " + c.title() + "：" + c.What + "[EB/OL]. 明账，第 " + strconv.Itoa(c.Number) + " 版（" + c.Edition + "）. " +
		published + "[" + c.read() + "]. " + c.URL + "."
}

// APA writes the reference in the style of APA 7.
func (c Citation) APA() string {
	published := "n.d."
	if t, err := time.Parse("2006-01-02", c.Published); err == nil {
		published = t.Format("2006, January 2")
	}
	return c.Unit + ". (" + published + "). " + c.title() + "（" + c.What + "；第 " + strconv.Itoa(c.Number) + " 版，" + c.Edition + "） [Data set]. 明账. " + c.URL
}

// BibTeX writes the reference as an entry of a BibTeX file.
func (c Citation) BibTeX() string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	b.WriteString("@misc{mingzhang-" + c.ID)
	field("author", "{"+bibEscaped(c.Unit)+"}")
	field("title", "{"+bibEscaped(c.title()+"："+c.What)+"}")
	if len(c.Published) >= 4 {
		field("year", c.Published[:4])
		field("date", c.Published)
	}
	field("howpublished", "明账，第 "+strconv.Itoa(c.Number)+" 版（"+c.Edition+"）")
	field("url", c.URL)
	field("urldate", c.read())
	field("note", "文件 SHA-256："+c.SHA256)
	field("language", "zh")
	b.WriteString("\n}")
	return b.String()
}

var bibEscaped = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "$", `\$`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ").Replace
