// Chromium as Debian packages it, and pages that note whatever a careful
// visitor should never cause: errors, CSP violations, requests to other hosts.
import { chromium } from 'playwright-core';

/** Launches the browser named by CHROMIUM (default /usr/bin/chromium). */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
}

/**
 * Opens an empty page of a fresh visitor. `page.complaints` gets one line
 * for each thing that went wrong since; `page.requests` every URL asked for.
 */
export async function visit(browser, base, { script = true, ownScripts = true, width = 1280, height = 900, scheme = 'light', ...more } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    javaScriptEnabled: script,
    viewport: { width, height },
    colorScheme: scheme,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...more,
  });
  // A visitor whose scripts never arrive; the tests' own scripts still run.
  if (!ownScripts) await context.route(/\/static\/.*\.js$/, (route) => route.abort());
  const page = await context.newPage();
  page.complaints = [];
  page.requests = [];
  const complain = (text) => page.complaints.push(text);

  page.on('request', (request) => {
    const url = request.url();
    page.requests.push(url);
    if (!url.startsWith(`${base}/`) && !/^(data|blob|about):/.test(url)) complain(`请求了站外地址 ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      complain(`${response.status()} ${response.url()}`);
    }
  });
  page.on('pageerror', (error) => complain(`脚本错误：${error.message}`));
  page.on('console', (message) => {
    // Chromium reports the status of the page itself here too; the caller judges that one.
    const own = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !own) complain(`控制台：${message.text()}`);
  });
  return page;
}
