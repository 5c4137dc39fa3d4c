import type { EChartsOption } from 'echarts'
import { shortName } from '../../domain/orgs'
import { wholeNumber } from '../../i18n/format'
import { CHALLENGES, ENDINGS, FLOW, INFLOW, endingsOf, valuesOf } from '../../query/applications'
import type { MetricId } from '../../domain/metrics'
import type { PartsResult } from '../../query/answers/parts'
import { emptyFigure } from '../figure'
import type { ChartContext, Figure, FigureTable, Room, TableEntry } from '../figure'
import { band, box, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { BANDS, COLOUR } from '../parts/palette'
import { fitted, textWidth } from '../parts/textWidth'
import { ENDING_KEY, countedNote, focusName, shareText } from './counts'

/** One count of the flow: of all, and of the office in focus among them. */
interface Count {
  key: string
  name: string
  all: number
  own: number
  metric?: MetricId
}

interface Flow {
  sources: Count[]
  ends: Count[]
  due: Count
  closed: Count
  isFocused: boolean
}

/** The flow of one year. A difference is an end of its own, or a source where more was answered than there was. */
function flowOf(result: PartsResult, year: number, ctx: ChartContext): Flow | undefined {
  const { t } = ctx.words
  const whole = result.whole[result.years.indexOf(year)]
  if (!whole?.balance || whole.counted === 0) return undefined
  const focus = valuesOf(result, ctx.focus, year)
  const { sums, balance } = whole
  const at = (i: number, name: string): Count => ({
    key: FLOW[i]!,
    name,
    all: sums[i]!,
    own: focus?.[i] ?? 0,
    metric: FLOW[i]!,
  })
  const own = (of: readonly number[], from: number, to?: number): number =>
    of.slice(from, to).reduce((sum, n) => sum + n, 0)
  const gap = focus ? own(focus, 0, INFLOW.length) - own(focus, INFLOW.length) : 0
  const sources = [at(0, t('apps.new')), at(1, t('apps.carried-in'))]
  if (balance.over > 0) sources.push({ key: 'over', name: t('apps.over'), all: balance.over, own: Math.max(0, -gap) })
  const ends = ENDINGS.map((metric, i) => at(INFLOW.length + i, t(ENDING_KEY[metric])))
  ends.push(at(FLOW.length - 1, t('apps.carried-out')))
  if (balance.short > 0)
    ends.push({ key: 'short', name: t('apps.difference'), all: balance.short, own: Math.max(0, gap) })
  return {
    sources,
    ends,
    due: {
      key: 'due',
      name: t('apps.due'),
      all: own(sums, 0, INFLOW.length),
      own: focus ? own(focus, 0, INFLOW.length) : 0,
    },
    closed: {
      key: 'closed',
      name: t('apps.closed'),
      all: endingsOf(sums).closed,
      own: focus ? endingsOf(focus).closed : 0,
    },
    isFocused: focus !== undefined,
  }
}

/** An upright bar: the office in focus on top, everyone else below. */
interface Bar {
  x: number
  top: number
  own: number
  all: number
}

const NODE = 0.75
/** In sizes of the text: less room than this has no column for the share of the office in focus, and no left side. */
const WIDE = 46
/** With more, reviews and suits stand beside the flow, not below it. */
const BESIDE = 58
const ROW = 2

const cut = (bar: Bar, from: number, to: number, edge: number) => ({
  x: edge,
  top: bar.top + from,
  bottom: bar.top + to,
})

const nodePiece = (bar: Bar, width: number, count: Count): Piece => ({
  shapes: [
    ...(count.key === 'short' || count.key === 'over'
      ? [box(bar.x, bar.top, width, Math.max(3, bar.all), { fill: COLOUR.card, stroke: COLOUR.amberLine, width: 1.5 })]
      : [
          ...(bar.all > bar.own
            ? [box(bar.x, bar.top + bar.own, width, Math.max(1, bar.all - bar.own), { fill: '#a3abb5' })]
            : []),
          ...(bar.own > 0 ? [box(bar.x, bar.top, width, Math.max(1, bar.own), { fill: COLOUR.focus })] : []),
        ]),
  ],
})

/** Bands between the middle and one side, in the order of that side; those of the office in focus at the top. */
function bands(
  middle: Bar,
  bars: readonly Bar[],
  counts: readonly Count[],
  width: number,
  side: 'in' | 'out',
): Piece[] {
  let [own, other] = [0, middle.own]
  return bars.map((bar, i) => {
    const isGap = counts[i]!.key === 'short' || counts[i]!.key === 'over'
    const [at, to] = side === 'in' ? [middle.x, bar.x + width] : [middle.x + width, bar.x]
    const rest = bar.all - bar.own
    const shapes = [
      ...(rest > 0
        ? [
            band(
              cut(middle, other, other + rest, at),
              cut(bar, bar.own, bar.all, to),
              isGap ? COLOUR.amberLine : BANDS.peers,
            ),
          ]
        : []),
      ...(bar.own > 0
        ? [band(cut(middle, own, own + bar.own, at), cut(bar, 0, bar.own, to), isGap ? COLOUR.amberLine : BANDS.focus)]
        : []),
    ]
    own += bar.own
    other += rest
    return { shapes }
  })
}

/** As many pixels for one application as the rows of the ends leave room for. */
function scaleFor(ends: readonly Count[], height: number, row: number): number {
  const needed = (scale: number): number =>
    ends.reduce((sum, { all }) => sum + Math.max(row, all * scale + row * 0.3), 0)
  let [low, high] = [0, height]
  for (let i = 0; i < 40; i++) {
    const mid = (low + high) / 2
    if (needed(mid) <= height) low = mid
    else high = mid
  }
  return low
}

interface Tail {
  name: string
  all: number
  own: number
  lines: string[]
  metric: MetricId
}

/** Reviews and suits of table 四; nothing where no office has the whole table. */
function tailsOf(challenges: PartsResult, year: number, ctx: ChartContext): Tail[] {
  const { words } = ctx
  const whole = challenges.whole[challenges.years.indexOf(year)]
  if (!whole || whole.counted === 0) return []
  const focus = valuesOf(challenges, ctx.focus, year)
  const of = (code: MetricId, from: readonly number[] | undefined): number => from?.[CHALLENGES.indexOf(code)] ?? 0
  const sum = (codes: readonly MetricId[], from: readonly number[] | undefined): number =>
    codes.reduce((all, code) => all + of(code, from), 0)
  const ends = (blocks: readonly ('review' | 'suit-direct' | 'suit-reviewed')[]): string[] => {
    const parts = (['upheld', 'corrected', 'other', 'pending'] as const).flatMap((outcome) => {
      const n = sum(
        blocks.map((block): MetricId => `${block}.${outcome}`),
        whole.sums,
      )
      return n > 0 ? [words.t(`apps.challenge.${outcome}`, { n })] : []
    })
    return [parts.slice(0, 2), parts.slice(2)].flatMap((some) => (some.length > 0 ? [some.join('　')] : []))
  }
  const suits = ['suit-direct', 'suit-reviewed'] as const
  const totals = suits.map((block): MetricId => `${block}.total`)
  return [
    {
      name: words.t('apps.reviews'),
      all: of('review.total', whole.sums),
      own: of('review.total', focus),
      lines: ends(['review']),
      metric: 'review.total',
    },
    {
      name: words.t('apps.suits'),
      all: sum(totals, whole.sums),
      own: sum(totals, focus),
      lines: [
        ...(sum(totals, whole.sums) > 0
          ? [words.t('apps.suits-by', { direct: of(totals[0]!, whole.sums), reviewed: of(totals[1]!, whole.sums) })]
          : []),
        ...ends(suits),
      ],
      metric: 'suit-direct.total',
    },
  ]
}

/** A block of the tail: its name and count, a bar in two tones, what it is of what was closed, and how it ended. */
function tailPieces(
  { name, all, own, lines, metric }: Tail,
  place: { x: number; y: number; width: number; most: number },
  flow: Flow,
  office: string,
  year: number,
  room: Room,
  ctx: ChartContext,
): Piece[] {
  const { x, y, width, most } = place
  const { text } = room
  const { t } = ctx.words
  const line = text * 1.5
  const per = flow.closed.all > 0 ? t('apps.per-hundred', { n: wholeNumber(round((all / flow.closed.all) * 100)) }) : ''
  const said = [
    ...(per && all > 0 ? [{ text: per, colour: COLOUR.ink }] : []),
    ...(own > 0
      ? [{ text: t('apps.tail-own', { office, n: own, share: shareText(own, all) }), colour: COLOUR.focus }]
      : []),
    ...lines.map((one) => ({ text: one, colour: COLOUR.muted })),
  ]
  const length = most > 0 ? (all / most) * width * 0.92 : 0
  const ownLength = all > 0 ? (own / all) * length : 0
  return [
    {
      shapes: [
        word({ x, y, text: name, size: text, bold: true }),
        word({ x: x + width, y, text: t('apps.cases', { n: all }), size: text, bold: true, align: 'right' }),
      ],
    },
    {
      ...(flow.isFocused && ctx.focus !== undefined && { ref: { org: ctx.focus, year, metric } }),
      shapes: [
        box(x, y + text * 0.9, Math.max(0, length), text * 0.65, { fill: '#a3abb5' }),
        box(x, y + text * 0.9, Math.max(0, ownLength), text * 0.65, { fill: COLOUR.focus }),
      ],
    },
    {
      shapes: said.map((one, i) =>
        word({
          x,
          y: y + text * 2.5 + i * line,
          text: fitted(one.text, text, width),
          size: text,
          colour: one.colour,
        }),
      ),
    },
  ]
}

const round = (value: number): number => Math.round(value * 10) / 10

/** How high the flow itself is, in sizes of the text. */
const FLOW_HEIGHT = 30
const TAIL_HEIGHT = 10.5

function draw(
  flow: Flow,
  tails: readonly Tail[],
  office: string,
  year: number,
  room: Room,
  ctx: ChartContext,
): EChartsOption {
  const { width, text } = room
  const { t } = ctx.words
  const isWide = width >= WIDE * text
  const isBeside = width >= BESIDE * text
  const node = NODE * text
  const tailWidth = isBeside ? 13.5 * text : 0
  const below = isBeside ? 0 : TAIL_HEIGHT * text
  const head = (isWide ? 2 : 4) * text
  const height = Math.max(12 * text, room.height - head - below - text)
  const row = Math.min(ROW * text, (height / flow.ends.length) * 0.9)
  const scale = scaleFor(flow.ends, height, row)

  // Columns of numbers, from the right; each as wide as its widest entry.
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((one) => textWidth(one, text))) + text
  const ofWhat = (count: Count): { all: number; own: number } =>
    ENDINGS.some((metric) => metric === count.metric) ? flow.closed : flow.due
  const name = fitted(office, text, 5 * text)
  const columns = [
    { head: t('apps.all'), of: (c: Count) => wholeNumber(c.all), own: false, bold: true },
    { head: t('apps.of-closed'), of: (c: Count) => shareText(c.all, ofWhat(c).all), own: false, bold: false },
    ...(flow.isFocused ? [{ head: name, of: (c: Count) => wholeNumber(c.own), own: true, bold: true }] : []),
    ...(flow.isFocused && isWide
      ? [{ head: t('apps.of-closed'), of: (c: Count) => shareText(c.own, ofWhat(c).own), own: true, bold: false }]
      : []),
  ].map((column) => ({ ...column, width: widest([column.head, ...flow.ends.map(column.of)]) }))
  const numbers = columns.reduce((sum, column) => sum + column.width, 0)
  const names = Math.min(widest(flow.ends.map((end) => end.name)), width * 0.3)
  const right = width - tailWidth - (isBeside ? 2 * text : 0)
  const endsAt = right - numbers - names - node - text * 0.4
  const labelWidth = isWide ? Math.min(9 * text, Math.max(4 * text, endsAt * 0.34)) : 0
  const left = isWide ? labelWidth + text * 0.5 : 0
  const midAt = isWide ? left + node + (endsAt - left - node) * 0.42 : 0

  let y = head
  const ends = flow.ends.map((end): Bar => {
    const slot = Math.max(row, end.all * scale + row * 0.3)
    const bar = { x: endsAt, top: y + (slot - end.all * scale) / 2, own: end.own * scale, all: end.all * scale }
    y += slot
    return bar
  })
  const whole = flow.ends.reduce((sum, end) => sum + end.all, 0)
  const owned = flow.ends.reduce((sum, end) => sum + end.own, 0)
  const bottom = y
  const middle: Bar = {
    x: midAt,
    top: head + (bottom - head - whole * scale) / 2,
    own: owned * scale,
    all: whole * scale,
  }
  // A name and a count at each source; in two lines more, the share and the office in focus.
  const lines = (source: Count): number => (source.all === 0 ? 1.5 : flow.isFocused ? 4.6 : 2.4)
  const gap = text * 1.2
  const sourceHeights = flow.sources.map((source) => Math.max(source.all * scale, lines(source) * text))
  const sourcesHeight = sourceHeights.reduce((sum, one) => sum + one, 0) + gap * (flow.sources.length - 1)
  let at = Math.max(head, head + (bottom - head - sourcesHeight) / 2)
  const sources = flow.sources.map((source, i): Bar => {
    const slot = sourceHeights[i]!
    const bar = { x: left, top: at + (slot - source.all * scale) / 2, own: source.own * scale, all: source.all * scale }
    at += slot + gap
    return bar
  })

  const pieces: Piece[] = []
  if (isWide) {
    pieces.push(...bands(middle, sources, flow.sources, node, 'in'))
    flow.sources.forEach((source, i) => {
      const bar = sources[i]!
      pieces.push(nodePiece(bar, node, source))
      const said = [
        { text: source.name, colour: source.key === 'over' ? COLOUR.amber : COLOUR.ink, bold: false },
        ...(source.all > 0
          ? [
              { text: t('apps.cases', { n: source.all }), colour: COLOUR.ink, bold: true },
              ...(flow.isFocused
                ? [
                    { text: t('apps.own-cases', { office: name, n: source.own }), colour: COLOUR.focus, bold: true },
                    { text: shareText(source.own, source.all), colour: COLOUR.focus, bold: false },
                  ]
                : []),
            ]
          : [{ text: t('apps.cases', { n: 0 }), colour: COLOUR.muted, bold: false }]),
      ]
      const step = text * 1.25
      const from = bar.top + bar.all / 2 - ((said.length - 1) * step) / 2
      pieces.push({
        shapes: said.map((one, k) =>
          word({
            x: labelWidth,
            y: from + k * step,
            text: fitted(one.text, text, labelWidth),
            size: text,
            colour: one.colour,
            bold: one.bold,
            align: 'right',
          }),
        ),
      })
    })
    pieces.push({
      shapes: [
        word({ x: midAt + node / 2, y: middle.top - text * 2.1, text: t('apps.due'), size: text, align: 'center' }),
        word({
          x: midAt + node / 2,
          y: middle.top - text * 0.8,
          text: t('apps.cases', { n: flow.due.all }),
          size: text,
          bold: true,
          align: 'center',
        }),
      ],
    })
  } else {
    const parts = flow.sources.filter(({ all }) => all > 0).map((one) => `${one.name} ${wholeNumber(one.all)}`)
    pieces.push({
      shapes: [
        word({
          x: 0,
          y: text * 0.8,
          text: fitted(t('apps.due-of', { n: flow.due.all, parts: parts.join('＋') }), text, width),
          size: text,
        }),
      ],
    })
  }
  pieces.push(...bands(middle, ends, flow.ends, node, 'out'))
  pieces.push(nodePiece(middle, node, flow.due))
  const headAt = head - text
  let edge = endsAt + node + text * 0.4 + names
  const edges = columns.map((column) => (edge += column.width))
  pieces.push({
    shapes: columns.map((column, i) =>
      word({
        x: edges[i]!,
        y: headAt,
        text: column.head,
        size: text,
        colour: column.own ? COLOUR.focus : COLOUR.muted,
        bold: column.own && column.bold,
        align: 'right',
      }),
    ),
  })
  flow.ends.forEach((end, i) => {
    const bar = ends[i]!
    const mid = bar.top + bar.all / 2
    const isGap = end.key === 'short'
    pieces.push(nodePiece(bar, node, end))
    pieces.push({
      ...(flow.isFocused &&
        ctx.focus !== undefined &&
        end.metric && { ref: { org: ctx.focus, year, metric: end.metric } }),
      shapes: [
        box(endsAt + node, mid - row / 2, edges.at(-1)! - endsAt - node, row, { fill: 'rgba(255,255,255,0)' }),
        word({
          x: endsAt + node + text * 0.4,
          y: mid,
          text: fitted(end.name, text, names - text * 0.3),
          size: text,
          colour: isGap ? COLOUR.amber : COLOUR.ink,
        }),
        ...columns.map((column, k) =>
          word({
            x: edges[k]!,
            y: mid,
            text: column.of(end),
            size: text,
            bold: column.bold,
            colour: isGap ? COLOUR.amber : column.own ? COLOUR.focus : column.bold ? COLOUR.ink : COLOUR.muted,
            align: 'right',
          }),
        ),
      ],
    })
  })
  // Only what was answered can be challenged: the bracket spans those rows.
  const lastEnding = ends[ENDINGS.length - 1]!
  const most = Math.max(0, ...tails.map(({ all }) => all))
  if (isBeside && tails.length > 0) {
    const x = right + text * 0.4
    const [from, to] = [ends[0]!.top, lastEnding.top + lastEnding.all]
    pieces.push({
      shapes: [
        stroke(
          [
            [x, from],
            [x + text * 0.5, from],
            [x + text * 0.5, to],
            [x, to],
          ],
          COLOUR.axis,
        ),
      ],
    })
    tails.forEach((tail, i) => {
      const place = { x: width - tailWidth, y: text + i * (height + head) * 0.5, width: tailWidth, most }
      pieces.push(...tailPieces(tail, place, flow, office, year, room, ctx))
    })
  } else if (tails.length > 0) {
    const top = room.height - below + text
    const each = (width - 2 * text) / 2
    pieces.push({
      shapes: [
        stroke(
          [
            [0, top - text * 1.4],
            [width, top - text * 1.4],
          ],
          COLOUR.line,
        ),
      ],
    })
    tails.forEach((tail, i) => {
      const place = { x: i * (each + 2 * text), y: top, width: each, most }
      pieces.push(...tailPieces(tail, place, flow, office, year, room, ctx))
    })
  }
  return drawing('flow', room, pieces)
}

function tableOf(flow: Flow, tails: readonly Tail[], office: string, year: number, ctx: ChartContext): FigureTable {
  const { t } = ctx.words
  const rows: (Count & { of?: { all: number; own: number } })[] = [
    ...flow.sources,
    flow.due,
    ...flow.ends.map((end) => ({
      ...end,
      of: ENDINGS.some((metric) => metric === end.metric) ? flow.closed : flow.due,
    })),
    flow.closed,
    ...tails.map(({ name, all, own, metric }) => ({ key: name, name, all, own, metric })),
  ]
  const own = (count: Count): TableEntry => ({
    text: wholeNumber(count.own),
    sort: count.own,
    ...(count.metric && ctx.focus !== undefined && { ref: { org: ctx.focus, year, metric: count.metric } }),
  })
  return {
    columns: [
      { key: 'item', label: t('apps.item') },
      { key: 'all', label: t('apps.all'), numeric: true },
      { key: 'share', label: t('apps.share'), numeric: true },
      ...(flow.isFocused
        ? [
            { key: 'own', label: office, numeric: true },
            { key: 'own-share', label: t('apps.share'), numeric: true },
          ]
        : []),
    ],
    rows: rows.map((count) => ({
      id: count.key,
      entries: [
        { text: count.name },
        { text: wholeNumber(count.all), sort: count.all },
        { text: count.of ? shareText(count.all, count.of.all) : '' },
        ...(flow.isFocused ? [own(count), { text: count.of ? shareText(count.own, count.of.own) : '' }] : []),
      ],
    })),
  }
}

/**
 * How applications end, in the order of table 三: what came in, what had to be answered, how it ended and what is left.
 * Whatever does not balance is a band of its own, and no band leads to reviews and suits, since no report says which
 * answer was challenged. `flow` asks for FLOW with a balance of 2, `challenges` for CHALLENGES.
 */
export function applicationFlow(flow: PartsResult, challenges: PartsResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const id = 'flow-applications'
  const name = { metric: t('apps.flow.name'), scope: ctx.scopeName, years: String(year) }
  const whole = flow.whole[flow.years.indexOf(year)]
  const made = flowOf(flow, year, ctx)
  if (!whole || !made) {
    const empty = emptyFigure(id, t('apps.flow.none', { scope: ctx.scopeName, year }), ctx)
    return { ...empty, footnotes: whole ? [countedNote(whole, words)] : [], source: t('apps.flow.source'), name }
  }
  const tails = tailsOf(challenges, year, ctx)
  const office = focusName(flow, ctx)
  const first = t('apps.flow.title', {
    due: made.due.all,
    closed: made.closed.all,
    granted: made.ends[0]!.all,
  })
  const mostly = made.ends.slice(0, ENDINGS.length).reduce((most, end) => (end.own > most.own ? end : most))
  const title =
    made.isFocused && made.closed.own > 0
      ? t('apps.flow.title-own', {
          first,
          office,
          closed: made.closed.own,
          ending: mostly.name,
          n: mostly.own,
        })
      : made.isFocused
        ? t('apps.flow.title-no-own', { first, office })
        : first
  const { balance } = whole
  const uneven = balance!.largest.map(({ org, first: due, other }) =>
    t('apps.flow.uneven', { office: shortName(org.name), due, out: other }),
  )
  const tailWhole = challenges.whole[challenges.years.indexOf(year)]
  return {
    id,
    title,
    subtitle: t(made.isFocused ? 'apps.flow.subtitle' : 'apps.flow.subtitle-plain', { office }),
    ...(made.due.all + made.closed.all > 0 && {
      option: (room: Room) => draw(made, tails, office, year, room, ctx),
      asPicture: true,
    }),
    height: (FLOW_HEIGHT + 1) * 12,
    heightAt: (width) => (width >= BESIDE * 12 ? FLOW_HEIGHT + 1 : FLOW_HEIGHT + TAIL_HEIGHT) * 12,
    least: (FLOW_HEIGHT + 1) * 12,
    footnotes: [
      countedNote(whole, words),
      ...(balance!.count > 0 ? [t('apps.flow.unbalanced', { n: balance!.count, list: words.list(uneven) })] : []),
      ...(tails.length > 0 && tailWhole && tailWhole.counted !== whole.counted
        ? [t('apps.flow.tail-counted', { n: tailWhole.counted, total: tailWhole.total })]
        : []),
      ...(tails.length > 0 ? [t('apps.flow.no-link')] : []),
    ],
    source: t('apps.flow.source'),
    table: tableOf(made, tails, office, year, ctx),
    name,
  }
}
