// The interactive chart: fetched only when somebody points at one. The same
// option that the server drew gains tooltips and highlighting.
import { TooltipComponent } from 'echarts/components';

import { init, use } from './echarts.js';

use([TooltipComponent]);

/** Draws the option into the element, over the picture it holds. */
export function enliven(canvas, option, width, height) {
  const chart = init(canvas, null, { renderer: 'svg', width, height });
  chart.setOption({
    ...option,
    animation: false,
    tooltip: {
      // Rich text is drawn inside the SVG: HTML tooltips need inline styles,
      // which the content security policy forbids.
      renderMode: 'richText',
      confine: true,
      padding: 10,
      backgroundColor: '#fff',
      borderColor: '#c9c1af',
      textStyle: { color: '#1c2127', fontSize: 14 },
      formatter: tip,
    },
  });
  return chart;
}

/** Says what a mark stands for, with the figure as printed. */
function tip({ seriesName, name, data, dataType }) {
  const unit = data.unit ? ` ${data.unit}` : '';
  if (dataType === 'edge') return `${data.source} → ${data.target}\n${data.print}${unit}`;
  const lines = [name.replaceAll('\n', '')];
  lines.push(`${seriesName && dataType !== 'node' ? `${seriesName}  ` : ''}${data.print ?? ''}${data.missing ? '' : unit}`);
  return lines.join('\n');
}
