package admin_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
)

// form is a form of a page as a browser sends it when nobody changes anything.
func (a answer) form(t testing.TB, action string) []string {
	t.Helper()
	_, rest, ok := strings.Cut(a.body, `action="`+action+`"`)
	if !ok {
		t.Fatalf("no form %s in %s", action, text(a.body))
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	var fields []string
	for _, m := range regexp.MustCompile(`<input[^>]*>`).FindAllString(rest, -1) {
		name, value := attribute(m, "name"), attribute(m, "value")
		if name != "" && attribute(m, "type") != "checkbox" {
			fields = append(fields, name, value)
		}
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(rest, -1) {
		fields = append(fields, m[1], html.UnescapeString(m[2]))
	}
	for _, m := range regexp.MustCompile(`(?s)<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>`).FindAllStringSubmatch(rest, -1) {
		if chosen := regexp.MustCompile(`<option value="([^"]*)"[^>]*selected`).FindStringSubmatch(m[2]); chosen != nil {
			fields = append(fields, m[1], html.UnescapeString(chosen[1]))
		}
	}
	return fields
}

func attribute(tag, name string) string {
	m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

// with changes fields of a form, or adds them.
func with(fields []string, changed ...string) []string {
	fields = slices.Clone(fields)
	for i := 0; i < len(changed); i += 2 {
		set := false
		for k := 0; k < len(fields); k += 2 {
			if fields[k] == changed[i] {
				fields[k+1], set = changed[i+1], true
			}
		}
		if !set {
			fields = append(fields, changed[i:i+2]...)
		}
	}
	return fields
}

func value(fields []string, name string) string {
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == name {
			return fields[i+1]
		}
	}
	return ""
}

// Two people describe one document: the second is told by whom, overwrites
// nothing, and finds what they had written in the form, to send it once more.
func TestSecondEditorLosesNothing(t *testing.T) {
	d := newWork(t)
	d.person("甲某", account.Enter)
	d.person("乙某", account.Enter)
	first, second := d.as("甲某"), d.as("乙某")
	first.send(sent{"甲.txt", narrative(1)})
	d.settle()
	const home = "/admin/drafts/1"
	page := first.get(home)
	seen := page.form(t, home+"/meta")
	if a := first.post(home+"/meta", with(seen, "note", "甲写的备注", "title", "甲写的标题", "why", "补来源")...); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	a := second.post(home+"/meta", with(seen, "licence", "乙写的许可", "title", "乙写的标题", "aliases", "乙局\r\n丙局", "why", "乙的理由")...)
	a.says(t, http.StatusConflict, "已被“甲某”改动", "您这一次没有保存，也没有盖掉别人的改动", "您写的，还没有保存。现在是：甲写的标题")
	form := a.form(t, home+"/meta")
	for field, want := range map[string]string{"note": "甲写的备注", "title": "乙写的标题", "licence": "乙写的许可", "aliases": "乙局\n丙局", "why": "乙的理由"} {
		if got := value(form, field); got != want {
			t.Errorf("%s holds %q, want %q", field, got, want)
		}
	}
	if x := d.draft1(); x.Version != 2 || x.ChangedBy != "甲某" {
		t.Errorf("%+v", x)
	}
	if a := second.post(home+"/meta", form...); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	form = second.get(home).form(t, home+"/meta")
	if value(form, "note") != "甲写的备注" || value(form, "title") != "乙写的标题" || value(form, "aliases") != "乙局\n丙局" {
		t.Errorf("%q", form)
	}
}

// The same of a figure, which one corrects while another does.
func TestSecondCorrectionLosesNothing(t *testing.T) {
	d := newWork(t)
	d.person("甲某", account.Enter)
	d.person("乙某", account.Enter)
	first, second := d.as("甲某"), d.as("乙某")
	first.send(sent{"甲.txt", narrative(1)})
	d.settle()
	const home = "/admin/drafts/1"
	place := regexp.MustCompile(`/admin/drafts/1/source\?at=(\d+)`).FindStringSubmatch(first.get(home + "/source").body)
	if place == nil {
		t.Fatal("no figure")
	}
	source := home + "/source?at=" + place[1]
	seen := func(b *browser) []string { return changeForm(t, b.get(source)) }
	one, other := seen(first), seen(second)
	if a := first.post(home+"/corrections", with(one, "value", "11.11", "why", "甲的理由")...); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	a := second.post(home+"/corrections", with(other, "value", "22.22", "why", "乙的理由")...)
	a.says(t, http.StatusConflict, "已被“甲某”改动")
	again := changeForm(t, a)
	if value(again, "value") != "22.22" || value(again, "why") != "乙的理由" || value(again, "item") != value(other, "item") {
		t.Errorf("the form has lost what was typed: %q", again)
	}
	// Handed over meanwhile there is no form; what was written is shown.
	if a := first.post(home+"/submit", "version", fmt.Sprint(d.draft1().Version)); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	second.post(home+"/corrections", with(again, "value", "33.33")...).says(t, http.StatusConflict, "您刚才写的，没有保存", "33.33", "乙的理由")
	if x := d.draft1(); x.Corrections != 1 || x.State != data.DraftSubmitted {
		t.Errorf("%+v", x)
	}
}

// changeForm is the first form that reads a figure otherwise.
func changeForm(t testing.TB, a answer) []string {
	t.Helper()
	return formOfKind(t, a, "change")
}

// formOfKind is the first form of draft 1 that makes a kind of correction.
func formOfKind(t testing.TB, a answer, kind string) []string {
	t.Helper()
	for _, piece := range strings.Split(a.body, "<form")[1:] {
		if strings.Contains(piece, `name="kind" value="`+kind+`"`) {
			return answer{body: strings.Replace(piece, `action="`, `action="!`, 1)}.form(t, "!/admin/drafts/1/corrections")
		}
	}
	t.Fatalf("no form in %s", text(a.body))
	return nil
}

func (d *desk) draft1() data.Draft {
	d.t.Helper()
	x, err := d.store.Draft(context.Background(), 1)
	if err != nil {
		d.t.Fatal(err)
	}
	return x
}

// Notes of those who come too late are not lost either, whether their form is
// still there or not.
func TestNotesAreNotLost(t *testing.T) {
	d := newWork(t)
	d.person("甲某", account.Enter)
	d.person("乙某", account.Review)
	d.person("丙某", account.Review)
	entry, one, other := d.as("甲某"), d.as("乙某"), d.as("丙某")
	entry.send(sent{"甲.txt", narrative(1)})
	d.settle()
	const home = "/admin/drafts/1"
	at := func() string { return fmt.Sprint(d.draft1().Version) }
	entry.post(home+"/submit", "version", "99", "note", "请看第二节").says(t, http.StatusConflict, ">请看第二节</textarea>")
	if a := entry.post(home+"/submit", "version", at(), "note", "请看第二节"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	long := strings.Repeat("很长", 300)
	one.post(home+"/return", "version", at(), "note", long).says(t, http.StatusUnprocessableEntity, "写得太长，最多 500 字", ">"+long+"</textarea>")
	one.post(home+"/approve", "version", at(), "note", "都看过", "due", "1999-01-01T00:00").says(t, http.StatusUnprocessableEntity, "已经过去", ">都看过</textarea>", `value="1999-01-01T00:00"`)
	seen := at()
	if a := one.post(home+"/return", "version", seen, "note", "补单位名称"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	other.post(home+"/approve", "version", seen, "note", "我觉得可以").says(t, http.StatusConflict, "您刚才写的，没有保存", "审核意见", "我觉得可以")
	entry.post(home+"/discard", "version", seen, "why", "传错了文件").says(t, http.StatusConflict, `value="传错了文件"`)
	if x := d.draft1(); x.State != data.DraftReturned {
		t.Errorf("%+v", x)
	}
}

// A request that approves, sent again, sent by another, or sent after its
// sender got another role, approves nothing.
func TestApprovalIsNotReplayed(t *testing.T) {
	d := newWork(t)
	d.person("管理", account.Admin)
	d.person("换岗", account.Enter)
	d.person("审核", account.Review)
	boss, mover, review := d.as("管理"), d.as("换岗"), d.as("审核")
	mover.send(sent{"甲.txt", narrative(1)})
	d.settle()
	const home = "/admin/drafts/1"
	role := func(id int, role account.Role) {
		t.Helper()
		if a := boss.post(fmt.Sprintf("/admin/people/%d/role", id), "role", string(role)); a.status != http.StatusSeeOther {
			t.Fatal(a.status, text(a.body))
		}
	}
	if a := mover.post(home+"/submit", "version", "1"); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	approval := review.get(home).form(t, home+"/approve")
	due := with(approval, "due", time.Now().Add(48*time.Hour).Format("2006-01-02T15:04"), "note", "同意")

	// The one who uploaded, become 审核, sends their colleague's form.
	role(2, account.Review)
	mover.post(home+"/approve", due...).says(t, http.StatusUnauthorized, "刚才的操作没有做")
	mover = d.as("换岗")
	for range 2 {
		mover.post(home+"/approve", due...).says(t, http.StatusForbidden, "由您上传，不能再由您审核", "另一位“审核”同事")
	}
	// As 管理员 no more than as 审核.
	role(2, account.Admin)
	mover = d.as("换岗")
	mover.post(home+"/approve", due...).says(t, http.StatusForbidden, "由您上传，不能再由您审核")
	// One who may not any more.
	role(3, account.Enter)
	review.post(home+"/approve", due...).says(t, http.StatusUnauthorized, "刚才的操作没有做")
	d.as("审核").post(home+"/approve", due...).says(t, http.StatusForbidden, "您的角色不能做这件事")
	if x := d.draft1(); x.State != data.DraftSubmitted || x.Approved.By.ID != 0 {
		t.Fatalf("%+v", x)
	}
	// The right one, and once only.
	role(3, account.Review)
	review = d.as("审核")
	if a := review.post(home+"/approve", due...); a.status != http.StatusSeeOther {
		t.Fatal(a.status, text(a.body))
	}
	approved := d.draft1()
	review.post(home+"/approve", due...).says(t, http.StatusConflict, "没有盖掉")
	boss.post(home+"/approve", with(due, "version", fmt.Sprint(approved.Version))...).says(t, http.StatusConflict, "已审，等待公开", "不能这样做")
	if x := d.draft1(); x.Version != approved.Version || x.Approved.By != approved.Approved.By {
		t.Errorf("%+v", x)
	}
	// Taken back and corrected, the old request is of what is not there any more.
	if a := review.post(home+"/revoke", "version", fmt.Sprint(approved.Version)); a.status != http.StatusSeeOther {
		t.Fatal(a.status)
	}
	review.post(home+"/approve", due...).says(t, http.StatusConflict, "没有盖掉")
	if n := d.count(`SELECT count(*) FROM editions`); n != 0 {
		t.Errorf("%d editions", n)
	}
}
