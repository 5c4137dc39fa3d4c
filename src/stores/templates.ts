import { defineStore } from 'pinia'
import { computed } from 'vue'
import { REAL } from '../pack/records'
import { useDatasets } from './datasets'

/** An office's own file that decks are put into. */
export interface KeptTemplate {
  name: string
  /** When it was put here, milliseconds since 1970. */
  time: number
  file: Blob
}

const KIND = 'template'
const KEY = 'slides'
const nameIn = (content: unknown): string | undefined => {
  const name = typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined
  return typeof name === 'string' ? name : undefined
}

/** The template of this office, one for all its decks, kept with its data. */
export const useTemplates = defineStore('templates', () => {
  const datasets = useDatasets()
  const slides = computed((): KeptTemplate | undefined => {
    const held = datasets.ledger.find(({ kind, key }) => kind === KIND && key === KEY)
    const name = nameIn(held?.content)
    return held?.file && name !== undefined ? { name, time: held.time, file: held.file } : undefined
  })
  const keep = (name: string, file: Blob): Promise<void> =>
    datasets.note([{ collection: REAL, kind: KIND, key: KEY, time: Date.now(), content: { name }, file }])
  const drop = (): Promise<void> => datasets.forget([{ collection: REAL, kind: KIND, key: KEY }])
  return { slides, keep, drop }
})
