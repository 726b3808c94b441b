// What every page is judged by, whatever it shows.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Lays out what is far below the window too, which a page leaves until somebody comes near. */
export const layOut = (page) => page.evaluate(() => {
  const all = new CSSStyleSheet();
  all.replaceSync('* { content-visibility: visible !important }');
  document.adoptedStyleSheets.push(all);
});

/** The page itself never scrolls sideways; wide tables scroll inside their own region. */
export async function fitsItsWindow(page) {
  await layOut(page);
  const { content, window, beyond } = await page.evaluate(() => {
    const window = document.documentElement.clientWidth;
    const beyond = [...document.querySelectorAll('body *')].filter((node) => node.getBoundingClientRect().right > window + 1);
    return {
      content: document.documentElement.scrollWidth,
      window,
      beyond: beyond.slice(0, 5).map((node) => `${node.localName}.${node.getAttribute('class') ?? ''}`),
    };
  });
  assert.ok(content <= window, `${page.url()} 宽 ${content} 像素，窗口只有 ${window}；伸出去的有 ${beyond.join('、')}`);
}

/** No element breaks a rule of axe-core: WCAG 2.2 A and AA, and its best practices. */
export async function isAccessible(page) {
  await layOut(page);
  await page.evaluate(axe);
  const broken = await page.evaluate(async () => {
    // From the top: wherever a page is scrolled to, its header covers half a line.
    const { scrollX, scrollY } = window;
    window.scrollTo(0, 0);
    const { violations } = await globalThis.axe.run(document, {
      resultTypes: ['violations'],
      preload: location.protocol !== 'file:', // a page on a disk may fetch nothing
      rules: { 'target-size': { enabled: true } },
    });
    window.scrollTo(scrollX, scrollY);
    return violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => {
      const why = failureSummary.split('\n').slice(1).map((line) => line.trim()).join(' ');
      return `${id}（${help}）${target.join(' ')}：${why}`;
    }));
  });
  assert.deepEqual(broken, [], `${page.url()} 有无障碍问题`);
}

/** Nothing went wrong on the page since it was opened, see visit in chromium.mjs. */
export function complainsOfNothing(page) {
  assert.deepEqual(page.complaints, [], `${page.url()} 有错误`);
}

/** Returns the figures in a text in reading order, without thousands separators and signs. */
export const figuresIn = (text) => (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((figure) => figure.replaceAll(',', ''));
