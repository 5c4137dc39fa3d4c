import { computed, onScopeDispose, shallowReactive } from 'vue'
import { together } from '../../query/provenance'
import type { Provenance } from '../../query/provenance'

const reads = shallowReactive(new Map<symbol, readonly Provenance[]>())

/** What the answers that are on screen were made of, all together; nothing where there are none. */
export const readOnScreen = computed(() => together([...reads.values()].flat()))

/** Tells what the answer that one question now has on screen was made of, until its component goes. */
export function useRead(): (told: readonly Provenance[]) => void {
  const own = Symbol()
  onScopeDispose(() => reads.delete(own))
  return (told) => {
    reads.set(own, told)
  }
}
