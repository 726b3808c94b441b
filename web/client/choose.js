// Offers units while somebody types, and narrows long lists. Without a script
// the same forms ask the server.
for (const field of document.querySelectorAll('input[data-suggest]')) suggest(field);
for (const field of document.querySelectorAll('input[data-narrow]')) narrow(field);

const pause = 180; // milliseconds without a key before the server is asked

function suggest(field) {
  const form = field.form;
  const list = document.createElement('ul');
  const said = document.createElement('p');
  list.className = 'picks picks-live';
  said.className = 'note';
  said.setAttribute('role', 'status');
  form.append(said, list);
  let timer;
  let asking = new AbortController();

  field.addEventListener('input', () => {
    clearTimeout(timer);
    asking.abort();
    const text = field.value.trim();
    if (text === '') {
      said.textContent = '';
      list.replaceChildren();
      return;
    }
    timer = setTimeout(ask, pause, text);
  });

  async function ask(text) {
    asking = new AbortController();
    const address = new URL(field.dataset.suggest, location.href);
    address.searchParams.set('find', text);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return;
      const { total, units } = await answer.json();
      list.replaceChildren(...(units ?? []).map(line));
      said.textContent = total === 0 ? `没有名称与“${text}”相符的单位` : total > units.length ? `相符的有 ${total} 个，先列 ${units.length} 个` : `相符的有 ${total} 个，点名称加入`;
    } catch {
      // Gone or typed over: the button asks the same of the server.
    }
  }

  // The arrow keys walk from the field through the list and back.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [field, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
}

function line({ name, by, region, href }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  const add = (tag, text) => {
    const part = document.createElement(tag);
    part.textContent = text;
    link.append(part);
  };
  add('span', name);
  if (by) add('small', `又名 ${by}`);
  if (region) add('small', region);
  item.append(link);
  return item;
}

function narrow(field) {
  const list = document.querySelector(field.dataset.narrow);
  if (!list) return;
  const bare = (text) => text.replace(/[\s“”"（）()、]/g, '').toLowerCase();
  field.addEventListener('input', () => {
    const wanted = bare(field.value);
    for (const group of list.children) {
      let any = false;
      for (const item of group.querySelectorAll('li')) {
        item.hidden = !bare(item.textContent).includes(wanted);
        any ||= !item.hidden;
      }
      group.hidden = !any;
    }
  });
}
