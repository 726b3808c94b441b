package audit

import "slices"

// Action is what was done, as a dotted word.
type Action string

// Actions on people and their ways in.
const (
	UserAdded       Action = "user.add"
	UserDisabled    Action = "user.disable"
	UserEnabled     Action = "user.enable"
	UserRole        Action = "user.role"
	UserReset       Action = "user.reset"
	PasswordSet     Action = "user.password"
	CodeOn          Action = "user.code_on"
	CodeOff         Action = "user.code_off"
	RecoveryUsed    Action = "user.recovery_used"
	RecoveryRenewed Action = "user.recovery_renewed"
	LoginOK         Action = "login.ok"
	LoginFailed     Action = "login.failed"
	LoginThrottled  Action = "login.throttled"
	Logout          Action = "logout"
	SessionEnded    Action = "session.end"
	SetupUsed       Action = "setup.used"
	TrailRead       Action = "trail.csv"
)

// Actions on uploads and drafts.
const (
	UploadReceived Action = "upload.received"
	UploadRefused  Action = "upload.refused"
	DraftRead      Action = "draft.read"
	DraftSeen      Action = "draft.seen"
	DraftCorrected Action = "draft.corrected"
	DraftMeta      Action = "draft.meta"
	DraftSubmitted Action = "draft.submitted"
	DraftReturned  Action = "draft.returned"
	DraftDiscarded Action = "draft.discarded"
)

// Actions on editions, keys and copies.
const (
	EditionApproved  Action = "edition.approved"
	EditionRevoked   Action = "edition.revoked"
	EditionPublished Action = "edition.published"
	EditionWithdrawn Action = "edition.withdrawn"
	KeyCreated       Action = "key.created"
	KeyRotated       Action = "key.rotated"
	BackupMade       Action = "backup.made"
	BackupRestored   Action = "backup.restored"
	DatabaseUpgraded Action = "database.upgraded"
)

// labels is the one table of Chinese words for actions, in the order in which
// the trail offers them.
var labels = []struct {
	action Action
	label  string
}{
	{LoginOK, "登录"}, {LoginFailed, "登录失败"}, {LoginThrottled, "登录过于频繁，被拒绝"}, {Logout, "退出"}, {SessionEnded, "结束登录"},
	{SetupUsed, "首次设置"},
	{UserAdded, "添加人员"}, {UserDisabled, "停用人员"}, {UserEnabled, "恢复人员"}, {UserRole, "改变角色"}, {UserReset, "发出重设密码的链接"},
	{PasswordSet, "设置密码"}, {CodeOn, "开启两步验证"}, {CodeOff, "关闭两步验证"}, {RecoveryUsed, "用备用码登录"}, {RecoveryRenewed, "更换备用码"},
	{UploadReceived, "上传文件"}, {UploadRefused, "拒收文件"},
	{DraftRead, "读出草稿"}, {DraftSeen, "查看草稿"}, {DraftCorrected, "校正数字"}, {DraftMeta, "修改说明信息"},
	{DraftSubmitted, "提交审核"}, {DraftReturned, "退回"}, {DraftDiscarded, "作废草稿"},
	{EditionApproved, "审核通过"}, {EditionRevoked, "撤回审核"}, {EditionPublished, "公开"}, {EditionWithdrawn, "撤下"},
	{KeyCreated, "生成密钥"}, {KeyRotated, "更换密钥"},
	{BackupMade, "备份"}, {BackupRestored, "恢复备份"}, {DatabaseUpgraded, "升级数据库"},
	{TrailRead, "下载操作记录"},
}

// Label returns the Chinese word for the action, the dotted word when it has
// none.
func (a Action) Label() string {
	for _, l := range labels {
		if l.action == a {
			return l.label
		}
	}
	return string(a)
}

// Actions returns every action that has a label.
func Actions() []Action {
	all := make([]Action, 0, len(labels))
	for _, l := range labels {
		all = append(all, l.action)
	}
	return slices.Clip(all)
}
