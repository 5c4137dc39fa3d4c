import { onBeforeUnmount, onMounted, ref } from 'vue'

/** So many rows of a long table are printed at most. */
export const MOST_PRINTED = 2000

/** Whether the page is being printed: what draws only what is in view then draws the whole. */
export function usePaper() {
  const isPrinting = ref(false)
  const begin = (): void => void (isPrinting.value = true)
  const end = (): void => void (isPrinting.value = false)
  onMounted(() => {
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
  })
  onBeforeUnmount(() => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  })
  return { isPrinting }
}
