import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { fullNumber, onScale, scaleFor, wholeNumber } from '../i18n/format'
import { change, isRelabelled } from '../query/measures'
import type { Change } from '../query/measures'
import { STATES } from '../pack/states'
import type { MatrixResult } from '../query/spec'
import type { State } from '../pack/states'
import type { ChartContext, Figure, Room } from './figure'
import { textStyle, valueAxis } from './parts/axes'
import { shortChange } from './parts/change'
import { longTable } from './parts/longTable'
import { missingNotes } from './parts/missingNames'
import { figureNotes, sourceText } from './parts/notes'
import { COLOUR, FONT } from './parts/palette'
import { labelRoom, textWidth } from './parts/textWidth'
import { itemTooltip } from './parts/tooltip'
import { plotScale } from './plot'
import type { Plot, PlotPoint } from './plot'
import { entryOf, inFullWords, labelsOf, datumAt, datumValue, whyDoubtful } from './readings'
import type { Datum } from './readings'

/** Offices that fit; of more, the largest changes and the one in focus. */
const MOST_ROWS = 20
/** Room kept on the right of the plot, in sizes of its text. */
const NEAR_EDGE = 5

interface Pair {
  row: number
  from: Datum
  to: Datum
  change: Change
}

const height = (pair: Pair): number => Math.max(pair.from.value ?? -Infinity, pair.to.value ?? -Infinity)

/** What two years say of all offices: which rise, fall or stay, which can be drawn, and which have neither figure. */
interface Steps {
  up: number
  down: number
  flat: number
  drawable: number[]
  gone: Partial<Record<Exclude<State, 'value'>, number[]>>
}

function stepsOf(result: MatrixResult, from: number, to: number): Steps {
  const width = result.years.length
  const [a, b] = [result.years.indexOf(from), result.years.indexOf(to)]
  const steps: Steps = { up: 0, down: 0, flat: 0, drawable: [], gone: {} }
  for (let row = 0; row < result.orgs.length; row++) {
    const [before, after] = [
      a < 0 ? undefined : datumValue(result, row, a),
      b < 0 ? undefined : datumValue(result, row, b),
    ]
    if (before === undefined && after === undefined) {
      const state = b < 0 ? 'no-report' : STATES[result.states[row * width + b]!]!
      if (state !== 'value') (steps.gone[state] ??= []).push(row)
      continue
    }
    steps.drawable.push(row)
    if (before === undefined || after === undefined) continue
    if (isRelabelled(result, row, from, to)) continue
    if (after > before) steps.up++
    else if (after < before) steps.down++
    else steps.flat++
  }
  return steps
}

/** Of more offices than fit, the one in focus and the largest changes. */
function chosen(drawable: readonly number[], sizeOf: (row: number) => number, focusRow: number): readonly number[] {
  if (drawable.length <= MOST_ROWS) return drawable
  const sizes = Float64Array.from(drawable, sizeOf)
  const order = Uint32Array.from(drawable, (_, i) => i)
  const least = sizes.slice().sort()[sizes.length - MOST_ROWS]!
  return [...order.filter((i) => sizes[i]! >= least || drawable[i] === focusRow)]
    .sort(
      (a, b) => Number(drawable[b] === focusRow) - Number(drawable[a] === focusRow) || sizes[b]! - sizes[a]! || a - b,
    )
    .slice(0, MOST_ROWS)
    .map((i) => drawable[i]!)
}

/** What is known of all offices where the matrix holds only those that are to be shown. */
export interface WholeStep {
  up: number
  down: number
  flat: number
  notes: readonly string[]
  label: (row: number) => string
}

/**
 * Two years of one metric office by office: hollow the first, solid the second, and what may be said of the change.
 * `whole`: the matrix holds only some of many offices.
 */
export function dumbbell(result: MatrixResult, from: number, to: number, ctx: ChartContext, whole?: WholeStep): Figure {
  const { words } = ctx
  const { t } = words
  const labels = whole?.label ?? labelsOf(result, ctx)
  const unit = unitOf(result.metric)
  const metric = words.metric(result.metric)
  const columnOf = (year: number): number => result.years.indexOf(year)
  const readingOf = (row: number, year: number): Datum =>
    columnOf(year) < 0
      ? { state: 'no-report', ref: { org: result.orgs[row]!.id, year, metric: result.metric } }
      : datumAt(result, row, columnOf(year))
  const pairOf = (row: number): Pair => ({
    row,
    from: readingOf(row, from),
    to: readingOf(row, to),
    change: change(result, row, from, to),
  })
  const changed = (row: number): number | undefined => {
    const moved = change(result, row, from, to)
    return 'absolute' in moved ? moved.absolute : undefined
  }
  const sizeOf = (row: number): number => Math.abs(changed(row) ?? 0)
  const focusRow = result.orgs.findIndex((org) => org.id === ctx.focus)
  const { drawable, gone, ...steps } = stepsOf(result, from, to)
  const { up, down, flat } = whole ?? steps
  const shown = chosen(drawable, sizeOf, focusRow)
    .map(pairOf)
    .sort((a, b) => height(b) - height(a))
  const largest = Math.max(
    0,
    ...shown.flatMap((pair) => [Math.abs(pair.from.value ?? 0), Math.abs(pair.to.value ?? 0)]),
  )
  const scale = scaleFor(largest, unit, words)

  const labelOf = (pair: Pair): string => {
    const mark = pair.from.doubt || pair.to.doubt ? ' ※' : ''
    if (pair.from.value !== undefined && pair.to.value !== undefined)
      return `${shortChange(pair.change, result.metric, words, from)}${mark}`
    const [known, lost] = pair.to.value === undefined ? [pair.from, pair.to] : [pair.to, pair.from]
    const only = t('dumbbell.only', {
      value: onScale(known.value!, scale),
      year: lost.ref.year,
      state: t(`state.${lost.state}`),
    })
    return `${only}${mark}`
  }

  const option = (room: Room): EChartsOption => {
    const left = labelRoom(
      shown.map((pair) => labels(pair.row)),
      room.text,
      room.width * 0.34,
    )
    // As much room on the right as the widest words need from where they begin.
    const across = room.width - left - room.text * NEAR_EDGE
    const right = Math.max(
      room.text * NEAR_EDGE,
      ...shown.map(
        (pair) =>
          textWidth(labelOf(pair), room.text) +
          room.text * 1.6 -
          across * Math.max(0, 1 - height(pair) / (largest || 1)),
      ),
    )
    const data = shown.map((pair, i) => ({
      value: [Math.max(pair.from.value ?? -Infinity, pair.to.value ?? -Infinity), i],
      pair,
      ref: pair.to.value === undefined ? pair.from.ref : pair.to.ref,
    }))
    const renderItem: CustomSeriesRenderItem = (params, api) => {
      const { pair } = data[params.dataIndex]!
      const point = (value: number) => api.coord([value, params.dataIndex]) as [number, number]
      const own = pair.row === focusRow
      const colour = own ? COLOUR.focus : COLOUR.axis
      const ends = [pair.from.value, pair.to.value].map((value) => (value === undefined ? undefined : point(value)))
      const [a, b] = ends
      const y = (a ?? b)![1]
      const r = room.text * 0.42
      const end = Math.max(a?.[0] ?? -Infinity, b?.[0] ?? -Infinity)
      return {
        type: 'group',
        children: [
          ...(a && b
            ? [
                {
                  type: 'line' as const,
                  shape: { x1: a[0], y1: y, x2: b[0], y2: y },
                  style: {
                    stroke: own ? COLOUR.focus : COLOUR.peer,
                    lineWidth: own ? 3 : 2,
                    // Worded otherwise, the two years may count different things: no plain line between them.
                    ...(isRelabelled(result, pair.row, from, to) && { lineDash: [2, 4] }),
                  },
                },
              ]
            : []),
          ...(a
            ? [
                {
                  type: 'circle' as const,
                  shape: { cx: a[0], cy: y, r },
                  style: { fill: COLOUR.card, stroke: pair.from.doubt ? COLOUR.amber : colour, lineWidth: 1.6 },
                },
              ]
            : []),
          ...(b
            ? [
                {
                  type: 'circle' as const,
                  shape: { cx: b[0], cy: y, r },
                  style: pair.to.doubt
                    ? { fill: COLOUR.amberSoft, stroke: COLOUR.amber, lineWidth: 2 }
                    : { fill: own ? COLOUR.focus : COLOUR.axis },
                },
              ]
            : []),
          {
            type: 'text' as const,
            silent: true,
            style: {
              text: labelOf(pair),
              x: end + r + 6,
              y,
              verticalAlign: 'middle' as const,
              font: `${own ? 'bold ' : ''}${room.text}px ${FONT}`,
              fill: own ? COLOUR.focus : COLOUR.muted,
              backgroundColor: COLOUR.card,
              padding: [0, 2],
            },
          },
        ],
      }
    }
    return {
      animation: false,
      textStyle: textStyle(room),
      grid: { left, right, top: 4, bottom: room.text * 2, outerBoundsMode: 'none' },
      xAxis: valueAxis(scale, room, {
        ...(shown.every((p) => (p.from.value ?? 0) >= 0 && (p.to.value ?? 0) >= 0) && { min: 0 }),
      }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map((pair) => labels(pair.row)),
        axisTick: { show: false },
        axisLine: { show: false },
        splitLine: { show: false },
        axisLabel: {
          ...textStyle(room),
          interval: 0,
          width: left - 10,
          overflow: 'truncate',
          color: (_name?: string | number, index?: number) =>
            shown[index ?? 0]?.row === focusRow ? COLOUR.focus : '#3f4650',
        },
      },
      tooltip: itemTooltip((raw) => {
        const { pair } = raw as (typeof data)[number]
        return {
          title: result.orgs[pair.row]!.name,
          lines: [
            { name: String(from), text: inFullWords(pair.from, words) },
            { name: String(to), text: inFullWords(pair.to, words), strong: true },
            ...('absolute' in pair.change && pair.change.absolute !== undefined
              ? [{ name: t('common.change', { from, to }), text: fullNumber(pair.change.absolute, unit) }]
              : []),
          ],
          foot: t('figure.open-cell'),
        }
      }),
      series: [{ id: `dumbbell:${result.metric}`, type: 'custom', renderItem, data, encode: { x: 0, y: 1 } }],
    }
  }

  const base = plotScale(scale, unit === 'percent')
  const pointOf = ({ value, doubt, ref }: Datum): PlotPoint =>
    value === undefined
      ? {}
      : { value: value / base.divisor, ref, ...(doubt && { doubt: whyDoubtful(doubt.reasons, words) }) }
  /** No office program knows pairs of dots: two bars of each office, the earlier year paler. */
  const plot = (): Plot => ({
    kind: 'bar',
    ...base,
    subtitle: t('export.two-bars', { unit: scale.label, from, to }),
    categories: shown.map((pair) => `${labels(pair.row)}  ${labelOf(pair)}`),
    series: [
      {
        name: String(from),
        role: 'peer',
        colour: COLOUR.peer,
        points: shown.map((pair) => ({
          ...pointOf(pair.from),
          ...(pair.row === focusRow && { colour: COLOUR.near }),
        })),
      },
      {
        name: String(to),
        role: 'highlight',
        colour: COLOUR.peerInk,
        points: shown.map((pair) => ({ ...pointOf(pair.to), ...(pair.row === focusRow && { colour: COLOUR.focus }) })),
      },
    ],
  })

  return {
    id: `dumbbell-${result.metric}`,
    title:
      up + down + flat === 0
        ? t('dumbbell.title.none', { metric, from, to })
        : t(flat > 0 ? 'dumbbell.title.flat' : 'dumbbell.title', {
            metric,
            from,
            to,
            up: wholeNumber(up),
            down: wholeNumber(down),
            flat: wholeNumber(flat),
          }),
    subtitle: t('dumbbell.subtitle', { unit: scale.label, from, to }),
    ...(shown.length > 0 && { option, plot }),
    height: Math.max(140, shown.length * 32 + 40),
    footnotes: [
      ...(shown.length < drawable.length ? [t('dumbbell.window', { shown: shown.length })] : []),
      ...(whole ? whole.notes : missingNotes(gone, labels, words)),
      ...figureNotes(result, [from, to], words),
    ],
    source: sourceText(result.metric, words),
    table: longTable(
      [
        { key: 'office', label: t('common.office') },
        { key: 'from', label: String(from), numeric: true },
        { key: 'to', label: String(to), numeric: true },
        { key: 'change', label: t('common.change', { from, to }), numeric: true },
      ],
      result.orgs.length,
      (row) => {
        const pair = pairOf(row)
        const sort = changed(row)
        return {
          id: result.orgs[row]!.id,
          focus: row === focusRow,
          entries: [
            { text: result.orgs[row]!.name, sort: result.orgs[row]!.name },
            entryOf(pair.from, words),
            entryOf(pair.to, words),
            { text: shortChange(pair.change, result.metric, words, from), ...(sort !== undefined && { sort }) },
          ],
        }
      },
      (row, column) =>
        column === 0
          ? result.orgs[row]!.name
          : column === 3
            ? changed(row)
            : readingOf(row, column === 1 ? from : to).value,
    ),
    name: { metric, scope: ctx.scopeName, years: `${from}-${to}` },
  }
}
