import { figureKeyOf } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import { originOf } from '../domain/mergers'
import { readOfficeEdit } from '../domain/officeEdit'
import { REAL, collectionOf } from '../pack/records'
import type { ChoiceRecord, CorrectionRecord, Manifest } from '../pack/records'
import { RemoteError } from '../remote/wire'
import { StorageError } from '../storage'
import type { FigureOf, HistoryRecord, LedgerRecord, Seen, Store } from '../storage'
import type { Collections } from './collections'
import { isRemote } from './remote'

/** What a person looked at when deciding over a figure: the dataset's report, and the correction that stood there. */
export interface LookedAt {
  dataset: string
  /** Its time; none where the figure counted as published. */
  correction?: number
}

type Figure = Pick<FigureCorrection, 'org' | 'year' | 'in' | 'code'>

/** What corrections are made over: the store, what is held opened, and what shows a change once it is stored. */
interface Over {
  store: () => Store
  held: Collections
  ledger: () => readonly LedgerRecord[]
  showStored: () => Promise<void>
}

const seen = ({ dataset, correction }: LookedAt): Seen => ({
  dataset: originOf(dataset, '').dataset,
  ...(correction !== undefined && { correction }),
})

/** What stands in place of published figures, and which version of a report counts: made, taken back, put back. */
export function correctionsOver({ store, held, ledger, showStored }: Over) {
  /** The dataset that a version of a report comes from, where it is held. */
  const manifestOf = (version: string): Manifest | undefined => {
    const { dataset } = originOf(version, '')
    return held.manifests.find(({ id }) => id === dataset)
  }
  /** The collection of a dataset that was looked at. Throws `gone` where it is no longer held. */
  function collectionOfDataset(id: string): string {
    if (isRemote(id)) throw new RemoteError('read-only', id)
    const manifest = manifestOf(id)
    if (!manifest) throw new StorageError('gone')
    return collectionOf(manifest)
  }

  /** The offices whose reports of a year stand under one. */
  const originsOf = ({ collection, org, year }: Pick<FigureOf, 'collection' | 'org' | 'year'>): string[] =>
    held.frameOf(collection)?.mergers.originsOf(org, year) ?? [org]

  /** All corrections held, those of reports that are not held now included. */
  const corrections = async (): Promise<CorrectionRecord[]> => (await store().readEdits()).corrections

  /** The corrections that stand at a figure, one for each office that it stands for: the one that counts first. */
  async function standingAt(figure: FigureOf): Promise<CorrectionRecord[]> {
    const origins = originsOf(figure)
    if (origins.length === 1 && origins[0] === figure.org) return []
    return (await corrections())
      .filter(
        (one) => origins.includes(one.org) && figureKeyOf({ ...one, org: '' }) === figureKeyOf({ ...figure, org: '' }),
      )
      .filter(({ collection }) => collection === figure.collection)
      .sort((a, b) => b.time - a.time)
  }

  /**
   * Puts a correction in place of a figure, everywhere at once. Rejects with a StorageError: `gone` where the report
   * looked at has been removed, CorrectionTaken where another correction was made meanwhile.
   */
  async function correct(correction: FigureCorrection, looked: LookedAt): Promise<void> {
    const collection = collectionOfDataset(looked.dataset)
    const [standing] = await standingAt({ ...correction, collection })
    // It stays with the office that the report is of, should the offices be parted again.
    const { org } = standing ?? originOf(looked.dataset, correction.org)
    await store().correct({ ...correction, org, collection }, seen(looked))
    await showStored()
  }

  /** Lets the published figure count again. Rejects as `correct`. */
  async function takeBack({ org, year, in: where, code }: Figure, looked: LookedAt): Promise<void> {
    const figure: FigureOf = { collection: collectionOfDataset(looked.dataset), org, year, in: where, code }
    const [standing, ...others] = await standingAt(figure)
    await store().takeBack(standing ?? figure, Date.now(), seen(looked))
    for (const one of others) await store().takeBack(one, Date.now(), { correction: one.time })
    await showStored()
  }

  /** What was done to a figure, first to last. */
  async function historyOf({ org, year, in: where, code }: Figure, dataset: string): Promise<HistoryRecord[]> {
    const figure: FigureOf = { collection: collectionOfDataset(dataset), org, year, in: where, code }
    const all = await Promise.all(originsOf(figure).map((one) => store().historyOf({ ...figure, org: one })))
    return all.flat().sort((a, b) => a.time - b.time)
  }

  /** Takes back a correction as it stands in a list, also where no report is held that it belongs to. */
  async function takeBackCorrection(record: CorrectionRecord): Promise<void> {
    await store().takeBack(record, Date.now(), { correction: record.time })
    await showStored()
  }
  /** Puts a correction back that was taken back. Rejects with CorrectionTaken where another stands there meanwhile. */
  async function restoreCorrection(record: CorrectionRecord): Promise<void> {
    await store().correct({ ...record, time: Date.now() }, {})
    await showStored()
  }

  /** Lets another version of a report count, also before what was said when offices were put together. */
  async function choose(choice: ChoiceRecord): Promise<void> {
    const { org, year } = choice
    const settled = ledger().flatMap((record): LedgerRecord[] => {
      const merged = record.collection === REAL ? readOfficeEdit(record.content)?.merged : undefined
      if (record.kind !== 'office' || !merged?.counts?.includes(year)) return []
      if (!originsOf({ collection: REAL, org, year }).includes(record.key)) return []
      const counts = merged.counts.filter((one) => one !== year)
      return [
        { ...record, time: Date.now(), content: { ...(record.content as object), merged: { ...merged, counts } } },
      ]
    })
    if (settled.length > 0) await store().putLedger(settled)
    await store().choose(choice)
    await showStored()
  }

  return { manifestOf, corrections, correct, takeBack, historyOf, takeBackCorrection, restoreCorrection, choose }
}
