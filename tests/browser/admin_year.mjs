// A whole year of a finance bureau, from thirty files to a static copy that
// anyone can check: uploaded, what was read wrong corrected, refused to the one
// who prepared it, approved and published by another, one of them corrected
// again in the open, verified, exported, and altered by one byte.
// SHOTS names a folder for a picture of every page on the way.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { launch, visit } from './chromium.mjs';
import { enter, login, press, published, settled } from './clerks.mjs';
import { everyLink } from './every_link.mjs';
import { complainsOfNothing, figuresIn, fitsItsWindow, isAccessible, layOut } from './judge.mjs';
import { serveFolder } from './plain_server.mjs';
import { startPortal } from './portal.mjs';
import { yearDocuments } from './year_documents.mjs';

const units = 30;
const reason = '这种写法程序没有认出';
const mistake = '上一版误作年初预算数，原文说的是决算数';
const people = {
  entry: { name: 'lu', display: '录入甲', role: '录入', password: '山后面的那家豆腐店关门了' },
  review: { name: 'shen', display: '审核乙', role: '审核', password: '桥头卖伞的老人好像姓欧阳' },
};

export default function adminYear() {
  let folder;
  let portal;
  let browser;
  let year; // the documents, see yearDocuments
  let entry;
  let review;
  let reader; // of the public pages
  let drafts; // addresses of all drafts
  const corrected = new Map(); // unit to the address of its draft
  const first = {}; // the unit that is corrected again: draft, page, edition

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-year-'));
    const nothing = path.join(folder, 'nothing');
    await mkdir(nothing);
    year = await yearDocuments(folder, { units });
    portal = await startPortal({ seed: nothing });
    await portal.run('key', 'create');
    browser = await launch();
    entry = await enter(portal, browser, people.entry);
    review = await enter(portal, browser, people.review);
    reader = await visit(browser, portal.base);
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function judged(page, shot) {
    if (process.env.SHOTS) {
      await mkdir(process.env.SHOTS, { recursive: true });
      await page.screenshot({ path: path.join(process.env.SHOTS, `year-${shot}.png`), fullPage: true });
    }
    await fitsItsWindow(page);
    await isAccessible(page);
    complainsOfNothing(page);
  }

  const main = async (page) => {
    await layOut(page);
    return page.locator('main').innerText();
  };
  const draftOf = async (page, unit) => {
    await page.goto(`/admin/drafts?q=${encodeURIComponent(unit)}`);
    return page.locator('.draft-line', { hasText: unit }).first();
  };
  const open = async (page, unit) => {
    await (await draftOf(page, unit)).getByRole('link').click();
    return new URL(page.url()).pathname;
  };

  test('三十份文件，一份份和一个压缩包一起上传，都读成草稿', async () => {
    await entry.goto('/admin/upload');
    await entry.getByLabel('选择文件').setInputFiles(year.files);
    await press(entry, '上传');
    await entry.waitForURL(/receipt=/);
    assert.match(await entry.locator('.receipt').innerText(), new RegExp(`收下 ${year.files.length} 个`));
    await settled(entry, {}, 60_000);
    await entry.reload();
    assert.equal(await entry.locator('.upload-list .draft-line a').count(), units, await entry.locator('.upload-list').innerText());
    assert.equal(await entry.locator('.upload-list .problem').count(), 0);
    await judged(entry, '上传');
  });

  test('列表写着每份读出多少、未读多少、对不上多少', async () => {
    await entry.goto('/admin/drafts');
    drafts = await entry.locator('.draft-line a').evaluateAll((all) => all.map((a) => a.pathname));
    assert.equal(drafts.length, units);
    const lines = await entry.locator('.draft-line').allInnerTexts();
    for (const line of lines) assert.match(line, /\d+ 个数字[\s\S]*未读 \d+[\s\S]*对不上 \d+/);
    const having = (words) => lines.filter((line) => new RegExp(`${words} [1-9]`).test(line)).map((line) => line.match(/^(\S+) 2024 年度/)[1]).sort();
    for (const { unit } of year.odd) assert.ok(having('未读').includes(unit), `${unit} 有读不懂的数字，列表没有说`);
    for (const { unit } of year.wrong) assert.ok(having('对不上').includes(unit), `${unit} 的合计写错了，列表没有说`);
    assert.ok(having('未读').length < units / 2 && having('对不上').length < units / 2, lines.join('\n'));
    await judged(entry, '草稿');
    await entry.getByLabel('只看有未读、对不上的').check();
    await press(entry, '查找');
    await entry.waitForURL(/open=1/);
    const open = await entry.locator('.draft-line').allInnerTexts();
    assert.equal(open.length, lines.filter((line) => /(未读|对不上) [1-9]/.test(line)).length);
  });

  test('最差的几份：点未读的数字，到原文，指明它是什么，写理由', async () => {
    for (const { unit, figure } of year.odd) {
      corrected.set(unit, await open(entry, unit));
      await entry.locator('#findings .unread', { hasText: figure }).first().click();
      await entry.waitForURL(/at=\d+/);
      assert.match(await entry.locator('.panel').innerText(), /内含采买物件开支/);
      await entry.locator('#read').getByLabel('项目', { exact: true }).fill('政府采购货物支出');
      // The mistake that is found out after publication.
      if (unit === year.odd[1].unit) await entry.locator('#read').getByLabel('口径').selectOption('年初预算数');
      await entry.locator('#read').getByLabel('理由').fill(reason);
      await press(entry, '认读为这个项目');
      await entry.waitForURL(/done=corrected/);
      await entry.goto(corrected.get(unit));
      assert.equal(await entry.locator('#findings .unread').count(), 0, `${unit} 还有未读的数字`);
    }
    await judged(entry, '审阅');
  });

  test('算错的两份：核对写明原文多少、重算多少，点到原文', async () => {
    for (const { unit, printed, right } of year.wrong) {
      await open(entry, unit);
      const findings = await entry.locator('#findings').innerText();
      const digits = findings.replaceAll(',', '');
      assert.ok(digits.includes(printed) && digits.includes(right), `${unit}：${findings}`);
      await judged(entry, '对不上');
      await entry.locator('#findings .places a').first().click();
      await entry.waitForURL(/at=\d+/);
      assert.match(await entry.locator('.panel').innerText(), /读作/);
    }
  });

  test('全部提交；提交的人自己不能审核，换成审核的角色也不能', async () => {
    for (const draft of drafts) {
      await entry.goto(draft);
      await press(entry, '提交审核');
      await entry.waitForURL(/done=submitted/);
      assert.equal(await entry.getByRole('button', { name: '审核通过，公开' }).count(), 0);
      assert.equal(await entry.locator('.next-draft').count(), draft === drafts.at(-1) ? 0 : 1);
    }
    const version = await entry.locator('input[name=version]').first().inputValue();
    const approve = () => entry.request.post(`${portal.base}${drafts.at(-1)}/approve`, { form: { version }, headers: { Origin: portal.base } });
    assert.equal((await approve()).status(), 403);
    await portal.run('user', 'role', people.entry.name, '审核');
    await login(entry, people.entry);
    await entry.goto(drafts.at(-1));
    assert.match(await entry.locator('#actions').innerText(), /由您上传.*要由另一位/);
    assert.equal(await entry.getByRole('button', { name: '审核通过，公开' }).count(), 0);
    await judged(entry, '自己的不能审核');
    const refused = await approve();
    assert.ok([403, 409].includes(refused.status()), `自己审核自己的，得到 ${refused.status()}`);
    assert.match(await refused.text(), /另一位/);
    await portal.run('user', 'role', people.entry.name, '录入');
    await login(entry, people.entry);
    assert.deepEqual((await reader.request.get(`${portal.base}/units.json`).then((answer) => answer.json())).units ?? [], []);
  });

  test('另一个人逐份审核，公开', async () => {
    await review.goto('/admin/');
    assert.match(await main(review), new RegExp(`等待审核 ?${units}`));
    await judged(review, '工作台');
    for (const draft of drafts) {
      await review.goto(draft);
      await press(review, '审核通过，公开');
      await review.waitForURL(/done=approved/);
    }
    await published(review, drafts.at(-1), 60_000);
    await judged(review, '已公开');
    await review.goto('/admin/drafts?state=published');
    assert.equal(await review.locator('.draft-line').count(), units);
  });

  test('公开的页面上有它们，校正过的数字旁写着人工校正，原句在旁边', async () => {
    for (const { unit, figure } of year.odd) {
      await reader.goto('/units');
      await reader.getByRole('link', { name: unit }).first().click();
      const page = `${new URL(reader.url()).pathname.replace(/\/$/, '')}/2024/`;
      await reader.goto(page);
      assert.ok(await reader.locator('a.tag.corrected').count() > 0, `${page} 的数字旁没有写人工校正`);
      await layOut(reader);
      const told = await reader.locator('#corrections').innerText();
      assert.ok(told.includes('政府采购货物支出') && figuresIn(told).includes(figuresIn(figure)[0]) && told.includes(reason), told);
      await reader.locator('#corrections .to-source').first().click();
      await reader.waitForURL(/source#o\d+/);
      const mark = reader.locator(new URL(reader.url()).hash);
      assert.equal(await mark.innerText(), figure);
      assert.match(await mark.getAttribute('title'), /人工校正/);
      assert.match(await mark.locator('xpath=..').innerText(), /内含采买物件开支/);
      await reader.goto(page);
      if (unit === year.odd[1].unit) Object.assign(first, { unit, figure, page });
    }
    await judged(reader, '公开的报告');
    first.edition = await reader.locator('a[href^="/e/"]').first().evaluate((a) => a.pathname);
  });

  test('公开之后发现错了：从公开的一版另建草稿，改正，写明理由，公开为第 2 版', async () => {
    await entry.goto(corrected.get(first.unit));
    await press(entry, '校正这一版，另出新版');
    await entry.waitForURL(/done=edition-opened/);
    first.draft = new URL(entry.url()).pathname;
    assert.match(await entry.locator('#corrections').innerText(), new RegExp(reason));
    await judged(entry, '更正');
    await entry.locator('#corrections li', { hasText: '政府采购货物支出' }).getByRole('button', { name: '撤销' }).click();
    await entry.waitForURL(/done=undone/);
    await entry.locator('#findings .unread', { hasText: first.figure }).first().click();
    await entry.waitForURL(/at=\d+/);
    await entry.locator('#read').getByLabel('项目', { exact: true }).fill('政府采购货物支出');
    await entry.locator('#read').getByLabel('理由').fill(mistake);
    await press(entry, '认读为这个项目');
    await entry.waitForURL(/done=corrected/);
    await entry.goto(first.draft);
    assert.match(await entry.locator('#edition').innerText(), /政府采购货物支出/);
    await entry.getByLabel('为什么再公开一版').fill('更正政府采购货物支出的读数');
    await press(entry, '提交审核');
    await entry.waitForURL(/done=submitted/);
    await review.goto(first.draft);
    await judged(review, '审核更正');
    await press(review, '审核通过，公开');
    await review.waitForURL(/done=approved/);
    await published(review, first.draft);
  });

  test('更正页与订阅列出它，第 1 版仍在原来的网址', async () => {
    // A visitor who has not seen the page of the first edition: browsers keep it for a minute.
    const later = await visit(browser, portal.base);
    await later.goto('/corrections');
    const said = await main(later);
    assert.ok(said.includes(first.unit) && said.includes('更正政府采购货物支出的读数'), said);
    await judged(later, '更正页');
    const feed = await (await later.request.get(`${portal.base}/corrections.atom`)).text();
    assert.ok(feed.includes(first.unit) && feed.includes('更正政府采购货物支出的读数'), feed);
    await later.goto(first.page);
    assert.ok((await main(later)).includes(mistake));
    const now = await later.locator('a[href^="/e/"]').first().evaluate((a) => a.pathname);
    assert.notEqual(now, first.edition);
    const old = await later.goto(first.edition);
    assert.equal(old.status(), 200);
    assert.ok((await main(later)).includes(reason));
    await judged(later, '第1版');
  });

  test('数据库、操作记录都核对得上', async () => {
    await portal.run('trail', 'check');
    const { stdout } = await portal.command('verify', '--key', await publicKey(), portal.database);
    assert.match(stdout, new RegExp(`核对了 ${units + 1} 版`));
    assert.match(stdout, /没有改动/);
  });

  async function publicKey() {
    const file = path.join(folder, 'keys.json');
    await writeFile(file, await (await reader.request.get(`${portal.base}/keys.json`)).body());
    return file;
  }

  test('静态副本由一个普通的文件服务器提供，没有一个断链', async () => {
    const copy = path.join(folder, 'copy');
    await portal.run('export', 'site', copy);
    const server = await serveFolder(copy);
    try {
      const page = await visit(browser, server.base);
      await page.goto('/');
      await judged(page, '静态副本');
      const { size, broken, lost } = await everyLink(server.base);
      assert.ok(size > units * 10, `只走到 ${size} 个地址`);
      assert.deepEqual(broken.slice(0, 20), []);
      assert.deepEqual(lost.slice(0, 20), []);
    } finally {
      await server.stop();
    }
  });

  test('静态副本核对得上；改一个字节，核对就说出是哪个文件', async () => {
    const copy = path.join(folder, 'copy');
    const key = await publicKey();
    assert.match((await portal.command('verify', '--key', key, copy)).stdout, /没有改动/);
    const page = (await readdir(copy, { recursive: true })).find((name) => /^u\/[^/]+\/2024\/index\.html$/.test(name));
    const bytes = await readFile(path.join(copy, page));
    bytes[bytes.indexOf('万元') - 1] ^= 1; // the last digit of a figure
    await writeFile(path.join(copy, page), bytes);
    const failed = await portal.command('verify', '--key', key, copy).then(() => assert.fail('没有发现改动'), (error) => error);
    assert.equal(failed.code, 1);
    assert.ok(failed.stdout.includes(page), failed.stdout);
  });
}
