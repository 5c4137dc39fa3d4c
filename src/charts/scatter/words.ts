import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { ChartContext } from '../figure'
import { comparabilityNotes, sourceText } from '../parts/notes'
import type { Pairs } from '../parts/pairs'
import type { Square } from '../parts/densitySeries'
import type { Tip } from '../parts/tooltip'
import { inFullWords, inWords } from '../readings'
import type { Measured, ScatterState } from './state'

const clear = 0.2
const strong = 0.5

/**
 * What two figures have to do with each other, as far as their order tells; of too few, where the office in focus
 * stands.
 */
export function titleOf({ pairs, x, y, year, office, sides }: ScatterState, { t }: Translator): string {
  const { correlation: c, rows } = pairs
  const named = { x: x.name, y: y.name, year }
  if (rows.length === 0) return t('scatter.title.none', named)
  if (c === undefined) {
    return sides
      ? t('scatter.title.standing', { ...named, office, xs: t(`scatter.${sides.x}`), ys: t(`scatter.${sides.y}`) })
      : t('scatter.title.few', { ...named, n: rows.length })
  }
  const key =
    Math.abs(c) < clear
      ? 'none-seen'
      : (`${c > 0 ? 'same' : 'opposite'}${Math.abs(c) < strong ? '-slight' : ''}` as const)
  return t(`scatter.title.${key}`, named)
}

export function subtitleOf({ pairs, x, y, office, sides }: ScatterState, { t }: Translator): string {
  return [
    t('scatter.subtitle', {
      x: x.name,
      y: y.name,
      xUnit: x.scale?.label ?? t(`unit.${x.unit}`),
      yUnit: y.scale?.label ?? t(`unit.${y.unit}`),
      n: wholeNumber(pairs.rows.length),
      total: wholeNumber(x.result.orgs.length),
    }),
    ...(sides && pairs.correlation !== undefined
      ? [t('scatter.standing', { office, x: t(`scatter.${sides.x}`), y: t(`scatter.${sides.y}`) })]
      : []),
  ].join(t('common.clause-sep'))
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

export function notesOf(state: ScatterState, ctx: ChartContext): string[] {
  const { words, home } = ctx
  const { t } = words
  const { x, y, year, pairs, groups } = state
  const hasZeros = ({ spacing, extent }: Measured): boolean => spacing === 'log' && extent.zeros > 0
  const corrected = x.result.corrected.length + y.result.corrected.length
  return [
    ...(state.isTold && groups.near.length > 0 && home ? [t('scatter.near', { area: home.name })] : []),
    ...(state.isDense ? [t('scatter.dense')] : []),
    ...(hasZeros(x) || hasZeros(y) ? [t('scatter.zeros')] : []),
    ...(pairs.correlation === undefined
      ? []
      : [t('scatter.correlation', { c: pairs.correlation.toFixed(2).replace('-', '\u2212') })]),
    ...lackNotes(pairs, x.name, y.name, words),
    ...new Set([x, y].flatMap(({ result }) => comparabilityNotes(result.metric, [year], ctx))),
    ...(corrected > 0 ? [t('note.corrected', { n: corrected })] : []),
  ]
}

export function sourceOf({ x, y }: ScatterState, words: Translator): string {
  const [one, other] = [x.result.metric, y.result.metric]
  return one === other ? sourceText(one, words) : words.list([sourceText(one, words), sourceText(other, words)])
}

export function axisName({ name, spacing }: Measured, unit: string, { t }: Translator): string {
  return t('scatter.axis', { metric: name, unit, log: spacing === 'log' ? t('scatter.log') : '' })
}

/** Of a shaded square: how many offices it holds, and the first of them. */
export function squareTip(
  { labelOf, dataOf }: ScatterState,
  members: readonly number[],
  count: Square['count'],
  words: Translator,
): Tip {
  const { t } = words
  return {
    title: t('scatter.offices', { n: wholeNumber(count) }),
    lines: members.map((place) => ({
      name: labelOf(place),
      text: dataOf(place)
        .map((datum) => inWords(datum, words))
        .join(t('common.list-sep')),
    })),
    ...(count > members.length && { foot: t('scatter.more', { n: wholeNumber(count - members.length) }) }),
  }
}

/** Of one office: both its figures. */
export function officeTip(state: ScatterState, place: number, { words, pathOf }: ChartContext): Tip {
  const org = state.orgOf(place)
  const [a, b] = state.dataOf(place)
  return {
    title: `${pathOf && state.isTold ? `${pathOf(org)} ` : ''}${org.name}`,
    lines: [
      { name: state.x.name, text: inFullWords(a, words), strong: true },
      { name: state.y.name, text: inFullWords(b, words), strong: true },
    ],
    foot: words.t('figure.open-cell'),
  }
}
