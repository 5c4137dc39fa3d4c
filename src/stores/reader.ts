import { issue } from '../domain/issues'
import { MOST_BYTES } from '../parse'
import { MOST_TABLE_BYTES } from './readFile'
import type { FileReading } from './readFile'

const limitOf = (name: string): number => (/\.(?:json|csv|tsv)$/iu.test(name) ? MOST_TABLE_BYTES : MOST_BYTES)

const read = (worker: Worker, name: string, bytes: ArrayBuffer): Promise<FileReading> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FileReading>) => resolve(data)
    worker.onerror = (event) => reject(new Error(event.message))
    worker.postMessage({ name, bytes }, [bytes])
  })

/**
 * Reads files one after another in a worker. A file that is too large is refused unread; one that breaks the reader
 * fails alone. Cancelling rejects with the signal's reason and stops the worker at once.
 */
export async function readFiles(files: readonly File[], signal: AbortSignal, onProgress: (done: number) => void): Promise<FileReading[]> {
  const start = () => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })
  let worker = start()
  const readings: FileReading[] = []
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  cancelled.catch(() => undefined)
  try {
    for (const file of files) {
      signal.throwIfAborted()
      const name = file.name
      if (file.size > limitOf(name)) {
        readings.push({ file: name, reports: [], issues: [issue('file-too-large', { file: name }, { bytes: file.size, limit: limitOf(name) })] })
      } else {
        try {
          readings.push(await Promise.race([file.arrayBuffer().then((bytes) => read(worker, name, bytes)), cancelled]))
        } catch (error) {
          signal.throwIfAborted()
          readings.push({ file: name, reports: [], issues: [issue('file-not-text', { file: name }, { reason: String(error).slice(0, 120) })] })
          worker.terminate()
          worker = start()
        }
      }
      onProgress(readings.length)
    }
    return readings
  } finally {
    worker.terminate()
  }
}
