import { ref, shallowRef, watch } from 'vue'
import type { QueryClient } from '../../query/spec'

/**
 * The answer to a question that changes: `ask` gives it, or nothing while it cannot be put. Answers that come after
 * a newer question was asked are dropped.
 */
export function useQuery<T>(
  client: () => QueryClient | undefined,
  ask: (client: QueryClient) => Promise<T> | undefined,
) {
  const result = shallowRef<T>()
  const error = ref('')
  const loading = ref(true)
  let latest = 0
  watch(
    () => {
      const door = client()
      return door && ask(door)
    },
    async (answer) => {
      const turn = ++latest
      if (!answer) return
      loading.value = true
      try {
        const value = await answer
        if (turn !== latest) return
        result.value = value
        error.value = ''
      } catch (reason) {
        if (turn === latest) error.value = reason instanceof Error ? reason.message : String(reason)
      } finally {
        if (turn === latest) loading.value = false
      }
    },
    { immediate: true },
  )
  return { result, error, loading }
}
