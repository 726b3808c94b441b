// The promise that no other portal keeps: a figure on any page opens the very
// place in the source document where it is printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { figuresIn } from './judge.mjs';
import { at, pageOf, siteMap } from './site.mjs';

// Read off the document by eye: a figure of the report, and the words around it there.
const printed = [
  { figure: '9,410.33', words: '本年支出合计9,410.33万元' },
  { figure: '97.15%', words: '项目支出9,141.82万元，占97.15%' },
  { figure: '29,788.39', words: '年初预算数29,788.39万元' },
  { figure: '-68.42%', words: '预决算差异率-68.42%' },
  { figure: '2.14', words: '2024年度财政拨款“三公”经费支出2.14万元' },
];

export default function figures() {
  test('全站每个数字链接都落在印着同一数字的锚点上', async () => {
    const site = await siteMap();
    const wrong = [];
    let count = 0;
    for (const [path, page] of site) {
      for (const { path: to, hash, text, derived } of page.links) {
        if (!to.endsWith('/source') || !/^o\d+$/.test(hash)) continue;
        count++;
        const there = site.get(to).anchors[hash];
        if (there === undefined) wrong.push(`${path}「${text}」→ #${hash}：没有这个锚点`);
        else if (!derived && !saysTheSame(text, there)) wrong.push(`${path}「${text}」→ #${hash}「${there}」`);
      }
    }
    assert.deepEqual(wrong.slice(0, 20), []);
    assert.ok(count > 500, `全站只有 ${count} 个数字链接`);
  });

  for (const { figure, words } of printed) {
    test(`报告页点开 ${figure}，看到原文“${words}”`, async () => {
      await at(await pageOf('报告'), {}, async (page) => {
        const link = page.locator('a[href*="source#o"]').filter({ hasText: new RegExp(`^\\s*${pattern(figure)}`) }).first();
        await link.click();
        await page.waitForURL(/\/source#o\d+$/);
        const target = page.locator(':target');
        assert.deepEqual(figuresIn(await target.innerText()), figuresIn(figure));
        const around = await target.evaluate((node) => node.closest('p, li, td, div')?.textContent.replace(/\s+/g, ''));
        assert.ok(around.includes(words), `落在“${around.slice(0, 120)}”`);
        assert.ok(await inView(target), '数字不在窗口之内');
      });
    });
  }
}

/** A link shows its source's figure, alone or with its unit; a link without figures only points. */
function saysTheSame(link, source) {
  const [shown, there] = [figuresIn(link), figuresIn(source)];
  return shown.length === 0 || there.length === 0 || shown.includes(there[0]);
}

/** A figure as pages may print it: with either minus sign, or its direction in words. */
const pattern = (figure) => figure.replace(/^-/, '[-−–]?').replace('.', '\\.').replace(/%$/, '\\s*%?');

const inView = (locator) => locator.evaluate((node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
});
