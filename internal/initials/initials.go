// Package initials gives the pinyin initials by which Chinese names are typed:
// smgq for 水磨沟区.
package initials

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// inNames are characters that names of places and units read otherwise than
// texts mostly do.
var inNames = map[rune]byte{'长': 'c', '重': 'c', '厦': 'x', '乐': 'l', '行': 'x', '会': 'h', '单': 's', '解': 'j', '都': 'd', '朝': 'c', '曾': 'z', '尉': 'w', '蔚': 'y', '亳': 'b', '泌': 'b', '六': 'l', '石': 's', '大': 'd', '少': 's', '调': 'd', '校': 'x', '参': 'c', '藏': 'z', '铅': 'y'}

// most bounds how many readings of a name are kept.
const most = 8

// Of returns the initials of a name, lower case, letters and digits as they
// are. A character with several readings gives one more string for each, the
// others read as usual; the usual reading comes first. It returns nil for a
// name with nothing to type.
func Of(name string) []string {
	var usual []byte
	type other struct {
		at int
		as byte
	}
	var others []other
	args := pinyin.NewArgs()
	args.Style, args.Heteronym = pinyin.FirstLetter, true
	for _, r := range name {
		switch {
		case r < unicode.MaxASCII:
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				usual = append(usual, byte(unicode.ToLower(r)))
			}
			continue
		case !unicode.Is(unicode.Han, r):
			continue
		}
		letters := distinct(pinyin.SinglePinyin(r, args))
		if first, ok := inNames[r]; ok {
			letters = append([]byte{first}, strings.ReplaceAll(string(letters), string(first), "")...)
		}
		if len(letters) == 0 {
			continue
		}
		for _, l := range letters[1:] {
			others = append(others, other{len(usual), l})
		}
		usual = append(usual, letters[0])
	}
	if len(usual) == 0 {
		return nil
	}
	all := []string{string(usual)}
	for _, o := range others {
		if len(all) == most {
			break
		}
		reading := []byte(string(usual))
		reading[o.at] = o.as
		all = append(all, string(reading))
	}
	return all
}

// distinct returns the first letters of readings, each once.
func distinct(readings []string) []byte {
	var letters []byte
	for _, reading := range readings {
		if reading == "" || reading[0] < 'a' || reading[0] > 'z' || strings.IndexByte(string(letters), reading[0]) >= 0 {
			continue
		}
		letters = append(letters, reading[0])
	}
	return letters
}
