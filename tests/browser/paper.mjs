// A printed report still shows its charts, its tables and where it comes from.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import { at, base, pageOf } from './site.mjs';

export default function paper() {
  test('报告印成 PDF：图、表、数字、网址与版次都在', async () => {
    await at(await pageOf('报告'), {}, async (page) => {
      const text = await printed(page);
      for (const words of ['9,410.33', '9,141.82', '29,788.39', '政府性基金', '年中调减', '第1版', decodeURI(page.url().replace(base(), ''))]) {
        assert.ok(text.includes(words), `纸上没有“${words}”`);
      }
      await page.emulateMedia({ media: 'print' });
      const hidden = await page.evaluate(() => [...document.querySelectorAll('main figure svg, main figure table')]
        .filter((node) => !node.checkVisibility() || node.getBoundingClientRect().height < 40)
        .map((node) => `${node.localName}：${node.closest('figure').textContent.trim().slice(0, 30)}`));
      assert.deepEqual(hidden, [], '图或表没有印出来');
      assert.ok(await page.locator('nav').evaluateAll((all) => all.every((node) => !node.checkVisibility())), '导航不必印');
    });
  });

  test('报表印成 PDF：宽表不缺列', async () => {
    const path = await pageOf('报表1');
    await at(path, {}, async (page) => {
      const cells = await page.locator('main table :is(th, td)').allInnerTexts();
      const text = await printed(page);
      const lost = cells.map(squash).filter((cell) => cell && !text.includes(cell));
      assert.deepEqual(lost, [], `${path} 印出来缺了这些格`);
    });
  });
}

const squash = (text) => text.replace(/\s+/g, '');

/** Prints the page on A4 and returns the text on the paper, without white space. */
async function printed(page) {
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '12mm', right: '12mm' } });
  return squash(execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 }));
}
