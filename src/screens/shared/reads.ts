import { computed, onScopeDispose, shallowReactive } from 'vue'
import { together } from '../../query/provenance'
import type { Provenance } from '../../query/provenance'

type Read = () => Provenance | undefined

const reads = shallowReactive(new Map<symbol, Read>())

/** What the answers that are on screen were made of, all together; nothing where there are none. */
export const readOnScreen = computed(() => together([...reads.values()].flatMap((read) => read() ?? [])))

/** Tells what the answer that one question now has on screen was made of, until its component goes. */
export function useRead(): (read: Read) => void {
  const own = Symbol()
  onScopeDispose(() => reads.delete(own))
  return (read) => {
    reads.set(own, read)
  }
}
