// Small conveniences. Every page is whole without them.
const library = document.querySelector('script[data-charts]')?.dataset.charts;

for (const figure of document.querySelectorAll('figure[data-chart]')) {
  const canvas = figure.querySelector('.chart-canvas');
  const wake = () => enliven(figure, canvas);
  for (const event of ['pointerenter', 'touchstart']) canvas?.addEventListener(event, wake, { once: true, passive: true });
}

async function enliven(figure, canvas) {
  const still = canvas.querySelector('svg');
  if (!library || !still) return;
  try {
    const [{ enliven: draw }, option] = await Promise.all([
      import(library),
      fetch(figure.dataset.chart).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
    ]);
    const [, , width, height] = still.getAttribute('viewBox').split(' ').map(Number);
    const stage = document.createElement('div');
    stage.className = 'chart-stage';
    canvas.append(stage);
    const chart = draw(stage, option, width, height);
    stage.querySelector('svg').setAttribute('aria-hidden', 'true');
    // Drawn at its own size and scaled as a whole, so that pointers still hit.
    const fit = () => { stage.style.transform = `scale(${canvas.clientWidth / width})`; };
    fit();
    addEventListener('resize', fit);
    still.classList.add('asleep');
    addEventListener('beforeprint', () => {
      removeEventListener('resize', fit);
      chart.dispose();
      stage.remove();
      still.classList.remove('asleep');
    }, { once: true });
  } catch {
    canvas.querySelector('.chart-stage')?.remove(); // the still picture says the same
  }
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    button.textContent = '已复制';
  });
}
