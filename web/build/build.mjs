// Bundles what browsers and the drawing engine run: `npm run build`.
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

const bundles = [
  // goja speaks ECMAScript up to about 2017.
  { entryPoints: ['web/client/ssr.js'], outfile: 'internal/charts/dist/ssr.js', format: 'iife', target: 'es2017' },
  { entryPoints: ['web/client/charts.js'], outfile: 'web/static/dist/charts.js', format: 'esm', target: 'es2020' },
  { entryPoints: ['web/client/site.js'], outfile: 'web/static/dist/site.js', format: 'esm', target: 'es2020' },
  { entryPoints: ['web/client/admin.js'], outfile: 'web/static/dist/admin.js', format: 'esm', target: 'es2020' },
  // The search of static copies, loaded as a plain script.
  { entryPoints: ['web/client/find.js'], outfile: 'web/static/dist/find.js', format: 'iife', target: 'es2020' },
  { entryPoints: ['web/static/site.css'], outfile: 'web/static/dist/site.css', target: ['chrome120', 'firefox121', 'safari17'] },
  { entryPoints: ['web/static/admin.css'], outfile: 'web/static/dist/admin.css', target: ['chrome120', 'firefox121', 'safari17'] },
  { entryPoints: ['web/static/embed.css'], outfile: 'web/static/dist/embed.css', target: ['chrome120', 'firefox121', 'safari17'] },
];

await mkdir(`${root}web/static/dist`, { recursive: true });
for (const bundle of bundles) {
  if (!existsSync(root + bundle.entryPoints[0])) {
    console.warn(`没有 ${bundle.entryPoints[0]}：不生成 ${bundle.outfile}`);
    continue;
  }
  await build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    legalComments: 'none', // the licences travel as files, see `make licences`
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    ...bundle,
  });
  const { size } = await stat(root + bundle.outfile);
  console.log(`${bundle.outfile}：${(size / 1024).toFixed(1)} KB`);
}
