// The search of a static copy: looks pairs of characters up in files that lie
// beside the page. Only what is asked for is fetched.
const place = document.querySelector('#found');
const asked = new URLSearchParams(location.search).get('q')?.trim() ?? '';
const most = 50;

async function start() {
  const says = document.querySelector('#found-says');
  const why = document.querySelector('#found-why');
  const list = document.querySelector('#found-list');
  for (const field of document.querySelectorAll('input[name=q]')) field.value = asked;
  if (asked === '') {
    says.textContent = '可以查单位、名词与写明的原因';
    why.textContent = '在上面的框里输入两个字以上。正文的全文查找在联网的明账上。';
    return;
  }
  const words = asked.toLowerCase().split(/\s+/).filter((word) => [...word].length > 1);
  if (words.length === 0) {
    says.textContent = '请输入两个字以上';
    why.textContent = '';
    return;
  }
  says.textContent = '正在查找';
  try {
    const found = await find(words);
    says.textContent = found.length === 0 ? `没有找到“${asked}”` : found.length > most ? `找到 ${found.length} 处，先列 ${most} 处` : `找到 ${found.length} 处`;
    why.textContent = '这里查的是单位、名词与写明的原因；正文的全文查找在联网的明账上。';
    const { perFile } = await index;
    const texts = await Promise.all(found.slice(0, most).map(async (n) => (await part(`texts-${Math.floor(n / perFile)}.json`))[n % perFile]));
    list.replaceChildren(...texts.filter(([, , text]) => words.every((word) => text.toLowerCase().includes(word))).map(hit));
    list.hidden = false;
  } catch {
    says.textContent = '没有查成';
    why.textContent = '查找用的文件没有取到，请检查这份副本是否完整。';
  }
}

const kept = new Map();
const index = place && location.protocol !== 'file:' ? part('index.json') : null;

function part(name) {
  if (!kept.has(name)) {
    kept.set(name, fetch(new URL(name, new URL(place.dataset.index, document.baseURI))).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
  }
  return kept.get(name);
}

/** Returns the numbers of the texts that hold every pair of every word. */
async function find(words) {
  const { shards } = await index;
  const pairs = new Set();
  for (const word of words) for (let i = 0; i + 1 < word.length; i++) if (!/[\ud800-\udfff]/.test(word.slice(i, i + 2))) pairs.add(word.slice(i, i + 2));
  const lists = await Promise.all([...pairs].map(async (pair) => {
    const shard = (pair.charCodeAt(0) * 31 + pair.charCodeAt(1)) % shards;
    let at = 0;
    return ((await part(`pairs-${shard}.json`))[pair] ?? []).map((step) => (at += step));
  }));
  lists.sort((a, b) => a.length - b.length);
  return lists.reduce((both, next) => {
    const has = new Set(next);
    return both.filter((n) => has.has(n));
  });
}

function hit([title, address, text]) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  const said = document.createElement('p');
  link.href = new URL(`${place.dataset.root}/${address}`, document.baseURI).href;
  link.textContent = title;
  said.textContent = text;
  item.append(link, said);
  return item;
}

// From a disk nothing can be fetched; the page says so already.
if (place && location.protocol !== 'file:') start();
