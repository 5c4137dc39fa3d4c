import { latest } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import type { ChoiceRecord, CorrectionRecord } from '../pack/records'
import { CorrectionTaken, StorageError } from './errors'
import type { HistoryRecord } from './records'
import type { Reading, Writing } from './tables'

/** Which figure of which collection. */
export type FigureOf = Pick<CorrectionRecord, 'collection' | 'org' | 'year' | 'in' | 'code'>

const keyOf = ({ collection, org, year, in: where, code }: FigureOf): readonly (string | number)[] => [
  collection,
  org,
  year,
  where,
  code,
]

/** What was done to a figure, first to last. */
export const historyOf = (tx: Reading, figure: FigureOf): Promise<HistoryRecord[]> =>
  tx.under('correctionHistory', keyOf(figure))

/** Adds an event to a figure's history, a moment after the one before. Gives the event as it is kept. */
async function remember<T extends HistoryRecord>(tx: Writing, event: T): Promise<T> {
  const last = (await historyOf(tx, event)).at(-1)
  const kept = { ...event, time: last && last.time >= event.time ? last.time + 1 : event.time }
  await tx.put('correctionHistory', [kept])
  return kept
}

/** What a person saw when deciding. */
export interface Seen {
  /** The correction that stood at the figure, by its time; none where it counted as published. */
  correction?: number
  /** The dataset whose report was looked at. */
  dataset?: string
}

async function check(
  tx: Reading,
  figure: FigureOf,
  { correction, dataset }: Seen,
): Promise<CorrectionRecord | undefined> {
  if (dataset !== undefined && !(await tx.get('datasets', dataset))) throw new StorageError('gone')
  const held = await tx.get('currentCorrections', keyOf(figure))
  if (held?.time !== correction) throw new CorrectionTaken(held)
  return held
}

/**
 * Puts a correction in place of a figure and remembers it. Rejects with `gone` where the dataset looked at has been
 * removed, and with CorrectionTaken where another correction stands there than the one that was seen.
 */
export async function correctFigure(tx: Writing, correction: CorrectionRecord, seen: Seen): Promise<CorrectionRecord> {
  await check(tx, correction, seen)
  const kept = await remember(tx, correction)
  await tx.put('currentCorrections', [kept])
  return kept
}

/** Lets the published figure count again; the history remembers what stood there. */
export async function takeBack(tx: Writing, figure: FigureOf, time: number, seen: Seen): Promise<void> {
  const held = await check(tx, figure, seen)
  if (!held) return
  const { now: _now, ...rest } = held
  await remember(tx, { ...rest, time })
  await tx.remove('currentCorrections', keyOf(figure))
}

/** Takes over corrections that a dataset carried, but where something later was done to the figure here. */
export async function takeOver(
  tx: Writing,
  collection: string,
  corrections: readonly FigureCorrection[],
): Promise<void> {
  for (const one of latest(corrections)) {
    const correction = { ...one, collection }
    const last = (await historyOf(tx, correction)).at(-1)
    if (last && last.time >= one.time) continue
    await tx.put('currentCorrections', [await remember(tx, correction)])
  }
}

export interface StoredEdits {
  corrections: CorrectionRecord[]
  choices: ChoiceRecord[]
}

export const readEdits = async (tx: Reading): Promise<StoredEdits> => {
  const [corrections, choices] = await Promise.all([tx.all('currentCorrections'), tx.all('choices')])
  return { corrections, choices }
}
