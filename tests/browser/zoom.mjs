// Enlarged four times (a desk window becomes 320 CSS pixels wide) and with the
// widest text spacing that WCAG asks for, nothing is lost or cut off.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fitsItsWindow } from './judge.mjs';
import { at, pageOf, pageTypes } from './site.mjs';

const spacing = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

export default function zoom() {
  for (const type of Object.keys(pageTypes)) {
    test(`${type}：放大到四倍，内容一样不少`, async () => {
      const path = await pageOf(type);
      const desk = await at(path, { width: 1280 }, contents);
      const enlarged = await at(path, { width: 320, height: 256 }, async (page) => {
        await fitsItsWindow(page);
        return contents(page);
      });
      assert.deepEqual(desk.filter((text) => !enlarged.includes(text)), [], `${path} 放大后不见了`);
    });
  }

  test('拉开字距行距，文字不被裁掉', async () => {
    for (const type of ['首页', '报告', '核对']) {
      await at(await pageOf(type), { width: 360, bypassCSP: true }, async (page) => {
        await page.addStyleTag({ content: spacing });
        await fitsItsWindow(page);
        const cut = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((node) => {
          const { overflowX, overflowY } = getComputedStyle(node);
          const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
          return hides && node.clientWidth > 1 && (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1);
        }).map((node) => `${node.localName}.${node.getAttribute('class') ?? ''}`));
        assert.deepEqual(cut, [], `${type} 有被裁掉的文字`);
      });
    }
  });
}

/** Returns the texts of headings, figures, links and cells that are rendered in main. */
function contents(page) {
  return page.evaluate(() => {
    for (const node of document.querySelectorAll('details')) node.open = true; // one press away at any size
    const texts = [...document.querySelectorAll('main :is(h1, h2, h3, h4, a, th, td, dt, dd, summary)')]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .map((node) => node.textContent.replace(/\s+/g, ''));
    return [...new Set(texts)];
  });
}
