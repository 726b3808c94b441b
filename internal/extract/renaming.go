package extract

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingzhang/internal/fiscal"
)

// RenamingVersion grows when Renamings would read something else from the same
// text.
const RenamingVersion = 1

var (
	// bracketed is a name in brackets that a unit carried before.
	bracketed = regexp.MustCompile(`([\p{Han}·]{3,40})[（(]\s*原(?:名|称|为|系)?[“"：:]?([\p{Han}·]{3,30}?)[”"]?\s*[）)]`)
	// becomes is one name that becomes another.
	becomes = regexp.MustCompile(`(?:将|把|由)?原?[“"]?([\p{Han}·]{3,40}?)[”"]?(?:正式|已|整体)?(?:更名为|改名为|更名|改名|改称为?|变更为|改组为|转隶组建为)[“"]?([\p{Han}·]{2,40})`)
	// madeOf is the names that a unit was made of.
	madeOf = regexp.MustCompile(`(?:由|将|把|整合)((?:原?[“"]?[\p{Han}·]{3,30}[”"]?[、和及与]){1,5}原?[“"]?[\p{Han}·]{3,30}?[”"]?)(?:的?(?:职责|职能|职责职能))?(?:合并|整合|重组|并入)(?:后)?(?:，|,)?(?:重新)?(?:组建|成立|组成|设立|为|到)?([\p{Han}·]{0,40})`)
	aYear  = regexp.MustCompile(`((?:19|20)\d\d)年`)
	// ownWords are what a document calls its unit without naming it.
	ownWords = []string{"本单位", "本部门", "我单位", "我局", "我委", "我办", "我中心", "我校", "我院", "我部"}
)

// mostRenamings bounds what is kept of one document.
const mostRenamings = 12

// Renamings reads which other names a document gives its unit: what it was
// called before, what it was made of. Only sentences that name the unit itself
// count: duties speak of many bodies.
func Renamings(text, unit string) []fiscal.Naming {
	if unit = strings.ToValidUTF8(unit, ""); unit == "" {
		return nil
	}
	var all []fiscal.Naming
	at := 0 // code points before the line
	for line := range strings.Lines(text) {
		if strings.ContainsAny(line, "原更改变转由将整") {
			for _, n := range renamingsIn(line, unit) {
				n.Source.Start, n.Source.End = n.Source.Start+at, n.Source.End+at
				if !known(all, n) && len(all) < mostRenamings {
					all = append(all, n)
				}
			}
		}
		at += utf8.RuneCountInString(line)
	}
	return all
}

func known(all []fiscal.Naming, n fiscal.Naming) bool {
	for _, have := range all {
		if have.Name == n.Name && have.Kind == n.Kind {
			return true
		}
	}
	return false
}

func renamingsIn(line, unit string) []fiscal.Naming {
	var all []fiscal.Naming
	add := func(kind fiscal.NamingKind, name string, from, to int) {
		if name = cleanName(name); !isUnitName(name) || sameUnit(name, unit) {
			return
		}
		n := fiscal.Naming{Kind: kind, Name: name}
		if m := aYear.FindAllStringSubmatch(sentenceUpTo(line, to), -1); m != nil {
			n.Year, _ = strconv.Atoi(m[len(m)-1][1])
		}
		n.Source = fiscal.Source{Start: utf8.RuneCountInString(line[:from]), Text: line[from:to]}
		n.Source.End = n.Source.Start + utf8.RuneCountInString(n.Source.Text)
		all = append(all, n)
	}
	for _, m := range bracketed.FindAllStringSubmatchIndex(line, 4) {
		if endsWithUnit(line[m[2]:m[3]], unit) {
			add(fiscal.NamedBefore, line[m[4]:m[5]], m[0], m[1])
		}
	}
	for _, m := range becomes.FindAllStringSubmatchIndex(line, 4) {
		if beginsWithUnit(line[m[4]:m[5]], unit) {
			add(fiscal.NamedBefore, line[m[2]:m[3]], m[0], m[1])
		}
	}
	for _, m := range madeOf.FindAllStringSubmatchIndex(line, 4) {
		if target := line[m[4]:m[5]]; !beginsWithUnit(target, unit) && !endsWithUnit(line[:m[0]], unit) {
			continue
		}
		for _, name := range strings.FieldsFunc(line[m[2]:m[3]], func(r rune) bool { return strings.ContainsRune("、和及与", r) }) {
			add(fiscal.MergedInto, name, m[0], m[1])
		}
	}
	return all
}

// cleanName takes off what stands around a name in a sentence.
func cleanName(name string) string {
	name = strings.Trim(name, `“”"`)
	for _, lead := range []string{"机构改革后", "改革后", "机构改革", "经批准", "根据", "将", "把", "由", "原"} {
		if i := strings.LastIndex(name, lead); i == 0 || i > 0 && utf8.RuneCountInString(lead) > 1 {
			name = name[i+len(lead):]
		}
	}
	return strings.Trim(name, `“”"`)
}

// sentenceUpTo returns what the sentence around a place says up to its end.
func sentenceUpTo(line string, end int) string {
	start := strings.LastIndexAny(line[:end], "。；;")
	return line[max(start, 0):end]
}

// tails are the forms in which a sentence may write the unit's name: whole, or
// without the places that it begins with.
func tails(unit string) []string {
	all := []string{unit}
	for i, r := range unit {
		rest := unit[i+len(string(r)):]
		if strings.ContainsRune("省市县区州盟旗", r) && utf8.RuneCountInString(rest) >= 3 {
			all = append(all, rest)
		}
	}
	return all
}

func sameUnit(name, unit string) bool {
	return strings.HasSuffix(unit, name) || strings.HasSuffix(name, unit)
}

func endsWithUnit(words, unit string) bool {
	for _, t := range append(tails(unit), ownWords...) {
		if strings.HasSuffix(words, t) {
			return true
		}
	}
	return false
}

func beginsWithUnit(words, unit string) bool {
	if _, size := utf8.DecodeRuneInString(words); strings.ContainsRune("省市县区州盟旗", []rune(words + " ")[0]) {
		words = words[size:] // 区发展和改革局
	}
	for _, t := range append(tails(unit), ownWords...) {
		if strings.HasPrefix(words, t) {
			return true
		}
	}
	return false
}
