import type { Priority } from '../query/spec'
import { RowReader } from './rows'
import type { Ask } from './segment'
import { identifier, joined, sql } from './sql'
import type { Sql } from './sql'
import type { Asked } from './wire'

/** What one pass over reports gives: columns that are each one value of all rows, and how they are read, in order. */
export interface Aggregate<T> {
  /** The columns, by names that no other question of the same pass has: `name('x')` is this one's own. */
  columns(name: (own: string) => Sql): readonly Sql[]
  read(row: RowReader): T
}

interface Waiting {
  columns: readonly Sql[]
  read(row: RowReader): void
  fail(reason: unknown): void
  signal?: AbortSignal
}

/** Puts a question about the reports that meet a condition. */
export type Scan = <T>(where: Sql, aggregate: Aggregate<T>, asked?: Asked) => Promise<T>

/** Columns of one pass: a query of many more would be longer than servers take. */
const MOST_COLUMNS = 120

/** One pass that is being put together, or is running. */
class Pass {
  private readonly stop = new AbortController()
  private readonly waiting: Waiting[] = []
  private readonly signals = new Map<AbortSignal, () => void>()
  private names = 0
  /** That of the first who asked. */
  private priority?: Priority

  get columns(): number {
    return this.names
  }

  join<T>({ columns, read }: Aggregate<T>, { signal, priority }: Asked): Promise<T> {
    const first = this.names
    const own = columns((name) => identifier(`${name}_${first}`))
    this.names += own.length
    if (priority) this.priority ??= priority
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({
        columns: own.map((column, i) => sql`${column} AS ${identifier(`c${first + i}`)}`),
        read: (row) => resolve(read(row)),
        fail: reject,
        ...(signal && { signal }),
      })
      if (signal) this.watch(signal)
    })
  }

  private watch(signal: AbortSignal): void {
    if (this.signals.has(signal)) return
    const leave = (): void => {
      for (const one of this.waiting) if (one.signal === signal) one.fail(signal.reason)
      if (this.waiting.every((one) => one.signal?.aborted)) this.stop.abort(signal.reason)
    }
    signal.addEventListener('abort', leave)
    this.signals.set(signal, leave)
  }

  async run(from: Sql, where: Sql, ask: Ask): Promise<void> {
    if (this.stop.signal.aborted) return
    const columns = this.waiting.flatMap((one) => one.columns)
    try {
      const bytes = await ask(sql`SELECT ${joined(columns, ', ')} FROM ${from} WHERE ${where} FORMAT RowBinary`, {
        signal: this.stop.signal,
        ...(this.priority && { priority: this.priority }),
      })
      const row = new RowReader(bytes)
      for (const { read } of this.waiting) read(row)
    } catch (error) {
      for (const { fail } of this.waiting) fail(error)
    } finally {
      for (const [signal, leave] of this.signals) signal.removeEventListener('abort', leave)
    }
  }
}

/**
 * Puts questions that look through the same reports as one query. Those asked in the same turn of the page's loop share
 * a pass: the cards of a screen, what a ranking counts and how its figures lie. A pass is given up when the last who
 * asked has left it; each then rejects with the reason of its own signal.
 */
export function createScans(from: Sql, ask: Ask): Scan {
  const gathering = new Map<string, Pass>()
  return (where, aggregate, asked = {}) => {
    if (asked.signal?.aborted) return Promise.reject(asked.signal.reason as Error)
    let pass = gathering.get(where.text)
    if (!pass || pass.columns >= MOST_COLUMNS) {
      const begun = (pass = new Pass())
      gathering.set(where.text, begun)
      setTimeout(() => {
        if (gathering.get(where.text) === begun) gathering.delete(where.text)
        void begun.run(from, where, ask)
      })
    }
    return pass.join(aggregate, asked)
  }
}
