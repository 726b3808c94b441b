// Charts are whole without scripts; with them they gain tooltips, and only
// then is the chart library fetched.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complainsOfNothing } from './judge.mjs';
import { at, pageOf } from './site.mjs';

export default function charts() {
  test('没有脚本时图已画好：有名、有说明、有中文标签、有数据表与下载', async () => {
    await at(await pageOf('报告'), { script: false }, async (page) => {
      const all = await page.locator('figure:has(svg[role=img])').evaluateAll((figures) => figures.map((figure) => {
        const svg = figure.querySelector('svg[role=img]');
        const { width, height } = svg.getBoundingClientRect();
        const hrefs = [...figure.querySelectorAll('a[href]')].map((link) => link.pathname);
        return {
          title: svg.querySelector('title')?.textContent ?? '',
          about: svg.querySelector('desc')?.textContent ?? '',
          labels: [...svg.querySelectorAll('text')].map((node) => node.textContent),
          size: [width, height],
          rows: figure.querySelectorAll('table tbody tr').length,
          csv: hrefs.some((path) => path.endsWith('.csv')),
          svg: hrefs.some((path) => path.endsWith('.svg')),
        };
      }));
      assert.ok(all.length >= 5, `报告页只有 ${all.length} 幅图`);
      for (const { title, about, labels, size, rows, csv, svg } of all) {
        assert.match(title, /[\u4e00-\u9fff]/, '图要有名');
        assert.match(about, /[\u4e00-\u9fff]/, `${title}：要有说明`);
        assert.ok(labels.some((label) => /[\u4e00-\u9fff]/.test(label)), `${title}：没有中文标签`);
        assert.ok(size[0] > 300 && size[1] > 100, `${title}：只有 ${size.join('×')}`);
        assert.ok(rows > 0, `${title}：没有数据表`);
        assert.ok(csv && svg, `${title}：缺 CSV 或 SVG 下载`);
      }
    });
  });

  test('下载的 SVG 是图，CSV 有 BOM 和表头', async () => {
    await at(await pageOf('报告'), {}, async (page) => {
      const links = await page.locator('figure:has(svg[role=img]) a[href]').evaluateAll((all) => all.map((link) => link.href));
      for (const href of links.filter((href) => /\.(csv|svg)(\?|$)/.test(href))) {
        const answer = await page.request.get(href);
        const body = await answer.body();
        assert.equal(answer.status(), 200, href);
        if (/\.svg/.test(href)) {
          assert.match(answer.headers()['content-type'], /^image\/svg\+xml/, href);
          assert.match(body.toString(), /^(<\?xml[^>]*>\s*)?<svg[\s>]/, href);
        } else {
          assert.match(answer.headers()['content-type'], /^text\/csv/, href);
          assert.equal(body.subarray(0, 3).toString('hex'), 'efbbbf', `${href} 没有 BOM`);
          assert.ok(body.toString().trim().split('\n').length > 1, `${href} 没有数据行`);
        }
      }
    });
  });

  test('有脚本时，指到图上才取绘图库，随后出现提示', async () => {
    await at(await pageOf('报告'), {}, async (page) => {
      const heavy = () => page.requests.filter((url) => /\/[^/]*(chart|echarts)[^/]*\.js/.test(url)).length;
      await page.waitForLoadState('networkidle');
      const before = heavy();
      const canvas = page.locator('figure[data-chart] .chart-canvas').first();
      await canvas.scrollIntoViewIfNeeded();
      await canvas.hover({ position: { x: 6, y: 60 } });
      const live = canvas.locator('.chart-stage svg');
      await live.waitFor({ timeout: 10_000 });
      assert.ok(await live.locator('text').count() > 5, '活动的图上没有字');
      const words = () => live.locator('text').allInnerTexts();
      const still = (await words()).length;
      // The first node of the flow stands at the left edge.
      await page.waitForTimeout(100);
      const box = await live.boundingBox();
      for (const [x, y] of [[7, 40], [8, 60], [7, 80]]) await page.mouse.move(box.x + x, box.y + y);
      await page.waitForFunction((count) => document.querySelectorAll('.chart-stage svg text').length > count, still, { timeout: 10_000 });
      assert.ok(heavy() > before, '指到图上之后应当取来绘图库');
      complainsOfNothing(page);
    });
  });
}
