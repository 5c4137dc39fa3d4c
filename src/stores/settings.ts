import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { LOCALES, createTranslator } from '../i18n'
import type { Locale } from '../i18n'

const KEY = 'disclosure-lens:locale'

const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale)

/** `?lang=` before or behind the hash decides, then the last choice, then Chinese. */
function initialLocale(): Locale {
  const asked =
    new URLSearchParams(location.search).get('lang') ??
    new URLSearchParams(location.hash.split('?')[1] ?? '').get('lang')
  if (isLocale(asked)) return asked
  if (asked === 'zh') return 'zh-CN'
  try {
    const kept = localStorage.getItem(KEY)
    if (isLocale(kept)) return kept
  } catch {
    // Storage may be closed to this page: the choice then lasts until it closes.
  }
  return 'zh-CN'
}

export const useSettings = defineStore('settings', () => {
  const locale = ref<Locale>(initialLocale())
  const words = computed(() => createTranslator(locale.value))
  watchEffect(() => {
    document.documentElement.lang = locale.value
    document.title = `${words.value.t('app.name')} · ${words.value.t('app.tagline')}`
    try {
      localStorage.setItem(KEY, locale.value)
    } catch {
      // As above.
    }
  })
  return { locale, words }
})
