package story

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/fiscal"
)

// The first screen, sentence by sentence, against the document.
func TestLead(t *testing.T) {
	lead := theSeed(t).Lead()
	var got []string
	for _, s := range append([]Sentence{lead.Headline}, lead.Sentences...) {
		line := s.Label + "：" + s.Plain()
		if s.Reason != nil {
			line += "｜" + s.Reason.Text
		}
		got = append(got, strings.ReplaceAll(line, " ", ""))
	}
	want := []string{
		"：2024年支出9,410.33万元，其中项目支出占97.15%：每100元里约97元用于项目支出",
		"比预算：年初预算数29,788.39万元，到年底决算数9,408.39万元，少了20,380.00万元，预决算差异率−68.42%（财政拨款收支总计）。｜年中调减水磨沟区申报中央预算内投资补助项目前期综合咨询服务项目资金、水磨沟区食品产业园道路修补提升改造工程项目资金、水磨沟工业园区土方清运工程项目资金、水磨沟工业园区产业园建设项目资金，导致预决算存在差异",
		"比上年：收入支出总计9,436.64万元，比上年增加1,630.51万元，增长20.89%（上年7,806.13万元）。｜本年增加新疆创博智谷产业园Ⅳ期、乌鲁木齐市馕文化产业园三期、乌鲁木齐市水磨沟区创博智谷产业园一、二期基础设施配套等项目资金",
		"钱从哪来：本年收入9,418.44万元，其中财政拨款收入9,406.46万元，占99.87%；其他收入11.97万元，占0.13%。",
		"哪本账：财政拨款支出9,408.39万元，其中政府性基金预算8,960.06万元，一般公共预算448.33万元；国有资本经营预算文中说明无。最大一项是“其他地方自行试点项目收益专项债券收入安排的支出”8,960.06万元。",
		"三公经费：“三公”经费2.14万元，比上年增加0.89万元，增长71.20%；其中公务用车运行维护费2.14万元。｜本年因业务需求，用车次数增加，燃油费增加，导致公务用车运行维护费较上年增加",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-read off the document +written):\n%s", diff)
	}
}

// A report that says nothing is told without a figure and without a panic.
func TestEmptyBook(t *testing.T) {
	b := Open(&fiscal.Report{})
	if lead := b.Lead(); len(lead.Sentences) != 0 || len(lead.Headline.Parts) == 0 {
		t.Errorf("%+v", lead)
	}
	if len(b.Charts())+len(b.Spending())+len(b.Whys())+len(b.Unexplained())+len(b.Places()) != 0 {
		t.Error("something is told of nothing")
	}
	if c := b.Cell(fiscal.SangongTotal, fiscal.Final); c.Nothing != NotMentioned {
		t.Errorf("what is not mentioned is %q", c.Nothing)
	}
}

// The four kinds of nothing stay four.
func TestNothings(t *testing.T) {
	b := theSeed(t)
	if c := b.Cell(fiscal.IncomeUndertaking, fiscal.Final); c.Figure == nil || c.Figure.Text != "0.00" {
		t.Errorf("a stated 0.00 is %+v", c)
	}
	if c := b.Cell(fiscal.CapitalIncomeTotal, fiscal.Final); c.Nothing != StatedNone || c.At < 0 {
		t.Errorf("a stated nothing is %+v", c)
	}
	if c := b.Cell(fiscal.GeneralProject, fiscal.Final); c.Nothing != NotMentioned {
		t.Errorf("what is not mentioned is %+v", c)
	}
	unread := *b.Report
	unread.Coverage.Unread = []fiscal.Unread{{Text: "3", Start: sectionStart(t, b.Report, "general")}}
	if c := Open(&unread).Cell(fiscal.GeneralProject, fiscal.Final); c.Nothing != Unread {
		t.Errorf("beside an unread figure it is %+v", c)
	}
}

func sectionStart(t *testing.T, r *fiscal.Report, topic string) int {
	t.Helper()
	for _, s := range r.Sections {
		if s.Topic == topic {
			return s.Start
		}
	}
	t.Fatalf("no section on %s", topic)
	return 0
}

// Charts show what the document states; nothing that is not known is drawn as zero.
func TestCharts(t *testing.T) {
	b := theSeed(t)
	var keys []string
	for _, c := range b.Charts() {
		keys = append(keys, c.Key)
		if len(c.Headline.Parts) == 0 || c.Measure == "" || len(c.Table.Rows) == 0 {
			t.Errorf("chart %s has no message, measure or numbers", c.Key)
		}
	}
	if diff := cmp.Diff([]string{"flow", "spending", "spending-rest", "prior", "budget", "sangong"}, keys); diff != "" {
		t.Error(diff)
	}
	if v := value(empty(NotMentioned)); v.Missing != "未提及" || v.Label != "" {
		t.Errorf("what is not mentioned is drawn as %+v", v)
	}
	if c := b.Cell(fiscal.IncomeUndertaking, fiscal.Final); value(c).Missing != "" || value(c).Label != "0.00" {
		t.Errorf("a stated zero is drawn as %+v", value(c))
	}
}

// Places nest and none stands twice.
func TestPlaces(t *testing.T) {
	places := theSeed(t).Places()
	var around []Place
	for i, p := range places {
		if i > 0 && (places[i-1].Start > p.Start || places[i-1].Start == p.Start && places[i-1].End == p.End) {
			t.Errorf("place %d %+v stands behind %+v", i, p, places[i-1])
		}
		for len(around) > 0 && around[len(around)-1].End <= p.Start {
			around = around[:len(around)-1]
		}
		if n := len(around); n > 0 && p.End > around[n-1].End {
			t.Errorf("%+v crosses the end of %+v", p, around[n-1])
		}
		around = append(around, p)
	}
}

func TestTrends(t *testing.T) {
	b := theSeed(t)
	var facts []YearFact
	for _, f := range b.Report.Facts {
		if f.Basis == fiscal.Final || f.Basis == fiscal.Prior {
			facts = append(facts, YearFact{Year: 2024, Fact: f})
		}
	}
	trends := NewTrends(facts)
	if diff := cmp.Diff([]int{2023, 2024}, trends.Years); diff != "" {
		t.Fatal(diff)
	}
	for _, row := range trends.Rows {
		if row.Item != fiscal.SangongTotal {
			continue
		}
		before, now := row.Cells[0], row.Cells[1]
		if before.Figure.Text != "1.25" || !before.Figure.Derived || before.StatedIn != 2024 || now.Figure.Text != "2.14" || now.Figure.Derived {
			t.Errorf("“三公”: %+v, %+v; the document states 2.14 and an increase of 0.89", before, now)
		}
	}
	// The year's own report goes before what the next year's report says of it.
	own := facts[0]
	own.Year, own.Fact.Basis, own.Fact.Origin, own.Fact.Item = 2023, fiscal.Final, fiscal.Stated, fiscal.SangongTotal
	for _, row := range NewTrends(append(facts, own)).Rows {
		if row.Item == fiscal.SangongTotal && (row.Cells[0].Figure.Derived || row.Cells[0].StatedIn != 2023) {
			t.Errorf("2023 is %+v", row.Cells[0])
		}
	}
}
