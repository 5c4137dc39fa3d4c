import { computed } from 'vue'
import { useWords } from './useWords'

/**
 * Day and time of milliseconds since 1970, as the reader's language writes them. A formatter is slow to make: one
 * serves all.
 */
export function useMoment(): (time: number) => string {
  const { words } = useWords()
  const format = computed(
    () => new Intl.DateTimeFormat(words.value.locale, { dateStyle: 'medium', timeStyle: 'short' }),
  )
  return (time) => format.value.format(time)
}
