import { unpackOffices } from '../../pack/offices'
import type { PackedOffices } from '../../pack/offices'
import { createTranslator } from '../../i18n'
import type { Translator } from '../../i18n'
import { datasetFile, datasetsIn } from './readable'
import type { FoundDataset } from './readable'
import { countIn, deleteRaw, openRaw, readAll, removeRaw } from './rawStore'

/**
 * A page for when nothing else opens: what the browser holds, to be exported, removed or started anew. Plain elements,
 * without the framework and without the data layer.
 */
export async function showRescue(root: HTMLElement): Promise<void> {
  const words = createTranslator(document.documentElement.lang === 'en' ? 'en' : 'zh-CN')
  const page = element('main', { className: 'card rescue' })
  page.dataset.testid = 'rescue'
  root.replaceChildren(page)
  const status = element('p', { role: 'status' })
  const list = element('ul')
  page.append(
    element('h1', { className: 'page-title', textContent: words.t('rescue.title') }),
    element('p', { textContent: words.t('rescue.intro') }),
    status,
    list,
  )
  const tell = (text: string): void => {
    status.textContent = text
  }
  tell(words.t('rescue.opening'))
  try {
    const db = await openRaw()
    if (db) await listHeld(db, list, words, tell)
    else tell(words.t('rescue.none'))
  } catch (error) {
    tell(words.t('rescue.failed', { reason: reasonOf(error) }))
  }
  page.append(
    button(
      words.t('rescue.anew'),
      async () => {
        if (!confirm(words.t('rescue.anew-confirm'))) return
        await deleteRaw()
        localStorage.clear()
        leave()
      },
      (reason) => tell(reason === 'blocked' ? words.t('rescue.blocked') : reason),
    ),
    button(words.t('rescue.back'), async () => leave(), tell),
  )
}

function leave(): void {
  location.hash = '#/'
  location.reload()
}

const reasonOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.message || error.name : String(error)

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}

function button(text: string, work: () => Promise<void>, onError: (reason: string) => void): HTMLButtonElement {
  const made = element('button', { type: 'button', className: 'button', textContent: text })
  made.addEventListener('click', () => {
    work().catch((error: unknown) => onError(reasonOf(error)))
  })
  return made
}

function download(name: string, content: Blob): void {
  const link = element('a', { href: URL.createObjectURL(content), download: name.replace(/[\\/:*?"<>|]/gu, '_') })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function listHeld(
  db: IDBDatabase,
  list: HTMLElement,
  words: Translator,
  tell: (text: string) => void,
): Promise<void> {
  tell('')
  for (const dataset of datasetsIn((await readAll(db, 'datasets')).records)) {
    const item = element('li', { className: 'row' })
    item.dataset.testid = 'rescue-dataset'
    item.append(
      words.t('rescue.dataset', { title: dataset.title, n: dataset.reports }),
      button(words.t('rescue.export'), () => exportDataset(db, dataset, words, tell), tell),
      button(
        words.t('rescue.remove'),
        async () => {
          if (!confirm(words.t('rescue.remove-confirm', { title: dataset.title }))) return
          await removeRaw(db, dataset.id)
          item.remove()
          tell(words.t('rescue.removed'))
        },
        tell,
      ),
    )
    list.append(item)
  }
  for (const table of db.objectStoreNames) {
    const text = await countIn(db, table).then(
      (n) => words.t('rescue.table', { table, n }),
      (error: unknown) => words.t('rescue.unreadable', { table, reason: reasonOf(error) }),
    )
    list.append(element('li', { className: 'card-sub', textContent: text }))
  }
  list.after(button(words.t('rescue.export-edits'), () => exportEdits(db, words, tell), tell))
}

/** The offices of a dataset, as far as their record makes sense. */
async function officesOf(db: IDBDatabase, dataset: string): Promise<readonly { id: string }[]> {
  try {
    const [record] = (await readAll(db, 'meta', dataset)).records as { orgs: PackedOffices | string }[]
    return record ? unpackOffices(record.orgs) : []
  } catch {
    return []
  }
}

async function exportDataset(
  db: IDBDatabase,
  dataset: FoundDataset,
  words: Translator,
  tell: (text: string) => void,
): Promise<void> {
  const { records, unreadable } = await readAll(db, 'evidence', dataset.id)
  const file = datasetFile(dataset, records, await officesOf(db, dataset.id))
  const originals = (await readAll(db, 'sources', dataset.id)).records as { name: string; file: Blob }[]
  if (file) download(`${dataset.title}.json`, new Blob([file], { type: 'application/json' }))
  for (const { name, file: original } of originals) download(name, original)
  tell(file || originals.length > 0 ? words.t('rescue.exported', { n: unreadable }) : words.t('rescue.no-reports'))
}

/** What a person did, in the tables of every version of the database. */
const EDIT_TABLES = [
  'corrections',
  'figureCorrections',
  'history',
  'currentCorrections',
  'correctionHistory',
  'choices',
  'ledger',
  'settings',
]

async function exportEdits(db: IDBDatabase, words: Translator, tell: (text: string) => void): Promise<void> {
  const held: Record<string, unknown[]> = {}
  let unreadable = 0
  for (const table of EDIT_TABLES) {
    const found = await readAll(db, table)
    held[table] = found.records
    unreadable += found.unreadable
  }
  download(`${words.t('rescue.export-edits')}.json`, new Blob([JSON.stringify(held)], { type: 'application/json' }))
  tell(words.t('rescue.exported', { n: unreadable }))
}
