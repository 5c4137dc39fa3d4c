import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { countedDoor } from '../../query/provenance'
import type { Asking, QueryClient } from '../../query/spec'
import { RemoteError } from '../../remote/wire'
import { useRead } from './reads'
import { useReasons } from './useReasons'

/** The same door, at which every question is put in one way: by who may leave before it is answered, how urgently. */
export const asking = (door: QueryClient, how: Asking): QueryClient => ({ run: (spec) => door.run(spec, how) })

/**
 * The answer to a question that changes: `ask` gives it, or nothing while it cannot be put. A question is given up when
 * a newer one is asked, or nobody looks any more.
 */
export function useQuery<T>(
  client: () => QueryClient | undefined,
  ask: (client: QueryClient) => Promise<T> | undefined,
) {
  const showRead = useRead()
  const { reasonOf } = useReasons()
  const wordsOf = (reason: unknown): string =>
    reason instanceof Error && !(reason instanceof RemoteError) ? reason.message : reasonOf(reason)
  const result = shallowRef<T>()
  const error = ref('')
  const loading = ref(true)
  let latest = 0
  let running: AbortController | undefined
  function next(door: QueryClient | undefined) {
    const before = running
    running = new AbortController()
    const counted = door && countedDoor(asking(door, { signal: running.signal }))
    // Asked before the other is given up: what both ask goes on.
    const answer = counted && ask(counted.door)
    // Nobody may be there to hear that it was given up.
    answer?.catch(() => undefined)
    before?.abort()
    return { answer, read: counted?.read }
  }
  onScopeDispose(() => {
    latest++
    running?.abort()
  })
  watch(
    () => next(client()),
    // In an object: Vue would report the failure of a promise itself as nobody's.
    async ({ answer, read }) => {
      const turn = ++latest
      if (!answer || !read) return
      loading.value = true
      try {
        const value = await answer
        if (turn !== latest) return
        result.value = value
        showRead(read)
        error.value = ''
      } catch (reason) {
        if (turn === latest) error.value = wordsOf(reason)
      } finally {
        if (turn === latest) loading.value = false
      }
    },
    { immediate: true },
  )
  return { result, error, loading }
}
