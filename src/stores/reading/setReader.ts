import { issue } from '../../domain/issues'
import type { SetReading } from '../../formats/json/datasetStream'
import { setKindOf, tableKindOf } from '../../formats/read'
import { chunksOf } from '../../formats/source'
import type { FileReading } from './readFile'
import { failureOf, startWorker } from './workers'

/** A file of this size or more of these kinds: 4 GB, whatever it unpacks to is counted while it does. */
export const MOST_SET_BYTES = 4 * 1024 ** 3
/** From this size on, a dataset file is read as it comes. */
const LARGE_JSON = 20 * 1024 * 1024
/** From this size on, a long table is read as a whole set: some 5,000 reports. */
const LARGE_TABLE = 20 * 1024 * 1024

/** What reading a large set gave: the set, or why not. */
export type SetAnswer = SetReading & Pick<FileReading, 'first'>

/** Whether a file is a large set, to be packed as it is read, and not reports or a small dataset. */
export async function isSetFile(file: File): Promise<boolean> {
  const kind = setKindOf(file.name)
  if (kind === 'lens' || kind === 'parquet') return true
  if (kind === 'json') return /\.gz$/iu.test(file.name) || file.size >= LARGE_JSON
  if (kind !== 'csv') return false
  const isZipped = /\.gz$/iu.test(file.name)
  const table = await tableKindOf({
    name: file.name,
    size: file.size,
    chunks: () => chunksOf(file.stream()),
    slice: (from, to) => file.slice(from, to).arrayBuffer(),
  }).catch(() => undefined)
  // A long table that is not large comes report by report, to be looked through before it is saved.
  return isZipped || table === 'wide' || (table === 'long' && file.size >= LARGE_TABLE)
}

/**
 * Reads a large set in a worker of its own. Cancelling rejects with the signal's reason and ends the worker at once;
 * nothing is stored by then.
 */
export async function readSetInWorker(
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<FileReading> {
  if (file.size > MOST_SET_BYTES)
    return {
      file: file.name,
      reports: [],
      issues: [issue('file-too-large', { file: file.name }, { bytes: file.size, limit: MOST_SET_BYTES })],
    }
  const worker = startWorker(() => new Worker(new URL('./set.worker.ts', import.meta.url), { type: 'module' }))
  const asReading = ({ prepared, first, issues }: SetAnswer): FileReading => ({
    file: file.name,
    reports: [],
    issues,
    ...(prepared && { prepared }),
    ...(first && { first }),
  })
  if (!worker) return asReading(await (await import('./setAnswer')).answerSet(file, onProgress))
  let isSilent = true
  try {
    const answer = await new Promise<SetAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.onmessage = ({ data }: MessageEvent<{ answer?: [SetAnswer]; share?: number }>) => {
        isSilent = false
        if (data.answer) resolve(data.answer[0])
        else if (data.share !== undefined) onProgress(data.share)
      }
      worker.onerror = (event) => reject(failureOf(event, isSilent))
      worker.postMessage(file)
    })
    return asReading(answer)
  } finally {
    worker.terminate()
  }
}
