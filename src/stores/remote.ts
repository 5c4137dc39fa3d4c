import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Frame } from '../query/load'
import type { QueryClient } from '../query/spec'
import type { Local } from '../remote/beside'
import type { Source } from '../remote/source'
import type { RemoteManifest } from '../remote/versions'
import { RemoteError } from '../remote/wire'
import type { Address, RemoteReason } from '../remote/wire'

const PREFIX = 'remote:'

/** Whether a collection or dataset is one of a server. */
export const isRemote = (id: string): boolean => id.startsWith(PREFIX)

export interface Opened {
  id: string
  manifest: RemoteManifest
  source: Source
  client: QueryClient
  /** The same with this browser's own reports over it. */
  withLocal(local: Local): { frame: Frame; client: QueryClient; mark: string }
}

/** Why a server could not be asked, and where. */
interface Problem {
  reason: RemoteReason
  where: string
  detail: string
}

/** Where the address of the last source is kept while the browser is open: its password never is. */
const KEPT = 'remote-source'

function keptAddress(): Address {
  const none = { url: '', database: 'lens', user: '' }
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Partial<Address> | null
    return kept && typeof kept.url === 'string' ? { ...none, ...kept } : none
  } catch {
    return none
  }
}

function keepAddress({ url, database, user = '' }: Address): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ url, database, user }))
  } catch {
    // Where the browser keeps nothing, it is typed again.
  }
}

/**
 * The datasets of a server that this page is connected to. The server is only ever asked; while it is away, what this
 * browser holds goes on as before.
 */
export const useRemote = defineStore('remote', () => {
  const state = ref<'none' | 'connecting' | 'connected' | 'away'>('none')
  const problem = shallowRef<Problem>()
  const opened = shallowRef<readonly Opened[]>([])
  const address = shallowRef<Address>(keptAddress())
  let asked = 0

  const problemOf = (error: unknown): Problem =>
    error instanceof RemoteError
      ? { reason: error.reason, where: error.where, detail: error.detail }
      : { reason: 'failed', where: address.value.url, detail: String(error) }

  /** An answer tells that the server is there, a failure that it is not. */
  const watchful = (client: QueryClient): QueryClient => ({
    run: (spec, asking) => {
      const answer = client.run(spec, asking)
      answer.then(
        () => {
          if (state.value === 'away') [state.value, problem.value] = ['connected', undefined]
        },
        (error: unknown) => {
          if (!(error instanceof RemoteError) || state.value === 'none') return
          // Another version took the place of the one that is shown: that one is opened.
          if (error.reason === 'replaced') void connect(address.value).catch(() => undefined)
          else [state.value, problem.value] = ['away', problemOf(error)]
        },
      )
      return answer
    },
  })

  /** Opens everything that can be read at an address, in place of what was open. Rejects where it cannot be asked. */
  async function connect(to: Address): Promise<void> {
    const turn = ++asked
    state.value = 'connecting'
    problem.value = undefined
    try {
      // Most pages are never connected.
      const [{ createRemoteClient }, { openSource }, { currentAt }, { besideSource }] = await Promise.all([
        import('../remote/client'),
        import('../remote/source'),
        import('../remote/versions'),
        import('../remote/beside'),
      ])
      const found = await currentAt(to)
      const sources = await Promise.all(
        found.map(async (current): Promise<Opened> => {
          const id = PREFIX + current.dataset
          const source = await openSource(to, current, { as: id })
          return {
            id,
            manifest: current.manifest,
            source,
            client: watchful(createRemoteClient(source)),
            withLocal(local) {
              const both = besideSource(source, local)
              return { frame: both.frame, client: watchful(createRemoteClient(both)), mark: both.mark }
            },
          }
        }),
      )
      if (turn !== asked) return
      opened.value = sources
      address.value = to
      keepAddress(to)
      state.value = 'connected'
    } catch (error) {
      if (turn === asked) {
        state.value = opened.value.length > 0 ? 'away' : 'none'
        problem.value = problemOf(error)
      }
      throw error
    }
  }

  const retry = (): Promise<void> => connect(address.value)

  /** Forgets the server, and the password with it. */
  function disconnect(): void {
    asked++
    opened.value = []
    withLocal.value = new Set()
    state.value = 'none'
    problem.value = undefined
    const { url, database, user } = address.value
    address.value = { url, database, ...(user !== undefined && { user }) }
  }

  const find = (id: string): Opened | undefined => opened.value.find((one) => one.id === id)
  /** Datasets over which the reports of this browser are laid. */
  const withLocal = ref<ReadonlySet<string>>(new Set())
  function layLocal(id: string, isOn: boolean): void {
    const next = new Set(withLocal.value)
    if (isOn) next.add(id)
    else next.delete(id)
    withLocal.value = next
  }

  return { state, problem, opened, address, connect, retry, disconnect, find, withLocal, layLocal }
})
