import type { Figure } from '../../charts/figure'
import { countOf, rowAt } from '../../charts/parts/longTable'

/** One figure that is another than before. */
export interface Change {
  office: string
  column: string
  before: string
  after: string
}
/** How many entries of a figure's table differ, and the first of them; the finding where it differs. */
export interface Changes {
  count: number
  first: readonly Change[]
  title?: string
}

const MOST_NAMED = 3

/** What differs between a figure as it was taken and as it is made now, office by office and column by column. */
export function figureChanges(before: Figure, after: Figure): Changes {
  const rows = new Map(
    Array.from({ length: countOf(before.table) }, (_, i) => {
      const row = rowAt(before.table, i)
      return [row.id, row] as const
    }),
  )
  const columns = new Map(before.table.columns.map(({ key }, i) => [key, i]))
  const first: Change[] = []
  let count = 0
  for (let i = 0; i < countOf(after.table); i++) {
    const row = rowAt(after.table, i)
    const old = rows.get(row.id)
    after.table.columns.forEach(({ key, label }, column) => {
      const at = columns.get(key)
      const [was, is] = [at === undefined ? undefined : old?.entries[at]?.text, row.entries[column]?.text ?? '']
      if (was === is) return
      count++
      if (first.length < MOST_NAMED)
        first.push({
          office: row.entries.find(({ sort }) => typeof sort === 'string')?.text ?? row.id,
          column: label,
          before: was ?? '—',
          after: is,
        })
    })
  }
  return { count, first, ...(before.title !== after.title && { title: after.title }) }
}
