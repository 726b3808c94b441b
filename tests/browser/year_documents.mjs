// The files of a year for the tests of the administrators' side: thirty
// invented units in mixed formats, some with what a year has in store.
import { execFile } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { archive } from './archive.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const goods = /政府采购货物支出(\s*)([1-9][\d,]*\.\d\d)(\s*)(万元|元)/;

/**
 * Writes the documents of 2024 into a folder. Returns the paths of single
 * files and of one archive with the rest; `odd` lists the units whose 政府采购
 * 货物支出 is worded as nobody does, with the figure; `wrong` those whose 本年支出
 * 合计 is printed wrong.
 */
export async function yearDocuments(folder, { units = 30, oddities = 3, errors = 2, singles = 17, seed = 11 } = {}) {
  const out = path.join(folder, 'docs');
  const truth = path.join(folder, 'truth.json');
  await promisify(execFile)('go', ['run', './tools/specimens', '--mixed', '--units', String(units), '--years', '1', '--from', '2024',
    '--seed', String(seed), '--errors', String(errors), '--out', out, '--truth', truth], { cwd: root });
  const wrong = JSON.parse(await readFile(truth, 'utf8')).errors ?? [];
  const spoilt = new Set(wrong.map(({ unit }) => unit));

  const odd = [];
  const all = [];
  for (const unit of (await readdir(out)).sort()) {
    const [name] = await readdir(path.join(out, unit));
    const file = path.join(out, unit, name);
    const text = name.endsWith('.txt') && !spoilt.has(unit) && odd.length < oddities ? await readFile(file, 'utf8') : '';
    const found = text.match(goods);
    if (found) {
      await writeFile(file, text.replace(goods, '内含采买物件开支$1$2$3$4'));
      odd.push({ unit, figure: found[2], measure: found[4] });
    }
    all.push({ unit, file, name: `${unit}${name}` });
  }
  // An archive may hold no other archives, so those go on their own.
  const alone = all.filter(({ name }, i) => name.endsWith('.zip') || i < singles);
  const together = all.filter((one) => !alone.includes(one));
  const parcel = path.join(folder, '其余单位.zip');
  await writeFile(parcel, archive(await Promise.all(together.map(async ({ unit, file, name }) => ({ name: `${unit}/${name}`, bytes: await readFile(file) })))));
  const named = await Promise.all(alone.map(async ({ file, name }) => {
    const to = path.join(folder, name);
    await writeFile(to, await readFile(file));
    return to;
  }));
  return { files: [...named, parcel], odd, wrong };
}
