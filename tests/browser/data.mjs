// What a journalist and a developer take away: a reference to a figure, the
// figure inside another page, a chart as a picture, the data.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';

import { complainsOfNothing, isAccessible } from './judge.mjs';
import { at, base, newPage, pageOf } from './site.mjs';

const unit = '水磨沟区发展和改革委员会';

export default function data() {
  for (const [how, options] of Object.entries({
    桌面: { width: 1280, height: 900 },
    没有脚本的手机: { width: 360, height: 740, script: false, hasTouch: true, isMobile: true },
  })) {
    test(`${how}上，从首页出发至多四步，引用到一个数字`, async () => {
      await at('/', options, async (page) => {
        let steps = 0;
        const step = async (link) => { steps++; await link.click(); };
        await step(page.getByRole('link', { name: new RegExp(unit) }).first());
        if (!/\/\d{4}\/$/.test(page.url())) await step(page.getByRole('link', { name: /2024/ }).first());
        await page.waitForURL(/\/2024\/$/);
        const row = page.locator('#sangong tbody tr').filter({ hasText: '经费' }).first();
        await row.scrollIntoViewIfNeeded();
        if (!options.isMobile) await row.hover();
        await step(row.getByRole('link', { name: /^引用/ }));
        await page.waitForURL(/\/f\/[0-9a-f]{12}-\d+-\w{4}$/);
        await step(page.getByRole('link', { name: '引用格式' }));
        assert.ok(steps <= 4, `用了 ${steps} 步`);
        const cite = await page.locator('#gbt').innerText();
        assert.match(cite, /水磨沟区发展和改革委员会\. 2024 年度部门决算：.+\[EB\/OL\]/);
        assert.ok(cite.includes(page.url().replace(/#.*/, '')), cite);
        assert.match(await page.locator('blockquote mark').innerText(), /^2\.14$/);
        complainsOfNothing(page);
      });
    });
  }

  test('有脚本时，引用格式可以一键复制', async () => {
    await at(await pageOf('数字卡片'), { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.locator('button[data-copy="#bib"]').click();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^@misc\{mingzhang-/);
    });
  });

  test('别的网站能嵌入数字卡片，嵌入页没有脚本；别的页面嵌不进去', async () => {
    const card = await pageOf('数字卡片');
    const snippet = await at(card, {}, (page) => page.locator('#snippet').innerText());
    const host = await otherSite(`${snippet}<iframe title="page" src="${base()}${card}"></iframe>`);
    const page = await newPage({});
    try {
      await page.goto(`http://127.0.0.1:${host.address().port}/`, { waitUntil: 'load' });
      const inside = page.frames().find((frame) => frame.url().endsWith('/embed'));
      const text = await inside.locator('body').innerText();
      assert.match(text, /来源：.+第 1 版/s);
      assert.equal(await inside.locator('script').count(), 0);
      const size = await inside.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
      assert.ok(size[0] <= size[1] + 1, `嵌入页高 ${size[0]}，框只有 ${size[1]}`);
      const refused = page.frames().find((frame) => frame !== inside && frame !== page.mainFrame());
      assert.doesNotMatch(await refused.locator('body').innerText().catch(() => ''), /引用格式/);
    } finally {
      await page.context().close();
      host.close();
    }
  });

  test('每幅图可以存成 PNG；没有脚本时不见这个按钮', async () => {
    await at(await pageOf('报告'), {}, async (page) => {
      const buttons = page.locator('button[data-png]');
      assert.ok(await buttons.count() >= 5);
      const [file] = await Promise.all([page.waitForEvent('download'), buttons.first().click()]);
      const png = await readFile(await file.path());
      assert.equal(png.subarray(1, 4).toString(), 'PNG');
      assert.ok(png.readUInt32BE(16) > 1000, `只有 ${png.readUInt32BE(16)} 像素宽`);
      assert.match(file.suggestedFilename(), /\.png$/);
      complainsOfNothing(page);
    });
    await at(await pageOf('报告'), { script: false }, async (page) => {
      assert.equal(await page.locator('button[data-png]').first().isVisible(), false);
    });
  });

  test('接口页的每个例子点开都是 JSON', async () => {
    await at(await pageOf('接口'), {}, async (page) => {
      const links = await page.locator('.examples a').evaluateAll((all) => all.map((link) => link.href));
      assert.ok(links.length >= 15);
      for (const href of links) {
        const answer = await page.request.get(href);
        assert.equal(answer.status(), 200, href);
        assert.ok(await answer.json(), href);
      }
      await isAccessible(page);
    });
  });

  test('别的网站的脚本能读接口', async () => {
    const host = await otherSite('');
    const page = await newPage({});
    try {
      await page.goto(`http://127.0.0.1:${host.address().port}/`);
      const facts = await page.evaluate(async (url) => (await fetch(url)).json(), `${base()}/api/v1/facts?item=sangong.total&basis=final`);
      assert.equal(facts.items[0].value, '2.14');
    } finally {
      await page.context().close();
      host.close();
    }
  });

  test('报告、报表、核对、单位都能存成 Excel', async () => {
    for (const type of ['报告', '报表1', '核对', '单位', '单位名录', '绩效自评1']) {
      await at(await pageOf(type), {}, async (page) => {
        const href = await page.locator('main a[href*=".xlsx"]').first().evaluate((link) => link.href);
        const answer = await page.request.get(href);
        assert.equal(answer.status(), 200, href);
        assert.equal((await answer.body()).subarray(0, 2).toString(), 'PK', href);
      });
    }
  });
}

/** A page of some other site. */
async function otherSite(body) {
  const host = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><meta charset="utf-8"><title>报道</title>${body}`);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  return host;
}
