import type { RankEntry, RankResult } from './answers/rank'

/** Everything that a ranking names, what stands in two of its parts twice. */
export const entriesIn = ({ top, bottom, around }: RankResult): RankEntry[] => [
  ...top,
  ...bottom,
  ...(around?.entries ?? []),
]

/** The same ranking with another entry in place of each. */
export const withEntries = (result: RankResult, other: (entry: RankEntry) => RankEntry): RankResult => ({
  ...result,
  top: result.top.map(other),
  bottom: result.bottom.map(other),
  ...(result.around && { around: { ...result.around, entries: result.around.entries.map(other) } }),
})
