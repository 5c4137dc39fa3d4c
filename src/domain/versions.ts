import { countedAt } from './correction'
import type { CorrectedIn } from './correction'
import type { CellMissing } from './cell'
import type { ProseCode } from './metrics'
import type { Report } from './report'

/** A figure that two versions of a report give differently. */
export interface VersionDifference {
  in: CorrectedIn
  code: ProseCode
  one: number | CellMissing
  other: number | CellMissing
}

/** Where two versions of a report differ, tables first; `not-extracted` where one does not list a figure. */
export const versionDifferences = (one: Report, other: Report): VersionDifference[] =>
  (['cells', 'prose'] as const).flatMap((where) =>
    [...new Set([...Object.keys(one[where]), ...Object.keys(other[where])] as ProseCode[])].flatMap((code) => {
      const pair = { one: countedAt(one, where, code), other: countedAt(other, where, code) }
      return pair.one === pair.other ? [] : [{ in: where, code, ...pair }]
    }),
  )

/* A name that says it is the later word: 年报（更正）, 修订版. */
const REVISED = /更正|修订|修改|订正|勘误|revised|corrected/iu

const size = (report: Pick<Report, 'cells' | 'prose'>): number =>
  Object.keys(report.cells).length + Object.keys(report.prose).length

/**
 * Whether one of two versions that came together counts rather than the other, which came first: the fuller; of two
 * alike, the one whose name says that it was revised. `from` is the file's name.
 */
export const supersedes = (
  one: { from: string; report: Pick<Report, 'cells' | 'prose'> },
  other: { from: string; report: Pick<Report, 'cells' | 'prose'> },
): boolean =>
  size(one.report) === size(other.report)
    ? REVISED.test(one.from) && !REVISED.test(other.from)
    : size(one.report) > size(other.report)
