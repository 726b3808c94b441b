// The interactive chart: fetched only when somebody points at one. The same
// option that the server drew gains tooltips and highlighting.
import { TooltipComponent } from 'echarts/components';

import { init, use } from './echarts.js';

use([TooltipComponent]);

/** Draws the option into the element, at the size of the picture it replaces. */
export function enliven(stage, option, width, height) {
  const chart = init(stage, null, { renderer: 'svg', locale: 'ZH', width, height });
  const grouped = Boolean(option.yAxis);
  chart.setOption({
    ...option,
    animation: false,
    tooltip: {
      // Rich text is drawn inside the SVG: HTML tooltips need inline styles,
      // which the content security policy forbids.
      renderMode: 'richText',
      // Groups answer as a whole: a bar of 0.44 is too thin to be pointed at,
      // one of 0.00 is not there.
      trigger: grouped ? 'axis' : 'item',
      axisPointer: { type: 'none' },
      confine: true,
      padding: 10,
      backgroundColor: '#fff',
      borderColor: '#c9c1af',
      textStyle: { color: '#1c2127', fontSize: 14 },
      formatter: grouped ? group : part,
    },
  });
  return chart;
}

const figure = ({ print, unit, missing }) => (unit && !missing ? `${print} ${unit}` : print);

/** Says what the bars of a group stand for, with the figures as printed. */
function group(bars) {
  const several = bars.length > 1;
  return [oneLine(bars[0].name), ...bars.map(({ seriesName, data }) => (several ? `${seriesName}  ` : '') + figure(data))].join('\n');
}

/** Says what a node or a stream of a flow stands for. */
function part({ name, data, dataType }) {
  const what = dataType === 'edge' ? `${data.source} → ${data.target}` : name;
  return `${oneLine(what)}\n${figure(data)}`;
}

// Names were broken into lines to fit above their bars; in a tooltip they are
// whole again, unless too long for one line.
function oneLine(name) {
  const whole = name.replaceAll('\n', '');
  return whole.length > 24 ? name : whole;
}
