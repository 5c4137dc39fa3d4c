import { unitOf } from '../../domain/metrics'
import { onScale, wholeNumber, withUnit } from '../../i18n/format'
import type { ChartContext } from '../figure'
import { comparabilityNotes, leftOutNotes } from '../parts/notes'
import type { Tip } from '../parts/tooltip'
import { inFullWords } from '../readings'
import type { ProfileCell, ProfileColumn, ProfileRow, ProfileState } from './state'

/** The value of a cell, or why it has none. */
export function valueText({ datum }: ProfileCell, { metric, scale }: ProfileColumn, { words }: ChartContext): string {
  const { value, state, doubt } = datum
  if (doubt?.printed !== undefined) return `※ ${withUnit(doubt.printed, unitOf(metric), words)}`
  if (value !== undefined) return `${onScale(value, scale)}${doubt ? ' ※' : ''}`
  return state === 'dash' ? '—' : words.t(`state.${state}`)
}

/**
 * In how many of the metrics with enough figures the office in focus alone is first or last; where in none, its highest
 * and lowest place, or its only one. Without one in focus, who is first most often.
 */
export function titleOf({ rows, columns, year, total }: ProfileState, { words }: ChartContext): string {
  const { t } = words
  if (total < 2) return t('profile.title.alone', { year })
  const told = columns.flatMap((column, i) => (column.isTold ? [{ ...column, i }] : []))
  const said = { year, of: told.length }
  const own = rows.find(({ isFocus }) => isFocus)
  const places = told.flatMap(({ i, name, reported }) => {
    const place = own?.cells[i]?.place
    return place ? [{ ...place, name, reported }] : []
  })
  if (own && places.length > 0) {
    // A place that is shared is nobody's.
    const alone = places.filter(({ equal }) => equal === 1)
    const firsts = alone.filter(({ rank }) => rank === 1).length
    const lasts = alone.filter(({ rank, reported }) => rank > 1 && rank === reported).length
    if (firsts > 0 || lasts > 0)
      return t(lasts === 0 ? 'profile.title.firsts' : firsts === 0 ? 'profile.title.lasts' : 'profile.title.ends', {
        ...said,
        office: own.label,
        of: places.length,
        firsts,
        lasts,
      })
    // Where most stand in one place, it says nothing of any of them.
    const ordered = places
      .filter(({ equal, reported }) => equal * 2 <= reported)
      .sort((a, b) => a.rank / a.reported - b.rank / b.reported)
    const [high, low] = [ordered[0], ordered.at(-1)]
    if (high && low && high !== low)
      return t('profile.title.range', {
        ...said,
        office: own.label,
        high: high.name,
        highest: wholeNumber(high.rank),
        low: low.name,
        lowest: wholeNumber(low.rank),
      })
    if (high?.equal === 1)
      return t('profile.title.one', {
        year,
        office: own.label,
        metric: high.name,
        rank: wholeNumber(high.rank),
        of: wholeNumber(high.reported),
      })
  }
  const leads = rows
    .map(({ label, cells }) => ({
      label,
      n: told.filter(({ i }) => cells[i]?.place?.rank === 1 && cells[i].place.equal === 1).length,
    }))
    .sort((a, b) => b.n - a.n)
  const [most, next] = leads
  return most && most.n > 1 && most.n > (next?.n ?? 0)
    ? t('profile.title.lead', { ...said, office: most.label, n: most.n })
    : t('profile.title.none', { year, n: columns.length })
}

export function notesOf(state: ProfileState, ctx: ChartContext): string[] {
  const { words } = ctx
  const { t } = words
  const { columns, rows, total, year, by, result } = state
  const few = columns.filter(({ isTold, reported }) => !isTold && reported > 0)
  return [
    t('bump.ties'),
    ...(few.length > 0 ? [t('profile.few', { metrics: words.list(few.map(({ name }) => name)) })] : []),
    ...(result.window
      ? [
          t('profile.window', {
            from: wholeNumber(result.window.from),
            to: wholeNumber(result.window.to),
            total: wholeNumber(total),
            metric: words.metric(by),
          }),
        ]
      : []),
    ...columns.flatMap(({ metric, name }, i) =>
      [
        ...comparabilityNotes(metric, [year], ctx),
        ...leftOutNotes(
          (result.columns[i]!.matrix.marks ?? []).flatMap(({ at, printed, reasons }) =>
            printed === undefined ? [] : [{ org: rows[at]!.org, year, printed, reasons }],
          ),
          metric,
          words,
        ),
      ].map((note) => t('profile.note', { metric: name, note })),
    ),
  ]
}

export const tipOf = (
  row: ProfileRow,
  i: number,
  { columns, year, total }: ProfileState,
  { words }: ChartContext,
): Tip => {
  const { t } = words
  const cell = row.cells[i]!
  const { name, reported } = columns[i]!
  const { place, datum } = cell
  return {
    title: `${row.org.name} ${t('scope.year-value', { year })}`,
    lines: [
      { name, text: inFullWords(datum, words), strong: true },
      ...(place
        ? [
            {
              name: t('common.rank'),
              text: t(place.equal > 1 ? 'bump.tied' : 'bump.place', {
                rank: wholeNumber(place.rank),
                n: wholeNumber(place.equal),
              }),
            },
          ]
        : []),
      { name: t('profile.reported'), text: `${wholeNumber(reported)}/${wholeNumber(total)}` },
    ],
    foot: datum.value === undefined && datum.state !== 'value' ? t(`state.help.${datum.state}`) : t('figure.open-cell'),
  }
}
