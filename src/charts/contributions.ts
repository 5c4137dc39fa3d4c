import type { EChartsOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { shortName } from '../domain/orgs'
import type { Translator } from '../i18n'
import { difference, fullNumber, onScale, scaleFor, scaled } from '../i18n/format'
import type { Scale } from '../i18n/format'
import type { MoversResult } from '../query/answers/movers'
import { emptyFigure } from './figure'
import type { CellRef, ChartContext, Figure, Room } from './figure'
import { box, drawing, stroke, word } from './parts/drawing'
import type { Piece } from './parts/drawing'
import { sourceText } from './parts/notes'
import { COLOUR } from './parts/palette'
import { fitted, labelRoom, textWidth } from './parts/textWidth'

/** One step of the running sum: an office, or all that are not shown. */
interface Step {
  id: string
  name: string
  base: number
  value: number
  ref?: CellRef
  isOwn?: boolean
}

/** Offices shown one by one on either side; the others go together. */
const MOST_SIDE = 6
const ROW = 1.9
const HEAD = 2.2

/** A part of the net change, in whole per cent; a dash where there is none. */
const partOf = (step: number, net: number): string =>
  net === 0 ? '—' : `${step * net < 0 ? '\u2212' : ''}${Math.round(Math.abs(step / net) * 100)}%`

const stepOf = ({ value, base }: Step): number => value - base

/** The steps from last year's sum to this year's, rises first, the largest first; what is left is one step. */
function stepsOf(result: MoversResult, ctx: ChartContext): Step[] {
  const { base = 0, current = 0, risers, fallers, metric, year, paired } = result
  const named = [...risers.slice(0, MOST_SIDE), ...fallers.slice(0, MOST_SIDE).reverse()].map(
    ({ org, base: first, value }): Step => ({
      id: org.id,
      name: shortName(org.name),
      base: first,
      value,
      ref: { org: org.id, year, metric },
      isOwn: org.id === ctx.focus,
    }),
  )
  const sum = (of: (step: Step) => number): number => named.reduce((total, step) => total + of(step), 0)
  const left = paired - named.length
  const rest: Step = {
    id: 'rest',
    name: ctx.words.t('brief.rest', { n: left - result.same }),
    base: base - sum((step) => step.base),
    value: current - sum((step) => step.value),
  }
  const rises = named.filter((step) => stepOf(step) > 0)
  const falls = named.filter((step) => stepOf(step) < 0)
  return [...rises, ...(left > result.same ? [rest] : []), ...falls]
}

/** The steps are what is read: in the unit of the sums beside them, small ones would be rounded away. */
const scaleOf = (metric: MetricId, steps: readonly Step[], net: number, words: Translator): Scale =>
  scaleFor(Math.max(Math.abs(net), ...steps.map((step) => Math.abs(stepOf(step)))), unitOf(metric), words)

function draw(result: MoversResult, steps: readonly Step[], room: Room, ctx: ChartContext): EChartsOption {
  const { words } = ctx
  const { t } = words
  const { base = 0, current = 0, metric, from, year } = result
  const unit = unitOf(metric)
  const net = current - base
  const scale = scaleOf(metric, steps, net, words)
  const text = room.text * Math.min(1, Math.max(0.75, room.height / heightOf(steps, room.text)))
  const row = Math.min(ROW * room.text, (room.height - HEAD * text) / (steps.length + 1.3))
  const said = (value: number): string => `${value > 0 ? '+' : ''}${onScale(value, scale)}`
  const shares = (value: number): string => partOf(value, net)
  const names = labelRoom([...steps.map(({ name }) => name), t('brief.net')], text, room.width * 0.28)
  const isWide = room.width >= 34 * text
  const pair = (one: { base: number; value: number }): string =>
    `${onScale(one.base, scale)} → ${onScale(one.value, scale)}`
  const whole = { id: 'net', name: t('brief.net'), base, value: current }
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((one) => textWidth(one, text))) + text
  const pairs = isWide ? widest([`${from} → ${year}`, ...[...steps, whole].map(pair)]) : 0
  const share = widest([t('brief.share-of-net'), ...steps.map((step) => shares(stepOf(step)))])
  const beside = widest([...steps, whole].map((step) => said(stepOf(step))))
  // Bars run between the lowest and the highest point of the running sum, with room for a label on either side.
  let at = 0
  const runs = steps.map((step) => {
    const start = at
    at += stepOf(step)
    return [start, at] as const
  })
  const points = [0, net, ...runs.flat()]
  const [low, high] = [Math.min(...points), Math.max(...points)]
  const [left, right] = [
    names + (low < 0 || steps.some((step) => stepOf(step) < 0) ? beside : 0),
    room.width - pairs - share - beside,
  ]
  const pixel = (value: number): number => left + ((value - low) / (high - low || 1)) * Math.max(1, right - left)
  const pieces: Piece[] = [
    {
      shapes: [
        word({
          x: room.width - pairs,
          y: text,
          text: t('brief.share-of-net'),
          size: text,
          colour: COLOUR.muted,
          align: 'right',
        }),
        ...(isWide
          ? [
              word({
                x: room.width,
                y: text,
                text: `${from} → ${year}`,
                size: text,
                colour: COLOUR.muted,
                align: 'right',
              }),
            ]
          : []),
      ],
    },
  ]
  const bar = (step: Step, i: number, start: number, end: number, isNet: boolean): void => {
    const mid = HEAD * text + (i + 0.5) * row + (isNet ? row * 0.3 : 0)
    const [x, width] = [Math.min(pixel(start), pixel(end)), Math.max(1.5, Math.abs(pixel(end) - pixel(start)))]
    const by = end - start
    const colour = isNet ? COLOUR.ink : step.isOwn ? COLOUR.focus : '#a3abb5'
    const hollow = by < 0 && !isNet
    const isLeft = by < 0
    pieces.push({
      ...(step.ref && { ref: step.ref }),
      tip: {
        title: step.name,
        lines: [
          { name: String(from), text: fullNumber(step.base, unit) },
          { name: String(year), text: fullNumber(step.value, unit) },
          { name: t('brief.difference'), text: difference(by, unit), strong: true },
        ],
      },
      shapes: [
        word({
          x: names - text * 0.7,
          y: mid,
          text: fitted(step.name, text, names - text * 0.7),
          size: text,
          bold: isNet || step.isOwn === true,
          colour: step.isOwn ? COLOUR.focus : COLOUR.ink,
          align: 'right',
        }),
        box(
          x,
          mid - row * 0.32,
          width,
          row * 0.64,
          hollow ? { fill: COLOUR.card, stroke: colour, width: 1.2 } : { fill: colour },
        ),
        word({
          x: isLeft ? x - text * 0.3 : x + width + text * 0.3,
          y: mid,
          text: said(by),
          size: text,
          bold: true,
          align: isLeft ? 'right' : 'left',
        }),
        word({
          x: room.width - pairs,
          y: mid,
          text: isNet ? (net === 0 ? '—' : '100%') : shares(by),
          size: text,
          bold: isNet,
          colour: isNet || step.isOwn ? COLOUR.ink : COLOUR.muted,
          align: 'right',
        }),
        ...(isWide
          ? [
              word({
                x: room.width,
                y: mid,
                text: pair(step),
                size: text,
                bold: isNet,
                colour: isNet ? COLOUR.ink : COLOUR.muted,
                align: 'right',
              }),
            ]
          : []),
      ],
    })
    if (!isNet)
      pieces.push({
        shapes: [
          stroke(
            [
              [pixel(end), mid + row * 0.32],
              [pixel(end), mid + row * 0.68],
            ],
            COLOUR.axis,
          ),
        ],
      })
  }
  steps.forEach((step, i) => bar(step, i, runs[i]![0], runs[i]![1], false))
  const rule = HEAD * text + steps.length * row + row * 0.15
  pieces.push({
    shapes: [
      stroke(
        [
          [0, rule],
          [room.width, rule],
        ],
        COLOUR.line,
      ),
    ],
  })
  pieces.push({
    shapes: [
      stroke(
        [
          [pixel(0), HEAD * text],
          [pixel(0), rule + row],
        ],
        COLOUR.axis,
      ),
    ],
  })
  bar(whole, steps.length, 0, net, true)
  return drawing('contributions', room, pieces)
}

const heightOf = (steps: readonly Step[], text: number): number => (HEAD + (steps.length + 1.5) * ROW) * text

/** What makes up a change: office by office as a running sum that ends in the net change, falls hollow. */
export function contributions(result: MoversResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { metric, from, year, base, current, paired, total, missingBase, missingCurrent } = result
  const doubtful = (missingBase.doubtful ?? 0) + (missingCurrent.doubtful ?? 0)
  const id = `contributions-${metric}`
  const name = { metric: words.metric(metric), scope: ctx.scopeName, years: `${from}-${year}` }
  const unit = unitOf(metric)
  if (result.isBroken || base === undefined || current === undefined)
    return {
      ...emptyFigure(
        id,
        t(result.isBroken ? 'brief.contributions.broken' : 'brief.contributions.none', {
          metric: words.metric(metric),
          from,
          year,
        }),
        ctx,
      ),
      source: sourceText(metric, words),
      name,
    }
  const steps = stepsOf(result, ctx)
  const net = current - base
  const scale = scaleOf(metric, steps, net, words)
  const toward = steps.filter((step) => step.ref && stepOf(step) * net > 0)
  const lead = toward.reduce<Step | undefined>(
    (most, step) => (!most || Math.abs(stepOf(step)) > Math.abs(stepOf(most)) ? step : most),
    undefined,
  )
  const said = { metric: words.metric(metric), n: scaled(Math.abs(net), scale, words) }
  const part = lead ? stepOf(lead) / net : 0
  const head = t(
    net > 0 ? 'brief.contributions.up' : net < 0 ? 'brief.contributions.down' : 'brief.contributions.flat',
    said,
  )
  return {
    id,
    title:
      lead && part >= 0.5
        ? t(part > 1 ? 'brief.contributions.outweighs' : 'brief.contributions.lead', {
            head,
            office: lead.name,
            share: `${Math.round(part * 100)}%`,
          })
        : head,
    subtitle: t('brief.contributions.subtitle', { unit: scale.label, from, year, n: paired }),
    ...(steps.length > 0 && { option: (room: Room) => draw(result, steps, room, ctx) }),
    height: heightOf(steps, 12),
    least: heightOf(steps, 12),
    footnotes: [
      t('brief.contributions.counted', { n: paired, total }),
      ...(result.same > 0 ? [t('brief.contributions.same', { n: result.same })] : []),
      ...(doubtful > 0 ? [t('note.left-out-count', { n: doubtful })] : []),
    ],
    source: sourceText(metric, words),
    table: {
      columns: [
        { key: 'office', label: t('common.office') },
        { key: 'from', label: String(from), numeric: true },
        { key: 'to', label: String(year), numeric: true },
        { key: 'step', label: t('brief.difference'), numeric: true },
        { key: 'share', label: t('brief.share-of-net'), numeric: true },
      ],
      rows: [...steps, { id: 'net', name: t('brief.net'), base, value: current } satisfies Step].map((step) => ({
        id: step.id,
        focus: step.id === ctx.focus,
        entries: [
          { text: step.name, sort: step.name },
          { text: fullNumber(step.base, unit), sort: step.base },
          { text: fullNumber(step.value, unit), sort: step.value, ...('ref' in step && step.ref && { ref: step.ref }) },
          { text: difference(stepOf(step), unit), sort: stepOf(step) },
          { text: partOf(stepOf(step), net), sort: stepOf(step) },
        ],
      })),
    },
    name,
  }
}
