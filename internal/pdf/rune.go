package pdf

import "golang.org/x/text/unicode/norm"

// plainRune returns the character that u stands for: fonts map glyphs to the
// radicals and compatibility forms that look the same.
func plainRune(u rune) rune {
	switch {
	case u >= 0x2E80 && u <= 0x2EFF:
		if p, ok := radicals[u]; ok {
			return p
		}
	case u >= 0x2F00 && u <= 0x2FDF, u >= 0xF900 && u <= 0xFAFF:
		if p := []rune(norm.NFKC.String(string(u))); len(p) == 1 {
			return p[0]
		}
	case u == 0xA0:
		return ' '
	}
	return u
}

// radicals are those of the CJK Radicals Supplement that are characters of
// their own; Unicode gives no mapping for them.
var radicals = map[rune]rune{
	'⺁': '厂', '⺇': '几', '⺌': '小', '⺎': '兀', '⺒': '巳', '⺓': '幺', '⺛': '旡', '⺝': '月',
	'⺟': '母', '⺠': '民', '⺧': '牛', '⺩': '王', '⺬': '示', '⺮': '竹', '⺱': '网', '⺶': '羊',
	'⺻': '聿', '⻁': '虎', '⻄': '西', '⻅': '见', '⻆': '角', '⻉': '贝', '⻋': '车', '⻑': '長',
	'⻓': '长', '⻔': '门', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食',
	'⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼', '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄',
	'⻪': '黾', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟',
}
