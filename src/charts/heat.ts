import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { onScale, scaleFor, wholeNumber, withUnit } from '../i18n/format'
import { STATES } from '../pack/states'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, Room } from './figure'
import { namesAxis, textStyle } from './parts/axes'
import { hatch } from './parts/hatch'
import { heatKey } from './parts/heatKey'
import { figureNotes, mergerNotes, sourceText } from './parts/notes'
import { COLOUR, FONT, divergingColour, inkOn } from './parts/palette'
import { labelRoom, textWidth } from './parts/textWidth'
import { itemTooltip } from './parts/tooltip'
import { windowOf } from './parts/window'
import type { Grid } from './plot'
import { inFullWords, labelsOf, largestOf, datumAt } from './readings'
import type { Datum } from './readings'
import { aboveMedian, lastMedian } from './titles'
import { yearsTable } from './yearsTable'

/** Rows a heat map can show and still be read. */
const MOST_ROWS = 24

/** How far a value stands from its year's median, from -1 to 1, against the farthest quarter of the year. */
function distance(reading: Datum, result: MatrixResult, column: number): number {
  const { median, q1, q3, min, max } = result.summaries[column] ?? {}
  if (reading.value === undefined || median === undefined) return 0
  const reach =
    Math.max((q3 ?? median) - median, median - (q1 ?? median)) * 2 ||
    Math.max((max ?? median) - median, median - (min ?? median))
  return reach > 0 ? Math.max(-1, Math.min(1, (reading.value - median) / reach)) : 0
}

/**
 * Office by year, coloured by the distance from the year's median; each kind of missing has its texture and its name.
 * `window`: the matrix holds only some of `total` offices, all to be shown in its order, and its summaries are of all.
 */
export function heat(
  result: MatrixResult,
  ctx: ChartContext,
  window?: { total: number; note: string; label: (row: number) => string },
): Figure {
  const { words } = ctx
  const unit = unitOf(result.metric)
  const scale = scaleFor(largestOf(result), unit, words)
  const labels = window?.label ?? labelsOf(result, ctx)
  const metric = words.metric(result.metric)
  const shown = window ? result.orgs.map((_, row) => row) : windowOf(result, MOST_ROWS, ctx.focus)
  const total = window?.total ?? result.orgs.length

  const textOf = ({ value, state, doubt }: Datum): string =>
    doubt?.printed !== undefined
      ? `※ ${withUnit(doubt.printed, unit, words)}`
      : value !== undefined
        ? `${onScale(value, scale)}${doubt ? ' ※' : ''}`
        : state === 'dash'
          ? '—'
          : words.t(`state.${state}`)
  const grid = (): Grid => ({
    columns: result.years.map(String),
    rows: shown.map((office) => ({
      label: labels(office),
      focus: result.orgs[office]!.id === ctx.focus,
      cells: result.years.map((_, column) => {
        const reading = datumAt(result, office, column)
        const away = distance(reading, result, column)
        return {
          text: textOf(reading),
          ...(reading.value === undefined ? { isMissing: true } : { fill: divergingColour(away), ink: inkOn(away) }),
          ...(reading.doubt && { doubtful: true }),
        }
      }),
    })),
  })

  const option = (room: Room): EChartsOption => {
    const data = shown.flatMap((office, row) =>
      result.years.map((_, column) => {
        const reading = datumAt(result, office, column)
        return { value: [column, row], ref: reading.ref, reading, office, t: distance(reading, result, column) }
      }),
    )
    const left = labelRoom(
      shown.map((i) => labels(i)),
      room.text,
      room.width * 0.34,
    )
    const states = STATES.filter((state) => data.some(({ reading }) => reading.state === state))
    const key = heatKey(
      states.filter((state) => state !== 'value'),
      left,
      room,
      words,
    )
    const renderItem: CustomSeriesRenderItem = (_params, api) => {
      const item = data[_params.dataIndex]!
      const centre = api.coord([item.value[0]!, item.value[1]!]) as [number, number]
      const [w, h] = api.size!([1, 1]) as [number, number]
      const box = { x: centre[0] - w / 2 + 1, y: centre[1] - h / 2 + 1, width: w - 2, height: h - 2 }
      const { value, state, doubt } = item.reading
      const whole = textOf(item.reading)
      // What is printed of a doubtful figure is in the notes, where its cell is too narrow.
      const text = textWidth(whole, room.text) + 4 < box.width ? whole : doubt ? '※' : ''
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape: box,
            style: {
              fill: value === undefined ? COLOUR.paper : divergingColour(item.t),
              ...(doubt && { stroke: COLOUR.amberLine, lineWidth: 1.5, lineDash: [4, 3] }),
            },
          },
          {
            type: 'group',
            clipPath: { type: 'rect', shape: box },
            children: value === undefined ? hatch(state, box) : [],
          },
          ...(text !== ''
            ? [
                {
                  type: 'text' as const,
                  silent: true,
                  style: {
                    text,
                    x: centre[0],
                    y: centre[1],
                    align: 'center' as const,
                    verticalAlign: 'middle' as const,
                    font: `${value === undefined ? room.text - 1 : room.text}px ${FONT}`,
                    fill:
                      doubt && value === undefined ? COLOUR.amber : value === undefined ? COLOUR.muted : inkOn(item.t),
                    ...(value === undefined && state !== 'dash' && { backgroundColor: COLOUR.paper, padding: [1, 3] }),
                  },
                },
              ]
            : []),
        ],
      }
    }
    return {
      animation: false,
      textStyle: textStyle(room),
      grid: { left, right: 2, top: 4, bottom: room.text * 2 + key.height, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        data: result.years.map(String),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { ...textStyle(room), interval: 0 },
      },
      yAxis: namesAxis(
        shown.map((i) => labels(i)),
        left - 10,
        room,
        (i) => (result.orgs[shown[i]!]?.id === ctx.focus ? COLOUR.focus : COLOUR.muted),
      ),
      tooltip: itemTooltip((raw) => {
        const item = raw as Partial<(typeof data)[number]>
        if (!item.reading || !item.value) return undefined
        const median = result.summaries[item.value[0]!]?.median
        return {
          title: `${result.orgs[item.office!]!.name} ${words.t('scope.year-value', { year: item.reading.ref.year })}`,
          lines: [
            { name: metric, text: inFullWords(item.reading, words), strong: true },
            ...(median === undefined ? [] : [{ name: words.t('trend.median'), text: onScale(median, scale) }]),
          ],
          foot:
            item.reading.value === undefined
              ? words.t(`state.help.${item.reading.state as 'blank'}`)
              : words.t('figure.open-cell'),
        }
      }),
      series: [{ id: `heat:${result.metric}`, type: 'custom', renderItem, data, encode: { x: 0, y: 1 } }, key.series],
    }
  }

  return {
    id: `heat-${result.metric}`,
    title: aboveMedian(result, ctx) ?? lastMedian(result, ctx) ?? words.t('heat.title', { metric }),
    subtitle: words.t('heat.subtitle', { unit: scale.label }),
    ...(result.orgs.length > 0 && { option, grid }),
    height: Math.max(160, shown.length * 30 + 54),
    footnotes: [
      ...(window
        ? [window.note]
        : shown.length < total
          ? [words.t('heat.window', { shown: shown.length, total: wholeNumber(total) })]
          : []),
      ...mergerNotes(result, ctx),
      ...figureNotes(result, result.years, ctx),
    ],
    source: sourceText(result.metric, words),
    table: yearsTable(result, ctx),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
