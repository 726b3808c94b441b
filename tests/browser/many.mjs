// Many units over several years, as a journalist asks of them: who spends most
// and why, two units side by side, what a page leaves out. On a portal of its
// own with invented reports; each task in at most four actions from the home
// page, with and without scripts.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { launch, visit } from './chromium.mjs';
import { complainsOfNothing, figuresIn, fitsItsWindow, isAccessible } from './judge.mjs';
import { startPortal } from './portal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const windows = {
  桌面: { width: 1280 }, 没有脚本的桌面: { width: 1280, script: false },
  手机: { width: 360, height: 740 }, 没有脚本的手机: { width: 360, height: 740, script: false },
};
const year = 2024;
const units = 60;

let folder;
let portal;
let browser;

export default function many() {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-many-'));
    const docs = path.join(folder, 'docs');
    await promisify(execFile)('go', ['run', './tools/specimens', '--units', String(units), '--years', '2', '--from', '2023', '--seed', '7', '--narrative', '--out', docs], { cwd: root });
    portal = await startPortal({ seed: docs });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await portal?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [how, options] of Object.entries(windows)) {
    describe(how, () => {
      test('谁的三公经费涨得最多，为什么', () => as(options, async (page, act) => {
        await page.goto('/');
        await act(() => page.getByRole('link', { name: '谁的“三公”经费涨得多' }).click());
        const rows = page.locator('.rank-table tbody tr:has(.place)');
        const top = rows.first();
        const [change, prior, now] = figuresIn(await top.locator('td.r').allInnerTexts().then((cells) => cells.slice(0, 3).map((cell) => cell.split('\n')[0]).join(' ')));
        assert.ok(Math.abs(Number(now) - Number(prior) - Number(change)) < 0.015, `${now} − ${prior} 不是 ${change}`);
        assert.match(await page.locator('.rank-table .why-row').first().innerText(), /原因/);
        assert.match(await page.locator('.counted').innerText(), new RegExp(`共 \\d+ 个单位`));
        await judged(page, options);
        // The figure leads to the words in the document.
        const link = await top.locator('a.n').first().evaluate((a) => a.href);
        await act(() => page.goto(link));
        assert.equal(await page.locator(new URL(link).hash).count(), 1);
      }));

      test('两个单位的人员经费，按在职人数平均', () => as(options, async (page, act) => {
        const [one, two] = await withStaff(page);
        await page.goto('/');
        await act(() => page.getByRole('link', { name: '比较几个单位' }).click());
        await act(() => page.getByRole('link', { name: '人均人员经费是多少？' }).click());
        await act(async () => {
          await page.getByLabel('加一个单位').fill(`${one}、${two}`);
          await page.getByRole('button', { name: '加入' }).click();
        });
        await page.locator('.compare-table').waitFor();
        assert.deepEqual(await page.locator('.chips .chip-name').allInnerTexts(), [one, two]);
        for (const row of await page.locator('.compare-table tbody tr').all()) {
          const cell = row.locator('td').last();
          const [per, whole, heads] = figuresIn(await cell.innerText()).map(Number);
          const yuan = (await cell.innerText()).includes('万元') ? whole * 10000 : whole;
          assert.ok(Math.abs(yuan / heads - per) <= 1, `${whole} ÷ ${heads} 不是 ${per}`);
        }
        assert.equal(await page.locator('.compare-chart svg[role=img]').count(), 1);
        await judged(page, options);
        assert.match(page.url(), /\/compare\?u=\d+&u=\d+&item=general\.personnel&as=per_staff$/);
        await act(() => page.getByRole('link', { name: `去掉 ${one}` }).click());
        assert.deepEqual(await page.locator('.chips .chip-name').allInnerTexts(), [two]);
      }));

      test('排行翻页、筛选、看谁没有排进来', () => as(options, async (page) => {
        await page.goto(`/rank/expense.year?year=${year}`);
        const whole = await total(page);
        assert.ok(whole > 50, `只有 ${whole} 个`);
        assert.equal(await page.locator('.rank-table .figure-cell').count(), 50);
        await page.getByRole('link', { name: '下一页' }).click();
        assert.equal(await page.locator('.rank-table .figure-cell').count(), whole - 50);
        await page.getByText('筛选', { exact: true }).click();
        await page.getByLabel('单位类别').selectOption('government');
        await page.getByRole('button', { name: '看结果' }).click();
        assert.ok(await total(page) < whole);
        await judged(page, options);
        await page.goto(`/rank/general.personnel?year=${year}&as=per_staff`);
        const left = page.locator('.counted a');
        const [n] = figuresIn(await left.innerText());
        await left.click();
        assert.ok((await page.locator('.left-out').innerText()).includes(`共 ${n} 个`));
        await judged(page, options);
      }));

      test('项目与科目', () => as(options, async (page) => {
        await page.goto(`/rank/general.expense?year=${year}`);
        await page.getByText('换项目或科目').click();
        if (options.script !== false) {
          await page.getByRole('searchbox', { name: '找项目' }).fill('接待');
          assert.deepEqual(await page.locator('#item-list li:visible').allInnerTexts(), ['公务接待费', '国内公务接待费', '国内公务接待批次', '国内公务接待人次']);
        }
        await judged(page, options);
        await page.getByLabel('这个项目里的一个科目').fill('208');
        await page.getByRole('button', { name: '看', exact: true }).click();
        assert.match(await page.locator('h1').innerText(), /社会保障和就业支出/);
        await page.getByRole('link', { name: '去掉 208 社会保障和就业支出' }).click();
        assert.ok(!page.url().includes('class='));
      }));

      test('开始的页面', () => as(options, async (page) => {
        for (const where of ['/rank', '/compare', '/compare?find=%E5%B1%80', '/rank/find?item=%E6%94%BF%E5%BA%9C%E9%87%87%E8%B4%AD']) {
          await page.goto(where);
          await judged(page, options);
        }
      }));
    });
  }

  test('边打字边找：名称、拼音首字母，方向键可走', () => as({ width: 1280 }, async (page) => {
    const [one] = await withStaff(page);
    await page.goto('/compare');
    const field = page.getByLabel('加一个单位');
    await field.pressSequentially(one.slice(0, 6));
    const offered = page.locator('.picks-live a');
    await offered.first().waitFor();
    assert.match(await page.locator('.picker [role=status]').first().innerText(), /相符的有 \d+ 个/);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.picks-live') !== null), true);
    const name = await page.evaluate(() => document.activeElement.querySelector('span').textContent);
    await judged(page, {});
    await page.keyboard.press('Enter');
    await page.locator('.chips').waitFor();
    assert.deepEqual(await page.locator('.chips .chip-name').allInnerTexts(), [name]);
  }));
}

// How many units a ranking holds.
async function total(page) {
  return Number((await page.locator('.counted').innerText()).match(/共 (\d+) 个/)[1]);
}

// Two units whose documents say how many people they have.
async function withStaff(page) {
  const answer = await page.request.get(`/rank/general.personnel.json?year=${year}&as=per_staff`);
  const { rows } = await answer.json();
  return rows.filter(({ place }) => place).slice(0, 2).map(({ unit }) => unit);
}

const mostActions = 4;

/** Lets a fresh visitor work; actions are counted. */
async function as(options, work) {
  const page = await visit(browser, portal.base, options);
  let actions = 0;
  try {
    await work(page, async (action) => {
      actions += 1;
      assert.ok(actions <= mostActions, `用了 ${actions} 步`);
      await action();
    });
  } finally {
    await page.context().close();
  }
}

async function judged(page, { script }) {
  await fitsItsWindow(page);
  if (script !== false) await isAccessible(page);
  complainsOfNothing(page);
}
