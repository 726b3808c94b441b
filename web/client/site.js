// Small conveniences. Every page is whole without them.
import './choose.js';

const library = document.querySelector('script[data-charts]')?.dataset.charts;

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
      import(library),
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
