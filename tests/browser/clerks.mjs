// The people of a finance bureau, as the tests of the administrators' side
// need them: an account each, logged in, and what their hands do on its pages.
import assert from 'node:assert/strict';

import { visit } from './chromium.mjs';

/** Makes an account by the command line, sets its password by the link, and logs in. Returns the page. */
export async function enter(portal, browser, { name, display, role, password }, options) {
  const { stdout } = await portal.run('user', 'add', name, '--display', display, '--role', role, '--base-url', portal.base);
  const page = await visit(browser, portal.base, options);
  await page.goto(stdout.match(/http\S+\/admin\/link\/\S+/)[0]);
  await page.getByLabel('新密码').fill(password);
  await page.getByLabel('再输入一次').fill(password);
  await press(page, '设好密码');
  await login(page, { name, password });
  return page;
}

/** Logs in by name and password. */
export async function login(page, { name, password }) {
  await page.goto('/admin/login');
  await page.getByLabel('登录名').fill(name);
  await page.getByLabel('密码').fill(password);
  await press(page, '登录');
  await page.waitForURL(/\/admin\/(\?.*)?$/);
}

/** Presses the button with exactly this name. */
export const press = (page, button) => page.getByRole('button', { name: button, exact: true }).click();

/** Waits until nothing is being read: by itself with scripts, by asking again without. */
export async function settled(page, { script = true } = {}, within = 30_000) {
  const end = Date.now() + within;
  while (Date.now() < end) {
    if (await page.locator('.upload[data-state=waiting], .upload[data-state=reading]').count() === 0) return;
    await pause();
    if (!script) await page.reload();
  }
  assert.fail('识别没有结束');
}

/** Waits until a draft that was approved is published. */
export async function published(page, draft, within = 30_000) {
  const end = Date.now() + within;
  while (Date.now() < end) {
    await page.goto(draft);
    if (await page.locator('.draft-head .state-published').count()) return;
    await pause();
  }
  assert.fail(`${draft} 没有公开`);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 250));
