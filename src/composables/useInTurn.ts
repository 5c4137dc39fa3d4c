import { shallowRef, watch } from 'vue'
import type { ShallowRef, WatchSource } from 'vue'

/** Long enough for a frame; a tab that is not seen paints none. */
const LONGEST = 100

/** Waits until what was changed has been painted. */
const painted = (): Promise<void> => new Promise((done) => {
  const late = setTimeout(done, LONGEST)
  requestAnimationFrame(() => setTimeout(() => {
    clearTimeout(late)
    done()
  }))
})

/**
 * Several things that are costly to make and to draw: the first is made at once when `sources` change, each other one after the one
 * before has been painted, so that a click is answered before all is ready. A newer change ends the older round.
 */
export function useInTurn<T>(sources: readonly WatchSource[], makers: () => readonly (() => T | undefined)[]): ShallowRef<T | undefined>[] {
  const made = makers().map(() => shallowRef<T>())
  let latest = 0
  watch([...sources], async () => {
    const turn = ++latest
    for (const [i, make] of makers().entries()) {
      if (i > 0 && made[i - 1]!.value !== undefined) await painted()
      if (turn !== latest) return
      const next = make()
      if (next !== undefined) made[i]!.value = next
    }
  }, { immediate: true })
  return made
}
