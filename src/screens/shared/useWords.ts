import { computed } from 'vue'
import type { MessageKey } from '../../i18n'
import { useSettings } from '../../stores/settings'

/** The wording of the language in use, reactive in templates. */
export function useWords() {
  const settings = useSettings()
  const words = computed(() => settings.words)
  const t = (key: MessageKey, params?: Record<string, string | number>): string => settings.words.t(key, params)
  return { words, t }
}
