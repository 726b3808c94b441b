package document

import (
	"math"
	"strconv"
	"strings"
)

// significant is how many digits spreadsheets keep of a number. What the
// binary form has behind them is the error of the conversion.
const significant = 15

// digits is a decimal number: 0.d₁d₂d₃… × 10^point. Zero has no digits.
type digits struct {
	negative bool
	d        string // without zeros at either end
	point    int
}

// digitsOf returns the decimal number that a binary one stands for.
func digitsOf(v float64) (digits, bool) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return digits{}, false
	}
	return parseScientific(strconv.FormatFloat(v, 'e', significant-1, 64)), true
}

func parseDigits(s string) (digits, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		return digits{}, false
	}
	return digitsOf(v)
}

func parseScientific(s string) digits {
	var out digits
	s, out.negative = strings.CutPrefix(s, "-")
	mantissa, exponent, _ := strings.Cut(s, "e")
	out.point, _ = strconv.Atoi(exponent)
	out.point++
	out.d = strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0")
	if out.d == "" {
		return digits{}
	}
	return out
}

func (d digits) zero() bool { return d.d == "" }

// shift multiplies by 10^n.
func (d digits) shift(n int) digits {
	if !d.zero() {
		d.point += n
	}
	return d
}

func (d digits) compare(e digits) int {
	a, b := d.signed(), e.signed()
	switch {
	case a != b:
		return a - b
	case a == 0:
		return 0
	case d.point != e.point:
		if d.point > e.point {
			return a
		}
		return -a
	}
	return a * strings.Compare(d.d, e.d)
}

func (d digits) signed() int {
	switch {
	case d.zero():
		return 0
	case d.negative:
		return -1
	}
	return 1
}

// round gives the digits before and behind the decimal point of the number
// rounded to places, half away from zero. whole has no leading zeros.
func (d digits) round(places int) (whole, part string) {
	keep := d.point + places // digits that stay
	kept := ""
	switch {
	case d.zero() || keep < 0 || keep > 400:
	case keep >= len(d.d):
		kept = d.d + strings.Repeat("0", keep-len(d.d))
	default:
		kept = d.d[:keep]
		if d.d[keep] >= '5' {
			kept = increment(kept)
		}
	}
	if n := places - len(kept); n > 0 {
		kept = strings.Repeat("0", n) + kept
	}
	return kept[:len(kept)-places], kept[len(kept)-places:]
}

// increment adds one to a row of digits.
func increment(s string) string {
	b := []byte(s)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] != '9' {
			b[i]++
			return string(b)
		}
		b[i] = '0'
	}
	return "1" + string(b)
}

// generalPlaces is how many decimals General shows at most; further ones are
// what sums in binary leave behind.
const generalPlaces = 9

// general writes the number as the format General does, but never in
// powers of ten.
func (d digits) general() string {
	whole, part := d.round(generalPlaces)
	if whole == "" {
		whole = "0"
	}
	part = strings.TrimRight(part, "0")
	if part != "" {
		whole += "." + part
	}
	if d.negative && strings.Trim(whole, "0.") != "" {
		return "-" + whole
	}
	return whole
}

// formatNumber writes the number by the section's placeholders.
func (s *formatSection) formatNumber(d digits, minus bool) string {
	exponent := 0
	if s.exp && !d.zero() {
		exponent = d.point - max(s.intLen, 1)
		if whole, _ := d.shift(-exponent).round(s.places); len(whole) > max(s.intLen, 1) {
			exponent++ // 9.999 rounds to 10.00
		}
		d = d.shift(-exponent)
	}
	whole, part := d.shift(2*s.percent - 3*s.scale).round(s.places)
	out := &placed{section: s, whole: whole, part: part, left: s.intLen}
	for _, it := range s.items {
		out.item(it, exponent)
	}
	// A section without placeholders shows its words only.
	if minus {
		return "-" + out.String()
	}
	return out.String()
}

// placed is a number being written into its placeholders.
type placed struct {
	strings.Builder
	section     *formatSection
	whole, part string
	left        int // placeholders of the whole part to come
	at          int // digits of the decimal part written
	behind      bool
	exponent    bool
}

func (p *placed) item(it formatItem, exponent int) {
	switch it.kind {
	case itemLiteral:
		p.WriteString(it.text)
	case itemPoint:
		if p.section.intLen == 0 {
			p.WriteString(p.whole)
		}
		p.behind = true
		if p.section.point(p.part) {
			p.WriteString(".")
		}
	case itemExponent:
		p.exponent = true
		p.WriteString("E")
		if exponent < 0 {
			p.WriteString("-")
		} else if strings.HasSuffix(it.text, "+") {
			p.WriteString("+")
		}
		text := strconv.Itoa(max(exponent, -exponent))
		if len(text) < 2 {
			text = "0" + text
		}
		p.WriteString(text)
	case itemPlace:
		switch {
		case p.exponent:
		case p.behind:
			p.decimal(it.text)
		default:
			p.digit(it.text)
		}
	}
}

// point reports whether a decimal point is shown: not where no decimal is,
// though Excel leaves it standing, as 6. is no figure to anyone.
func (s *formatSection) point(part string) bool {
	if strings.Trim(part, "0") != "" {
		return true
	}
	behind := false
	for _, it := range s.items {
		behind = behind || it.kind == itemPoint
		if behind && it.kind == itemPlace && it.text == "0" {
			return true
		}
	}
	return false
}

func (p *placed) digit(place string) {
	if p.left == p.section.intLen {
		for n := len(p.whole); n > p.left; n-- { // more digits than placeholders
			p.grouped(p.whole[len(p.whole)-n:len(p.whole)-n+1], n)
		}
	}
	n := p.left
	p.left--
	switch {
	case n <= len(p.whole):
		p.grouped(p.whole[len(p.whole)-n:len(p.whole)-n+1], n)
	case place == "0":
		p.grouped("0", n)
	case place == "?":
		p.WriteString(" ")
	}
}

// grouped writes the n-th digit from the right.
func (p *placed) grouped(digit string, n int) {
	p.WriteString(digit)
	if p.section.group && n > 1 && n%3 == 1 {
		p.WriteString(",")
	}
}

func (p *placed) decimal(place string) {
	i := p.at
	p.at++
	switch {
	case i >= len(p.part):
	case place == "0" || strings.Trim(p.part[i:], "0") != "":
		p.WriteString(p.part[i : i+1])
	case place == "?":
		p.WriteString(" ")
	}
}
