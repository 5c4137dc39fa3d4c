import type { EChartsOption } from 'echarts'
import { wholeNumber } from '../../i18n/format'
import type { State } from '../../pack/states'
import { LAST_YEAR_OF_2019_FORM } from '../../domain/metrics'
import type { PartsResult } from '../../query/answers/parts'
import { emptyFigure } from '../figure'
import type { ChartContext, Figure, Room } from '../figure'
import { box, clipped, drawing, stroke, word } from '../parts/drawing'
import type { Piece } from '../parts/drawing'
import { hatch } from '../parts/hatch'
import { COLOUR } from '../parts/palette'
import { fitted, textWidth } from '../parts/textWidth'
import type { Plot } from '../plot'
import { focusName, shareText, spanOf } from './counts'

/** A year's column: businesses, natural persons and all other organisations, from the foot up. */
interface Column {
  year: number
  parts?: readonly [number, number, number]
  total: number
  state?: Exclude<State, 'value'>
}

const TONES = { business: COLOUR.focus, natural: COLOUR.peer, other: '#eaecef' } as const
const FILLS = [TONES.business, TONES.natural, TONES.other] as const
const INKS = ['#ffffff', COLOUR.ink, COLOUR.ink] as const

/** Natural persons, businesses and the four other kinds of organisation, in the order of APPLICANT_CODES. */
function columnOf(year: number, values: readonly number[]): Column {
  const [natural = 0, business = 0, ...others] = values
  const other = others.reduce((sum, n) => sum + n, 0)
  return { year, parts: [business, natural, other], total: natural + business + other }
}

const NAMES = ['apps.business', 'apps.natural', 'apps.organisations'] as const

function draw(columns: readonly Column[], isOwn: boolean, room: Room, ctx: ChartContext): EChartsOption {
  const { t } = ctx.words
  const { text, width, height } = room
  const last = columns.findLast(({ total }) => total > 0)
  const names = NAMES.map((key, i) => `${t(key)} ${wholeNumber(last?.parts?.[i] ?? 0)}`)
  const room4names = width >= 34 * text ? Math.max(...names.map((name) => textWidth(name, text))) + text : 0
  const [top, bottom] = [text * (room4names > 0 ? 3.4 : 5), height - text * 2]
  const most = Math.max(1, ...columns.map(({ total }) => total))
  const slot = (width - room4names) / Math.max(1, columns.length)
  const wide = Math.min(slot * 0.72, 6 * text)
  const scale = (bottom - top) / most
  const pieces: Piece[] = []
  const turn = columns.findIndex(({ year }) => year === LAST_YEAR_OF_2019_FORM + 1)
  if (turn > 0) {
    const label = t('trend.form-change')
    const half = textWidth(label, text) / 2
    const x = slot * turn
    pieces.push({
      shapes: [
        stroke(
          [
            [x, text * 1.5],
            [x, bottom],
          ],
          COLOUR.axis,
          0.6,
        ),
        word({
          x: Math.max(half, x),
          y: text * 0.7,
          text: label,
          size: text,
          colour: COLOUR.muted,
          align: 'center',
        }),
      ],
    })
  }
  columns.forEach(({ year, parts, total, state }, i) => {
    const mid = slot * (i + 0.5)
    const x = mid - wide / 2
    const shapes: Piece['shapes'] = [
      word({ x: mid, y: bottom + text, text: String(year), size: text, colour: COLOUR.muted, align: 'center' }),
    ]
    if (!parts) {
      const place = { x, y: bottom - text * 4, width: wide, height: text * 4 }
      const said = fitted(t(`state.${state ?? 'no-report'}`), text, slot)
      shapes.push(
        box(place.x, place.y, wide, place.height, {
          fill: COLOUR.card,
          stroke: state === 'doubtful' ? COLOUR.amberLine : COLOUR.line,
        }),
        clipped(hatch(state ?? 'no-report', place), place),
        word({
          x: mid,
          y: place.y - text * 0.8,
          text: said,
          size: text,
          colour: state === 'doubtful' ? COLOUR.amber : COLOUR.muted,
          align: 'center',
        }),
      )
      pieces.push({ shapes })
      return
    }
    let y = bottom
    parts.forEach((n, k) => {
      const tall = n * scale
      if (tall <= 0) return
      y -= tall
      shapes.push(box(x, y, wide, Math.max(0.5, tall - 0.5), { fill: FILLS[k]! }))
      const share = shareText(n, total)
      if (tall > text * 1.2 && wide > textWidth(share, text) + 4)
        shapes.push(word({ x: mid, y: y + tall / 2, text: share, size: text, colour: INKS[k]!, align: 'center' }))
    })
    shapes.push(
      word({
        x: mid,
        y: y - text * 0.9,
        text: fitted(wholeNumber(total), text, slot),
        size: text,
        bold: true,
        align: 'center',
      }),
    )
    pieces.push({
      shapes,
      ...(isOwn &&
        ctx.focus !== undefined && { ref: { org: ctx.focus, year, metric: 'applications.new.total' as const } }),
      tip: {
        title: String(year),
        lines: [
          ...NAMES.map((key, k) => ({
            name: t(key),
            text: `${wholeNumber(parts[k]!)} · ${shareText(parts[k]!, total)}`,
          })),
          { name: t('apps.new'), text: wholeNumber(total), strong: true },
        ],
      },
    })
  })
  pieces.push({
    shapes: [
      stroke(
        [
          [0, bottom],
          [slot * columns.length, bottom],
        ],
        COLOUR.axis,
      ),
    ],
  })
  if (room4names > 0 && last?.parts) {
    // Beside the last column, each at the height of its part, spread so that none touches another.
    const x = slot * columns.length + text * 0.4
    let foot = bottom + text
    let under = bottom
    names.forEach((name, k) => {
      const tall = last.parts![k]! * scale
      const y = Math.min(foot - text * 1.5, under - tall / 2)
      under -= tall
      foot = y
      pieces.push({
        shapes: [word({ x, y, text: name, size: text, colour: k === 0 ? COLOUR.focus : COLOUR.ink, bold: k === 0 })],
      })
    })
  } else {
    let x = 0
    NAMES.forEach((key, k) => {
      const name = t(key)
      pieces.push({
        shapes: [
          box(x, text * 2, text * 0.8, text * 0.8, { fill: FILLS[k]!, stroke: COLOUR.axis, width: 0.5 }),
          word({ x: x + text, y: text * 2.4, text: name, size: text, colour: COLOUR.muted }),
        ],
      })
      x += textWidth(name, text) + text * 2
    })
  }
  return drawing('applicants', room, pieces)
}

/** The columns for programs that draw by themselves: shares, with each year's total behind its name. */
const plotOf = (columns: readonly Column[], { words: { t } }: ChartContext): Plot => ({
  kind: 'stack',
  unit: t('unit.percent'),
  divisor: 1,
  digits: 'share',
  categories: columns.map(({ year, total, state }) =>
    t('apps.plot.row', { name: String(year), n: state === undefined ? wholeNumber(total) : t(`state.${state}`) }),
  ),
  series: NAMES.map((key, i) => ({
    name: t(key),
    role: 'part',
    colour: FILLS[i]!,
    points: columns.map(({ parts, total }) => (parts && total > 0 ? { value: parts[i]! / total } : {})),
  })),
  note: t('apps.plot.received'),
})

/**
 * Who applied, year by year: of the office in focus with `own`, else of all offices that have every column. Asks for
 * APPLICANT_CODES.
 */
export function applicantsByYear(result: PartsResult, own: boolean, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { years } = result
  const id = own ? 'applicants-own' : 'applicants'
  const name = { metric: t('apps.applicants.name'), scope: ctx.scopeName, years: spanOf(years) }
  const office = focusName(result, ctx)
  const focus = result.offices.find(({ org }) => org.id === ctx.focus)
  if (own && !focus) return { ...emptyFigure(id, t('apps.applicants.name'), ctx), name }
  const columns = years.map((year, i): Column => {
    const whole = result.whole[i]!
    const parts = focus?.years[i]
    if (own)
      return parts && 'values' in parts
        ? columnOf(year, parts.values)
        : { year, total: 0, state: parts?.state ?? 'no-report' }
    return whole.counted > 0 ? columnOf(year, whole.sums) : { year, total: 0, state: 'no-report' }
  })
  const known = columns.filter(({ total }) => total > 0)
  const [first, last] = [known[0], known.at(-1)]
  const who = own ? office : ctx.scopeName
  // The kind whose share changed most is what the title speaks of.
  const share = (column: Column, k: number): number => column.parts![k]! / column.total
  const gaps = NAMES.map((_, k) => (first && last ? Math.abs(share(last, k) - share(first, k)) : 0))
  const most = Math.max(...gaps)
  const lastParts: readonly number[] = last?.parts ?? [0]
  const told = most > 0 ? gaps.indexOf(most) : lastParts.indexOf(Math.max(...lastParts))
  const kind = t(NAMES[told] ?? NAMES[0])
  return {
    id,
    title:
      first && last && first !== last
        ? t('apps.applicants.title', {
            kind,
            from: first.year,
            to: last.year,
            first: shareText(first.parts![told]!, first.total),
            last: shareText(last.parts![told]!, last.total),
          })
        : last
          ? t('apps.applicants.title-one', { kind, year: last.year, share: shareText(last.parts![told]!, last.total) })
          : t('apps.applicants.title-none', { who }),
    subtitle: t('apps.applicants.subtitle', {
      who,
      kind,
      list: words.list(
        (first && last && first !== last ? [first, last] : known.slice(0, 1)).map(
          ({ year, parts, total }) => `${year} ${wholeNumber(parts![told]!)}/${wholeNumber(total)}`,
        ),
      ),
    }),
    ...(known.length > 0 && {
      option: (room: Room) => draw(columns, own, room, ctx),
      plot: () => plotOf(columns, ctx),
    }),
    height: 300,
    least: 260,
    footnotes: [
      ...(own
        ? []
        : [
            t('apps.endings.counted', {
              list: words.list(
                years.map(
                  (year, i) =>
                    `${year} ${wholeNumber(result.whole[i]!.counted)}/${wholeNumber(result.whole[i]!.total)}`,
                ),
              ),
            }),
          ]),
      t('apps.applicants.others'),
    ],
    source: t('apps.applicants.source'),
    table: {
      columns: [
        { key: 'year', label: t('scope.year') },
        ...NAMES.map((key) => ({ key, label: t(key), numeric: true })),
        { key: 'total', label: t('apps.new'), numeric: true },
      ],
      rows: columns.map(({ year, parts, total, state = 'no-report' }) => ({
        id: String(year),
        entries: [
          { text: String(year), sort: year },
          ...(parts
            ? [...parts, total].map((n) => ({ text: wholeNumber(n), sort: n }))
            : Array.from({ length: 4 }, () => ({ text: t(`state.${state}`), state }))),
        ],
      })),
    },
    name,
  }
}
