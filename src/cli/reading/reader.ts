import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { issue } from '../../domain/issues'
import type { ParseResult } from '../../parse'
import type { FoundFile } from '../../readers/archive'
import type { FileKind } from '../../readers/kind'
import type { Task } from './thread'

/**
 * Reads files, in a thread of its own unless they are short texts. One that breaks it, or goes beyond the limits, fails
 * alone.
 */
export interface Reader {
  parse(file: FoundFile): Promise<ParseResult>
  close(): Promise<void>
}

export interface Limits {
  /** For one file, in milliseconds. */
  time: number
  /** What the process may take while one file is read, in bytes; `more` than it takes already in any case. */
  memory: number
  more: number
}

const MB = 1024 * 1024
/** Between two looks it takes some more: 512 MB are not passed. */
const LIMITS: Limits = { time: 120_000, memory: 480 * MB, more: 256 * MB }
/** Objects alone; bytes that are unpacked stand beside. */
const MOST_HEAP_MB = 256
const LOOK = 50

/** Text that is short takes less time to read than a thread takes to start; its length bounds what it can cost. */
const TEXTS = new Set<FileKind>(['txt', 'html', 'csv', 'mhtml', 'word-xml'])
const SHORT = MB

const start = (pdf: boolean): Worker =>
  new Worker(new URL('./start.mjs', import.meta.url), {
    execArgv: [],
    workerData: { pdf },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    // What libraries print there must not come between the lines of the output.
    stdout: true,
  })

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** A reader whose thread starts with the first file, and anew after one that broke it. */
export function openReader(limits: Limits = LIMITS): Reader {
  let worker: Worker | undefined
  let forPdf = false
  const close = async (): Promise<void> => {
    await worker?.terminate()
    worker = undefined
  }
  /** The thread for a kind of file: only one that has the library for PDFs from the beginning reads them. */
  const threadFor = async (kind: FileKind): Promise<Worker> => {
    if (kind === 'pdf' && !forPdf) await close()
    forPdf ||= kind === 'pdf'
    return (worker ??= start(forPdf))
  }
  const ask = (thread: Worker, task: Task): Promise<ParseResult> =>
    new Promise((resolve, reject) => {
      const until = Date.now() + limits.time
      const most = Math.max(limits.memory, process.memoryUsage.rss() + limits.more)
      const timer = setInterval(() => {
        if (Date.now() > until || process.memoryUsage.rss() > most)
          finish(() => resolve({ issues: [issue('file-bomb', { file: task.name })] }))
      }, LOOK)
      const onError = (error: unknown): void =>
        finish(() => {
          if (isOutOfMemory(error)) resolve({ issues: [issue('file-bomb', { file: task.name })] })
          else reject(error instanceof Error ? error : new Error(String(error)))
        })
      const onAnswer = (result: ParseResult): void => {
        clearInterval(timer)
        thread.off('error', onError)
        resolve(result)
      }
      const finish = (settle: () => void): void => {
        clearInterval(timer)
        thread.off('message', onAnswer)
        // A thread that is ended may still complain.
        thread.off('error', onError).on('error', () => undefined)
        worker = undefined
        void thread.terminate().then(settle)
      }
      thread.once('message', onAnswer).once('error', onError)
      thread.postMessage(task, [task.bytes.buffer as ArrayBuffer])
    })
  return {
    async parse({ name, bytes, kind, issues }) {
      if (!bytes) return { issues }
      const task = { bytes: bytes.slice(), name: basename(name), kind }
      try {
        if (TEXTS.has(kind) && bytes.length < SHORT)
          return await (await import('../../parse')).parseReport(bytes, task.name, kind)
        return await ask(await threadFor(kind), task)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return { issues: [issue('file-broke-reader', { file: task.name }, { reason: reason.slice(0, 120) })] }
      }
    },
    close,
  }
}
