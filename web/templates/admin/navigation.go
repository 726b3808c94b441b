package admin

import "slices"

// Entry is an entry of the navigation, and of the first page.
type Entry struct {
	Key   string // as Frame.Nav has it
	Href  string
	Text  string
	About string   // what is done there, in a sentence
	Roles []string // who sees it; none: everybody
}

// entries lists the pages that are reached from everywhere, in their order.
var entries = []Entry{
	{Key: "upload", Href: "/admin/upload", Text: "上传", About: "上传今年的决算文件，看识别到哪里了。", Roles: []string{"entry", "admin"}},
	{Key: "drafts", Href: "/admin/drafts", Text: "草稿", About: "审阅读出的数字，校正，提交，审核，公开。"},
	{Key: "editions", Href: "/admin/editions", Text: "已公开", About: "公开过的各版：校正为新的一版，或撤回。"},
	{Key: "people", Href: "/admin/people", Text: "人员", About: "添加、停用人员，改变角色，发重设密码的链接，看谁在登录。", Roles: []string{"admin"}},
	{Key: "trail", Href: "/admin/trail", Text: "操作记录", About: "谁在什么时候做了什么；记录只能续写，改动会被发现。", Roles: []string{"admin"}},
	{Key: "own", Href: "/admin/own", Text: "我的账号", About: "改密码，开启两步验证，看自己在哪里登录着。"},
}

// Entries returns what somebody of a role can open.
func Entries(role string) []Entry {
	var all []Entry
	for _, e := range entries {
		if len(e.Roles) == 0 || slices.Contains(e.Roles, role) {
			all = append(all, e)
		}
	}
	return all
}
