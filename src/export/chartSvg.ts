import type { ECharts, EChartsOption } from 'echarts'
import { init } from 'echarts/core'
import type { Room } from '../charts/figure'
import { FONT } from '../charts/parts/palette'
import { registerCharts } from '../charts/register'

/** How far below its middle a line of text has its base, in its own size. */
const BASE_BELOW_MIDDLE = 0.36

/** A family list that may stand in an attribute. */
export const SVG_FONT = FONT.replaceAll('"', "'")

const ATTRIBUTES = new Set(['font-size', 'font-family', 'font-weight', 'font-style'])

/** `bold 12px family` as its parts. */
const SHORT_FONT = /(?:^|;)\s*font:\s*(?:(bold|\d{3}|normal)\s+)?([\d.]+px)\s+([^;]+)/u

/** Styles as attributes, which every program that reads SVG knows. */
const attributesOf = (style: string): string =>
  style
    .replace(SHORT_FONT, (_, weight: string | undefined, size: string, family: string) =>
      [`;font-size:${size};font-family:${family}`, ...(weight ? [`font-weight:${weight}`] : [])].join(';'),
    )
    .split(';')
    .map((part) => part.split(':').map((text) => text.trim()))
    .filter(([name = '', value]) => ATTRIBUTES.has(name) && value)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')

/** Office programs do not know a middle base line: the text is moved down by as much. */
function onBase(tag: string): string {
  const size = Number(/font-size="([\d.]+)px"/u.exec(tag)?.[1] ?? 12)
  const shift = (size * BASE_BELOW_MIDDLE).toFixed(1)
  return tag.includes('dominant-baseline="central"') ? tag.replace('dominant-baseline="central"', `dy="${shift}"`) : tag
}

/** What ECharts draws for a page, as a drawing by itself: plain attributes, no style sheet, nothing of its own. */
const plain = (svg: string): string =>
  svg
    .replaceAll(FONT, SVG_FONT)
    .replace(/^<svg[^>]*>|<\/svg>\s*$/gu, '')
    .replace(/<style[\s\S]*?<\/style>/gu, '')
    .replace(/ (?:ecmeta_[a-z_]+|class|pointer-events)="[^"]*"/gu, '')
    .replace(/ style="([^"]*)"/gu, (_, style: string) => attributesOf(style))
    .replace(/<text[^>]*>/gu, onBase)

/** Lays out a chart in a room without a page, hands it over with its option, and lets go of it. */
export function withChart<T>(
  option: (room: Room) => EChartsOption,
  room: Room,
  use: (chart: ECharts, drawn: EChartsOption) => T,
): T {
  registerCharts()
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: room.width, height: room.height })
  try {
    const drawn = { ...option(room), animation: false }
    chart.setOption(drawn)
    return use(chart, drawn)
  } finally {
    chart.dispose()
  }
}

/** The inside of an SVG with a chart at its own size. Needs no page. */
export const chartSvg = (option: (room: Room) => EChartsOption, room: Room): string =>
  withChart(option, room, (chart) => plain(chart.renderToSVGString()))

/** A chart as a drawing of its own, on a transparent ground. Needs no page. */
export const optionSvg = (option: (room: Room) => EChartsOption, room: Room): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${room.width}"` +
  ` height="${room.height}" viewBox="0 0 ${room.width} ${room.height}">${chartSvg(option, room)}</svg>`
