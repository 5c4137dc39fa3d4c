import { PDFWorker, VerbosityLevel, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PdfOpenOptions {
  /** For reading only: no pictures are decoded and no fonts are made known to the page. */
  textOnly?: boolean
  /** Parts of the file that are left out: zeros stand there. */
  blank?: readonly { from: number; to: number }[]
}

/** A PDF being opened. `destroy` ends everything that belongs to it, whatever state it is in. */
export interface OpenedPdf {
  promise: Promise<PDFDocumentProxy>
  destroy(): Promise<void>
}

interface NodeModule {
  createRequire(from: string): { resolve(name: string): string }
}
interface Core {
  WorkerMessageHandler: { initializeFromPort(port: MessagePort): void }
}

/** What is wrong with a file is told by issues; a hostile one would print its warnings by the hundred thousand. */
const verbosity = VerbosityLevel.ERRORS

/** Where the library's core runs. */
interface Home {
  options: object
  /** It has a thread of its own, which can be ended whatever it does. */
  isApart: boolean
  onFailure?(listener: () => void): void
  end(): void
}

/**
 * In Node the files beside the library are read from where it is installed. No import of Node's modules: browsers load
 * this file too. The core gets a channel of messages to itself: what the library has for Node answers before anything
 * else has its turn, so that no limit of time or operators would be looked at.
 */
async function inNode(): Promise<Home | undefined> {
  const host = (globalThis as { process?: { versions?: { node?: string }; getBuiltinModule?(name: string): unknown } })
    .process
  if (host?.versions?.node === undefined || host.getBuiltinModule === undefined) return undefined
  const { createRequire } = host.getBuiltinModule('module') as NodeModule
  const root = createRequire(import.meta.url)
    .resolve('pdfjs-dist/package.json')
    .replace(/package\.json$/u, '')
  const core = (await import(/* @vite-ignore */ `file://${root}legacy/build/pdf.worker.min.mjs`)) as Core
  const { port1, port2 } = new MessageChannel()
  core.WorkerMessageHandler.initializeFromPort(port2)
  port1.start()
  port2.start()
  const worker = PDFWorker.create({ port: port1 as unknown as Worker, verbosity })
  return {
    options: { cMapUrl: `${root}cmaps/`, standardFontDataUrl: `${root}standard_fonts/`, worker },
    isApart: false,
    end: () => {
      worker.destroy()
      port1.close()
      port2.close()
    },
  }
}

/*
 * The library's core takes the messages of the worker it runs in for its own: it gets one to itself, on a page and in a
 * worker alike.
 */
async function inBrowser(): Promise<Home> {
  const { CMapReaderFactory, StandardFontDataFactory, workerUrl } = await import('./assets')
  const port = new Worker(workerUrl, { type: 'module' })
  return {
    options: {
      CMapReaderFactory,
      StandardFontDataFactory,
      useWorkerFetch: false,
      useSystemFonts: typeof document !== 'undefined',
      worker: PDFWorker.create({ port, verbosity }),
    },
    isApart: true,
    onFailure: (listener) => port.addEventListener('error', listener),
    end: () => port.terminate(),
  }
}

/**
 * Opens a PDF, with the character maps and fonts that Chinese PDFs refer to: in Node, on a page and in a module worker
 * alike, from the app's own files, never by `eval`. `bytes` are copied, since the library takes its buffer away. Await
 * `task.promise`, which rejects with PasswordException or InvalidPDFException, and call `task.destroy()` whatever
 * happened, once the last page is drawn.
 *
 * To draw a page: `page.render({ canvas, viewport: page.getViewport({ scale }) })`. A `Box` is in points from the top
 * left of the page as displayed, so it stands at `box * scale` there.
 */
export async function openPdf(
  bytes: Uint8Array,
  { textOnly = false, blank = [] }: PdfOpenOptions = {},
): Promise<OpenedPdf> {
  const home = (await inNode()) ?? (await inBrowser())
  const data = bytes.slice()
  for (const { from, to } of blank) data.fill(0, from, to)
  const task = getDocument({
    data,
    isEvalSupported: false,
    useWasm: false,
    verbosity,
    ...home.options,
    // One pixel at most: every picture is passed over before it is decoded.
    ...(textOnly && {
      maxImageSize: 1,
      disableFontFace: true,
      useSystemFonts: false,
      isOffscreenCanvasSupported: false,
    }),
  })
  home.onFailure?.(() => void task.destroy().catch(() => undefined))
  return {
    promise: task.promise,
    destroy: async () => {
      const closing = task.destroy().catch(() => undefined)
      // A core that is busy answers nothing: its worker is ended all the same.
      if (home.isApart) void closing
      else await closing
      home.end()
    },
  }
}
