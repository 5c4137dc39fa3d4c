import type { Pin } from '../../domain/pins'
import { shortName } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import type { ChartContext } from '../figure'

/** Notes under a mark of their own; more are counted. */
const MOST_MARKED = 9

/** The marks of what is said of points: ①, ②. */
export const markText = (i: number): string => String.fromCodePoint(0x2460 + i)

/** A pinned note on a figure, under its mark; `row`: that of its office, where it has one. */
export interface MarkedPin extends Pin {
  mark: string
  row?: number
}

export interface PinsShown {
  marked: readonly MarkedPin[]
  notes: string[]
}

/** Whether a note on an area speaks of what is shown: the scope or the office in focus is the area's, or under it. */
function concerns(pin: Pin, { area }: { area?: string }, { focus, isUnder }: ChartContext): boolean {
  if (!pin.below) return pin.org === area
  const isOf = (id: string | undefined): boolean =>
    id !== undefined && (id === pin.org || isUnder?.(id, pin.org, pin.year) === true)
  return isOf(area) || isOf(focus)
}

/**
 * The notes that belong on a figure of these offices and years, by year and then in the order of the offices, with the
 * texts for its footnotes. `isNamed`: whether an office is told by name, so that a note on it can be placed.
 */
export function pinsOn(
  { orgs, years, scope }: { orgs: readonly Org[]; years: readonly number[]; scope: { area?: string } },
  ctx: ChartContext,
  isNamed: (org: Org) => boolean = () => true,
): PinsShown {
  const { pins = [], words } = ctx
  if (pins.length === 0) return { marked: [], notes: [] }
  const rows = new Map(orgs.map((org, i) => [org.id, i]))
  const found = pins
    .filter(({ year }) => years.includes(year))
    .flatMap((pin): (Pin & { row?: number })[] => {
      const row = rows.get(pin.org)
      if (row !== undefined && isNamed(orgs[row]!)) return [{ ...pin, row }]
      return concerns(pin, scope, ctx) ? [pin] : []
    })
    .sort((a, b) => a.year - b.year || (a.row ?? -1) - (b.row ?? -1))
  const marked = found.slice(0, MOST_MARKED).map((pin, i): MarkedPin => ({ ...pin, mark: markText(i) }))
  return {
    marked,
    notes: [
      ...marked.map((pin) => `${pin.mark}${pinText(pin, ctx)}`),
      ...(found.length > marked.length ? [words.t('pin.more', { n: found.length - marked.length })] : []),
    ],
  }
}

/** A note with its office and year: 望江 2023 年：机构改革. */
export function pinText({ org, year, text }: Pin, { words, nameOf }: Pick<ChartContext, 'words' | 'nameOf'>): string {
  const place = words.t('annotate.point', { office: shortName(nameOf?.(org) ?? org), year })
  return words.t('annotate.item', { place, text })
}

/** The marks of an office's notes in a year, one behind another. */
export const marksAt = (marked: readonly MarkedPin[], row: number, year?: number): string =>
  marked
    .filter((pin) => pin.row === row && (year === undefined || pin.year === year))
    .map(({ mark }) => mark)
    .join('')
