// The desk of the administrators' side, from files that are dropped to a page
// that the public sees: three files in mixed formats, one with a figure that no
// reader knows; corrected by pointing; refused to the one who prepared it;
// approved by another. With and without scripts, on a phone and at a desk.
// SHOTS names a folder for a picture of every page on the way.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { launch, visit } from './chromium.mjs';
import { enter, press, published, settled } from './clerks.mjs';
import { complainsOfNothing, fitsItsWindow, isAccessible, layOut } from './judge.mjs';
import { startPortal } from './portal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const windows = {
  桌面: { width: 1280 },
  没有脚本的手机: { width: 360, height: 740, script: false },
};
const unit = '水磨沟区发展和改革委员会';
const people = {
  entry: { name: 'lu', display: '录入甲', role: '录入', password: '山后面的那家豆腐店关门了' },
  review: { name: 'shen', display: '审核乙', role: '审核', password: '桥头卖伞的老人好像姓欧阳' },
  boss: { name: 'guan', display: '管理丙', role: '管理员', password: '河边有三棵老柳树和一口井' },
};

export default function adminDesk() {
  for (const [name, options] of Object.entries(windows)) describe(name, () => journey(name, options));
}

function journey(name, options) {
  let folder;
  let portal;
  let browser;
  let files;
  const pages = {};
  let draft;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-desk-'));
    const nothing = path.join(folder, 'nothing');
    await mkdir(nothing);
    files = await documents(folder);
    portal = await startPortal({ seed: nothing });
    browser = await launch();
    for (const [key, person] of Object.entries(people)) pages[key] = await enter(portal, browser, person, options);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function judged(page, shot) {
    if (process.env.SHOTS) {
      await mkdir(process.env.SHOTS, { recursive: true });
      await page.screenshot({ path: path.join(process.env.SHOTS, `${options.width}-${shot}.png`), fullPage: !/原文/.test(shot) });
    }
    await fitsItsWindow(page);
    if (options.script !== false) await isAccessible(page);
    complainsOfNothing(page);
  }

  test('一次上传三种格式的文件，各成草稿；坏文件写明原因', async () => {
    const page = pages.entry;
    await page.goto('/admin/upload');
    const broken = path.join(folder, '坏文件.pdf');
    await writeFile(broken, '%PDF-1.7 只有这些');
    const empty = path.join(folder, '空文件.txt');
    await writeFile(empty, '');
    await page.getByLabel('选择文件').setInputFiles([...files, broken, empty]);
    await press(page, '上传');
    await page.waitForURL(/receipt=/);
    assert.match(await page.locator('.receipt').innerText(), /空文件\.txt.*0 字节/);
    await settled(page, options);
    const list = await page.locator('.upload-list').innerText();
    assert.match(list, /坏文件\.pdf[\s\S]*读不了/);
    assert.equal(await page.locator('.upload-list .draft-line a').count(), 3, list);
    await judged(page, '上传');
  });

  test('没有读懂的数字列在最前面，点到原文，指明它是什么', async () => {
    const page = pages.entry;
    await page.goto('/admin/');
    assert.match(await page.locator('.waiting').innerText(), /等待校正、提交的/);
    await judged(page, '工作台');
    await page.goto('/admin/drafts');
    await judged(page, '草稿');
    await page.getByRole('link', { name: new RegExp(unit) }).click();
    draft = new URL(page.url()).pathname;
    const before = await page.locator('#findings .unread').count();
    assert.ok(before > 0, '没有未读的数字');
    await judged(page, '审阅');
    await page.getByRole('link', { name: '原文与校正' }).click();
    await judged(page, '原文');
    await page.goto(draft);
    const figure = page.locator('#findings .unread').first();
    const text = await figure.innerText();
    await figure.click();
    await page.waitForURL(/at=\d+/);
    assert.equal(await page.locator('.panel h2').first().innerText(), text);
    await judged(page, '原文-校正');
    await page.locator('#read').getByLabel('项目', { exact: true }).fill('政府采购货物支出');
    await page.locator('#read').getByLabel('理由').fill('这种写法程序没有认出');
    await press(page, '认读为这个项目');
    await page.waitForURL(/done=corrected/);
    assert.match(await page.locator('.panel').innerText(), /政府采购货物支出 · 决算数[\s\S]*录入甲/);
    await judged(page, '原文-已校正');
    await page.goto(draft);
    assert.equal(await page.locator('#findings .unread').count(), before - 1);
  });

  test('不完整的校正不收，写过的还在', async () => {
    const page = pages.entry;
    await page.goto(draft);
    await page.locator('#corrections').getByRole('link', { name: /政府采购货物支出/ }).click();
    const more = page.getByText('这个数还表示别的项目');
    await more.click();
    await page.locator('#read').getByLabel('项目', { exact: true }).fill('没有这个项目');
    await page.locator('#read').getByLabel('理由').fill('试一试');
    await press(page, '认读为这个项目');
    assert.match(await page.locator('.wrong').innerText(), /从列表里选项目/);
    assert.equal(await page.locator('#read').getByLabel('项目', { exact: true }).inputValue(), '没有这个项目');
  });

  test('说明信息可以改，每一处都能撤销', async () => {
    const page = pages.entry;
    await page.goto(draft);
    await page.getByLabel('公开日期').fill('2025-09-30');
    await page.getByLabel('来源网址').fill('https://example.cn/2024.html');
    await page.getByLabel('修改的理由').fill('补来源');
    await press(page, '保存说明信息');
    await page.waitForURL(/done=described/);
    assert.equal(await page.locator('#corrections .correction-list > li').count(), 3);
    await page.locator('#corrections li', { hasText: '来源网址' }).getByRole('button', { name: '撤销' }).click();
    await page.waitForURL(/done=undone/);
    assert.equal(await page.locator('#corrections .undone').count(), 1);
    assert.equal(await page.getByLabel('来源网址').inputValue(), '');
  });

  test('两个人同时改，后一个会知道，谁的也没有被盖掉', async () => {
    const first = pages.entry;
    const second = pages.boss;
    await first.goto(draft);
    await second.goto(draft);
    await first.getByLabel('备注').fill('甲写的');
    await first.getByLabel('修改的理由').fill('一');
    await press(first, '保存说明信息');
    await second.getByLabel('备注').fill('丙写的');
    await second.getByLabel('修改的理由').fill('二');
    await press(second, '保存说明信息');
    assert.match(await second.locator('.wrong').innerText(), /录入甲.*改动/);
    assert.equal(await second.getByLabel('备注').inputValue(), '丙写的', '丙写的字还在');
    assert.match(await second.locator('main').innerText(), /您写的，还没有保存。现在是：甲写的/);
    await second.goto(draft);
    assert.equal(await second.getByLabel('备注').inputValue(), '甲写的', '存着的是先改的人写的');
  });

  test('绩效自评表读错的一格，点它，照原文改；原文印的仍在旁边', async () => {
    const page = pages.entry;
    await page.goto(draft);
    await page.getByRole('link', { name: /^绩效自评表/ }).click();
    await page.getByRole('link', { name: /河马泉新区创新集聚区实施方案/ }).first().click();
    await judged(page, '自评表');
    await page.locator('[id="c-indicators.2.actual"] a').click();
    await page.waitForURL(/cell=indicators\.2\.actual/);
    assert.match(await page.locator('.panel').innerText(), /完成项目成果并结题 · 实际完成值[\s\S]*原文：=98%[\s\S]*读作：=98%/);
    await page.getByLabel('照原文，这一格是').fill('=98%');
    await page.locator('.panel').getByLabel('理由').fill('试一试');
    await press(page, '改这一格');
    assert.match(await page.locator('.wrong').innerText(), /没有改动/);
    assert.equal(await page.locator('.panel').getByLabel('理由').inputValue(), '试一试');
    await page.getByLabel('照原文，这一格是').fill('=100%');
    await page.locator('.panel').getByLabel('理由').fill('扫描件上是 100%');
    await press(page, '改这一格');
    await page.waitForURL(/done=corrected/);
    assert.match(await page.locator('.panel').innerText(), /原文：=98%[\s\S]*程序读作：\s*=98%[\s\S]*录入甲/);
    assert.equal(await page.locator('[id="c-indicators.2.actual"] a.f-corrected').innerText(), '=100%');
    await judged(page, '自评表-已校正');
  });

  test('预览就是公开以后的样子，公开的网站上还没有', async () => {
    const page = pages.entry;
    await page.goto(draft);
    await page.getByRole('link', { name: '预览公开的页面' }).click();
    await page.waitForURL(/\/preview\/u\//);
    assert.match(await page.locator('.preview-line').innerText(), /预览/);
    assert.match(await page.locator('h1').innerText(), new RegExp(unit));
    await fitsItsWindow(page);
    if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${options.width}-预览.png`) });
    const [forms] = await page.locator('a[href$="checks"]').evaluateAll((all) => all.map((a) => a.href));
    assert.equal((await page.request.get(forms)).status(), 200);
    assert.equal((await page.request.get(`${portal.base}/units.json`)).status(), 200);
    assert.doesNotMatch(await (await page.request.get(`${portal.base}/units.json`)).text(), new RegExp(unit));
  });

  test('自己上传、校正的，自己不能审核；退回、再提交、别人审核', async () => {
    const entry = pages.entry;
    await entry.goto(draft);
    await entry.getByLabel('给审核同事的话（可不填）').fill('请看货物支出一处');
    await press(entry, '提交审核');
    await entry.waitForURL(/done=submitted/);
    assert.equal(await entry.getByRole('button', { name: '审核通过，公开' }).count(), 0);
    // The request all the same.
    for (const key of ['entry', 'boss']) {
      const version = await pages[key].locator('input[name=version]').first().inputValue().catch(() => '');
      const answer = await pages[key].request.post(`${portal.base}${draft}/approve`, { form: { version }, headers: { Origin: portal.base } });
      assert.ok([403, 409].includes(answer.status()), `${key} 审核得到 ${answer.status()}`);
    }
    const review = pages.review;
    await review.goto(draft);
    await judged(review, '审核');
    await review.getByText('退回修改').click();
    await review.getByLabel('要改什么').fill('请补来源网址');
    await press(review, '退回');
    await review.waitForURL(/done=returned/);
    await entry.goto(draft);
    assert.match(await entry.locator('.draft-notes').innerText(), /请补来源网址/);
    await press(entry, '提交审核');
    await entry.waitForURL(/done=submitted/);
    await review.goto(draft);
    await press(review, '审核通过，公开');
    await review.waitForURL(/done=approved/);
    await published(review, draft);
    await judged(review, '已公开');
  });

  test('公开的页面写明人工校正，原文仍在旁边', async () => {
    const page = await visit(browser, portal.base, options);
    await page.goto('/units');
    await page.getByRole('link', { name: new RegExp(unit) }).first().click();
    await page.goto(`${new URL(page.url()).pathname.replace(/\/$/, '')}/2024/`);
    assert.ok(await page.locator('a.tag.corrected').count() > 0, '数字旁边没有“人工校正”');
    await layOut(page);
    assert.match(await page.locator('#corrections').innerText(), /政府采购货物支出[\s\S]*录入甲/);
    await judged(page, '公开的校正');
    await page.locator('#corrections .to-source').first().click();
    await page.waitForURL(/source#o\d+/);
    assert.match(await page.locator(new URL(page.url()).hash).getAttribute('title'), /人工校正/);
    await page.goBack();
    await page.locator('#corrections').getByRole('link', { name: /完成项目成果并结题/ }).click();
    await page.waitForURL(/evaluations\/2#c-indicators\.2\.actual/);
    assert.match(await page.locator('#corrections').innerText(), /=100%[\s\S]*=98%[\s\S]*录入甲/);
    assert.equal(await page.locator('[id="c-indicators.2.actual"] a.tag.corrected').count(), 1);
    await judged(page, '公开的自评表');
    await page.context().close();
  });

  test('公开以后再校正：另出第二版，写明理由，更正页自己跟上', async () => {
    const entry = pages.entry;
    await entry.goto(draft);
    await press(entry, '校正这一版，另出新版');
    await entry.waitForURL(/done=edition-opened/);
    const second = new URL(entry.url()).pathname;
    assert.notEqual(second, draft);
    await entry.locator('#corrections li', { hasText: '政府采购货物支出' }).getByRole('button', { name: '撤销' }).click();
    await entry.waitForURL(/done=undone/);
    assert.match(await entry.locator('#edition').innerText(), /政府采购货物支出[\s\S]*没有这一条/);
    await judged(entry, '第二版');
    await entry.getByLabel('为什么再公开一版').fill('撤回一处误读');
    await press(entry, '提交审核');
    await entry.waitForURL(/done=submitted/);
    const review = pages.review;
    await review.goto(second);
    await press(review, '审核通过，公开');
    await review.waitForURL(/done=approved/);
    await published(review, second);
    const page = await visit(browser, portal.base, options);
    await page.goto('/corrections');
    assert.match(await page.locator('main').innerText(), new RegExp(`${unit}[\\s\\S]*撤回一处误读`));
    await page.context().close();
  });
}

/** Three documents: the seed with one wording that no reader knows, a Word file, an archive of narrative and forms. */
async function documents(folder) {
  const text = await readFile(path.join(root, 'seed/000_15c4900d2e5f3cbe.txt'), 'utf8');
  const odd = text.replace('其中：政府采购货物支出', '内含采买物件开支');
  assert.notEqual(odd, text);
  const seed = path.join(folder, '水磨沟区发改委2024.txt');
  await writeFile(seed, odd);
  const out = path.join(folder, 'docs');
  await promisify(execFile)('go', ['run', './tools/specimens', '--mixed', '--units', '4', '--years', '1', '--from', '2023', '--seed', '5', '--out', out], { cwd: root });
  const found = (await readdir(out, { recursive: true })).filter((name) => /\.(docx|zip)$/.test(name));
  assert.equal(found.length, 2);
  return [seed, ...found.map((name) => path.join(out, name))];
}
