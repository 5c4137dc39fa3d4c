import { shortName } from '../../../domain/orgs'
import type { Org } from '../../../domain/orgs'
import type { Translator } from '../../../i18n'
import type { State } from '../../../pack/states'
import type { OfficeParts, PartsResult } from '../../../query/answers/parts'
import { FEWEST_CLOSED, endingsOf } from '../../../query/applications'
import type { CellRef, ChartContext } from '../../figure'
import { OUTCOMES } from '../../parts/palette'
import { focusName } from '../counts'

/** Of more areas than this, those that closed most. */
export const MOST_ROWS = 30

/** One bar: how what was closed ended, or why that is not known. */
export interface Row {
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

export interface Group {
  caption?: string
  rows: readonly Row[]
}

/** One year, office by office or area by area. */
export interface OfficesState {
  year: number
  whole: PartsResult['whole'][number]
  /** All offices together. */
  all: Row
  own: Row | undefined
  areas: readonly Row[]
  offices: readonly Row[]
  groups: readonly Group[]
}

/** One bar a year. */
export interface YearsState {
  result: PartsResult
  isOwn: boolean
  /** Whose: the office in focus, or the scope. */
  who: string
  rows: readonly Row[]
  groups: readonly Group[]
}

/** What an ending, by its place, is of what was closed. */
export const shareOf = ({ endings, closed }: Row, i: number): number =>
  endings && closed > 0 ? endings[i]! / closed : NaN

/** Too little was closed for shares to say much. */
export const isFew = ({ closed }: Row): boolean => closed < FEWEST_CLOSED

/** The colours of a bar's parts. */
export const tonesOf = (row: Row): readonly string[] =>
  row.tone === 'focus' ? OUTCOMES.focus : isFew(row) ? OUTCOMES.few : OUTCOMES.peers

const countsOf = (parts: OfficeParts): Pick<Row, 'endings' | 'closed' | 'state'> =>
  'values' in parts ? endingsOf(parts.values) : { closed: 0, state: parts.state }

const cellOf = (org: Org, year: number): CellRef => ({ org: org.id, year, metric: 'applications.closed.total' })

const wholeRow = (result: PartsResult, at: number, label: string): Row => ({
  id: `whole-${result.years[at]}`,
  label,
  tone: 'peers',
  isWhole: true,
  ...endingsOf(result.whole[at]!.sums),
})

/** Bars with enough behind them by the share granted; those with less apart, the largest first; then those without. */
function grouped(rows: readonly Row[], { t }: Translator): Group[] {
  const enough = rows.filter((row) => !isFew(row)).sort((a, b) => shareOf(b, 0) - shareOf(a, 0))
  const few = rows.filter((row) => isFew(row) && row.state === undefined).sort((a, b) => b.closed - a.closed)
  const none = rows.filter(({ state }) => state !== undefined)
  return [
    { rows: enough },
    { caption: t('apps.endings.few', { n: FEWEST_CLOSED }), rows: few },
    { caption: t('apps.endings.none'), rows: none },
  ].filter((group) => group.rows.length > 0)
}

/** Nothing where the year was not asked for. */
export function officesOf(result: PartsResult, year: number, { words, focus }: ChartContext): OfficesState | undefined {
  const at = result.years.indexOf(year)
  const whole = result.whole[at]
  if (!whole) return undefined
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
    tone: org.id === focus ? 'focus' : 'peers',
    ref: cellOf(org, year),
    ...countsOf(years[at]!),
  }))
  const all = wholeRow(result, at, words.t('apps.all'))
  return {
    year,
    whole,
    all,
    own: offices.find(({ tone }) => tone === 'focus'),
    areas,
    offices,
    groups: [{ rows: [all] }, ...grouped([...areas.slice(0, MOST_ROWS), ...offices], words)],
  }
}

export function yearsOf(result: PartsResult, isOwn: boolean, ctx: ChartContext): YearsState {
  const focus = result.offices.find(({ org }) => org.id === ctx.focus)
  const rows = result.years.map((year, at): Row => {
    if (!isOwn) {
      const row = { ...wholeRow(result, at, String(year)), isWhole: false }
      return result.whole[at]!.counted > 0 ? row : { ...row, state: 'no-report' }
    }
    return {
      id: `own-${year}`,
      label: String(year),
      tone: 'focus',
      ...(focus && { ref: cellOf(focus.org, year) }),
      ...countsOf(focus?.years[at] ?? { state: 'no-report' }),
    }
  })
  return { result, isOwn, who: isOwn ? focusName(result, ctx) : ctx.scopeName, rows, groups: [{ rows }] }
}
