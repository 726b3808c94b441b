package document

import (
	"strconv"
	"strings"
)

// numeral writes a count in one of the number formats of Word.
func numeral(format string, n int) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter":
		return strings.ToLower(letters(n))
	case "upperLetter":
		return letters(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return counting(n, "〇一二三四五六七八九", "十百千")
	case "chineseLegalSimplified", "japaneseLegal":
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	case "ideographLegalTraditional":
		return counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟")
	case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand":
		return placeValue(n, "〇一二三四五六七八九")
	case "decimalFullWidth", "decimalFullWidth2":
		return placeValue(n, "０１２３４５６７８９")
	case "ideographTraditional":
		return one(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return one(n, "子丑寅卯辰巳午未申酉戌亥")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return one(n, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿")
	case "decimalEnclosedParen":
		return one(n, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case "decimalEnclosedFullstop":
		return one(n, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case "ideographEnclosedCircle":
		return one(n, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	}
	return strconv.Itoa(n)
}

// one returns the n-th of the characters, a plain number behind the last.
func one(n int, of string) string {
	if r := []rune(of); n >= 1 && n <= len(r) {
		return string(r[n-1])
	}
	return strconv.Itoa(n)
}

func placeValue(n int, of string) string {
	r := []rune(of)
	return strings.Map(func(d rune) rune { return r[d-'0'] }, strconv.Itoa(n))
}

// letters goes on behind Z with AA, BB, as Word does.
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, s := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= s.value {
			out.WriteString(s.sign)
			n -= s.value
		}
	}
	return out.String()
}

// counting writes a number as it is spoken: 十, 十一, 二十, 一百〇五.
func counting(n int, digit, unit string) string {
	d, u := []rune(digit), []rune(unit)
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	if n < 10 {
		return string(d[n])
	}
	var out []rune
	gap := false
	for i, pow := 3, 1000; i >= 0; i, pow = i-1, pow/10 {
		v := n / pow % 10
		if v == 0 {
			gap = len(out) > 0
			continue
		}
		if gap {
			out = append(out, d[0])
			gap = false
		}
		if !(i == 1 && v == 1 && n < 20) {
			out = append(out, d[v])
		}
		if i > 0 {
			out = append(out, u[i-1])
		}
	}
	return string(out)
}
