package story

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"mingzhang/internal/fiscal"
)

// ItemGroup is a part of the vocabulary as pages offer it for choice.
type ItemGroup struct {
	Name  string
	Items []fiscal.Item
}

// groupNames names the groups by the first word of their items, in the order
// of the questions of the report page.
var groupNames = []struct{ family, name string }{
	{"income", "钱从哪来"}, {"expense", "花到哪"}, {"fiscal", "财政拨款"}, {"general", "一般公共预算"}, {"fund", "政府性基金预算"},
	{"capital", "国有资本经营预算"}, {"sangong", "“三公”经费"}, {"agency", "机关运行"}, {"staff", "人员"}, {"procurement", "政府采购"},
	{"assets", "国有资产"}, {"evaluation", "绩效自评"},
}

// ItemGroups returns the whole vocabulary in groups.
func ItemGroups() []ItemGroup {
	groups := make([]ItemGroup, len(groupNames))
	at := map[string]int{}
	for i, g := range groupNames {
		groups[i].Name = g.name
		at[g.family] = i
	}
	for _, info := range fiscal.Items {
		family, _, _ := strings.Cut(string(info.Item), ".")
		g := &groups[at[family]]
		g.Items = append(g.Items, info.Item)
	}
	return groups
}

// FindItems returns the items that a text names: the one it is the name or the
// whole term of, else those in whose term it stands.
func FindItems(text string) []fiscal.Item {
	if _, ok := fiscal.Item(text).Info(); ok {
		return []fiscal.Item{fiscal.Item(text)}
	}
	wanted := bare(text)
	if wanted == "" {
		return nil
	}
	var part []fiscal.Item
	for _, info := range fiscal.Items {
		term := bare(info.Term)
		if term == wanted {
			return []fiscal.Item{info.Item}
		}
		if strings.Contains(term, wanted) {
			part = append(part, info.Item)
		}
	}
	return part
}

// bare writes a term without quotes, brackets and spaces, in one form of every
// sign.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(strings.ToValidUTF8(text, "")))
}
