import { daysLate } from '../domain/deadline'
import type { Mergers } from '../domain/mergers'
import type { LedgerRecord } from '../storage'
import { reportNotesIn, reportKey } from './ledger'
import type { Asking, CompletenessResult, QueryClient, QueryResult, QuerySpec, ResultOf } from './spec'

/** Days on which reports were received, as somebody noted, by office and year; YYYY-MM-DD. */
export function receivedDays(
  collection: string,
  ledger: readonly LedgerRecord[],
  mergers: Mergers,
): ReadonlyMap<string, string> {
  const noted = reportNotesIn(collection, ledger, mergers)
  return new Map(
    [...noted].flatMap(([key, { one }]) => (one.received === undefined ? [] : [[key, one.received] as const])),
  )
}

/** An answer with the days noted of reports held whose own page does not say when they were published. */
export function withReceived(result: CompletenessResult, received: ReadonlyMap<string, string>): CompletenessResult {
  const { orgs, years, held, published } = result
  const width = years.length
  const days = new Map(published.map((one) => [one.at, one]))
  orgs.forEach((org, row) =>
    years.forEach((year, column) => {
      const at = row * width + column
      const day = received.get(reportKey({ org: org.id, year }))
      if (day === undefined || held[at] !== 1 || days.get(at)?.from === 'page') return
      days.set(at, { at, day, from: 'received', daysLate: daysLate({ day }, year, org) })
    }),
  )
  return { ...result, published: [...days.values()].sort((a, b) => a.at - b.at) }
}

/** The same door, which knows the days that were noted. */
export function doorWithReceived(door: QueryClient, received: ReadonlyMap<string, string>): QueryClient {
  if (received.size === 0) return door
  return {
    async run<S extends QuerySpec>(spec: S, asking?: Asking): Promise<ResultOf[S['kind']]> {
      const answer: QueryResult = await door.run(spec, asking)
      return (answer.kind === 'completeness' ? withReceived(answer, received) : answer) as ResultOf[S['kind']]
    },
  }
}
