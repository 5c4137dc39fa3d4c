import type { Provenance } from './provenance'
import type { Asking, QueryClient, QueryResult, QuerySpec, Priority, ResultOf } from './spec'

/** What a question is, whatever the order of its fields. */
export const specKey = (spec: QuerySpec): string => JSON.stringify(inOrder(spec))

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, of]) => of !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]) => [key, inOrder(of)]),
  )
}

interface Running {
  answer: Promise<QueryResult>
  stop: AbortController
  /** How many wait for it; one who cannot give up waits for ever. */
  waiting: number
  /** What the answer is made of, once that is known. */
  made: { of?: Provenance }
}

/**
 * A door behind which one running question is shared by all who ask it. It is given up when the last who asked it has;
 * each then rejects with the reason of its own signal.
 */
export function shared(client: QueryClient): QueryClient {
  const running = new Map<string, Running>()

  function begin(key: string, spec: QuerySpec, priority: Priority | undefined): Running {
    const stop = new AbortController()
    const made: Running['made'] = {}
    const answer: Promise<QueryResult> = client.run(spec, {
      signal: stop.signal,
      ...(priority && { priority }),
      told(one) {
        made.of = one
      },
    })
    const one: Running = { answer, stop, waiting: 0, made }
    const end = (): void => {
      if (running.get(key) === one) running.delete(key)
    }
    answer.then(end, end)
    running.set(key, one)
    return one
  }

  function ask(spec: QuerySpec, { signal, priority, told }: Asking = {}): Promise<QueryResult> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    const key = specKey(spec)
    const one = running.get(key) ?? begin(key, spec, priority)
    one.waiting++
    const answer = one.answer.then((result) => {
      if (one.made.of && !signal?.aborted) told?.(one.made.of)
      return result
    })
    if (!signal) return answer
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal.reason as Error)
        if (--one.waiting > 0) return
        if (running.get(key) === one) running.delete(key)
        one.stop.abort(signal.reason)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      const forget = (): void => signal.removeEventListener('abort', giveUp)
      answer.then(
        (result) => {
          forget()
          resolve(result)
        },
        (error: unknown) => {
          forget()
          reject(error as Error)
        },
      )
    })
  }

  return { run: <S extends QuerySpec>(spec: S, asking?: Asking) => ask(spec, asking) as Promise<ResultOf[S['kind']]> }
}
