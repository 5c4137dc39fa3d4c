import { GlobalWorkerOptions, VerbosityLevel, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface OpenOptions {
  /** For reading only: no pictures are decoded and no fonts are made known to the page. */
  textOnly?: boolean
}

interface NodeModule { createRequire(from: string): { resolve(name: string): string } }

/** In Node the files beside the library are read from where it is installed. No import of Node's modules: browsers load this file too. */
function inNode(): object | undefined {
  const host = (globalThis as { process?: { versions?: { node?: string }; getBuiltinModule?(name: string): unknown } }).process
  if (host?.versions?.node === undefined || host.getBuiltinModule === undefined) return undefined
  const { createRequire } = host.getBuiltinModule('module') as NodeModule
  const root = createRequire(import.meta.url).resolve('pdfjs-dist/package.json').replace(/package\.json$/u, '')
  return { cMapUrl: `${root}cmaps/`, standardFontDataUrl: `${root}standard_fonts/` }
}

/* On a page this starts a worker of the library's own; within a worker the same script runs in that worker. */
async function inBrowser(): Promise<object> {
  const { CMapReaderFactory, StandardFontDataFactory, workerUrl } = await import('./assets')
  GlobalWorkerOptions.workerSrc = workerUrl
  return { CMapReaderFactory, StandardFontDataFactory, useWorkerFetch: false, useSystemFonts: typeof document !== 'undefined' }
}

/**
 * Opens a PDF, with the character maps and fonts that Chinese PDFs refer to: in Node, on a page and in a module worker alike, from
 * the app's own files, never by `eval`. `bytes` are copied, since the library takes its buffer away. Await `task.promise`, which
 * rejects with PasswordException or InvalidPDFException, and call `task.destroy()` whatever happened.
 *
 * To draw a page: `page.render({ canvas, viewport: page.getViewport({ scale }) })`. A `Box` is in points from the top left of the
 * page as displayed, so it stands at `box * scale` there.
 */
export async function openPdf(bytes: Uint8Array, { textOnly = false }: OpenOptions = {}): Promise<PDFDocumentLoadingTask> {
  const files = inNode() ?? await inBrowser()
  return getDocument({
    data: bytes.slice(), isEvalSupported: false, useWasm: false, verbosity: VerbosityLevel.ERRORS,
    ...files,
    // One pixel at most: every picture is passed over before it is decoded.
    ...(textOnly && { maxImageSize: 1, disableFontFace: true, useSystemFonts: false, isOffscreenCanvasSupported: false }),
  })
}
