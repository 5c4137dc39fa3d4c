import type { Frame } from '../query/load'
import type { QueryClient } from '../query/spec'
import type { Local } from '../remote/beside'
import type { useRemote } from './remote'

/** What is shown of a dataset on a server. */
interface There {
  frame: Frame
  client: QueryClient
  /** What its figures come from, in short. */
  mark: string
}

/**
 * A server's datasets by collection, each with this browser's own reports over it where that was asked for. What is
 * made of both stays the same until the server's version or what is held here is another.
 */
export function thereOf(remote: ReturnType<typeof useRemote>, local: () => Local | undefined) {
  const made = new Map<string, { over: unknown; of: Frame; both: There }>()

  function of(collection: string): There | undefined {
    const found = remote.find(collection)
    if (!found) return undefined
    const { source, client } = found
    const own = remote.withLocal.has(collection) ? local() : undefined
    if (!own) return { frame: source.frame, client, mark: source.mark }
    const before = made.get(collection)
    if (before?.over === source && before.of === own.frame) return before.both
    const both = found.withLocal(own)
    made.set(collection, { over: source, of: own.frame, both })
    return both
  }
  const clientOf = (frame: Frame): QueryClient | undefined =>
    remote.opened.map(({ id }) => of(id)).find((one) => one?.frame === frame)?.client
  return Object.assign(of, { clientOf })
}
