// The part of ECharts that the portal's charts need, on the server and in the
// browser alike.
import { BarChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, SankeyChart, GridComponent, LegendComponent, SVGRenderer]);

export { init, use } from 'echarts/core';
