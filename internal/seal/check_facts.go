package seal

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// factsName is the table of facts in a data package.
const factsName = "facts.csv"

// facts checks every row of a package's facts against the manifest of its
// edition.
func (c *fileCheck) facts() error {
	f, err := c.files.Open(factsName)
	if err != nil {
		return nil // the list of files has said so
	}
	defer f.Close()
	t := &factTable{check: c, left: map[string]bool{}}
	for key := range c.manifests {
		t.left[key] = true
	}
	rows := csv.NewReader(f)
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil {
		c.result.add(Alteration{File: factsName, What: "读不出来：" + err.Error()})
		return nil
	}
	t.at = map[string]int{}
	for i, name := range head {
		t.at[name] = i
	}
	for _, name := range []string{"fact", "edition", "item", "class_code", "class_1", "basis", "value", "measure", "origin", "derived_from", "form", "printed", "correction", "section", "start", "end", "page"} {
		if _, ok := t.at[name]; !ok {
			c.result.add(Alteration{File: factsName, What: "缺了 " + name + " 这一列"})
			return nil
		}
	}
	for line := 2; ; line++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.result.add(Alteration{File: factsName, Item: fmt.Sprintf("第 %d 行起", line), What: "读不出来：" + err.Error()})
			break
		}
		if line%1000 == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		t.row(line, row)
	}
	t.flush()
	for key := range t.left {
		if m := c.manifests[key]; len(m.Parts["facts"].Each) > 0 {
			c.result.note("%s %d 年度（%s）不在包里：已撤回，或被删去", m.Unit, m.Year, m.Key)
		}
	}
	return nil
}

// factTable reads facts edition by edition.
type factTable struct {
	check   *fileCheck
	at      map[string]int
	left    map[string]bool // editions not seen yet
	edition string
	rows    []factLine
	ordinal map[string]int // of the ids of this edition's facts
}

type factLine struct {
	line     int
	fact     fiscal.Fact
	operands []string
	problem  error
	cut      bool // a class has as many levels as there are columns, and may have had more
}

func (t *factTable) row(line int, row []string) {
	cell := func(name string) string {
		i, ok := t.at[name]
		if !ok || i >= len(row) {
			return ""
		}
		return unharmed(row[i])
	}
	if e := cell("edition"); e != t.edition {
		t.flush()
		t.edition, t.rows, t.ordinal = e, nil, map[string]int{}
	}
	l := factLine{line: line}
	l.fact, l.operands, l.problem = factOf(cell)
	l.cut = cell("class_3") != "" || cell("economic_2") != ""
	id := cell("fact")
	if _, twice := t.ordinal[id]; !twice {
		t.ordinal[id] = len(t.rows)
	}
	t.rows = append(t.rows, l)
}

// flush checks the facts of one edition.
func (t *factTable) flush() {
	if t.edition == "" {
		return
	}
	c := t.check
	m, ok := c.manifests[t.edition]
	if !ok {
		c.result.add(Alteration{File: factsName, Item: "版本 " + t.edition, What: fmt.Sprintf("没有它的签名清单（第 %d 行起）", t.rows[0].line)})
		return
	}
	delete(t.left, t.edition)
	c.result.Editions++
	was := m.Parts["facts"].Each
	is := make([]string, len(t.rows))
	r := &fiscal.Report{}
	for i, l := range t.rows {
		f := l.fact
		for _, id := range l.operands {
			n, ok := t.ordinal[id]
			if !ok {
				n = -1
			}
			f.From = append(f.From, n)
		}
		c.result.Figures++
		r.Facts = append(r.Facts, f)
		if l.problem == nil {
			is[i], _ = entry(f)
		}
	}
	say := describe("facts", r, m.Parts["facts"], "")
	for _, f := range compareList(was, is, func(at int, gone bool) finding {
		if !gone && len(was) == len(is) && t.rows[at].cut && c.listed && !c.altered[factsName] {
			return finding{} // signed as it is: what differs is a level that has no column
		}
		f := say(at, gone)
		if !gone {
			f.item = fmt.Sprintf("第 %d 行，", t.rows[at].line) + f.item
			if p := t.rows[at].problem; p != nil {
				f.what = p.Error()
			}
		}
		return f
	}) {
		if f != (finding{}) {
			c.result.of(m, factsName, f.item, f.what)
		}
	}
}

// factOf reads a fact out of the columns of a package.
func factOf(cell func(string) string) (f fiscal.Fact, operands []string, err error) {
	f.Item, f.Basis, f.Measure, f.Origin = fiscal.Item(cell("item")), fiscal.Basis(cell("basis")), fiscal.Measure(cell("measure")), fiscal.Origin(cell("origin"))
	f.Class, f.EconomicClass = classIn(cell, "class", 3), classIn(cell, "economic", 2)
	number := func(name string) int {
		n, failed := strconv.Atoi(cell(name))
		if failed != nil {
			err = fmt.Errorf("栏 %s 不是整数：“%s”", name, clip(cell(name), 20))
		}
		return n
	}
	if v := cell("value"); v != "" {
		if f.Value = parseValue(v); f.Value == nil {
			return f, nil, fmt.Errorf("栏 value 不是数：“%s”", clip(v, 20))
		}
	}
	operands = strings.Fields(cell("derived_from"))
	if cell("form") != "" {
		f.Source = &fiscal.Source{Section: cell("section"), Start: number("start"), End: number("end"), Text: cell("printed"), Form: number("form")}
		if cell("page") != "" {
			f.Source.Page = new(number("page"))
		}
	}
	if kind := cell("correction"); kind != "" {
		f.Correction = &fiscal.Correction{Kind: kind, At: cell("corrected_at"), By: cell("corrected_by"), Why: cell("correction_reason")}
		if was := cell("read_as"); was != "" {
			if failed := json.Unmarshal([]byte(was), &f.Correction.Was); failed != nil {
				err = fmt.Errorf("栏 read_as 读不出来：%w", failed)
			}
		}
	}
	return f, operands, err
}

func classIn(cell func(string) string, prefix string, levels int) *fiscal.Class {
	c := &fiscal.Class{Code: cell(prefix + "_code")}
	for level := range levels {
		if name := cell(prefix + "_" + strconv.Itoa(level+1)); name != "" {
			c.Path = append(c.Path, name)
		}
	}
	if len(c.Path) == 0 && c.Code == "" {
		return nil
	}
	return c
}

// unharmed takes off the apostrophe that keeps spreadsheets from taking a text
// for a formula.
func unharmed(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", []rune(rest)[0]) {
		return rest
	}
	return cell
}
