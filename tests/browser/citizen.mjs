// A citizen's question, answered from the front page in a few clicks:
// 2024 年的决算为什么和预算差这么多？
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, pageOf } from './site.mjs';

const unit = '水磨沟区发展和改革委员会';

export default function citizen() {
  for (const [how, options] of Object.entries({
    桌面: { width: 1280, height: 900 },
    手机: { width: 360, height: 740, hasTouch: true, isMobile: true },
    没有脚本的手机: { width: 360, height: 740, script: false },
  })) {
    test(`${how}上两次点击之内读到差异与原因`, async () => {
      await at('/', options, async (page) => {
        await page.getByRole('link', { name: new RegExp(unit) }).first().click();
        if (!/\/\d{4}\/$/.test(page.url())) await page.getByRole('link', { name: /2024/ }).first().click();
        await page.waitForURL(/\/2024\/$/);

        const answer = (await page.locator('main').innerText()).replace(/\s+/g, '');
        for (const words of ['29,788.39', '9,408.39', '68.42%', '年中调减', '97.15%']) {
          assert.ok(answer.includes(words), `报告页没有“${words}”`);
        }
      });
    });
  }

  for (const width of [360, 1280]) {
    for (const script of [true, false]) {
      test(`${width} 像素，脚本${script ? '开' : '关'}：点目录里的一节，那一节就到眼前`, async () => {
        await at(await pageOf('报告'), { width, script, reducedMotion: 'no-preference' }, async (page) => {
          for (const id of ['source', 'spending', 'checks']) {
            await page.locator(`.toc a[href="#${id}"]`).click();
            const heading = page.locator(`#${id} > h2`);
            const there = page.viewportSize().height / 5;
            let y = -1;
            for (const end = Date.now() + 10_000; !(y > 0 && y < there) && Date.now() < end; await page.waitForTimeout(100)) {
              ({ y } = await heading.boundingBox());
            }
            assert.ok(y > 0 && y < there, `#${id} 的标题在窗口里 ${Math.round(y)} 像素处`);
          }
        });
      });
    }
  }

  test('报告第一屏就用整句说明花了多少、比预算少多少', async () => {
    const path = await at('/', {}, async (page) => {
      await page.getByRole('link', { name: new RegExp(unit) }).first().click();
      if (!/\/\d{4}\/$/.test(page.url())) await page.getByRole('link', { name: /2024/ }).first().click();
      return new URL(page.url()).pathname;
    });
    await at(path, { width: 1280, height: 900 }, async (page) => {
      const firstScreen = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        let text = '';
        while (walker.nextNode()) {
          range.selectNodeContents(walker.currentNode);
          const { top, bottom, width } = range.getBoundingClientRect();
          if (width > 0 && top >= 0 && bottom <= window.innerHeight) text += walker.currentNode.data.trim();
        }
        return text;
      });
      for (const words of ['97.15', '29,788.39', '68.42']) {
        assert.ok(firstScreen.includes(words), `第一屏没有 ${words}：${firstScreen}`);
      }
    });
  });
}
