// The static copy as its readers open it: from a disk, and from a plain file
// server below a path of its own. Links lead on, nothing complains, nothing is
// asked of any server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { launch, visit } from './chromium.mjs';
import { complainsOfNothing, fitsItsWindow, isAccessible } from './judge.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = process.env.PORTAL ?? path.join(root, 'bin/portal');
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

let folder;
let browser;
let server;
let ways; // where the copy stands, by what it is called

export default function copies() {
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-copy-'));
    const run = promisify(execFile);
    const db = path.join(folder, 'site.db');
    const copy = path.join(folder, 'copy');
    await run(binary, ['load', '--db', db, path.join(root, 'seed')]);
    await run(binary, ['export', 'site', '--db', db, copy], { maxBuffer: 1 << 26 });
    server = await serve(copy, '/some/where');
    ways = { 从磁盘打开: pathToFileURL(copy).href, 普通文件服务器: `http://127.0.0.1:${server.address().port}/some/where` };
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const how of ['从磁盘打开', '普通文件服务器']) {
    test(`${how}：从首页一路点到原文`, () => as(how, {}, async (page) => {
      await click(page, page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '单位' }));
      await click(page, page.getByRole('main').getByRole('link', { name: /乌鲁木齐/ }).first());
      await click(page, page.getByRole('main').getByRole('link', { name: /2024/ }).first());
      assert.match(await page.locator('h1').innerText(), /2024/);
      assert.ok(await page.locator('figure svg').count() > 0, '没有图');
      await page.locator('figure .chart-canvas').first().hover();
      const cite = page.locator('a[href*="/f/"]').first();
      await click(page, cite);
      await click(page, page.getByRole('main').locator('a[href*="source/index.html#"]').first());
      assert.ok(new URL(page.url()).hash, '没有跳到原文的那一处');
    }));

    test(`${how}：各类页面看得、用得`, () => as(how, {}, async (page) => {
      const home = await page.evaluate(() => [...new Set([...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0]))]);
      const pages = home.filter((href) => href.endsWith('.html'));
      assert.ok(pages.length > 10, `首页只有 ${pages.length} 个链接`);
      for (const href of [ways[how] + '/index.html', ...pages.slice(0, 25)]) {
        await page.goto(href);
        await fitsItsWindow(page);
        await isAccessible(page);
      }
    }));

    test(`${how}：比较与接口老实说需要服务器`, () => as(how, {}, async (page) => {
      await click(page, page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '比较' }));
      assert.equal(await page.locator('h1').innerText(), '比较需要服务器');
      await click(page, page.getByRole('navigation', { name: '页脚' }).getByRole('link', { name: '接口' }));
      assert.equal(await page.locator('h1').innerText(), '接口需要服务器');
    }));
  }

  test('从磁盘打开：查找说需要联网的服务器', () => as('从磁盘打开', {}, async (page) => {
    await page.getByRole('search', { name: '全站' }).getByRole('searchbox').fill('用车');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\/index\.html\?q=/);
    assert.equal(await page.locator('#found-says').innerText(), '查找需要联网的服务器');
  }));

  test('没有脚本：查找说需要联网的服务器', () => as('普通文件服务器', { script: false }, async (page) => {
    await page.goto(`${ways['普通文件服务器']}/search/`);
    assert.equal(await page.locator('#found-says').innerText(), '查找需要联网的服务器');
  }));

  test('普通文件服务器：查得到单位、名词与原因，点得开', () => as('普通文件服务器', {}, async (page) => {
    for (const [words, wanted] of [['水磨沟', /乌鲁木齐市水磨沟区/], ['机关运行', /机关运行/], ['减少', /减少/]]) {
      await page.goto(`${ways['普通文件服务器']}/index.html`);
      await page.getByRole('search', { name: '全站' }).getByRole('searchbox').fill(words);
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\/index\.html\?q=/);
      await page.locator('#found-list li').first().waitFor();
      assert.match(await page.locator('#found-says').innerText(), /^找到 \d+ 处/);
      assert.match(await page.locator('#found-list li').first().innerText(), wanted);
      await isAccessible(page);
      await click(page, page.locator('#found-list a').first());
    }
    await page.goto(`${ways['普通文件服务器']}/search/index.html?q=${encodeURIComponent('没有这样的词语')}`);
    await page.getByText('没有找到“没有这样的词语”').waitFor();
  }));
}

async function as(how, options, look) {
  const page = await visit(browser, ways[how], options);
  try {
    await page.goto(`${ways[how]}/index.html`);
    await look(page);
    await complainsOfNothing(page);
  } finally {
    await page.context().close();
  }
}

/** Follows a link, which must lead to a page of the copy that is there. */
async function click(page, link) {
  const href = await link.evaluate((a) => a.href);
  await link.click();
  await page.waitForURL(href);
  assert.notEqual(await page.title(), '');
  assert.ok(await page.locator('main').count(), `${href} 不是明账的页面`);
}

/** A file server that knows nothing but files, below a path. */
function serve(copy, below) {
  const made = createServer(async (request, answer) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (!asked.startsWith(`${below}/`)) return answer.writeHead(404).end();
    let file = path.join(copy, asked.slice(below.length));
    try {
      if ((await stat(file)).isDirectory()) file = path.join(file, 'index.html');
      await stat(file);
    } catch {
      return answer.writeHead(404).end();
    }
    answer.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' });
    return createReadStream(file).pipe(answer);
  });
  return new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(made)));
}
