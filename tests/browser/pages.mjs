// Every kind of page, with and without scripts, on a phone and at a desk:
// it answers, says what it is, fits its window, is accessible and errs nowhere.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { complainsOfNothing, fitsItsWindow, isAccessible } from './judge.mjs';
import { at, pageOf, pageTypes } from './site.mjs';

const missing = { type: '找不到', path: '/没有这一页' };

export default function pages() {
  for (const type of [...Object.keys(pageTypes), missing.type]) {
    describe(type, () => {
      for (const width of [360, 1280]) {
        for (const script of [true, false]) {
          test(`${width} 像素，脚本${script ? '开' : '关'}`, () => look(type, { width, script }));
        }
      }
    });
  }

  test('深色配色下同样看得清', async () => {
    for (const type of ['首页', '报告', '核对', '原文']) {
      await at(await pageOf(type), { scheme: 'dark' }, isAccessible);
    }
  });
}

async function look(type, options) {
  const path = type === missing.type ? missing.path : await pageOf(type);
  await at(path, options, async (page, answer) => {
    assert.equal(answer.status(), type === missing.type ? 404 : 200, path);
    await saysWhatItIs(page);
    await fitsItsWindow(page);
    if (options.script) await isAccessible(page);
    complainsOfNothing(page);
  });
  // axe itself needs a running page: there the site's own scripts stay away.
  if (!options.script) await at(path, { ...options, script: true, ownScripts: false }, isAccessible);
}

async function saysWhatItIs(page) {
  const { lang, title, ...counts } = await page.evaluate(() => {
    const count = (selector) => document.querySelectorAll(selector).length;
    return { lang: document.documentElement.lang, title: document.title, h1: count('h1'), main: count('main') };
  });
  assert.match(lang, /^zh/);
  assert.match(title, /明账/);
  assert.deepEqual(counts, { h1: 1, main: 1 });
}
