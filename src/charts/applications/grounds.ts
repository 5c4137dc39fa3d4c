import type { EChartsOption } from 'echarts'
import type { MetricId } from '../../domain/metrics'
import { wholeNumber } from '../../i18n/format'
import { GROUND_CODES, valuesOf } from '../../query/applications'
import type { PartsResult } from '../../query/answers/parts'
import { emptyFigure } from '../figure'
import type { ChartContext, Figure, Room } from '../figure'
import { box, drawing, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { COLOUR } from '../parts/palette'
import { fitted, labelRoom, textWidth } from '../parts/textWidth'
import type { Plot } from '../plot'
import { countedNote, focusName, shareText } from './counts'

interface Ground {
  metric: MetricId
  label: string
  all: number
  own: number
}

const ROW = 2
const HEAD = 2.2
/** Squares smaller than this are no longer counted by eye: a bar instead. */
const LEAST_SQUARE = 3

function draw(
  grounds: readonly Ground[],
  total: number,
  office: string | undefined,
  year: number,
  room: Room,
  ctx: ChartContext,
): EChartsOption {
  const { t } = ctx.words
  const { text, width } = room
  const row = Math.min(ROW * text, (room.height - HEAD * text) / Math.max(1, grounds.length))
  const most = grounds[0]?.all ?? 1
  const labels = labelRoom(
    grounds.map(({ label }) => label),
    text,
    width * 0.42,
  )
  const isNarrow = width < 32 * text
  const columns = [
    { head: t('apps.all'), of: (one: Ground) => t('apps.cases', { n: one.all }), own: false },
    ...(isNarrow ? [] : [{ head: t('apps.share'), of: (one: Ground) => shareText(one.all, total), own: false }]),
    ...(office === undefined
      ? []
      : [{ head: fitted(office, text, 5 * text), of: (one: Ground) => wholeNumber(one.own), own: true }]),
  ].map((column) => ({
    ...column,
    width: Math.max(...[column.head, ...grounds.map(column.of)].map((one) => textWidth(one, text))) + text,
  }))
  const plot = Math.max(2 * text, width - labels - columns.reduce((sum, column) => sum + column.width, 0))
  const unit = Math.min(plot / most, row * 0.72)
  const isSquares = unit >= LEAST_SQUARE
  const step = isSquares ? unit : plot / most
  let edge = labels + plot
  const edges = columns.map((column) => (edge += column.width))
  const pieces: Piece[] = [
    {
      shapes: columns.map((column, i) =>
        word({
          x: edges[i]!,
          y: text,
          text: column.head,
          size: text,
          colour: column.own ? COLOUR.focus : COLOUR.muted,
          bold: column.own,
          align: 'right',
        }),
      ),
    },
  ]
  grounds.forEach((one, i) => {
    const mid = HEAD * text + (i + 0.5) * row
    const tall = Math.min(row * 0.72, isSquares ? unit : row * 0.6)
    const shapes: Piece['shapes'] = [
      word({
        x: labels - text * 0.7,
        y: mid,
        text: fitted(one.label, text, labels - text * 0.7),
        size: text,
        align: 'right',
      }),
    ]
    if (isSquares)
      for (let k = 0; k < one.all; k++)
        shapes.push(
          box(labels + k * step, mid - tall / 2, step - 1, tall, { fill: k < one.own ? COLOUR.focus : COLOUR.peer }),
        )
    else
      shapes.push(
        box(labels, mid - tall / 2, Math.max(1, one.all * step), tall, { fill: COLOUR.peer }),
        box(labels, mid - tall / 2, one.own * step, tall, { fill: COLOUR.focus }),
      )
    shapes.push(
      ...columns.map((column, k) =>
        word({
          x: edges[k]!,
          y: mid,
          text: column.of(one),
          size: text,
          bold: k === 0,
          colour: column.own ? COLOUR.focus : k === 0 ? COLOUR.ink : COLOUR.muted,
          align: 'right',
        }),
      ),
    )
    pieces.push({
      shapes,
      ...(office !== undefined && ctx.focus !== undefined && { ref: { org: ctx.focus, year, metric: one.metric } }),
      tip: {
        title: one.label,
        lines: [
          { name: t('apps.all'), text: t('apps.cases', { n: one.all }) },
          { name: t('apps.share'), text: shareText(one.all, total) },
          ...(office === undefined ? [] : [{ name: office, text: t('apps.cases', { n: one.own }), strong: true }]),
        ],
      },
    })
  })
  return drawing('grounds', room, pieces)
}

/** The counts as bars, for programs that draw by themselves. */
const plotOf = (grounds: readonly Ground[], office: string | undefined, { words: { t } }: ChartContext): Plot => ({
  kind: 'bar',
  unit: t('unit.case'),
  divisor: 1,
  digits: 0,
  categories: grounds.map(({ label }) => label),
  series: [
    { name: t('apps.all'), role: 'peer', colour: COLOUR.peer, points: grounds.map(({ all }) => ({ value: all })) },
    ...(office === undefined
      ? []
      : [
          {
            name: office,
            role: 'focus' as const,
            colour: COLOUR.focus,
            points: grounds.map(({ own }) => ({ value: own })),
          },
        ]),
  ],
})

/**
 * Why applications were denied, could not be met or were not processed, the commonest ground first: one square is one
 * application as long as squares can be counted. Grounds that nobody gave stand in the notes.
 */
export function groundsRanked(result: PartsResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const id = 'grounds'
  const at = result.years.indexOf(year)
  const whole = result.whole[at]
  const name = { metric: t('apps.grounds.name'), scope: ctx.scopeName, years: String(year) }
  if (!whole || whole.counted === 0) {
    const empty = emptyFigure(id, t('apps.grounds.none', { year }), ctx)
    return { ...empty, footnotes: whole ? [countedNote(whole, words)] : [], source: t('apps.grounds.source'), name }
  }
  const focus = valuesOf(result, ctx.focus, year)
  const every = GROUND_CODES.map((metric, i): Ground => {
    return { metric, label: words.metric(metric), all: whole.sums[i]!, own: focus?.[i] ?? 0 }
  })
  const given = every.filter(({ all }) => all > 0).sort((a, b) => b.all - a.all)
  const total = given.reduce((sum, { all }) => sum + all, 0)
  const office = focus && focusName(result, ctx)
  const none = every.filter(({ all }) => all === 0)
  const first = given[0]
  return {
    id,
    title: first
      ? t('apps.grounds.title', { total, ground: first.label, n: first.all })
      : t('apps.grounds.title-none', { year }),
    subtitle: office === undefined ? t('apps.grounds.subtitle') : t('apps.grounds.subtitle-own', { office }),
    ...(first && {
      option: (room: Room) => draw(given, total, office, year, room, ctx),
      plot: () => plotOf(given, office, ctx),
    }),
    height: (HEAD + given.length * ROW + 0.6) * 12,
    least: (HEAD + given.length * ROW + 0.6) * 12,
    footnotes: [
      countedNote(whole, words),
      ...(none.length > 0 && none.length < every.length
        ? [t('apps.grounds.zero', { n: none.length, list: words.list(none.map(({ label }) => label)) })]
        : []),
    ],
    source: t('apps.grounds.source'),
    table: {
      columns: [
        { key: 'ground', label: t('apps.item') },
        { key: 'all', label: t('apps.all'), numeric: true },
        { key: 'share', label: t('apps.share'), numeric: true },
        ...(office === undefined ? [] : [{ key: 'own', label: office, numeric: true }]),
      ],
      rows: [...given, ...none].map((one) => ({
        id: one.metric,
        entries: [
          { text: one.label, sort: one.label },
          { text: wholeNumber(one.all), sort: one.all },
          { text: shareText(one.all, total), sort: one.all },
          ...(office === undefined
            ? []
            : [{ text: wholeNumber(one.own), sort: one.own, ref: { org: ctx.focus!, year, metric: one.metric } }]),
        ],
      })),
    },
    name,
  }
}
