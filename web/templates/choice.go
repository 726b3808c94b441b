package templates

import "mingzhang/internal/story"

// Hidden is a parameter that a form passes on.
type Hidden struct{ Name, Value string }

// Tab is one of several ways to look at a page.
type Tab struct {
	Text, Href string
	Current    bool
	Note       string // said behind the text, softly: a number of units
}

// Chooser offers the items of the vocabulary.
type Chooser struct {
	Current string // the term of the chosen item
	Action  string // where a typed item goes
	Hidden  []Hidden
	Groups  []ChoiceGroup
	Open    bool
}

// ChoiceGroup is a part of a Chooser.
type ChoiceGroup struct {
	Name    string
	Choices []Tab
}

// Chip is something chosen that a link takes away again.
type Chip struct {
	Text   string
	Href   string // of the thing itself, "" for none
	Remove string
}

// ClassChoice offers a class of expenditure, or shows the chosen one.
type ClassChoice struct {
	Chip    Chip // the chosen one, empty for none
	Action  string
	Hidden  []Hidden
	Offered []ClassOffer
}

// ClassOffer is a class that a field suggests.
type ClassOffer struct{ Key, Text string }

// list is the id of the suggestions, "" when there are none.
func (c ClassChoice) list() string {
	if len(c.Offered) == 0 {
		return ""
	}
	return "class-offered"
}

// nothingMeans explains the kind of nothing that stands in a cell.
func nothingMeans(n story.Nothing) string {
	switch n {
	case story.StatedNone:
		return "文件用文字写明没有，点开看原文。"
	case story.NotMentioned:
		return "文件通篇没有提到这个数，不等于零。"
	case story.Unread:
		return "文件里有一个数字没能读懂，可能就是它，见该年的核对页。"
	case story.NoDocument:
		return "没有载入这一年的部门决算。"
	case story.NoWhole:
		return "同一份文件没有写明本年支出合计，算不出比重。"
	case story.NoStaff:
		return "同一份文件没有写明在职人员数，算不出人均。"
	case story.NoPrior:
		return "文件没有说比上年如何，也没有载入上年的文件。"
	case story.NoBudget:
		return "文件没有写明预算数。"
	case story.Incomplete:
		return "拿来比的那个数是零或计量单位不同，算不出来。"
	}
	return ""
}
