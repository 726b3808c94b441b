// Every link inside the site leads somewhere, down to the fragment.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brokenLinks, lostAnchors, siteMap } from './site.mjs';

export default function links() {
  test('没有断链', async () => assert.deepEqual(brokenLinks(await siteMap()), []));

  test('每个锚点都在', async () => assert.deepEqual(lostAnchors(await siteMap()).slice(0, 20), []));

  test('一页之内锚点不重复', async () => {
    for (const [path, { repeated }] of await siteMap()) assert.deepEqual(repeated, [], path);
  });
}
