package document

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// article is what a page was published for.
type article struct {
	node     *html.Node
	weight   weight
	headings []string // outside of it, that name final accounts
	hidden   int
	around   int
}

// weight is how much text an element holds.
type weight struct {
	han, figures int
	links        int // Chinese characters in links to other pages
}

// good is how much of it may be an article's.
func (w weight) good() int { return w.han - w.links + w.figures }

func (w weight) linked() bool { return w.links*2 > w.han }

type finder struct {
	of     map[*html.Node]weight
	hidden int
}

// containers are the names under which the editors of government sites put
// articles.
var containers = regexp.MustCompile(`(?i)^(trs_editor|trs_ueditor|trs_preappend|ucap-content|vsb_content\w*|v_news_content|pages_content|article(-?con(tent)?|body|_content)?|(main|news|info|detail|xxgk|text|zw)?-?_?con(tent)?s?(box|_box|-box)?|zoom|zoomcon|bt_content|wp_articlecontent|ewb-article-content|easysite-news-content|mainbody|printcontent|mycontent)$`)

// around are names of what stands around articles.
var around = regexp.MustCompile(`(?i)(^|[-_])(nav|navbar|menu|foot|footer|header|crumbs?|breadcrumbs?|position|location|share|bdsharebuttonbox|sidebar|copyright|banner|search|login|pager|related|recommend|toolbar|qrcode|print)\d*($|[-_])`)

// aroundWords are what blocks around articles say.
var aroundWords = regexp.MustCompile(`版权所有|ICP备|公网安备|网站标识码|网站地图|当前位置|您的位置|所在位置|上一篇|下一篇|浏览次数|访问次数|阅读次数|发布时间|发布日期|信息来源|分享到|打印本页|关闭窗口|(主办|承办)(单位)?[：:]|联系我们|字体[：:]|【字号|无障碍`)

// small is the number of Chinese characters below which a block beside a
// known container is not missed.
const small = 60

func findArticle(all *html.Node) article {
	f := &finder{of: map[*html.Node]weight{}}
	f.prune(all)
	whole := f.weigh(all, false)
	f.pruneAround(all, whole)
	whole = f.weigh(all, false)
	a := article{node: f.choose(all, whole), hidden: f.hidden}
	a.weight = f.of[a.node]
	a.around = max(whole.han-a.weight.han, 0)
	if a.node != all {
		a.headings = headings(all, a.node)
	}
	return a
}

// prune takes out what is hidden, and the elements that by their kind stand
// around an article.
func (f *finder) prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type != html.ElementNode:
		case has(c, hiddenMark):
			if w := f.weigh(c, false); w.han > 0 {
				f.hidden++
			}
			n.RemoveChild(c)
		case c.DataAtom == atom.Nav, c.DataAtom == atom.Footer, c.DataAtom == atom.Aside,
			c.DataAtom == atom.Header && !within(c, atom.Article, atom.Main):
			n.RemoveChild(c)
		default:
			f.prune(c)
		}
		c = next
	}
}

// pruneAround takes out blocks that by name stand around an article, unless
// they hold much of the page: names may mislead.
func (f *finder) pruneAround(n *html.Node, whole weight) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.DataAtom != atom.Table {
			w := f.of[c]
			little := w.good()*10 < whole.good()
			switch {
			case c.DataAtom == atom.Form && w.good()*2 < whole.good(),
				little && isBlock(c) && slices.ContainsFunc(names(c), around.MatchString) && !strings.Contains(textOf(c, 400), "万元"):
				n.RemoveChild(c)
			default:
				f.pruneAround(c, whole)
			}
		}
		c = next
	}
}

// weigh counts the text of an element; it remembers the weight of those with
// elements in them.
func (f *finder) weigh(n *html.Node, link bool) weight {
	var w weight
	link = link || n.Type == html.ElementNode && n.DataAtom == atom.A && has(n, linkMark)
	elements := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			for _, r := range c.Data {
				switch {
				case isHan(r):
					w.han++
					if link {
						w.links++
					}
				case r >= '0' && r <= '9':
					if !link {
						w.figures++
					}
				}
			}
		case html.ElementNode:
			elements = true
			v := f.weigh(c, link)
			w.han, w.figures, w.links = w.han+v.han, w.figures+v.figures, w.links+v.links
		}
	}
	if elements || isBlock(n) {
		f.of[n] = w
	}
	return w
}

// choose returns the article: the innermost element with nothing but
// navigation around it, or the known container in that one that holds all that
// would be missed.
func (f *finder) choose(all *html.Node, whole weight) *html.Node {
	best := all
	for n := all; n != nil; n = f.inner(n) {
		best = n
	}
	var known *html.Node
	for n := range best.Descendants() {
		if n.Type == html.ElementNode && isContainer(n) && slices.ContainsFunc(names(n), containers.MatchString) &&
			f.of[n].good()*2 > whole.good() && f.nothingMissed(n, best) && !dataTableAround(n) {
			known = n
		}
	}
	if known != nil {
		return known
	}
	for c := best.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.DataAtom != atom.Table && f.of[c].han > 0 && f.stray(c) && !f.of[c].linked() {
			best.RemoveChild(c)
		}
		c = next
	}
	return best
}

// nothingMissed reports whether the blocks in outer around n are not missed.
func (f *finder) nothingMissed(n, outer *html.Node) bool {
	for ; n != outer; n = n.Parent {
		for _, beside := range []func(*html.Node) *html.Node{
			func(n *html.Node) *html.Node { return n.PrevSibling },
			func(n *html.Node) *html.Node { return n.NextSibling },
		} {
			for s := beside(n); s != nil; s = beside(s) {
				if f.stray(s) {
					continue
				}
				if text := textOf(s, 2000); hanOf(text) >= small || isReport(text) {
					return false
				}
			}
		}
	}
	return true
}

// inner returns the element of n that all its text stands in, navigation
// apart; nil where the text stands in several.
func (f *finder) inner(n *html.Node) *html.Node {
	var heart *html.Node
	for c := range blocksOf(n) {
		if f.stray(c) {
			continue
		}
		if heart != nil || c.Type == html.TextNode {
			return nil
		}
		heart = c
	}
	if heart == nil || !isContainer(heart) {
		return nil
	}
	return heart
}

// stray reports whether a block beside the article belongs to the site.
func (f *finder) stray(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type != html.TextNode || hanOf(n.Data) == 0 || aroundWords.MatchString(n.Data)
	}
	w, known := f.of[n]
	if !known {
		w = f.weigh(n, false)
	}
	text := textOf(n, 2000)
	switch {
	case w.han == 0 && w.figures == 0:
		return true
	case strings.Contains(text, "万元"):
		return false
	case w.linked():
		return true
	case n.DataAtom == atom.P:
		return w.han < small && aroundWords.MatchString(text)
	}
	return w.han < 300 && aroundWords.MatchString(text)
}

func isReport(text string) bool {
	for _, word := range []string{"部门概况", "单位概况", "目录", "目 录", "名词解释", "第一部分", "决算表"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// headings returns the headings outside of an article that name final accounts.
func headings(all, but *html.Node) (out []string) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c == but {
				continue
			}
			text := strings.Join(strings.Fields(textOf(c, 300)), " ")
			titled := c.DataAtom == atom.H1 || c.DataAtom == atom.H2 || c.DataAtom == atom.H3 ||
				slices.ContainsFunc(names(c), func(s string) bool { return strings.Contains(strings.ToLower(s), "tit") })
			if titled && strings.Contains(text, "决算") && len(text) < 250 && !holds(c, but) {
				out = append(out, text)
				continue
			}
			walk(c)
		}
	}
	walk(all)
	return out
}
