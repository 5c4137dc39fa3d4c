import { issue } from '../../domain/issues'
import type { Page } from '../../parse'
import { MOST_BYTES } from '../../parse'
import { MOST_ARCHIVE_BYTES } from '../../readers/archive'
import { MOST_TABLE_BYTES } from './readFile'
import type { FileReading } from './readFile'
import { isSetFile, readSetInWorker } from './setReader'
import { failureOf, startWorker } from './workers'

/** What the worker is asked: what a file says as reports or data, or how it looks as a document. */
export type ReaderTask = { name: string; bytes: ArrayBuffer; as: 'reports' | 'page' }

const limitOf = (name: string): number =>
  /\.(?:json|csv|tsv)$/iu.test(name) ? MOST_TABLE_BYTES : /\.zip$/iu.test(name) ? MOST_ARCHIVE_BYTES : MOST_BYTES

/** Whoever answers tasks: a worker, or the page itself where the browser gives none. */
interface Answerer {
  ask<T>(task: ReaderTask): Promise<T>
  end(): void
}

function start(): Answerer {
  const worker = startWorker(() => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' }))
  if (!worker)
    return {
      ask: async <T>(task: ReaderTask) => (await import('./answer')).answer(task) as Promise<T>,
      end: () => undefined,
    }
  let isSilent = true
  return {
    ask: <T>(task: ReaderTask) =>
      new Promise<T>((resolve, reject) => {
        // A library that runs in the worker may speak for itself; only what is tagged is an answer.
        worker.onmessage = ({ data }: MessageEvent<{ answer?: [T] }>) => {
          isSilent = false
          if (data.answer) resolve(data.answer[0])
        }
        worker.onerror = (event) => reject(failureOf(event, isSilent))
        worker.postMessage(task, [task.bytes])
      }),
    end: () => worker.terminate(),
  }
}

/**
 * Reads files one after another in a worker; what each gave is handed out as it comes (an archive gives several). A
 * file that is too large is refused unread; one that breaks the reader fails alone. Cancelling rejects with the
 * signal's reason and stops the worker at once.
 */
export async function readFiles(
  files: readonly File[],
  signal: AbortSignal,
  onRead: (readings: FileReading[], file: File) => void,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  // Started where a file needs it: a large set has a worker of its own.
  let worker: Answerer | undefined
  const cancelled = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  cancelled.catch(() => undefined)
  try {
    for (const file of files) {
      signal.throwIfAborted()
      const name = file.name
      if (await isSetFile(file)) {
        try {
          onRead([await readSetInWorker(file, signal, onProgress)], file)
        } catch (error) {
          signal.throwIfAborted()
          onRead(
            [
              {
                file: name,
                reports: [],
                issues: [issue('file-broke-reader', { file: name }, { reason: String(error).slice(0, 120) })],
              },
            ],
            file,
          )
        }
        continue
      }
      if (file.size > limitOf(name)) {
        onRead(
          [
            {
              file: name,
              reports: [],
              issues: [issue('file-too-large', { file: name }, { bytes: file.size, limit: limitOf(name) })],
            },
          ],
          file,
        )
        continue
      }
      try {
        const readings = await Promise.race([
          file.arrayBuffer().then((bytes) => (worker ??= start()).ask<FileReading[]>({ name, bytes, as: 'reports' })),
          cancelled,
        ])
        onRead(
          readings.map((one) => ({ ...one, blob: one.bytes ? new Blob([one.bytes]) : file })),
          file,
        )
      } catch (error) {
        signal.throwIfAborted()
        onRead(
          [
            {
              file: name,
              reports: [],
              issues: [issue('file-broke-reader', { file: name }, { reason: String(error).slice(0, 120) })],
            },
          ],
          file,
        )
        worker?.end()
        worker = undefined
      }
    }
  } finally {
    worker?.end()
  }
}

/** A file as lines and rows, to be looked at; nothing where it cannot be read. */
export async function readPage(file: Blob, name: string): Promise<Page | undefined> {
  const worker = start()
  try {
    return await worker.ask<Page | undefined>({ name, bytes: await file.arrayBuffer(), as: 'page' })
  } finally {
    worker.end()
  }
}
