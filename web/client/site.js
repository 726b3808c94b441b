// Small conveniences. Every page is whole without them.
import './choose.js';

// A page opened from a disk may fetch nothing: its charts stay pictures.
const library = location.protocol === 'file:' ? undefined : document.querySelector('script[data-charts]')?.dataset.charts;

for (const figure of document.querySelectorAll('figure[data-chart]')) {
  const canvas = figure.querySelector('.chart-canvas');
  if (library && canvas?.querySelector('svg')) arm(figure, canvas);
}

// A mouse wakes a chart by pointing at it, a finger by a tap: scrolling past
// one fetches nothing.
function arm(figure, canvas) {
  const waking = new AbortController();
  const wake = (event) => {
    if (event.pointerType === 'touch' && event.type !== 'click') return;
    waking.abort();
    enliven(figure, canvas, event);
  };
  for (const event of ['pointerenter', 'click']) canvas.addEventListener(event, wake, { signal: waking.signal });
}

async function enliven(figure, canvas, event) {
  const still = canvas.querySelector('svg');
  const stage = document.createElement('div');
  stage.className = 'chart-stage';
  try {
    const [{ enliven: draw }, option] = await Promise.all([
      import(new URL(library, document.baseURI).href),
      fetch(figure.dataset.chart).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
    ]);
    const [, , width, height] = still.getAttribute('viewBox').split(' ').map(Number);
    canvas.append(stage);
    const chart = draw(stage, option, width, height);
    const picture = stage.querySelector('svg');
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', still.querySelector('title').textContent);
    // Drawn at its own size and scaled as a whole, so that pointers still hit.
    const fit = () => { stage.style.transform = `scale(${canvas.clientWidth / width})`; };
    fit();
    addEventListener('resize', fit);
    still.classList.add('asleep');
    if (event.type === 'click') { // the tap asked for an answer already
      const { clientX, clientY } = event;
      picture.parentNode.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY }));
    }
    addEventListener('beforeprint', () => {
      removeEventListener('resize', fit);
      chart.dispose();
      stage.remove();
      still.classList.remove('asleep');
      arm(figure, canvas);
    }, { once: true });
  } catch {
    stage.remove(); // the still picture says the same
  }
}

// The picture of a chart is drawn here, where Chinese type is at hand.
for (const button of document.querySelectorAll('button[data-png]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await savePNG(button.dataset.png);
    } catch {
      button.textContent = '没有存成，请改用 SVG';
    }
  });
}

async function savePNG(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement('canvas');
  const sharpness = 2; // the file is drawn large already; twice that is enough for paper
  canvas.width = picture.naturalWidth * sharpness;
  canvas.height = picture.naturalHeight * sharpness;
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done, failed) => { canvas.toBlob((made) => (made ? done(made) : failed(new Error('empty'))), 'image/png'); });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = address.split('/').pop().replace(/\.svg$/, '.png');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  const says = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
      button.textContent = '已复制';
    } catch {
      button.textContent = '没有复制成，请手动选取';
    }
    setTimeout(() => { button.textContent = says; }, 3000);
  });
}
