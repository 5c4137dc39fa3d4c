import { PDFWorker, VerbosityLevel, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface OpenOptions {
  /** For reading only: no pictures are decoded and no fonts are made known to the page. */
  textOnly?: boolean
}

/** A PDF being opened. `destroy` ends everything that belongs to it, whatever state it is in. */
export interface OpenedPdf {
  promise: Promise<PDFDocumentProxy>
  destroy(): Promise<void>
}

interface NodeModule {
  createRequire(from: string): { resolve(name: string): string }
}

/**
 * In Node the files beside the library are read from where it is installed. No import of Node's modules: browsers load
 * this file too.
 */
function inNode(): object | undefined {
  const host = (globalThis as { process?: { versions?: { node?: string }; getBuiltinModule?(name: string): unknown } })
    .process
  if (host?.versions?.node === undefined || host.getBuiltinModule === undefined) return undefined
  const { createRequire } = host.getBuiltinModule('module') as NodeModule
  const root = createRequire(import.meta.url)
    .resolve('pdfjs-dist/package.json')
    .replace(/package\.json$/u, '')
  return { cMapUrl: `${root}cmaps/`, standardFontDataUrl: `${root}standard_fonts/` }
}

/*
 * The library's core takes the messages of the worker it runs in for its own: it gets one to itself, on a page and in a
 * worker alike.
 */
async function inBrowser(): Promise<{ options: object; port: Worker }> {
  const { CMapReaderFactory, StandardFontDataFactory, workerUrl } = await import('./assets')
  const port = new Worker(workerUrl, { type: 'module' })
  return {
    options: {
      CMapReaderFactory,
      StandardFontDataFactory,
      useWorkerFetch: false,
      useSystemFonts: typeof document !== 'undefined',
      worker: PDFWorker.create({ port }),
    },
    port,
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
export async function openPdf(bytes: Uint8Array, { textOnly = false }: OpenOptions = {}): Promise<OpenedPdf> {
  const node = inNode()
  const browser = node ? undefined : await inBrowser()
  const task = getDocument({
    data: bytes.slice(),
    isEvalSupported: false,
    useWasm: false,
    verbosity: VerbosityLevel.ERRORS,
    ...(node ?? browser?.options),
    // One pixel at most: every picture is passed over before it is decoded.
    ...(textOnly && {
      maxImageSize: 1,
      disableFontFace: true,
      useSystemFonts: false,
      isOffscreenCanvasSupported: false,
    }),
  })
  // A core that is busy answers nothing: its worker is ended all the same.
  browser?.port.addEventListener('error', () => void task.destroy())
  return {
    promise: task.promise,
    destroy: async () => {
      if (browser) {
        void task.destroy().catch(() => undefined)
        browser.port.terminate()
      } else await task.destroy()
    },
  }
}
