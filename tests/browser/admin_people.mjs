// The people of the administrators' side, from the link in the log of an empty
// portal to a second step and somebody who is shut out, with and without
// scripts, on a phone and at a desk. SHOTS names a folder for a picture of
// every page on the way.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, visit } from './chromium.mjs';
import { complainsOfNothing, fitsItsWindow, isAccessible } from './judge.mjs';
import { startPortal } from './portal.mjs';

const seed = fileURLToPath(new URL('../../seed', import.meta.url));
export const windows = {
  桌面: { width: 1280 },
  没有脚本的桌面: { width: 1280, script: false },
  手机: { width: 360, height: 740 },
  没有脚本的手机: { width: 360, height: 740, script: false },
};
const password = {
  boss: '河边有三棵老柳树和一口井',
  zhangsan: '山后面的那家豆腐店关门了',
  lisi: '桥头卖伞的老人好像姓欧阳',
};

export default function adminPeople() {
  for (const [name, options] of Object.entries(windows)) describe(name, () => journey(name, options));
}

function journey(name, options) {
  let portal;
  let browser;
  let boss; // the page of the 管理员
  let secret; // of the second step of 张三
  let recovery;
  before(async () => {
    portal = await startPortal({ seed });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
  });
  const newPage = async () => {
    const page = await visit(browser, portal.base, options);
    page.setDefaultTimeout(10_000);
    return page;
  };

  test('没有登录什么也看不到，也没有默认的密码', async () => {
    const page = await newPage();
    await page.goto('/admin/people');
    assert.match(page.url(), /\/admin\/login\?next=/);
    await judge(page, '登录');
    for (const [user, word] of [['admin', 'admin'], ['admin', 'password']]) {
      await login(page, user, word);
      await says(page, '登录名或密码不对');
    }
    await page.context().close();
  });

  test('日志里的链接建立第一个管理员，只能用一次', async () => {
    const link = portal.log().match(/setup=(http\S+)/)[1];
    boss = await newPage();
    await boss.goto(link);
    await judge(boss, '首次设置');
    await fill(boss, { 登录名: 'boss', 姓名: '王局', 新密码: 'boss20262026', 再输入一次: 'boss20262026' });
    await press(boss, '建立管理员');
    await says(boss, '这个密码太常见');
    await judge(boss, '首次设置，密码不行');
    await fill(boss, { 新密码: password.boss, 再输入一次: password.boss });
    await press(boss, '建立管理员');
    await says(boss, '您是第一个管理员');
    await judge(boss, '人员，只有一个');
    const late = await newPage();
    assert.equal((await late.goto(link)).status(), 410);
    await judge(late, '链接用过了');
    await late.context().close();
  });

  test('添加两个人，由本人设密码', async () => {
    for (const [user, display, role] of [['zhangsan', '张三', '录入'], ['lisi', '李四', '审核']]) {
      await boss.goto('/admin/people');
      await fill(boss, { 登录名: user, 姓名: display });
      await boss.locator('label.choice', { hasText: `${role}：` }).click();
      await press(boss, '添加');
      await says(boss, `已添加${display}`);
      await judge(boss, '链接');
      const link = await boss.locator('.link code').innerText();
      assert.ok(link.startsWith(`${portal.base}/admin/link/`), link);

      const theirs = await newPage();
      await theirs.goto(link);
      await judge(theirs, '设置密码');
      await fill(theirs, { 新密码: password[user], 再输入一次: password[user] });
      await press(theirs, '设好密码');
      await says(theirs, '密码已设好');
      await login(theirs, user, password[user]);
      await says(theirs, `${display}，您是${role}`);
      await judge(theirs, `工作台，${role}`);
      assert.equal((await theirs.goto('/admin/people')).status(), 403);
      await judge(theirs, '不是管理员');
      await theirs.context().close();
    }
    await boss.goto('/admin/people');
    await judge(boss, '人员');
    assert.equal(await boss.locator('tbody tr').count(), 3);
  });

  test('两步验证', async () => {
    const page = await newPage();
    await page.goto('/admin/own');
    await login(page, 'zhangsan', password.zhangsan);
    await judge(page, '我的账号');
    await page.getByRole('link', { name: '开启两步验证' }).click();
    await judge(page, '开启两步验证');
    secret = (await page.locator('.secret code').innerText()).replaceAll(' ', '');
    await fill(page, { 验证码: '000000', 现在的密码: password.zhangsan });
    await press(page, '开启');
    await says(page, '验证码不对');
    await judge(page, '开启两步验证，不对');
    await fill(page, { 验证码: codeOf(secret), 现在的密码: password.zhangsan });
    await press(page, '开启');
    await says(page, '两步验证已开启');
    recovery = await page.locator('.codes code').allInnerTexts();
    assert.equal(recovery.length, 10);
    await judge(page, '备用码');
    await press(page, '退出');
    await says(page, '已退出');

    await login(page, 'zhangsan', password.zhangsan);
    await judge(page, '验证码');
    await page.goto('/admin/own');
    assert.match(page.url(), /\/admin\/login/, '只过了第一步就进来了');
    await page.goto('/admin/login/code');
    await fill(page, { 验证码: '000000' });
    await press(page, '继续');
    await says(page, '验证码不对');
    await fill(page, { 验证码: recovery[0] });
    await press(page, '继续');
    await says(page, '张三，您是录入');
    await page.context().close();
  });

  test('停用的人立即出局，也登录不了', async () => {
    const theirs = await newPage();
    await theirs.goto('/admin/login');
    await login(theirs, 'lisi', password.lisi);
    await says(theirs, '李四，您是审核');
    await boss.goto('/admin/people');
    await boss.getByRole('link', { name: '李四' }).click();
    await judge(boss, '一个人');
    await press(boss, '停用李四');
    await says(boss, '已停用');
    await theirs.goto('/admin/own');
    assert.match(theirs.url(), /\/admin\/login/);
    await login(theirs, 'lisi', password.lisi);
    await says(theirs, '账号已停用');
    await theirs.context().close();

    await boss.goto('/admin/people');
    await boss.getByRole('link', { name: '王局' }).click();
    await press(boss, '停用王局');
    await says(boss, '最后一个');
    await judge(boss, '最后一个管理员');
  });

  test('猜密码要等', async () => {
    const page = await newPage();
    await page.goto('/admin/login');
    for (let i = 0; i < 8; i++) await login(page, 'nobody', '不知道是什么密码呀猜猜看');
    await says(page, '请等');
    await judge(page, '请等');
    await page.context().close();
  });

  test('操作记录记下了这一切', async () => {
    await boss.goto('/admin/trail');
    await says(boss, '完整');
    for (const word of ['首次设置', '添加人员', '设置密码', '开启两步验证', '用备用码登录', '停用人员', '登录失败', '登录过于频繁']) await says(boss, word);
    await judge(boss, '操作记录');
    await boss.getByLabel('谁').selectOption({ label: '张三' });
    await press(boss, '筛选');
    await judge(boss, '操作记录，筛选');
    const who = await boss.locator('tbody td.actor').allInnerTexts();
    assert.ok(who.length > 0 && who.every((one) => one === '张三'), `筛选张三，得到 ${who}`);
    const download = boss.waitForEvent('download');
    await boss.getByRole('link', { name: '下载 CSV' }).click();
    assert.match((await download).suggestedFilename(), /操作记录|trail/);
    complainsOfNothing(boss);
  });

  async function judge(page, what) {
    await fitsItsWindow(page);
    if (options.script !== false) await isAccessible(page);
    complainsOfNothing(page);
    if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${name}-${what}.png`), fullPage: true });
  }
}

async function login(page, user, word) {
  await fill(page, { 登录名: user, 密码: word });
  await press(page, '登录');
}

async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).first().fill(value);
}

async function press(page, name) {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}

async function says(page, text) {
  const all = await page.locator('main').innerText();
  assert.ok(all.includes(text), `${page.url()} 没有说“${text}”：\n${all}`);
}

/** Returns the six digits of this half minute, as an authenticator does (RFC 6238). */
function codeOf(secret) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
