// Measures the home page and a report with Lighthouse's mobile preset:
// `make lighthouse`. A measurement, not a test: it depends on the machine, so
// it is not part of `make test`; it still fails when a target is missed.
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { startPortal } from '../portal.mjs';

const targets = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 };
const runs = 3; // of each page; the median counts

const portal = await startPortal();
const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROMIUM || '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'],
});
let missed = 0;
try {
  for (const path of ['/', await latestReport()]) {
    const results = [];
    for (let i = 0; i < runs; i++) {
      results.push((await lighthouse(portal.base + path, { port: chrome.port, output: 'json', logLevel: 'error' })).lhr);
    }
    const scores = Object.entries(targets).map(([category, target]) => {
      const score = median(results.map(({ categories }) => Math.round(categories[category].score * 100)));
      if (score < target) {
        missed++;
        explain(category, results.at(-1));
      }
      return `${category} ${score}/${target}`;
    });
    const paint = median(results.map(({ audits }) => audits['largest-contentful-paint'].numericValue));
    console.log(`${decodeURI(path)}  ${scores.join('  ')}  LCP ${Math.round(paint)} ms`);
  }
} finally {
  chrome.kill();
  await portal.stop();
}
process.exitCode = missed > 0 ? 1 : 0;

async function latestReport() {
  const sitemap = await (await fetch(`${portal.base}/sitemap.xml`)).text();
  const report = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url).pathname).find((path) => /\/\d{4}\/$/.test(path));
  if (!report) throw new Error('sitemap.xml 里没有报告页');
  return report;
}

function explain(category, { audits, categories }) {
  for (const { id, weight } of categories[category].auditRefs) {
    const { score, title, displayValue = '' } = audits[id];
    if (weight > 0 && score !== null && score < 0.9) console.log(`  ${category} − ${title} ${displayValue}`);
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
