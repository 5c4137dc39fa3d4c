import { defineStore } from 'pinia'
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
export type TemplateKind = 'slides' | 'word'
const nameIn = (content: unknown): string | undefined => {
  const name = typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined
  return typeof name === 'string' ? name : undefined
}

/** The templates of this office: one for slides and one for Word, for all its decks, kept with its data. */
export const useTemplates = defineStore('templates', () => {
  const datasets = useDatasets()
  const held = (of: TemplateKind): KeptTemplate | undefined => {
    const record = datasets.ledger.find(({ kind, key }) => kind === KIND && key === of)
    const name = nameIn(record?.content)
    return record?.file && name !== undefined ? { name, time: record.time, file: record.file } : undefined
  }
  const keep = (of: TemplateKind, name: string, file: Blob): Promise<void> =>
    datasets.note([{ collection: REAL, kind: KIND, key: of, time: Date.now(), content: { name }, file }])
  const drop = (of: TemplateKind): Promise<void> => datasets.forget([{ collection: REAL, kind: KIND, key: of }])
  return { held, keep, drop }
})
