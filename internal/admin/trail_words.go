package admin

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	view "mingzhang/web/templates/admin"
)

// entryView writes an entry as the trail shows it.
func (s *Server) entryView(ctx context.Context, r audit.Recorded) view.TrailEntry {
	e := view.TrailEntry{Number: strconv.FormatInt(r.Number, 10), Actor: r.Actor.Name, Action: r.Action.Label(), Hash: r.Hash, At: r.At}
	if at, err := time.Parse(time.RFC3339Nano, r.At); err == nil {
		e.At = view.Second(at)
	}
	e.Subject, e.Href = s.subjectWord(ctx, r.Subject)
	e.Details = details(r.Detail)
	return e
}

// subjectKinds are the words for what an entry is about, and where it is to be
// seen: %s is its number.
var subjectKinds = map[string]struct{ word, path string }{
	"user":    {"人员 %s", "/admin/people/%s"},
	"upload":  {"上传 %s", ""},
	"draft":   {"草稿 %s", "/admin/drafts/%s"},
	"edition": {"版次 %s", "/e/%s/"},
	"report":  {"决算 %s", "/u/%s/"},
	"key":     {"密钥 %s", ""},
	"backup":  {"备份 %s", ""},
}

// plainPath is what may stand in an address as it is.
var plainPath = regexp.MustCompile(`^[0-9A-Za-z]+(/[0-9]+)?$`)

// subjectWord says what an entry is about.
func (s *Server) subjectWord(ctx context.Context, subject string) (word, href string) {
	switch subject {
	case "login:unknown":
		return "没有这个登录名", ""
	case "trail":
		return "操作记录", ""
	}
	kind, id, _ := strings.Cut(subject, ":")
	k, known := subjectKinds[kind]
	if !known {
		return subject, ""
	}
	if k.path != "" && plainPath.MatchString(id) {
		href = fmt.Sprintf(k.path, id)
	}
	if n, err := strconv.ParseInt(id, 10, 64); kind == "user" && err == nil {
		if u, err := s.accounts.User(ctx, n); err == nil {
			return u.Display, href
		}
	}
	return fmt.Sprintf(k.word, id), href
}

// detailWords are the words for the keys of details, in the order in which they
// are shown; others follow as they are.
var detailWords = []struct{ key, word string }{
	{"name", "名称"}, {"display", "姓名"}, {"was", "原来"}, {"role", "角色"}, {"code_off", "同时关闭两步验证"}, {"by", "方式"}, {"step", "步骤"}, {"address", "来自"},
	{"refused_before", "此前被拒绝的次数"}, {"left", "剩余备用码"}, {"session", "登录编号"}, {"reason", "原因"}, {"why", "原因"}, {"note", "说明"},
	{"unit", "单位"}, {"year", "年度"}, {"up_to", "到第几版"}, {"file", "文件"}, {"bytes", "字节"}, {"sha256", "SHA-256"}, {"copy_of", "复制自草稿"}, {"draft", "草稿"}, {"document", "文件的 SHA-256"},
	{"uploaded_by", "上传"}, {"submitted_by", "提交"}, {"approved_by", "审核"},
	{"correction", "校正编号"}, {"kind", "种类"}, {"version", "草稿第几稿"}, {"state", "状态"}, {"recalled", "自己撤回"}, {"due", "定时公开"}, {"public", "公钥"},
	{"who", "人员"}, {"what", "内容"}, {"about", "对象"}, {"from", "从"}, {"to", "到"},
}

// valueWords are the words for values of some keys.
var valueWords = map[string]map[string]string{
	"step": {"password": "密码", "code": "验证码", "recovery": "备用码", "confirm": "确认密码"},
	"by":   {"link": "一次性链接", "self": "本人修改"},
	"kind": {"read": "读作数字", "change": "改正", "remove": "去掉", "declare": "不是金额", "cell": "改绩效自评表的一格", "meta": "说明信息", "undo": "撤销校正"},
	"state": {"waiting": "等待读取", "reading": "读取中", "unreadable": "读不了", "draft": "草稿", "submitted": "待审核", "returned": "已退回",
		"approved": "已通过", "published": "已公开", "discarded": "已作废"},
}

func details(canonical string) []view.Detail {
	var all map[string]any
	dec := json.NewDecoder(strings.NewReader(canonical))
	dec.UseNumber()
	if dec.Decode(&all) != nil {
		return []view.Detail{{Word: "细节", Value: canonical}}
	}
	var list []view.Detail
	for _, w := range detailWords {
		if v, there := all[w.key]; there {
			if v != false && v != "" {
				list = append(list, view.Detail{Word: w.word, Value: valueWord(w.key, v)})
			}
			delete(all, w.key)
		}
	}
	var others []view.Detail
	for key, v := range all {
		others = append(others, view.Detail{Word: key, Value: valueWord(key, v)})
	}
	slices.SortFunc(others, func(a, b view.Detail) int { return strings.Compare(a.Word, b.Word) })
	return append(list, others...)
}

func valueWord(key string, v any) string {
	switch v := v.(type) {
	case string:
		if w, ok := valueWords[key][v]; ok {
			return w
		}
		if r := account.Role(v); (key == "role" || key == "was") && r.Label() != "" {
			return r.Label()
		}
		return v
	case bool:
		if v {
			return "是"
		}
		return "否"
	case json.Number:
		return v.String()
	case []any:
		var parts []string
		for _, one := range v {
			parts = append(parts, valueWord("", one))
		}
		return strings.Join(parts, "、")
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
