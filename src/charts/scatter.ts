import type { EChartsOption, ScatterSeriesOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import { wholeNumber, withUnit } from '../i18n/format'
import type { Translator } from '../i18n'
import type { MatrixResult } from '../query/spec'
import type { Spacing } from './parts/numberAxis'
import type { CellRef, ChartContext, Figure, FigureTable, Room } from './figure'
import { textStyle } from './parts/axes'
import { densitySeries } from './parts/densitySeries'
import type { Square } from './parts/densitySeries'
import { axisOption, canBeLog, extentOf, numberAxis, spacingOf } from './parts/numberAxis'
import type { NumberAxis } from './parts/numberAxis'
import { DOUBT_STYLE } from './parts/doubt'
import { areaEntry, hasAreas } from './parts/areaColumn'
import { longTable } from './parts/longTable'
import { comparabilityNotes, sourceText } from './parts/notes'
import { COLOUR, FONT, HIGHLIGHTS } from './parts/palette'
import { pairsOf } from './parts/pairs'
import type { Pairs } from './parts/pairs'
import { namedSides } from './parts/pointLabels'
import { itemTooltip } from './parts/tooltip'
import { plotScale } from './plot'
import type { Plot, PlotSeries } from './plot'
import { entryOf, inFullWords, inWords, labelsOf, datumAt, datumValue } from './readings'

/** Up to this many offices are marks of their own; above, one series draws all from a flat array. */
export const MOST_MARKS = 2_000
/** Above this many, points would only cover one another: squares are shaded by how many offices they hold. */
export const MOST_POINTS = 10_000
/** Up to this many are all named, as far as the names find room. */
const MOST_NAMED = 40

const clear = 0.2
const strong = 0.5

type Side = 'above' | 'below' | 'at'
/** On which side of both medians the office in focus stands. */
function sidesOf(x: MatrixResult, y: MatrixResult, row: number): { x: Side; y: Side } | undefined {
  const [a, b] = row < 0 ? [undefined, undefined] : [datumValue(x, row, 0), datumValue(y, row, 0)]
  const [mx, my] = [x.summaries[0]?.median, y.summaries[0]?.median]
  if (a === undefined || b === undefined || mx === undefined || my === undefined) return undefined
  const side = (value: number, median: number): Side => (value > median ? 'above' : value < median ? 'below' : 'at')
  return { x: side(a, mx), y: side(b, my) }
}

/**
 * What two figures have to do with each other, as far as their order tells; of too few, where the office in focus
 * stands.
 */
function titleOf(
  { correlation: c, rows }: Pairs,
  x: string,
  y: string,
  year: number,
  office: string,
  sides: ReturnType<typeof sidesOf>,
  { t }: Translator,
): string {
  if (rows.length === 0) return t('scatter.title.none', { x, y, year })
  if (c === undefined) {
    return sides
      ? t('scatter.title.standing', { x, y, year, office, xs: t(`scatter.${sides.x}`), ys: t(`scatter.${sides.y}`) })
      : t('scatter.title.few', { x, y, year, n: rows.length })
  }
  const key =
    Math.abs(c) < clear
      ? 'none-seen'
      : (`${c > 0 ? 'same' : 'opposite'}${Math.abs(c) < strong ? '-slight' : ''}` as const)
  return t(`scatter.title.${key}`, { x, y, year })
}

function lackNotes({ lackX, lackY }: Pairs, xName: string, yName: string, { t, list }: Translator): string[] {
  const kindsOf = (lack: Pairs['lackX']): string =>
    list(
      Object.entries(lack).map(([state, n]) =>
        t('scatter.kind', { state: t(`state.${state as keyof typeof lack}`), n: wholeNumber(n) }),
      ),
    )
  const [x, y] = [kindsOf(lackX), kindsOf(lackY)]
  if (x === y || xName === yName) return x === '' ? [] : [t('scatter.lacking-each', { kinds: x })]
  return [
    [xName, x],
    [yName, y],
  ].flatMap(([metric, kinds]) => (kinds ? [t('scatter.lacking', { metric: metric!, kinds })] : []))
}

function tableOf(x: MatrixResult, y: MatrixResult, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const wide = hasAreas(x.orgs, ctx)
  const from = wide ? 2 : 1
  return longTable(
    [
      { key: 'office', label: words.t('common.office') },
      ...(wide ? [{ key: 'area', label: words.t('common.area') }] : []),
      { key: 'x', label: words.metric(x.metric), numeric: true },
      { key: 'y', label: words.metric(y.metric), numeric: true },
    ],
    x.orgs.length,
    (row) => {
      const org = x.orgs[row]!
      return {
        id: org.id,
        focus: org.id === ctx.focus,
        entries: [
          { text: org.name, sort: org.name },
          ...(wide ? [areaEntry(org, ctx)] : []),
          entryOf(datumAt(x, row, 0), words),
          entryOf(datumAt(y, row, 0), words),
        ],
      }
    },
    (row, column) => {
      if (column === 0) return x.orgs[row]!.name
      if (column < from) return areaEntry(x.orgs[row]!, ctx).sort
      return datumValue(column === from ? x : y, row, 0)
    },
  )
}

/** A median as a dashed line, named where it meets the edge of the plot. */
const medianLine = (
  axis: NumberAxis,
  key: 'xAxis' | 'yAxis',
  value: number | undefined,
  unit: ReturnType<typeof unitOf>,
  room: Room,
  words: Translator,
) =>
  value === undefined
    ? []
    : [
        {
          [key]: axis.at(value),
          lineStyle: { color: COLOUR.median, type: 'dashed' as const, width: 1.2 },
          label: {
            show: true,
            rotate: 0,
            position: key === 'xAxis' ? ('end' as const) : ('insideEndTop' as const),
            distance: key === 'xAxis' ? 4 : 3,
            formatter: words.t('rank.median', { value: withUnit(value, unit, words) }),
            color: COLOUR.median,
            fontFamily: FONT,
            fontSize: room.text - 1,
            backgroundColor: COLOUR.card,
            padding: [1, 2],
          },
        },
      ]

/**
 * Two metrics of the offices of a scope in one year: `x` and `y` are one-year matrices of the same scope. An office
 * that lacks either is counted, never drawn; on an axis by orders of magnitude zeros have a strip of their own.
 */
export function scatter(x: MatrixResult, y: MatrixResult, ctx: ChartContext, asked?: Spacing): Figure {
  const { words } = ctx
  const { t } = words
  const year = x.years[0]!
  const pairs = pairsOf(x, y)
  const { rows, xs, ys } = pairs
  const [xUnit, yUnit] = [unitOf(x.metric), unitOf(y.metric)]
  const [xName, yName] = [words.metric(x.metric), words.metric(y.metric)]
  const labels = labelsOf(x, ctx)
  const size = rows.length
  const [xExtent, yExtent] = [extentOf(xs), extentOf(ys)]
  const [xSpacing, ySpacing] = [spacingOf(xExtent, xUnit, asked), spacingOf(yExtent, yUnit, asked)]
  const [xScale, yScale] =
    size === 0
      ? [undefined, undefined]
      : [numberAxis(xExtent, xSpacing, xUnit, words).scale, numberAxis(yExtent, ySpacing, yUnit, words).scale]
  const focusRow = x.orgs.findIndex(({ id }) => id === ctx.focus)
  const coloured = new Map((ctx.highlights ?? []).map((id, i) => [id, HIGHLIGHTS[i]]))
  const columns = [x, y].map(({ years }) => years.indexOf(year))
  const isDoubtful = (place: number): boolean =>
    [x, y].some((of, i) => datumAt(of, rows[place]!, columns[i]!).doubt !== undefined)
  const refOf = (place: number): CellRef => ({ org: x.orgs[rows[place]!]!.id, year, metric: x.metric })

  // Places in the pairs: the one in focus, those picked by hand, those of its area, and all others.
  const own: number[] = []
  const picked: number[] = []
  const near: number[] = []
  const rest = new Uint32Array(size)
  let left = 0
  for (let place = 0; place < size; place++) {
    const row = rows[place]!
    const org = x.orgs[row]!
    if (row === focusRow) own.push(place)
    else if (coloured.size > 0 && coloured.has(org.id)) picked.push(place)
    else if (ctx.isNear?.(org)) near.push(place)
    else rest[left++] = place
  }
  const others = rest.subarray(0, left)
  // Where all are of one area, none stands out by it.
  const told = others.length > 0
  const dense = others.length > MOST_POINTS

  const option = (room: Room): EChartsOption => {
    const [ax, ay] = [
      numberAxis(xExtent, xSpacing, xUnit, words, room.width < 460 ? 4 : 7),
      numberAxis(yExtent, ySpacing, yUnit, words, room.height < 260 ? 3 : 6),
    ]
    const widest = Math.max(...ay.ticks.map(({ text }) => text.length))
    const plot = {
      left: room.text * (1.6 + widest * 0.62),
      right: room.width - room.text * 1.5,
      top: room.text * 3.4,
      bottom: room.height - room.text * 3.6,
    }
    const [perX, perY] = [(plot.right - plot.left) / (ax.max - ax.min), (plot.bottom - plot.top) / (ay.max - ay.min)]
    const acrossOf = (value: number): number => plot.left + (ax.at(value) - ax.min) * perX
    const upOf = (value: number): number => plot.bottom - (ay.at(value) - ay.min) * perY
    const pixel = (place: number) => ({ x: acrossOf(xs[place]!), y: upOf(ys[place]!) })
    const point = (place: number): [number, number] => [ax.at(xs[place]!), ay.at(ys[place]!)]

    // Names keep clear of the medians, and of what is written on them.
    const [mx, my] = [x.summaries[0]?.median, y.summaries[0]?.median]
    const midX = mx === undefined ? undefined : acrossOf(mx)
    const midY = my === undefined ? undefined : upOf(my)
    const lines = [
      ...(midX === undefined ? [] : [{ ...plot, left: midX - 1, right: midX + 1 }]),
      ...(midY === undefined ? [] : [{ ...plot, top: midY - 1, bottom: midY + 1 }]),
    ]
    const captions =
      midY === undefined
        ? []
        : [{ left: plot.right - room.text * 9, right: plot.right, top: midY - room.text * 1.6, bottom: midY }]
    const named = size <= MOST_NAMED ? [...own, ...picked, ...near, ...others] : [...own, ...picked]
    const sides = namedSides(
      named.map((place) => ({ ...pixel(place), text: labels(rows[place]!), size: room.text })),
      (size <= MOST_NAMED ? Array.from(rows, (_, place) => place) : [...own, ...picked, ...near]).map(pixel),
      { ...plot, top: plot.top - room.text },
      captions,
      lines,
    )
    const sideOf = new Map(named.map((place, i) => [place, sides[i]]))
    const marks = (
      places: ArrayLike<number>,
      colour: (place: number) => string,
      radius: number,
      bold = false,
    ): ScatterSeriesOption['data'] =>
      Array.from(places, (place) => {
        const side = sideOf.get(place)
        return {
          value: point(place),
          place,
          ref: refOf(place),
          symbolSize: radius * 2,
          itemStyle: isDoubtful(place) ? DOUBT_STYLE : { color: colour(place) },
          ...(side && {
            label: {
              show: true,
              position: side,
              distance: 4,
              formatter: () => `${labels(rows[place]!)}${isDoubtful(place) ? ' ※' : ''}`,
              fontFamily: FONT,
              fontSize: room.text,
              fontWeight: bold ? ('bold' as const) : ('normal' as const),
              color: bold ? colour(place) : COLOUR.peerInk,
              // A name that must cross a median line stands before it.
              textBorderColor: COLOUR.card,
              textBorderWidth: 3,
            },
          }),
        }
      })
    const crowd: ScatterSeriesOption =
      others.length > MOST_MARKS
        ? {
            data: Float64Array.from({ length: others.length * 2 }, (_, i) =>
              i % 2 === 0 ? ax.at(xs[others[i >> 1]!]!) : ay.at(ys[others[i >> 1]!]!),
            ) as never,
            large: true,
            largeThreshold: 0,
            symbol: 'rect',
            symbolSize: 3,
            itemStyle: { color: COLOUR.axis, opacity: 0.55 },
          }
        : {
            data: marks(others, () => COLOUR.peer, size > 300 ? 3 : 4.5)!,
            itemStyle: { opacity: size > 300 ? 0.7 : 0.95, borderColor: COLOUR.card, borderWidth: size > 300 ? 0 : 1 },
          }
    const strips = [
      ...(ax.strip === undefined ? [] : [[{ xAxis: ax.min }, { xAxis: ax.strip }]]),
      ...(ay.strip === undefined ? [] : [[{ yAxis: ay.min }, { yAxis: ay.strip }]]),
    ]

    return {
      animation: false,
      textStyle: textStyle(room),
      grid: {
        left: plot.left,
        right: room.width - plot.right,
        top: plot.top,
        bottom: room.height - plot.bottom,
        outerBoundsMode: 'none',
      },
      xAxis: axisOption(ax, room, {
        name: t('scatter.axis', { metric: xName, unit: ax.scale.label, log: ax.log ? t('scatter.log') : '' }),
        nameLocation: 'middle',
        nameGap: room.text * 2.1,
        nameTextStyle: { ...textStyle(room), color: COLOUR.ink },
      }),
      yAxis: axisOption(ay, room, {
        name: t('scatter.axis', { metric: yName, unit: ay.scale.label, log: ay.log ? t('scatter.log') : '' }),
        nameLocation: 'end',
        nameGap: room.text * 1.7,
        nameTextStyle: { ...textStyle(room), color: COLOUR.ink, align: 'left', padding: [0, 0, 0, -(plot.left - 4)] },
      }),
      tooltip: itemTooltip((raw, series, at) => {
        const { place, members, count = 0 } = (raw ?? {}) as Partial<Square>
        if (members) {
          return {
            title: t('scatter.offices', { n: wholeNumber(count) }),
            lines: members.map((i) => ({
              name: labels(rows[i]!),
              text: `${inWords(datumAt(x, rows[i]!, 0), words)}${t('common.list-sep')}${inWords(datumAt(y, rows[i]!, 0), words)}`,
            })),
            ...(count > members.length && { foot: t('scatter.more', { n: wholeNumber(count - members.length) }) }),
          }
        }
        const i = place ?? (series === 'scatter:others' ? others[at] : undefined)
        if (i === undefined) return undefined
        const org = x.orgs[rows[i]!]!
        return {
          title: `${ctx.pathOf && told ? `${ctx.pathOf(org)} ` : ''}${org.name}`,
          lines: [
            { name: xName, text: inFullWords(datumAt(x, rows[i]!, 0), words), strong: true },
            { name: yName, text: inFullWords(datumAt(y, rows[i]!, 0), words), strong: true },
          ],
          foot: t('figure.open-cell'),
        }
      }),
      series: [
        dense
          ? densitySeries({
              id: 'scatter:density',
              places: others,
              pixelX: (place) => acrossOf(xs[place]!),
              pixelY: (place) => upOf(ys[place]!),
              plot,
              cell: room.text,
              refOf,
              room,
            })
          : { id: 'scatter:others', type: 'scatter' as const, z: 2, ...crowd },
        {
          id: 'scatter:near',
          type: 'scatter' as const,
          z: 4,
          data: marks(near, () => (told ? COLOUR.near : COLOUR.axis), 5)!,
          itemStyle: { borderColor: COLOUR.card, borderWidth: 1, opacity: 1 },
        },
        {
          id: 'scatter:picked',
          type: 'scatter' as const,
          z: 5,
          data: marks(picked, (place) => coloured.get(x.orgs[rows[place]!]!.id)!, 5.5, true)!,
          itemStyle: { borderColor: COLOUR.card, borderWidth: 1, opacity: 1 },
        },
        {
          id: 'scatter:focus',
          type: 'scatter' as const,
          z: 6,
          data: marks(own, () => COLOUR.focus, 7, true)!,
          itemStyle: { borderColor: COLOUR.card, borderWidth: 1.5, opacity: 1 },
        },
        {
          id: 'scatter:medians',
          type: 'scatter' as const,
          z: 3,
          data: [],
          silent: true,
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            data: [
              ...medianLine(ax, 'xAxis', x.summaries[0]?.median, xUnit, room, words),
              ...medianLine(ay, 'yAxis', y.summaries[0]?.median, yUnit, room, words),
            ] as never,
          },
          ...(strips.length > 0 && {
            markArea: { silent: true, animation: false, itemStyle: { color: COLOUR.paper }, data: strips as never },
          }),
        },
      ],
    }
  }

  const plot = (): Plot => {
    const [px, py] = [plotScale(xScale!, xUnit === 'percent'), plotScale(yScale!, yUnit === 'percent')]
    const group = (name: string, role: PlotSeries['role'], colour: string, places: readonly number[]): PlotSeries[] =>
      places.length === 0
        ? []
        : [
            {
              name,
              role,
              colour,
              across: places.map((place) => xs[place]! / px.divisor),
              points: places.map((place) => ({
                value: ys[place]! / py.divisor,
                label: labels(rows[place]!),
                ref: refOf(place),
                ...(isDoubtful(place) && { doubt: t('state.doubtful') }),
              })),
            },
          ]
    return {
      kind: 'points',
      ...py,
      categories: [],
      axes: { across: `${xName}（${px.unit}）`, up: `${yName}（${py.unit}）`, acrossDigits: px.digits },
      series: [
        ...group(t('yoy.others'), 'peer', COLOUR.peer, [...others]),
        ...group(ctx.home?.name ?? t('yoy.others'), 'highlight', COLOUR.near, near),
        ...picked.flatMap((place) =>
          group(labels(rows[place]!), 'highlight', coloured.get(x.orgs[rows[place]!]!.id) ?? COLOUR.near, [place]),
        ),
        ...own.flatMap((place) => group(labels(rows[place]!), 'focus', COLOUR.focus, [place])),
      ],
    }
  }

  const logged = (xSpacing === 'log' && xExtent.zeros > 0) || (ySpacing === 'log' && yExtent.zeros > 0)
  const sides = sidesOf(x, y, focusRow)
  const office = focusRow < 0 ? '' : labels(focusRow)
  return {
    id: `scatter-${x.metric}-${y.metric}-${year}`,
    title: titleOf(pairs, xName, yName, year, office, sides, words),
    subtitle: [
      t('scatter.subtitle', {
        x: xName,
        y: yName,
        xUnit: xScale?.label ?? t(`unit.${xUnit}`),
        yUnit: yScale?.label ?? t(`unit.${yUnit}`),
        n: wholeNumber(size),
        total: wholeNumber(x.orgs.length),
      }),
      ...(sides && pairs.correlation !== undefined
        ? [t('scatter.standing', { office, x: t(`scatter.${sides.x}`), y: t(`scatter.${sides.y}`) })]
        : []),
    ].join(t('common.clause-sep')),
    ...(size > 0 ? { option, ...(!dense && { plot }) } : { hint: t('scatter.hint') }),
    refAt: (series, place) =>
      series === 'scatter:others' && others[place] !== undefined ? refOf(others[place]) : undefined,
    ...((canBeLog(xExtent, xUnit) || canBeLog(yExtent, yUnit)) && {
      spacing: xSpacing === 'log' || ySpacing === 'log' ? 'log' : 'linear',
    }),
    height: 520,
    least: 320,
    footnotes: [
      ...(told && near.length > 0 && ctx.home ? [t('scatter.near', { area: ctx.home.name })] : []),
      ...(dense ? [t('scatter.dense')] : []),
      ...(logged ? [t('scatter.zeros')] : []),
      ...(pairs.correlation === undefined
        ? []
        : [t('scatter.correlation', { c: pairs.correlation.toFixed(2).replace('-', '\u2212') })]),
      ...lackNotes(pairs, xName, yName, words),
      ...new Set([...comparabilityNotes(x.metric, [year], words), ...comparabilityNotes(y.metric, [year], words)]),
      ...(x.corrected.length + y.corrected.length > 0
        ? [t('note.corrected', { n: x.corrected.length + y.corrected.length })]
        : []),
    ],
    source:
      x.metric === y.metric
        ? sourceText(x.metric, words)
        : words.list([sourceText(x.metric, words), sourceText(y.metric, words)]),
    table: tableOf(x, y, ctx),
    name: { metric: `${xName}-${yName}`, scope: ctx.scopeName, years: String(year) },
  }
}
