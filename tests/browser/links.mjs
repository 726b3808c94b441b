// Every link inside the site leads somewhere, down to the fragment.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { siteMap } from './site.mjs';

export default function links() {
  test('没有断链', async () => {
    const site = await siteMap();
    const broken = [];
    for (const [path, page] of site) {
      for (const link of page.links) {
        const target = site.get(link.path);
        if (target.status >= 400) broken.push(`${path} → ${link.path}：${target.status}`);
      }
    }
    assert.deepEqual([...new Set(broken)], []);
  });

  test('每个锚点都在', async () => {
    const site = await siteMap();
    const lost = [];
    for (const [path, page] of site) {
      for (const { path: to, hash } of page.links) {
        const target = site.get(to);
        if (hash && target.type === 'text/html' && !(hash in target.anchors)) lost.push(`${path} → ${to}#${hash}`);
      }
    }
    assert.deepEqual([...new Set(lost)].slice(0, 20), []);
  });

  test('一页之内锚点不重复', async () => {
    for (const [path, { repeated }] of await siteMap()) assert.deepEqual(repeated, [], path);
  });
}
