// The site by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, pageOf } from './site.mjs';

const stops = 60; // Tab stops looked at on each page

export default function keyboard() {
  test('第一下 Tab 露出“跳到正文”，回车后焦点在正文里', async () => {
    for (const type of ['首页', '报告', '原文']) {
      await at(await pageOf(type), {}, async (page) => {
        await page.keyboard.press('Tab');
        const skip = page.locator(':focus');
        assert.match(await skip.innerText(), /正文|主要内容/);
        const box = await skip.boundingBox();
        assert.ok(box.x >= 0 && box.y >= 0 && box.width > 40 && box.height >= 24, `跳转链接没有露出来：${JSON.stringify(box)}`);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), `${type}：焦点没有进正文`);
      });
    }
  });

  for (const type of ['首页', '单位名录', '报告', '报表1', '绩效自评1', '核对']) {
    test(`${type}：每一站都看得见焦点，焦点不被困住`, async () => {
      await at(await pageOf(type), {}, async (page) => {
        const visited = [];
        for (let i = 0; i < stops; i++) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(focused);
          if (stop === null) break; // past the last stop: the browser's own bar
          assert.ok(stop.marked, `${type} 第 ${i + 1} 站 ${stop.name} 看不出焦点`);
          assert.ok(stop.shown, `${type} 第 ${i + 1} 站 ${stop.name} 在窗口之外或没有大小`);
          assert.ok(!visited.includes(stop.index), `${type} 第 ${i + 1} 站 ${stop.name} 回到了老地方`);
          visited.push(stop.index);
        }
        assert.ok(visited.length > 3, `${type} 只有 ${visited.length} 站`);
      });
    });
  }
}

// Runs inside the page.
function focused() {
  const node = document.activeElement;
  if (node === null || node === document.body) return null;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    index: [...document.querySelectorAll('*')].indexOf(node),
    name: `${node.localName}「${(node.textContent || node.getAttribute('aria-label') || '').trim().slice(0, 20)}」`,
    marked: outlined || style.boxShadow !== 'none',
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}
