// The site under test: one portal and one browser for the whole run, and the
// map of its pages, found by following links as a visitor would.
import { launch, visit } from './chromium.mjs';
import { startPortal } from './portal.mjs';

let portal;
let browser;
let crawled;

/** Starts the portal and the browser. */
export async function open() {
  portal = await startPortal();
  browser = await launch();
}

/** Stops both, whichever of them runs. */
export async function close() {
  await browser?.close();
  await portal?.stop();
}

/** Returns the base URL of the site, without a closing slash. */
export const base = () => portal.base;

/** Opens an empty page of a fresh visitor, see visit in chromium.mjs. */
export const newPage = (options) => visit(browser, portal.base, options);

/** Opens the page at a path for a fresh visitor, lets `look` look at it, closes it. */
export async function at(path, options, look) {
  const page = await newPage(options);
  try {
    const answer = await page.goto(path, { waitUntil: 'load' });
    return await look(page, answer);
  } finally {
    await page.context().close();
  }
}

/**
 * Returns the map of the site, made once by following every internal link
 * from the home page: URL path (with query, without fragment) to
 * { status, type, links, anchors, repeated }. A link is { path, hash, text } as
 * found in the page; anchors give the text of each element that has an id;
 * repeated lists the ids that stand more than once.
 */
export const siteMap = () => (crawled ??= crawl());

const pageLimit = 3000; // more than this means that links run in circles

// Pages whose address is their whole state (/compare?u=1&u=2&…) have more
// states than can be visited: of each kind of page this many are.
const statesOfKind = 60;

const crawl = () => at('/', {}, (page) => follow(page, ['/', '/robots.txt', '/sitemap.xml']));

/**
 * Follows every link within a site from the given paths; page is any page of
 * that site. Returns the map of it, see siteMap.
 */
export async function follow(page, start, limit = pageLimit) {
  const found = new Map();
  const queue = [...start];
  const known = new Set(queue);
  const states = new Map(); // kind of page to how many of its states are known
  const wanted = (path) => {
    if (!path.includes('?')) return true;
    const kind = path.split(/[?/]/)[1] + (/[?&]u=/.test(path) ? ' of units' : '');
    states.set(kind, (states.get(kind) ?? 0) + 1);
    return states.get(kind) <= statesOfKind;
  };
  while (queue.length > 0) {
    for (const { path, ...rest } of await page.evaluate(readPages, queue.splice(0, 8))) {
      found.set(path, rest);
      for (const link of rest.links) {
        if (known.has(link.path) || !wanted(link.path)) continue;
        known.add(link.path);
        queue.push(link.path);
      }
    }
    if (found.size > limit) throw new Error(`爬过 ${limit} 页仍未结束，链接可能在绕圈`);
  }
  for (const page of found.values()) page.links = page.links.filter((link) => known.has(link.path));
  return found;
}

/** Returns the links of a map that lead nowhere. */
export function brokenLinks(site) {
  const broken = [];
  for (const [path, page] of site) {
    for (const link of page.links) {
      const target = site.get(link.path);
      if (target.status >= 400) broken.push(`${path} → ${link.path}：${target.status}`);
    }
  }
  return [...new Set(broken)];
}

/** Returns the links of a map whose anchor is not in the page that they lead to. */
export function lostAnchors(site) {
  const lost = [];
  for (const [path, page] of site) {
    for (const { path: to, hash } of page.links) {
      const target = site.get(to);
      if (hash && target.type === 'text/html' && !(hash in target.anchors)) lost.push(`${path} → ${to}#${hash}`);
    }
  }
  return [...new Set(lost)];
}

// Runs inside the browser: its own parser reads the pages.
function readPages(paths) {
  const squash = (node) => node.textContent.replace(/\s+/g, '');
  const readPage = async (path) => {
    const answer = await fetch(path);
    const type = (answer.headers.get('content-type') ?? '').split(';')[0];
    const body = await answer.text();
    if (type !== 'text/html') return { path, status: answer.status, type, links: [], anchors: {}, repeated: [] };

    const page = new DOMParser().parseFromString(body, 'text/html');
    const links = [];
    for (const node of page.querySelectorAll('a[href], link[href], script[src], img[src]')) {
      const url = new URL(node.getAttribute('href') ?? node.getAttribute('src'), answer.url);
      if (url.origin !== location.origin) continue;
      links.push({ path: url.pathname + url.search, hash: decodeURIComponent(url.hash.slice(1)), text: squash(node), derived: node.hasAttribute('data-derived') });
    }
    const named = [...page.querySelectorAll('[id]')];
    const anchors = Object.fromEntries(named.map((node) => [node.id, squash(node)]));
    const repeated = named.map(({ id }) => id).filter((id, i, ids) => ids.indexOf(id) < i);
    return { path, status: answer.status, type, links, anchors, repeated };
  };
  return Promise.all(paths.map(readPage));
}

const report = '^/u/[^/]+/\\d{4}/';

/** The kinds of page that the portal has, each known by the shape of its path. */
export const pageTypes = {
  首页: '^/$',
  单位名录: '^/units$',
  单位: '^/u/[^/]+/$',
  报告: `${report}$`,
  ...numbered('报表', 9, (n) => `${report}forms/${n}$`),
  ...numbered('绩效自评', 4, (n) => `${report}evaluations/${n}$`),
  核对: `${report}checks$`,
  原文: `${report}source$`,
  查找: '^/search$',
  查到: '^/search\\?q=',
  原因: '^/reasons$',
  相同的原因: '^/reasons/wordings$',
  没写原因的: '^/reasons/unexplained$',
  比较: '^/compare$',
  比较结果: '^/compare\\?(?:.*&)?u=',
  排行表: '^/rank$',
  排行: '^/rank/[^/?]+\\?',
  名词表: '^/glossary$',
  名词: '^/glossary/[^/]+$',
  关于: '^/about$',
  固定版次: '^/e/[^/]+/$',
  数字卡片: '^/f/[^/]+$',
  嵌入的数字: '^/f/[^/]+/embed$',
  数据: '^/data$',
  数据词典: '^/data/dictionary$',
  接口: '^/api$',
  更正: '^/corrections$',
};

function numbered(name, count, shape) {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i + 1}`, shape(i + 1)]));
}

/** Returns the path of the first page of the given type; fails when no link leads to one. */
export async function pageOf(type) {
  const shape = new RegExp(pageTypes[type]);
  for (const [path, page] of await siteMap()) {
    if (page.type === 'text/html' && page.status === 200 && shape.test(decodeURI(path))) return path;
  }
  throw new Error(`从首页出发，没有链接通到“${type}”页（${pageTypes[type]}）`);
}
