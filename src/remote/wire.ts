import type { Asking, Priority } from '../query/spec'
import { sql } from './sql'
import type { Sql } from './sql'

/** Where a remote source is, and who asks. */
export interface Address {
  /** `https://host:port`, or a path of the page's own host behind which a proxy stands. */
  url: string
  database: string
  user?: string
  password?: string
}

/**
 * Why a question to a server failed. `away`: it could not be reached, or let no page of this host ask; `part-away`: one
 * of its parts (`where`) does not answer; `refused`: user or password; `no-database`: no such database or none of the
 * tables in it; `other-schema`: written by another release; `replaced`: the version asked about was taken away
 * meanwhile; `slow`: no answer in time; `full`: the server allows no question so large; `read-only`: something was to
 * be changed; `failed`: anything else.
 */
export type RemoteReason =
  | 'away'
  | 'part-away'
  | 'refused'
  | 'no-database'
  | 'other-schema'
  | 'replaced'
  | 'slow'
  | 'full'
  | 'read-only'
  | 'failed'

export class RemoteError extends Error {
  override name = 'RemoteError'
  constructor(
    readonly reason: RemoteReason,
    readonly where: string,
    readonly detail = '',
  ) {
    super(`${reason} ${where} ${detail}`.trim())
  }
}

/** Codes of ClickHouse's errors, as they stand in the server's ErrorCodes. */
const CODES: Readonly<Record<number, RemoteReason>> = {
  60: 'no-database',
  81: 'no-database',
  16: 'other-schema',
  47: 'other-schema',
  159: 'slow',
  160: 'slow',
  209: 'part-away',
  210: 'part-away',
  279: 'part-away',
  519: 'part-away',
  158: 'full',
  241: 'full',
  307: 'full',
  396: 'full',
  192: 'refused',
  193: 'refused',
  194: 'refused',
  497: 'refused',
  516: 'refused',
}

/** What a server says when it cannot answer, as one of the reasons. */
export function failureOf(text: string, status: number, where: string): RemoteError {
  const code = Number(/^Code: (\d+)/mu.exec(text)?.[1] ?? 0)
  const reason = CODES[code] ?? (status === 401 || status === 403 ? 'refused' : status === 504 ? 'slow' : 'failed')
  const part = reason === 'part-away' ? /\(([\w.-]+:\d+)/u.exec(text)?.[1] : undefined
  return new RemoteError(reason, part ?? where, text.slice(0, 300))
}

/** How a question is asked, as far as a server is concerned. */
export type Asked = Pick<Asking, 'signal' | 'priority'>

export interface AskOptions extends Asked {
  /** Milliseconds after which the question is given up. */
  patience?: number
  body?: Uint8Array<ArrayBuffer>
  /** Settings of the server for this question; who may only read has to do without. */
  settings?: Readonly<Record<string, string>>
  /** How often to try again where the server cannot be reached. */
  retries?: number
}

/** What a browser calls it where more requests wait than it puts at once. */
const IMPORTANCE: Readonly<Record<Priority, RequestPriority>> = {
  'user-blocking': 'high',
  'user-visible': 'auto',
  background: 'low',
}

const PATIENCE = 60_000
const RETRIES = 2
const FIRST_PAUSE = 200

/** Bytes received of all answers, as the page got them. */
export const received = { bytes: 0, questions: 0 }

let asked = 0
const newQueryId = (): string => `lens-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${asked++}`

/** Whether a request goes to the page's own host: only then may it carry headers that the server must allow first. */
const isSameHost = (url: URL): boolean => typeof location !== 'undefined' && url.origin === location.origin

function requestOf(
  { url, database, user, password }: Address,
  query: Sql,
  id: string,
  { body, settings = {} }: Pick<AskOptions, 'body' | 'settings'> = {},
) {
  const target = new URL(url, typeof location === 'undefined' ? undefined : location.href)
  target.searchParams.set('database', database)
  target.searchParams.set('query_id', id)
  // The answer is sent when it is whole: a failure half-way is then told by its status.
  target.searchParams.set('wait_end_of_query', '1')
  for (const [name, value] of Object.entries(settings)) target.searchParams.set(name, value)
  const headers: Record<string, string> = {}
  if (user !== undefined && (typeof location === 'undefined' || isSameHost(target))) {
    const bytes = new TextEncoder().encode(`${user}:${password ?? ''}`)
    headers.Authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`
  } else if (user !== undefined) {
    // A server of another host would have to allow the header in a request of its own, which 18.16 never answers.
    target.searchParams.set('user', user)
    target.searchParams.set('password', password ?? '')
  }
  if (body) target.searchParams.set('query', query.text)
  return {
    target,
    init: { method: 'POST', headers, body: body ?? query.text, cache: 'no-store', credentials: 'omit' } as RequestInit,
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Tells the server to stop a question; nobody waits for what it says. */
function kill(address: Address, id: string): void {
  const { target, init } = requestOf(address, sql`KILL QUERY WHERE query_id = ${id} ASYNC`, newQueryId())
  void fetch(target, init).then(
    (response) => response.arrayBuffer(),
    () => undefined,
  )
}

async function once(address: Address, query: Sql, options: AskOptions): Promise<ArrayBuffer> {
  const id = newQueryId()
  const { target, init } = requestOf(address, query, id, options)
  const stop = new AbortController()
  let isSlow = false
  const timer = setTimeout(() => {
    isSlow = true
    stop.abort()
  }, options.patience ?? PATIENCE)
  const giveUp = (): void => stop.abort()
  options.signal?.addEventListener('abort', giveUp)
  if (options.signal?.aborted) stop.abort()
  try {
    const response = await fetch(target, {
      ...init,
      signal: stop.signal,
      ...(options.priority && { priority: IMPORTANCE[options.priority] }),
    })
    const bytes = await response.arrayBuffer()
    received.bytes += bytes.byteLength
    received.questions++
    if (!response.ok) throw failureOf(new TextDecoder().decode(bytes), response.status, target.host)
    return bytes
  } catch (error) {
    if (error instanceof RemoteError) throw error
    if (stop.signal.aborted) kill(address, id)
    options.signal?.throwIfAborted()
    throw new RemoteError(isSlow ? 'slow' : 'away', target.host, String(error).slice(0, 200))
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', giveUp)
  }
}

/**
 * Puts a question to a server and gives the bytes of its answer. Rejects with a RemoteError, or with the signal's
 * reason where it was given up; the server is then told to stop.
 */
export async function ask(address: Address, query: Sql, options: AskOptions = {}): Promise<ArrayBuffer> {
  const retries = options.retries ?? RETRIES
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(address, query, options)
    } catch (error) {
      const isAway = error instanceof RemoteError && error.reason === 'away'
      if (!isAway || attempt >= retries) throw error
      await pause(FIRST_PAUSE * 4 ** attempt)
      options.signal?.throwIfAborted()
    }
  }
}
