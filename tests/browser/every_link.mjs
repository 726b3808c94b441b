// Follows every link of a site of plain files: many thousand pages, so by
// reading their bytes and not in a browser.
import { Agent, request } from 'node:http';

const links = /<(?:a|link|script|img|iframe|form)\b[^>]*?\s(?:href|src|action)="([^"]*)"/g;
const ids = /\sid="([^"]*)"/g;
const plain = (text) => text.replaceAll('&amp;', '&').replaceAll('&#34;', '"').replaceAll('&#39;', "'");

/**
 * Follows every link within the site from its first page. Returns how many
 * addresses it has, the links that lead nowhere, and those whose anchor is not
 * in the page that they lead to, each with the page that it stands on.
 */
export async function everyLink(base, { atOnce = 16 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const found = new Map(); // path to its status and anchors
  const from = new Map(); // path to the page that led there first
  const fragments = []; // [page, path, anchor]
  const queue = ['/'];
  from.set('/', '');

  const read = async (path) => {
    const { status, type, body } = await get(agent, base + path);
    const page = { status };
    found.set(path, page);
    if (status !== 200 || type !== 'text/html') return;
    page.anchors = new Set([...body.matchAll(ids)].map(([, id]) => plain(id)));
    for (const [, href] of body.matchAll(links)) {
      const url = new URL(plain(href), base + path);
      if (url.origin !== base) continue;
      const to = url.pathname + url.search;
      if (!from.has(to)) {
        from.set(to, path);
        queue.push(to);
      }
      if (url.hash.length > 1) fragments.push([path, to, decodeURIComponent(url.hash.slice(1))]);
    }
  };
  const running = new Set();
  while (queue.length > 0 || running.size > 0) {
    while (queue.length > 0 && running.size < atOnce) {
      const one = read(queue.shift()).finally(() => running.delete(one));
      running.add(one);
    }
    await Promise.race(running);
  }
  agent.destroy();
  return {
    size: found.size,
    broken: [...found].filter(([, { status }]) => status !== 200).map(([path, { status }]) => `${from.get(path)} → ${path}：${status}`),
    lost: fragments.filter(([, to, anchor]) => found.get(to).anchors && !found.get(to).anchors.has(anchor)).map(([page, to, anchor]) => `${page} → ${to}#${anchor}`),
  };
}

function get(agent, url) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (answer) => {
      const type = (answer.headers['content-type'] ?? '').split(';')[0];
      const chunks = [];
      answer.on('data', (chunk) => type === 'text/html' && chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, type, body: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
