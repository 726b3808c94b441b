// The administrators' side works without this: it only shows progress as it
// comes, takes files that are dropped, and says that files are being sent.

const list = document.querySelector('.upload-list[data-events]');
const running = () => list.querySelector('[data-state=waiting], [data-state=reading]');

/** Asks for the page anew and takes over the entry of one upload. */
async function refresh(ids) {
  const response = await fetch('/admin/upload', { headers: { Accept: 'text/html' } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const id of ids) {
    const now = fresh.getElementById(`upload-${id}`);
    const was = document.getElementById(`upload-${id}`);
    if (now && was) was.replaceWith(now);
    else if (now) list.prepend(now);
  }
  const said = document.querySelector('.running');
  const next = fresh.querySelector('.running');
  if (said && next) said.replaceWith(next);
  else if (said) said.remove();
}

if (list && running() && 'EventSource' in window) {
  const waiting = new Set();
  let timer = 0;
  const soon = (id) => {
    waiting.add(id);
    if (timer) return;
    timer = setTimeout(() => {
      timer = 0;
      const ids = [...waiting];
      waiting.clear();
      refresh(ids).catch(() => {});
    }, 400);
  };
  const events = new EventSource(list.dataset.events);
  events.addEventListener('message', (message) => {
    const event = JSON.parse(message.data);
    const entry = document.getElementById(`upload-${event.upload}`);
    if (event.state === 'reading' && entry && event.files > 1) {
      entry.querySelector('.progress').textContent = `已读 ${event.done} / ${event.files} 个文件`;
    }
    if (event.document || event.state !== 'reading' || entry?.dataset.state === 'waiting') soon(event.upload);
  });
  // What ended before the stream began.
  events.addEventListener('open', () => {
    for (const entry of list.querySelectorAll('[data-state=waiting], [data-state=reading]')) soon(entry.id.slice('upload-'.length));
  });
  addEventListener('pagehide', () => events.close());
}

const form = document.querySelector('form.drop');
if (form) {
  const input = form.querySelector('input[type=file]');
  const said = form.querySelector('.sending');
  const over = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle('over', on);
  };
  form.addEventListener('dragover', over(true));
  form.addEventListener('dragleave', over(false));
  form.addEventListener('drop', (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
  form.addEventListener('submit', (event) => {
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    const most = Number(form.dataset.most) * 2 ** 20;
    said.hidden = false;
    if (bytes > most) {
      event.preventDefault();
      said.textContent = `选的文件合计 ${Math.ceil(bytes / 2 ** 20)} MB，超过一次 ${form.dataset.most} MB 的上限，没有上传。请分几次。`;
      return;
    }
    said.textContent = `正在上传 ${input.files.length} 个文件，请不要关掉页面……`;
  });
}
