// Units over several years: invented reports in which figures of last year were
// changed and units renamed, on a portal of its own. What is planted is found,
// in a few clicks, with and without scripts.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { launch, visit } from './chromium.mjs';
import { complainsOfNothing, fitsItsWindow, isAccessible } from './judge.mjs';
import { startPortal } from './portal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const windows = { 桌面: { width: 1280 }, 没有脚本的桌面: { width: 1280, script: false }, 手机: { width: 360, height: 740 }, 没有脚本的手机: { width: 360, height: 740, script: false } };

let folder;
let truth;
let portal;
let browser;

export default function years() {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-years-'));
    const docs = path.join(folder, 'docs');
    const planted = path.join(folder, 'truth.json');
    await promisify(execFile)('go', ['run', './tools/specimens', '--units', '4', '--years', '3', '--from', '2022', '--seed', '100',
      '--restated', '2', '--renamed', '2', '--narrative', '--out', docs, '--truth', planted], { cwd: root });
    truth = JSON.parse(await readFile(planted));
    for (const { was, now, year } of truth.renamed) {
      await writeFile(path.join(docs, now, 'manifest.json'), JSON.stringify({
        documents: [{ file: `${year}年部门决算.txt`, formerly: [{ name: was, until: year - 1 }] }],
      }));
    }
    portal = await startPortal({ seed: docs });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [how, options] of Object.entries(windows)) {
    test(`${how}：从首页三步找到调整过的上年数，两句原话都在`, () => as(options, async (page) => {
      const { unit, year, was, now } = truth.restated[0];
      await page.goto('/');
      await page.getByRole('search', { name: '首页' }).getByRole('searchbox').fill(unit);
      await page.keyboard.press('Enter');
      await page.getByRole('main').getByRole('link', { name: unit, exact: true }).first().click();
      await page.getByRole('link', { name: '前后一致吗' }).click();

      const table = page.locator('#restatements table');
      const row = table.locator('tbody').first();
      const text = digits(await row.innerText());
      for (const words of [String(year), plain(was), plain(now), '调整', `${year}年的文件`, `${year + 1}年的文件`]) assert.ok(text.includes(words), `没有“${words}”：${text}`);
      assert.equal(await table.locator('tbody').count(), 1, '不一样的数只有埋下的那一个');
      await judged(page, options);

      // Both figures and both sentences lead to the words in the documents.
      for (const at of await row.locator('a').evaluateAll((links) => links.map((a) => a.href))) {
        await page.goto(at);
        assert.equal(await page.locator(new URL(at).hash).count(), 1, at);
      }
    }));

    test(`${how}：对照页可以只看不一样的`, () => as(options, async (page) => {
      const { unit } = truth.restated[1];
      await page.goto(`/units?q=${encodeURIComponent(unit)}`);
      await page.getByRole('main').getByRole('link', { name: unit, exact: true }).first().click();
      await page.getByRole('link', { name: /^看全部/ }).click();
      const rows = page.locator('table.restated tbody');
      assert.ok((await rows.count()) > 3);
      await judged(page, options);
      await page.getByRole('link', { name: '只看不一样的' }).click();
      assert.match(page.url(), /show=differs/);
      assert.equal(await rows.count(), 1);
      assert.equal(await page.getByRole('link', { name: '只看不一样的' }).getAttribute('aria-current'), 'true');
      await judged(page, options);
    }));

    test(`${how}：旧名找得到改了名的单位，页面标出断点`, () => as(options, async (page) => {
      const { was, now, year } = truth.renamed[0];
      await page.goto(`/units?q=${encodeURIComponent(was)}`);
      await page.getByRole('main').getByRole('link', { name: now, exact: true }).first().click();
      const text = (await page.getByRole('main').innerText()).replace(/\s+/g, '');
      assert.ok(text.includes(`${year}年前称${was}`), text.slice(0, 200));
      assert.ok(text.includes(`${year}年更名`));
      assert.ok((await page.locator('.break-mark').count()) > 0);
      await judged(page, options);

      // The address under the old name leads here.
      const here = page.url();
      await page.goto(decodeURI(here).replace(now, was));
      assert.equal(page.url(), here);
    }));
  }

  test('放大到四倍，单位页也不横向滚动', () => as({ width: 320, height: 256 }, async (page) => {
    await page.goto(`/units?q=${encodeURIComponent(truth.renamed[0].now)}`);
    await page.getByRole('main').getByRole('link', { name: truth.renamed[0].now, exact: true }).first().click();
    await fitsItsWindow(page);
  }));
}

async function as(options, look) {
  const page = await visit(browser, portal.base, options);
  try {
    await look(page);
  } finally {
    await page.context().close();
  }
}

async function judged(page, options) {
  await fitsItsWindow(page);
  if (options.script !== false) await isAccessible(page);
  complainsOfNothing(page);
}

// Figures with and without trailing zeros: the documents print either.
const plain = (figure) => figure.replace(/\.?0+$/, '');
const digits = (text) => text.replace(/[\s,]+/g, '');
