// Takes the pictures of docs/admin.md anew, part of `make screenshots`: a real
// portal is walked from the first login to a correction after publication, with
// the seed document and a few invented units.
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch } from './chromium.mjs';
import { enter, press, published, settled } from './clerks.mjs';
import { startPortal } from './portal.mjs';
import { yearDocuments } from './year_documents.mjs';

const pictures = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const seed = fileURLToPath(new URL('../../seed/000_15c4900d2e5f3cbe.txt', import.meta.url));
const unit = '水磨沟区发展和改革委员会';
const people = {
  boss: { name: 'wang', display: '王科长', role: '管理员', password: '河边有三棵老柳树和一口井' },
  entry: { name: 'zhangsan', display: '张三', role: '录入', password: '山后面的那家豆腐店关门了' },
  review: { name: 'lisi', display: '李四', role: '审核', password: '桥头卖伞的老人好像姓欧阳' },
};

/** Takes them all, 1280 wide. */
export async function adminScreenshots() {
  const folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-pictures-'));
  const nothing = path.join(folder, 'nothing');
  await mkdir(nothing);
  await mkdir(pictures, { recursive: true });
  const portal = await startPortal({ seed: nothing });
  const browser = await launch();
  try {
    await portal.run('key', 'create');
    const options = { width: 1280, height: 820 };
    const boss = await enter(portal, browser, people.boss, options);
    const entry = await enter(portal, browser, people.entry, options);
    const review = await enter(portal, browser, people.review, options);
    await walk({ boss, entry, review, files: await documents(folder) });
  } finally {
    await browser.close();
    await portal.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(page, name, { top } = {}) {
  const file = path.join(pictures, `admin-${name}.png`);
  await page.evaluate(() => document.activeElement?.blur());
  if (top) await page.locator(top).evaluate((node) => window.scrollTo(0, node.getBoundingClientRect().top + window.scrollY - 24));
  await page.screenshot({ path: file });
  console.log(`docs/screenshots/admin-${name}.png  ${Math.round((await stat(file)).size / 1024)} KB`);
}

/** The seed document with one wording that no reader knows, and eleven invented units. */
async function documents(folder) {
  const text = await readFile(seed, 'utf8');
  const file = path.join(folder, '水磨沟区发改委2024年决算.txt');
  await writeFile(file, text.replace('其中：政府采购货物支出', '内含采买物件开支'));
  const { files } = await yearDocuments(folder, { units: 11, oddities: 1, errors: 1, singles: 4 });
  return [...files, file];
}

async function walk({ boss, entry, review, files }) {
  await boss.goto('/admin/people');
  await take(boss, 'people');
  await entry.goto('/admin/own');
  await entry.getByRole('link', { name: '开启两步验证' }).click();
  await take(entry, 'totp');

  await entry.goto('/admin/upload');
  await entry.getByLabel('选择文件').setInputFiles(files);
  await press(entry, '上传');
  await entry.waitForURL(/receipt=/);
  await settled(entry, {}, 60_000);
  await entry.reload();
  await take(entry, 'upload');

  await entry.goto('/admin/drafts');
  await take(entry, 'drafts');
  await entry.getByRole('link', { name: new RegExp(unit) }).click();
  const draft = new URL(entry.url()).pathname;
  await take(entry, 'review');
  await entry.locator('#findings .unread').first().click();
  await entry.waitForURL(/at=\d+/);
  await entry.locator('#read').getByLabel('项目', { exact: true }).fill('政府采购货物支出');
  await entry.locator('#read').getByLabel('理由').fill('原文写作“采买物件开支”，就是政府采购货物支出');
  await take(entry, 'correct');
  await press(entry, '认读为这个项目');
  await entry.waitForURL(/done=corrected/);
  await entry.goto(`${draft}/evaluations/2?cell=indicators.2.actual`);
  await entry.getByLabel('照原文，这一格是').fill('=100%');
  await entry.locator('.panel').getByLabel('理由').fill('程序读错了这一格');
  await take(entry, 'table');
  await entry.goto(draft);
  await press(entry, '提交审核');
  await entry.waitForURL(/done=submitted/);

  await review.goto(draft);
  await take(review, 'approve', { top: '#actions' });
  await review.goto(`${draft}/preview/`);
  await take(review, 'preview');
  await review.goto(draft);
  await press(review, '审核通过，公开');
  await review.waitForURL(/done=approved/);
  await published(review, draft);

  await entry.goto('/admin/editions');
  await take(entry, 'editions');
  await entry.goto(draft);
  await press(entry, '校正这一版，另出新版');
  await entry.waitForURL(/done=edition-opened/);
  await entry.getByLabel('为什么再公开一版').fill('更正政府采购货物支出的口径');
  await take(entry, 'again', { top: '#actions' });

  await boss.goto('/admin/trail');
  await take(boss, 'trail');
}
