import type { EChartsOption } from 'echarts'
import { shortName } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { fullNumber, wholeNumber } from '../../i18n/format'
import type { State } from '../../pack/states'
import { ENDINGS, FEWEST_CLOSED, endingsOf } from '../../query/applications'
import type { OfficeParts, PartsResult } from '../../query/answers/parts'
import { comparabilityNotes } from '../parts/notes'
import { emptyFigure } from '../figure'
import type { CellRef, ChartContext, Figure, FigureTable, Room } from '../figure'
import { box, clipped, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { hatch } from '../parts/hatch'
import { COLOUR, OUTCOMES } from '../parts/palette'
import { fitted, labelRoom, textWidth } from '../parts/textWidth'
import type { Plot, PlotPoint } from '../plot'
import { ENDING_KEY, countedNote, focusName, shareText, spanOf } from './counts'

/** One bar: how what was closed ended, or why that is not known. */
interface Row {
  id: string
  label: string
  endings?: readonly number[]
  closed: number
  state?: Exclude<State, 'value'>
  tone: 'peers' | 'focus'
  isWhole?: boolean
  ref?: CellRef
  area?: string
}

interface Group {
  caption?: string
  rows: Row[]
}

const rowOf = (parts: OfficeParts): Pick<Row, 'endings' | 'closed' | 'state'> =>
  'values' in parts ? endingsOf(parts.values) : { closed: 0, state: parts.state }

const shareOf = ({ endings, closed }: Row, i: number): number => (endings && closed > 0 ? endings[i]! / closed : NaN)

const cellOf = (org: Org, year: number): CellRef => ({ org: org.id, year, metric: 'applications.closed.total' })

/** Of more areas than this, those that closed most. */
const MOST_ROWS = 30

/** Bars with enough behind them by the share granted; those with less apart, the largest first; then those without. */
function grouped(rows: readonly Row[], ctx: ChartContext): Group[] {
  const { t } = ctx.words
  const enough = rows.filter(({ closed }) => closed >= FEWEST_CLOSED).sort((a, b) => shareOf(b, 0) - shareOf(a, 0))
  const few = rows
    .filter(({ closed, state }) => closed < FEWEST_CLOSED && state === undefined)
    .sort((a, b) => b.closed - a.closed)
  const none = rows.filter(({ state }) => state !== undefined)
  return [
    { rows: enough },
    { caption: t('apps.endings.few', { n: FEWEST_CLOSED }), rows: few },
    { caption: t('apps.endings.none'), rows: none },
  ].filter((group) => group.rows.length > 0)
}

const tonesOf = ({ tone, closed }: Row): readonly string[] =>
  tone === 'focus' ? OUTCOMES.focus : closed < FEWEST_CLOSED ? OUTCOMES.few : OUTCOMES.peers

const ROW = 2.15
const HEAD = 3.6
const CAPTION = 1.9

const heightOf = (groups: readonly Group[], text: number): number =>
  (HEAD + groups.reduce((sum, { caption, rows }) => sum + rows.length * ROW + (caption ? CAPTION : 0.5), 0) + 0.6) *
  text

/** The names of the parts above the first bar, on two lines so that they keep clear of one another. */
function namesAbove(row: Row, left: number, width: number, top: number, text: number, names: readonly string[]): Piece {
  const ends = [-Infinity, -Infinity]
  let at = left
  const shapes: Piece['shapes'] = []
  names.forEach((name, i) => {
    const part = shareOf(row, i) * width || 0
    const [mid, half] = [at + part / 2, textWidth(name, text) / 2]
    at += part
    if (part <= 0) return
    const x = Math.min(Math.max(mid, left + half), left + width - half)
    const tier = ends.findIndex((end) => x - half > end + text * 0.4)
    if (tier < 0) return
    ends[tier] = x + half
    const y = top + (1 - tier) * text * 1.35
    shapes.push(word({ x, y, text: name, size: text, colour: COLOUR.muted, align: 'center' }))
    shapes.push(
      stroke(
        [
          [mid, y + text * 0.6],
          [mid, top + text * 2.4],
        ],
        COLOUR.line,
      ),
    )
  })
  return { shapes }
}

function draw(id: string, groups: readonly Group[], room: Room, ctx: ChartContext): EChartsOption {
  const { t } = ctx.words
  const factor = Math.min(1, room.height / heightOf(groups, room.text))
  const text = room.text * Math.max(0.72, factor)
  const row = ROW * room.text * factor
  const all = groups.flatMap(({ rows }) => rows)
  const labels = labelRoom(
    all.map(({ label }) => label),
    text,
    room.width * 0.3,
  )
  const numbers =
    Math.max(textWidth(t('apps.endings.n'), text), ...all.map(({ closed }) => textWidth(wholeNumber(closed), text))) +
    text
  const [left, width] = [labels, room.width - labels - numbers]
  const names = ENDINGS.map((metric) => t(ENDING_KEY[metric]))
  const pieces: Piece[] = []
  const first = all.find(({ closed }) => closed > 0)
  if (first) pieces.push(namesAbove(first, left, width, text * 0.7, text, names))
  pieces.push({
    shapes: [
      word({
        x: room.width,
        y: text * 0.7 + text * 1.35,
        text: t('apps.endings.n'),
        size: text,
        colour: COLOUR.muted,
        align: 'right',
      }),
    ],
  })
  let y = HEAD * room.text * factor
  groups.forEach(({ caption, rows }, g) => {
    if (caption !== undefined) {
      pieces.push({
        shapes: [
          stroke(
            [
              [0, y + text * 0.2],
              [room.width, y + text * 0.2],
            ],
            COLOUR.line,
          ),
          word({
            x: 0,
            y: y + CAPTION * 0.62 * room.text * factor,
            text: fitted(caption, text, room.width),
            size: text,
            colour: COLOUR.muted,
          }),
        ],
      })
      y += CAPTION * room.text * factor
    } else if (g > 0) y += 0.5 * room.text * factor
    for (const one of rows) {
      const few = one.closed < FEWEST_CLOSED
      const tones = tonesOf(one)
      const ink = one.tone === 'focus' ? COLOUR.focus : few ? COLOUR.muted : COLOUR.ink
      const bold = one.tone === 'focus' || one.isWhole === true
      const [top, tall, mid] = [y + row * 0.14, row * 0.72, y + row / 2]
      const shapes: Piece['shapes'] = [
        word({
          x: left - text * 0.6,
          y: mid,
          text: fitted(one.label, text, labels - text * 0.6),
          size: text,
          colour: ink,
          bold,
          align: 'right',
        }),
        word({
          x: room.width,
          y: mid,
          text: one.state === undefined ? wholeNumber(one.closed) : '—',
          size: text,
          colour: ink,
          bold,
          align: 'right',
        }),
      ]
      if (one.state !== undefined || one.closed === 0) {
        const place = { x: left, y: top, width, height: tall }
        const said = one.state === undefined ? t('apps.endings.nothing') : t(`state.${one.state}`)
        const wide = textWidth(said, text) + text
        shapes.push(
          box(left, top, width, tall, {
            fill: COLOUR.card,
            stroke: one.state === 'doubtful' ? COLOUR.amberLine : COLOUR.line,
          }),
          ...(one.state === undefined ? [] : [clipped(hatch(one.state, place), place)]),
          box(left + (width - wide) / 2, top + 1, wide, tall - 2, { fill: COLOUR.card }),
          word({
            x: left + width / 2,
            y: mid,
            text: said,
            size: text,
            colour: one.state === 'doubtful' ? COLOUR.amber : COLOUR.muted,
            align: 'center',
          }),
        )
      } else {
        let x = left
        one.endings!.forEach((n, i) => {
          const part = (n / one.closed) * width
          if (part <= 0) return
          shapes.push(box(x, top, Math.max(0.5, part - 1), tall, { fill: tones[i]! }))
          const share = ((n / one.closed) * 100).toFixed(1)
          if (part > textWidth(share, text) + 4) {
            const isLight = one.tone === 'focus' ? i < 2 : !few && i === 0
            shapes.push(
              word({
                x: x + part / 2,
                y: mid,
                text: share,
                size: text,
                colour: isLight ? '#ffffff' : COLOUR.ink,
                align: 'center',
              }),
            )
          }
          x += part
        })
      }
      pieces.push({
        ...(one.ref && { ref: one.ref }),
        ...(one.area !== undefined && { area: one.area }),
        shapes,
        tip: {
          title: one.label,
          lines: one.endings
            ? [
                ...one.endings.map((n, i) => ({
                  name: names[i]!,
                  text: `${wholeNumber(n)} · ${shareText(n, one.closed)}`,
                })),
                { name: t('apps.closed'), text: wholeNumber(one.closed), strong: true },
              ]
            : [{ name: t('apps.closed'), text: one.state ? t(`state.${one.state}`) : '—' }],
        },
      })
      y += row
    }
  })
  return drawing(id, room, pieces)
}

/** The bars for programs that draw by themselves; what is closed stands behind each name, or why there is no bar. */
function plotOf(groups: readonly Group[], lying: boolean, { words: { t } }: ChartContext): Plot {
  const rows = groups.flatMap((group) => group.rows)
  const pointOf = (row: Row, i: number): PlotPoint => {
    const value = shareOf(row, i)
    return Number.isNaN(value) ? {} : { value, colour: tonesOf(row)[i]!, ...(row.ref && { ref: row.ref }) }
  }
  return {
    kind: 'stack',
    lying,
    unit: t('unit.percent'),
    divisor: 1,
    digits: 'share',
    categories: rows.map(({ label, closed, state }) =>
      t('apps.plot.row', { name: label, n: state === undefined ? wholeNumber(closed) : t(`state.${state}`) }),
    ),
    series: ENDINGS.map((metric, i) => ({
      name: t(ENDING_KEY[metric]),
      role: 'part',
      colour: OUTCOMES.peers[i]!,
      points: rows.map((row) => pointOf(row, i)),
    })),
    note: t('apps.plot.closed', { n: FEWEST_CLOSED }),
  }
}

function tableOf(first: string, rows: readonly Row[], ctx: ChartContext): FigureTable {
  const { t } = ctx.words
  return {
    columns: [
      { key: 'row', label: first },
      { key: 'closed', label: t('apps.closed'), numeric: true },
      ...ENDINGS.flatMap((metric) => [
        { key: metric, label: t(ENDING_KEY[metric]), numeric: true },
        { key: `${metric}-share`, label: t('apps.share'), numeric: true },
      ]),
    ],
    rows: rows.map((one) => ({
      id: one.id,
      focus: one.tone === 'focus',
      entries: [
        { text: one.label, sort: one.label, ...(one.area !== undefined && { area: one.area }) },
        one.state === undefined
          ? { text: wholeNumber(one.closed), sort: one.closed, ...(one.ref && { ref: one.ref }) }
          : { text: t(`state.${one.state}`), state: one.state },
        ...ENDINGS.flatMap((_, i) =>
          one.endings
            ? [
                { text: wholeNumber(one.endings[i]!), sort: one.endings[i]! },
                { text: shareText(one.endings[i]!, one.closed), sort: shareOf(one, i) },
              ]
            : [{ text: '—' }, { text: '—' }],
        ),
      ],
    })),
  }
}

/** Which share of the office in focus is furthest from that of all, where both have enough behind them. */
function finding(own: Row, whole: Row, ctx: ChartContext): string | undefined {
  if (!own.endings || own.closed < FEWEST_CLOSED || whole.closed < FEWEST_CLOSED) return undefined
  const gaps = ENDINGS.map((_, i) => Math.abs(shareOf(own, i) - shareOf(whole, i)))
  const at = gaps.indexOf(Math.max(...gaps))
  return ctx.words.t('apps.endings.title-own', {
    office: own.label,
    ending: ctx.words.t(ENDING_KEY[ENDINGS[at]!]),
    share: fullNumber(shareOf(own, at), 'percent'),
    all: fullNumber(shareOf(whole, at), 'percent'),
  })
}

const wholeRow = (result: PartsResult, at: number, label: string): Row => ({
  id: `whole-${result.years[at]}`,
  label,
  tone: 'peers',
  isWhole: true,
  ...endingsOf(result.whole[at]!.sums),
})

/** How what was closed ended as bars of 100 %, office by office, or area by area where the offices are too many. */
export function endingsByOffice(result: PartsResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const at = result.years.indexOf(year)
  const id = 'endings-by-office'
  const name = { metric: t('apps.endings.name'), scope: ctx.scopeName, years: String(year) }
  const whole = result.whole[at]
  if (!whole) return { ...emptyFigure(id, t('apps.endings.empty', { year }), ctx), name }
  const areas = result.areas
    .map(({ org, years }): Row => {
      const { sums, counted } = years[at]!
      return {
        id: org.id,
        label: org.name,
        tone: 'peers',
        area: org.id,
        ...(counted > 0 ? endingsOf(sums) : { closed: 0, state: 'no-report' as const }),
      }
    })
    .sort((a, b) => b.closed - a.closed)
  const offices = result.offices.map(({ org, years }): Row => ({
    id: org.id,
    label: shortName(org.name),
    tone: org.id === ctx.focus ? 'focus' : 'peers',
    ref: cellOf(org, year),
    ...rowOf(years[at]!),
  }))
  const rows = [...areas.slice(0, MOST_ROWS), ...offices]
  const all = wholeRow(result, at, t('apps.all'))
  const groups: Group[] = [{ rows: [all] }, ...grouped(rows, ctx)]
  const own = offices.find(({ tone }) => tone === 'focus')
  const granted = all.endings![0]!
  return {
    id,
    title:
      (own && finding(own, all, ctx)) ??
      (all.closed > 0
        ? t('apps.endings.title', { closed: all.closed, granted, share: shareText(granted, all.closed) })
        : t('apps.endings.empty', { year })),
    subtitle: t('apps.endings.subtitle', { year }),
    ...(all.closed > 0 && {
      option: (room: Room) => draw(id, groups, room, ctx),
      plot: () => plotOf(groups, true, ctx),
    }),
    height: heightOf(groups, 12),
    least: Math.min(heightOf(groups, 12), 420),
    footnotes: [
      countedNote(whole, words),
      t('apps.endings.base'),
      ...(areas.length > MOST_ROWS ? [t('apps.endings.most', { n: MOST_ROWS, total: areas.length })] : []),
    ],
    source: t('apps.endings.source'),
    table: tableOf(t('common.office'), [all, ...areas, ...offices], ctx),
    name,
  }
}

/** The same year by year: of the office in focus with `own`, else of all offices that have the figures. */
export function endingsByYear(result: PartsResult, own: boolean, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { years } = result
  const focus = result.offices.find(({ org }) => org.id === ctx.focus)
  const who = own ? focusName(result, ctx) : ctx.scopeName
  const rows = years.map((year, at): Row => {
    const parts = focus?.years[at]
    if (!own) {
      const row = { ...wholeRow(result, at, String(year)), isWhole: false }
      return result.whole[at]!.counted > 0 ? row : { ...row, state: 'no-report' }
    }
    return {
      id: `own-${year}`,
      label: String(year),
      tone: 'focus',
      ...(focus && { ref: cellOf(focus.org, year) }),
      ...rowOf(parts ?? { state: 'no-report' }),
    }
  })
  const groups: Group[] = [{ rows }]
  const known = rows.filter(({ closed }) => closed >= FEWEST_CLOSED)
  const [first, last] = [known[0], known.at(-1)]
  const counted = years.map(
    (year, i) => `${year} ${wholeNumber(result.whole[i]!.counted)}/${wholeNumber(result.whole[i]!.total)}`,
  )
  return {
    id: own ? 'endings-by-year-own' : 'endings-by-year',
    title:
      first && last && first !== last
        ? t('apps.endings.title-years', {
            from: first.label,
            to: last.label,
            first: fullNumber(shareOf(first, 0), 'percent'),
            last: fullNumber(shareOf(last, 0), 'percent'),
          })
        : t('apps.endings.title-by-year'),
    subtitle: t('apps.endings.subtitle-years', { who, n: FEWEST_CLOSED }),
    ...(rows.some(({ closed }) => closed > 0) && {
      option: (room: Room) => draw('endings', groups, room, ctx),
      plot: () => plotOf(groups, false, ctx),
    }),
    height: heightOf(groups, 12),
    least: Math.min(heightOf(groups, 12), 420),
    footnotes: [
      ...(own ? [] : [t('apps.endings.counted', { list: words.list(counted) })]),
      ...comparabilityNotes('applications.other.total', years, words).map((note) =>
        t('apps.endings.other-joined', { note }),
      ),
      t('apps.endings.base'),
    ],
    source: t('apps.endings.source'),
    table: tableOf(t('scope.year'), rows, ctx),
    name: { metric: t('apps.endings.name'), scope: who, years: spanOf(years) },
  }
}
