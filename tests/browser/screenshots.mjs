// Takes the pictures of docs/screenshots anew: `make screenshots`.
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { adminScreenshots } from './admin_screenshots.mjs';
import { at, close, open, pageOf } from './site.mjs';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

const pictures = [
  { name: 'report', type: '报告', window: { width: 1280, height: 860 } },
  { name: 'report-phone', type: '报告', window: { width: 360, height: 740, deviceScaleFactor: 2 } },
  { name: 'checks', type: '核对', window: { width: 1280, height: 860 } },
  { name: 'source', type: '原文', window: { width: 1280, height: 860 } },
];

try {
  await open();
  await mkdir(folder, { recursive: true });
  for (const { name, type, window } of pictures) {
    await at(await pageOf(type), window, async (page) => {
      const file = `${folder}${name}.png`;
      await page.screenshot({ path: file });
      console.log(`docs/screenshots/${name}.png  ${Math.round((await stat(file)).size / 1024)} KB`);
    });
  }
} finally {
  await close();
}
await adminScreenshots();
