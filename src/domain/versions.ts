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
