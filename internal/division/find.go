package division

import "strings"

// Find returns the division that a unit's name speaks of, the most specific one
// it names: 650105 for 乌鲁木齐市水磨沟区发展和改革委员会. Names of divisions that
// stand next to each other are read together (province, city, county; a
// province may be shortened to 新疆), so a county that several cities have
// (鼓楼区) is found when the name gives its city or province, and not found when
// it stands alone and could be any of them. A shortened province alone (北京大学)
// names no region, nor does a two-character district alone (城区), nor a
// two-character county anywhere but at the head of the name. Of several places
// in one name the one told in most characters is taken, else the first.
func Find(name string) (Division, bool) { return loaded().find(name) }

func (t *table) find(name string) (Division, bool) {
	name = strings.Join(strings.Fields(name), "")
	name = strings.TrimPrefix(name, "中共") // 中共和县委员会 is of 和县, not of 共和县
	text := []rune(name)
	best := mention{at: -1}
	for start := range text {
		if m := t.read(text, start); m.length > best.length {
			best = m
		}
	}
	if best.at < 0 {
		return Division{}, false
	}
	return t.division(best.at), true
}

// mention is a division named by a run of names in a text.
type mention struct {
	at     int // row; -1 when the names leave several divisions possible, or none
	length int // code points of the run
}

// read returns the longest run of names at start, each below the one before.
func (t *table) read(text []rune, start int) mention {
	best := mention{at: -1}
	for end := start + 2; end <= min(len(text), start+t.longest); end++ {
		possible := t.byName[string(text[start:end])]
		if len(possible) == 0 {
			continue
		}
		if m := t.extend(text, start, end, possible); m.length > best.length {
			best = m
		}
	}
	return best
}

// extend reads on behind end, where the run so far may mean any of possible.
func (t *table) extend(text []rune, start, end int, possible []int) mention {
	best := mention{at: -1}
	if !t.weak(text, start, end, possible) {
		best.length = end - start
		if len(possible) == 1 {
			best.at = possible[0]
		}
	}
	for next := end + 2; next <= min(len(text), end+t.longest); next++ {
		var below []int
		for _, i := range t.byName[string(text[end:next])] {
			for _, above := range possible {
				if t.isBelow(i, above) {
					below = append(below, i)
					break
				}
			}
		}
		if len(below) == 0 {
			continue
		}
		m := mention{at: -1, length: next - start}
		if len(below) == 1 {
			m.at = below[0]
		}
		if deeper := t.extend(text, end, next, below); deeper.length > next-end {
			m = mention{at: deeper.at, length: end - start + deeper.length}
		}
		if m.length > best.length {
			best = m
		}
	}
	return best
}

// weak reports whether the name text[start:end] is too little to place a unit
// when no other name stands beside it.
func (t *table) weak(text []rune, start, end int, possible []int) bool {
	if end-start == 2 && (start > 0 || text[end-1] == '区') {
		return true
	}
	for _, i := range possible {
		if t.rows[i].name == string(text[start:end]) {
			return false
		}
	}
	return true // a shortened province
}

func (t *table) isBelow(i, above int) bool {
	for i = t.rows[i].parent; i >= 0; i = t.rows[i].parent {
		if i == above {
			return true
		}
	}
	return false
}
