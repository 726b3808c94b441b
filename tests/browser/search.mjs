// Finding things: everything that is said about one word, a unit by a part of
// its name, the reasons in figures, and the changes without one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { complainsOfNothing, fitsItsWindow, isAccessible } from './judge.mjs';
import { at } from './site.mjs';

const visitors = {
  桌面: { width: 1280 },
  手机: { width: 360, height: 740, hasTouch: true, isMobile: true },
  没有脚本的手机: { width: 360, height: 740, script: false },
};

const words = async (locator) => (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, ''));

export default function search() {
  for (const [how, options] of Object.entries(visitors)) {
    test(`${how}上从首页三步找到每一条提到“用车”的原因，点得到原文`, async () => {
      await at('/', options, async (page) => {
        await page.getByLabel('找单位、原因、项目或名词').fill('用车');
        await page.locator('main').getByRole('button', { name: '查找' }).click();
        await page.waitForURL(/\/search\?q=/);
        assert.match(await page.getByRole('status').innerText(), /找到 6 处/);
        await page.getByRole('navigation', { name: '文字的种类' }).getByRole('link', { name: /^原因/ }).click();
        await page.waitForURL(/kind=reason/);

        const marked = await words(page.locator('.hits > li mark'));
        assert.ok(marked.length >= 4 && marked.every((text) => text === '用车'), `标出的是 ${marked}`);
        assert.equal(await page.locator('.hits > li').count(), 4);
        await page.locator('.hits .to-source').first().click();
        await page.waitForURL(/\/source#o\d+$/);
        const place = await page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).innerText();
        assert.match(place, /用车/);
      });
    });

    test(`${how}上连着金额看原因，再按科目筛`, async () => {
      await at('/reasons', options, async (page) => {
        const first = (await words(page.locator('.hits > li')))[0];
        for (const part of ['收入总计', '增加1,630.51万元', '升20.89%', '馕文化产业园']) {
          assert.ok(first.includes(part), `第一条没有“${part}”：${first}`);
        }
        const fold = page.locator('.filters-fold > summary');
        if (await fold.isVisible()) await fold.click();
        await page.getByLabel('科目').selectOption('sangong.total');
        await page.getByRole('button', { name: '筛选' }).click();
        await page.waitForURL(/item=sangong\.total/);
        assert.match(await page.getByRole('status').innerText(), /^2 条原因/);
        assert.equal(await page.getByLabel('科目').inputValue(), 'sangong.total');
        await page.getByRole('link', { name: '去掉筛选' }).click();
        assert.match(await page.getByRole('status').innerText(), /^30 条原因/);
      });
    });
  }

  test('页眉里写单位名称的几个字，单位排在最前', async () => {
    await at('/glossary', { width: 1280 }, async (page) => {
      const box = page.locator('header').getByRole('searchbox');
      await box.fill('水磨沟区发展');
      await box.press('Enter');
      await page.waitForURL(/\/search\?q=/);
      await page.locator('.unit-answers a').first().click();
      await page.waitForURL(/\/u\/1-/);
      assert.match(await page.locator('h1').innerText(), /发展和改革委员会/);
    });
  });

  test('找不到时给出找得到的写法', async () => {
    await at('/search?q=用车燃油费', { width: 360 }, async (page) => {
      await isAccessible(page);
      await fitsItsWindow(page);
      await page.locator('.chips a').first().click();
      await page.waitForURL(/%20|\+/);
      assert.ok(await page.locator('.hits > li').count() > 0);
      complainsOfNothing(page);
    });
  });

  test('不像样的网址得到说明，不是空白', async () => {
    for (const [path, status] of [['/search?q=a&page=x', 400], ['/search?q=a&page=51', 404], [`/search?q=${'用'.repeat(3400)}`, 400], ['/reasons?item=没有', 400], ['/reasons/unexplained?amount=-1', 400]]) {
      await at(path, { width: 360 }, async (page, answer) => {
        assert.equal(answer.status(), status, path.slice(0, 60));
        assert.ok((await page.locator('main .headline').innerText()).length > 8);
        await isAccessible(page);
        await fitsItsWindow(page);
      });
    }
  });

  test('没写原因的变动：门槛写在网址里，调低能看到更小的', async () => {
    await at('/reasons/unexplained', { width: 1280 }, async (page) => {
      assert.equal(await page.getByLabel('至少变动（万元）').inputValue(), '50');
      await page.getByLabel('至少变动（万元）').fill('0');
      await page.getByLabel('而且至少（%）').fill('0');
      await page.getByRole('button', { name: '筛选' }).click();
      await page.waitForURL(/amount=0&rate=0/);
      assert.equal(await page.getByLabel('至少变动（万元）').inputValue(), '0');
      complainsOfNothing(page);
    });
  });
}
