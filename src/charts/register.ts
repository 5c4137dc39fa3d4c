import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

/**
 * What the charts draw with. On screen as SVG: sharp on any projector, in print, and light on memory at these sizes.
 */
export function registerCharts(): void {
  use([
    LineChart,
    BarChart,
    CustomChart,
    ScatterChart,
    GridComponent,
    LegendComponent,
    TooltipComponent,
    TitleComponent,
    MarkLineComponent,
    MarkAreaComponent,
    LabelLayout,
    SVGRenderer,
  ])
}
