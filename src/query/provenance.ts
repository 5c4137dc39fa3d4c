import { countBits } from '../engine/bitset'
import { ownedIn } from '../frame/owned'
import type { Frame } from '../frame/frame'
import type { Asking, QueryClient, QuerySpec, ResultOf } from './spec'

/** What computed an answer: the page or command itself, or a ClickHouse server. */
export type Engine = 'local' | 'clickhouse'

/** What an answer was made of. */
export interface Provenance {
  engine: Engine
  /** Of the data, in short: equal where nothing of them changed. */
  version: string
  /** Reports that were looked through: counted when somebody wants to know. */
  readonly rows: number
}

/** Reports of some years that a frame holds, of the offices in a bitset or of all. */
export const reportsIn = (frame: Frame, years: Iterable<number>, offices?: Uint32Array): number =>
  Array.from(new Set(years)).reduce((sum, year) => sum + countBits(ownedIn(frame, year), offices), 0)

/** With `count` put off, so that no question waits for it. */
export const provenance = (engine: Engine, version: string, count: () => number): Provenance => ({
  engine,
  version,
  get rows() {
    return count()
  },
})

/** Several answers of one collection as one; nothing for none. */
export function together(all: readonly Provenance[]): Provenance | undefined {
  const [first] = all
  return first && { ...first, rows: all.reduce((sum, { rows }) => sum + rows, 0) }
}

/** The same door, with what all that was asked through it was made of. */
export function countedDoor(door: QueryClient): { door: QueryClient; read(): Provenance | undefined } {
  const told: Provenance[] = []
  return {
    door: {
      run: <S extends QuerySpec>(spec: S, asking: Asking = {}): Promise<ResultOf[S['kind']]> =>
        door.run(spec, {
          ...asking,
          told(one) {
            told.push(one)
            asking.told?.(one)
          },
        }),
    },
    read: () => together(told),
  }
}
