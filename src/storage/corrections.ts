import type { LensDb } from './db'
import { guarded } from './errors'
import type { SourceRecord } from './records'
import type { ChoiceRecord, CorrectionRecord } from '../pack/records'

/** Stores a correction in place of an earlier one of the same figure. Rejects with a StorageError. */
export const putCorrection = (db: LensDb, correction: CorrectionRecord): Promise<void> =>
  guarded(async () => {
    await db.corrections.put(correction)
  })

/** Takes a correction back: the published figure counts again. */
export const removeCorrection = (
  db: LensDb,
  { dataset, org, year, in: where, code }: Pick<CorrectionRecord, 'dataset' | 'org' | 'year' | 'in' | 'code'>,
): Promise<void> => guarded(() => db.corrections.delete([dataset, org, year, where, code]))

/** Makes one dataset's report count for its office and year, whatever the order of the datasets. */
export const putChoice = (db: LensDb, choice: ChoiceRecord): Promise<void> =>
  guarded(async () => {
    await db.choices.put(choice)
  })

/** The file a report was read from, where it was kept. */
export const readSource = (db: LensDb, dataset: string, org: string, year: number): Promise<SourceRecord | undefined> =>
  guarded(() => db.sources.get([dataset, org, year]))
