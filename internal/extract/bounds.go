package extract

import (
	"strings"
	"unicode/utf8"
)

// plain are words that change nothing about what a sentence speaks of.
var plain = []string{
	"本部门", "本单位", "我部门", "我单位", "我局", "我委", "我办", "我镇", "我乡", "我校", "我院", "我街道", "我中心", "我厅", "我处", "我所", "我馆", "我会", "我队",
	"本级", "机关", "当年", "年度", "部门", "单位", "所属", "下属", "汇总", "全区", "全县", "全市", "全省", "全局", "全镇", "全乡", "全部", "全系统", "各", "及", "和", "与", "等",
	"内", "中", "里", "上", "下", "在", "从", "按", "按照", "根据", "规定", "由于", "因", "由", "将", "把", "对", "向", "于", "从而", "年末", "年底", "期末", "截至", "截止", "至",
	"末", "底", "比例", "方面", "部分", "同期", "相比", "之", "其", "该", "该项", "此项", "以上", "以下", "都", "已经", "现有", "现", "拥有", "实有", "主要", "严格", "依据", "初",
	"年", "月", "日", "度", "较", "比", "所", "并", "还", "而", "则", "被", "同", "且", "含", "一般", "变动", "变化", "增减", "水平", "结果", "口径", "统计", "安排的", "用", "本", "我",
	"当", "年终", "来", "整体", "汇编", "范围", "反映", "支付", "通过", "财政", "决算中", "如下", "具体", "分", "两者", "基本", "持平", "相同", "一致", "等于", "相等", "平衡", "总",
	"按规定", "更新", "开支的", "单独", "开展", "执行", "全年度", "市本级", "区本级", "县本级", "省本级", "中央", "地方", "政府", "财政局", "报表", "数据", "显示", "表", "无法", "计算", "存在差异", "存在差异的", "有差异", "差异", "不一致", "不同", "存在差距",
	"使用", "组织", "安排", "发生", "完成", "开展", "其余", "-", "(", ")", ":", "·", "—", "*", "/", ".", "《", "》", "<", ">", "[", "]", "~",
}

// isPlain reports whether text is made of plain words only.
func (r *reader) isPlain(text string) bool {
	for _, name := range r.unitNames {
		text = strings.ReplaceAll(text, name, "")
	}
	for text != "" {
		longest := 0
		for _, w := range plain {
			if len(w) > longest && strings.HasPrefix(text, w) {
				longest = len(w)
			}
		}
		if longest == 0 {
			return false
		}
		text = text[longest:]
	}
	return true
}

// text takes in words that are not known: they take over the clause unless
// they change nothing.
func (c *clause) text(toks []token, i int) {
	tok := toks[i]
	if c.share || c.completion {
		return // the whole of which the figure is a share
	}
	c.bare = false
	if c.r.isPlain(tok.text) {
		if i > 0 && toks[i-1].role != roleComma && tok.text != "-" {
			c.adjacent = c.adjacent && onlyLinks(tok.text)
		}
		return
	}
	c.adjacent, c.foreign = false, true
}

// onlyLinks reports whether text may stand between a name and its own figure.
func onlyLinks(text string) bool {
	switch text {
	case "年末", "年底", "期末", "同期", "相比", "部分", "方面", "水平", "比例", "总", "(", ":", "-", "主要", "年度", "整体", "变动", "增减", "变化", "中", "较":
		return true
	}
	return false
}

// bodies are the last characters of the names of bodies and places.
const bodies = "局委会厅部院校学所站心队办室处园府道镇乡村馆团社司位门区县市省州盟旗庭库台厂场署段组联班党协联圃"

// links are the ends of words behind which a name begins anew.
var links = []string{
	"的", "中", "及", "和", "与", "用", "年", "度", "内", "以", "由", "支", "付", "生", "排", "将", "际", "级", "照", "为", "有", "关", "数", "末", "底", "等", "在", "对", "是", "之", "于", "本",
	"月", "日", "上", "下", "按", "其", "该", "并", "或", "含", "括", "如", "(", ")", "》", "<", ">", "]", "-", ":", "/", "*", "展", "行", "算", "费", "出", "入", "款", "担", "织", "即", "规定",
	"期", "较", "比", "新", "无", "各", "因", "到", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", ".", "属", "列", "成", "故", "参加", "经", "收", "初", "终", "另", "外", "计", "共", "次", "同时", "使",
}

// strange are the ends of words that make another thing of the name behind
// them although they end like a link.
var strange = []string{"非", "其他", "其它", "其余", "非同级", "上级", "下级", "同级", "额外", "国外", "境外", "教育", "预算外", "对外", "计划外", "离退休", "二级", "一级", "三级", "业务费"}

// bounded reports whether the name at toks[i] begins there: the words before
// it do not make it part of a longer noun (离退休|人员经费).
func (c *clause) bounded(toks []token, i int) bool {
	if i == 0 || strings.HasPrefix(squeeze(c.r.t.slice(toks[i].start, toks[i].end)), "正常运转") {
		return true // 保障县农业局等机构|正常运转的日常支出
	}
	switch before := toks[i-1]; before.role {
	case roleText:
	case roleDirection, roleClass, roleSubject:
		return false // 增加项目支出8.00万元: no change of it, and not its amount
	case roleAccount:
		return before.account == general || toks[i].concept != noConcept && toks[i].subject == nil
	default:
		return true
	}
	text := toks[i-1].text
	for _, name := range c.r.unitNames {
		if strings.HasSuffix(text, name) {
			return true
		}
	}
	for _, w := range strange {
		if strings.HasSuffix(text, w) {
			return false
		}
	}
	if c.r.isPlain(text) {
		return true
	}
	for _, w := range links {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(bodies, last)
}
