// Starts the real portal, as `make run` does, on a free port with a database
// of its own, and stops it when the tests are over.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readyWithin = 240_000;

/**
 * Starts `portal serve` on the seed documents, or on those of a folder. PORTAL
 * names the binary (default bin/portal); PORTAL_URL names a site already
 * running instead of one with the seed documents. Returns its base URL without
 * a closing slash, what it has logged so far, a function that stops it and
 * removes its database, one that runs a command of the portal on that, and the
 * path of the database.
 */
export async function startPortal({ seed } = {}) {
  if (process.env.PORTAL_URL && !seed) {
    return { base: process.env.PORTAL_URL.replace(/\/$/, ''), log: () => '', stop: async () => {} };
  }
  const binary = process.env.PORTAL ?? path.join(root, 'bin/portal');
  await access(binary).catch(() => {
    throw new Error(`没有 ${binary}：请先 make build`);
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'mingzhang-'));
  const database = path.join(folder, 'site.db');
  const port = await freePort();
  const child = spawn(binary, ['serve', '--addr', `127.0.0.1:${port}`, '--db', database, ...(seed ? ['--seed', seed] : [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk) => (log += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const exited = once(child, 'exit');

  const base = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await exited;
    } else {
      console.error(`portal 自己停了（${child.signalCode ?? child.exitCode}）：\n${log.slice(-4000)}`);
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + readyWithin;
  while (!(await answers(`${base}/healthz`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`portal 没有在 ${readyWithin / 1000} 秒内就绪：\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const command = (...args) => promisify(execFile)(binary, args, { cwd: root });
  return { base, database, log: () => log, stop, command, run: (...args) => command(...args, '--db', database) };
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // not listening yet
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
