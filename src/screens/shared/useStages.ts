import { onScopeDispose, ref, watch } from 'vue'

/** Long enough for a frame; a tab that is not seen paints none. */
const LONGEST = 100

/** Waits until what was changed has been painted. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, LONGEST)
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late)
        done()
      }),
    )
  })

/**
 * Counts from 1 to `most`, a step a frame, and begins anew whenever `source` changes: of several things that are costly
 * to ask and to draw, the first is on the screen before the next is begun.
 */
export function useStages(source: () => unknown, most: () => number) {
  const stage = ref(1)
  let latest = 0
  watch(
    source,
    async () => {
      const turn = ++latest
      stage.value = 1
      while (stage.value < most()) {
        await painted()
        if (turn !== latest) return
        stage.value++
      }
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(() => {
    latest++
  })
  return stage
}
