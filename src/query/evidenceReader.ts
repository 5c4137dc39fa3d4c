import type { Evidence } from '../storage/evidence'

/** Fetches a report with its raw text; the last of the datasets named that holds one counts. */
export type EvidenceReader = (
  datasets: readonly string[],
  org: string,
  year: number,
  part?: number,
) => Promise<Evidence | undefined>
