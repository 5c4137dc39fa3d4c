import { issue } from '../../domain/issues'
import type { SetReading } from '../../formats/json/datasetStream'
import { setKindOf, tableKindOf } from '../../formats/read'
import { chunksOf } from '../../formats/source'
import type { FileReading } from './readFile'

/** A file of this size or more of these kinds: 4 GB, whatever it unpacks to is counted while it does. */
export const MOST_SET_BYTES = 4 * 1024 ** 3
/** From this size on, a dataset file is read as it comes. */
const LARGE_JSON = 20 * 1024 * 1024
/** From this size on, a long table is read as a whole set: some 5,000 reports. */
const LARGE_TABLE = 20 * 1024 * 1024

type SetAnswer = SetReading & Pick<FileReading, 'first'>

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
  const worker = new Worker(new URL('./set.worker.ts', import.meta.url), { type: 'module' })
  try {
    const { prepared, first, issues } = await new Promise<SetAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.onmessage = ({ data }: MessageEvent<{ answer?: [SetAnswer]; share?: number }>) => {
        if (data.answer) resolve(data.answer[0])
        else if (data.share !== undefined) onProgress(data.share)
      }
      // A worker that the browser ended for want of memory says no more than this.
      worker.onerror = (event) => reject(new Error(event.message || 'worker'))
      worker.postMessage(file)
    })
    return { file: file.name, reports: [], issues, ...(prepared && { prepared }), ...(first && { first }) }
  } finally {
    worker.terminate()
  }
}
