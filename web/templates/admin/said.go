package admin

// said are the sentences that a page may be told to show after something was
// done. The address names them by key, so that no link can make a page say
// anything else.
var said = map[string]string{
	"out":            "已退出。",
	"password-set":   "密码已设好，请登录。",
	"set-up":         "设置好了，您是第一个管理员。接下来请添加录入和审核的人员：录入的人不能审核自己录入的决算，所以至少要两个人。",
	"disabled":       "已停用。这个人的登录都已结束。",
	"enabled":        "已恢复，可以登录了。",
	"role":           "角色已改变。这个人要重新登录。",
	"session-ended":  "已结束那次登录。",
	"password":       "密码已改。别处的登录都已结束。",
	"code-off":       "两步验证已关闭。",
	"read-again":     "已放回队列，重新识别。",
	"corrected":      "校正已保存。",
	"undone":         "已撤销那一条校正。",
	"described":      "说明信息已保存。",
	"submitted":      "已提交审核。请告诉“审核”同事来看。",
	"recalled":       "已收回，可以继续校正。",
	"returned":       "已退回，对方会看到您写的理由。",
	"approved":       "已审核通过。",
	"revoked":        "已撤回审核，没有公开。",
	"shelved":        "已收起。",
	"discarded":      "草稿已作废。",
	"edition-opened": "已从公开的那一版建了草稿，校正后提交审核，公开为新的一版；原来的一版仍在固定网址上。",
	"withdrawn":      "已撤回。网址上现在是撤回的说明，“更正与撤回”页和订阅里也列出了。",
	"code-confirmed": "两步验证已开启。",
}

// Said returns the sentence of a key, "" for none.
func Said(key string) string { return said[key] }
