import { shallowRef, watch } from 'vue'
import type { Page } from '../../../parse'
import { readPage } from '../../../stores/reading/reader'

/** A file as lines and rows, read again when another file is shown; a late answer to an earlier file is dropped. */
export function useSourcePage(source: () => { blob: Blob; name: string } | undefined) {
  const page = shallowRef<Page>()
  const status = shallowRef<'loading' | 'ready' | 'failed'>('loading')
  watch(
    source,
    async (wanted) => {
      page.value = undefined
      if (!wanted) return
      status.value = 'loading'
      const read = await readPage(wanted.blob, wanted.name).catch(() => undefined)
      if (source()?.blob !== wanted.blob) return
      page.value = read
      status.value = read ? 'ready' : 'failed'
    },
    { immediate: true },
  )
  return { page, status }
}
