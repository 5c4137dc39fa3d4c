import { COLOUR, FONT } from './palette'

/** One line of a tooltip: a name and what stands beside it. */
export interface TipLine {
  name: string
  text: string
  strong?: boolean
  mark?: string
}
export interface Tip {
  title: string
  lines: TipLine[]
  foot?: string
}

const part = (tag: string, text: string, style: Partial<CSSStyleDeclaration>): HTMLElement => {
  const node = document.createElement(tag)
  node.textContent = text
  Object.assign(node.style, style)
  return node
}

/** Builds a tooltip from text nodes: imported names never become HTML. */
export function tipElement(tip: Tip): HTMLElement {
  const box = document.createElement('div')
  box.style.cssText = `font:12px/1.6 ${FONT};color:${COLOUR.ink};max-width:320px;white-space:normal`
  box.append(part('div', tip.title, { fontWeight: '600' }))
  for (const line of tip.lines) {
    const row = document.createElement('div')
    Object.assign(row.style, { display: 'flex', justifyContent: 'space-between', gap: '16px' })
    row.append(
      part('span', line.name, {
        color: line.strong ? COLOUR.focus : COLOUR.muted,
        fontWeight: line.strong ? '600' : '400',
      }),
      part('span', line.text, {
        fontVariantNumeric: 'tabular-nums',
        fontWeight: line.strong ? '600' : '400',
        textAlign: 'right',
      }),
    )
    box.append(row)
  }
  if (tip.foot) box.append(part('div', tip.foot, { color: COLOUR.muted, marginTop: '2px' }))
  return box
}

const BOX = {
  confine: true,
  backgroundColor: COLOUR.card,
  borderColor: COLOUR.line,
  padding: [8, 12],
  transitionDuration: 0,
}

/** ECharts' tooltip, fed by a function of the data item under the pointer, or of its series and its place there. */
export const itemTooltip = (tipOf: (data: unknown, series: string, place: number) => Tip | undefined) => ({
  ...BOX,
  trigger: 'item' as const,
  formatter: (params: unknown) => {
    const { data, seriesId = '', dataIndex = -1 } = params as { data?: unknown; seriesId?: string; dataIndex?: number }
    const tip = tipOf(data, seriesId, dataIndex)
    return tip ? tipElement(tip) : ''
  },
})

/** ECharts' tooltip over a whole year of a trend. */
export const yearTooltip = (tipOf: (year: number) => Tip | undefined) => ({
  ...BOX,
  trigger: 'axis' as const,
  axisPointer: {
    type: 'line' as const,
    snap: true,
    lineStyle: { color: COLOUR.axis, type: 'solid' as const, width: 1 },
    label: { show: false },
  },
  formatter: (params: unknown) => {
    const first = (Array.isArray(params) ? params[0] : params) as { axisValue?: number } | undefined
    const tip = first?.axisValue === undefined ? undefined : tipOf(Math.round(first.axisValue))
    return tip ? tipElement(tip) : ''
  },
})
