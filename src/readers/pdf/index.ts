import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { issue } from '../../domain/issues'
import type { IssueCode } from '../../domain/issues'
import { normalise } from '../text/normalise'
import type { Block, DocumentReading } from '../page'
import { pdfBlocksOf } from './blocks'
import { examine } from './file/examine'
import { interpret } from './interpret'
import type { Font } from './interpret'
import { withoutMargins } from './margins'
import type { Marks } from './marks'
import type { Matrix } from './matrix'
import { openPdf } from './open'
import type { OpenedPdf } from './open'
import { readPdfPage } from './page'
import type { ReadPage } from './page'

/** A report has ten pages; a yearbook is none. */
export const MOST_PAGES = 200
const MOST_GLYPHS = 600_000
/**
 * Drawing operators of one page (a dense one of a report has some thousand), and the time for all, before the file is
 * given up.
 */
const MOST_OPERATORS = 400_000
const MOST_TIME = 90_000
const LOOK = 200
/** A line of a form without its program: what is shown then stands for nothing. */
const TYPED = 30

class GivenUp extends Error {}

/*
 * The library keeps what it has drawn so far in a map of its own; where that is not as expected, the time alone is the
 * limit.
 */
const operatorsSoFar = (page: PDFPageProxy): number => {
  const states = (page as unknown as { _intentStates?: Map<string, { operatorList?: { fnArray?: unknown[] } }> })
    ._intentStates
  let sum = 0
  for (const state of states?.values() ?? []) sum += state.operatorList?.fnArray?.length ?? 0
  return sum
}

/** What the library promises, given up when it takes too long or `tooMuch` says so. */
async function within<T>(answer: Promise<T>, until: number, tooMuch: () => boolean = () => false): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (Date.now() > until || tooMuch()) reject(new GivenUp())
    }, LOOK)
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearInterval(timer)
  }
}

async function marksOf(
  page: PDFPageProxy,
  shown: (group: unknown) => boolean,
  until: number,
): Promise<{ marks: Marks; width: number; height: number }> {
  const viewport = page.getViewport({ scale: 1 })
  const operators = await within(page.getOperatorList(), until, () => operatorsSoFar(page) > MOST_OPERATORS)
  const font = (name: string): Font | undefined =>
    page.commonObjs.has(name) ? (page.commonObjs.get(name) as Font) : undefined
  const marks = interpret({
    operators,
    matrix: viewport.transform as unknown as Matrix,
    page: { left: 0, top: 0, right: viewport.width, bottom: viewport.height },
    font,
    shown,
  })
  page.cleanup()
  return { marks, width: viewport.width, height: viewport.height }
}

const why = (error: unknown): IssueCode => {
  if (error instanceof GivenUp) return 'pdf-too-much'
  return error instanceof Error && error.name === 'PasswordException' ? 'pdf-password' : 'pdf-broken'
}

/* What cuts a file takes its end mark. */
const isWhole = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(-2048)).includes('%%EOF')

/** Pages of the document, by the numbers of their objects; those in `lost` are left empty, since they are damaged. */
async function readPages(
  doc: PDFDocumentProxy,
  until: number,
  lost: ReadonlySet<number>,
): Promise<{ pages: ReadPage[]; left: number[] }> {
  const layers = await doc.getOptionalContentConfig()
  const shown = (group: unknown): boolean => Boolean(layers.isVisible(group))
  const pages: ReadPage[] = []
  const left: number[] = []
  let glyphs = 0
  for (let number = 1; number <= doc.numPages; number++) {
    const page = await within(doc.getPage(number), until)
    if (page.ref && lost.has(page.ref.num)) {
      left.push(number)
      pages.push({ items: [], recognised: false, width: 0, height: 0, turn: 0 })
      continue
    }
    const { marks, width, height } = await marksOf(page, shown, until)
    glyphs += marks.glyphs.length
    if (marks.tooMuch || glyphs > MOST_GLYPHS || Date.now() > until) throw new GivenUp()
    pages.push(readPdfPage(marks, { left: 0, top: 0, right: width, bottom: height }))
  }
  return { pages, left }
}

const textLength = (blocks: readonly Block[]): number =>
  blocks.reduce(
    (sum, block) =>
      sum +
      (block.kind === 'line' ? block.text.length : block.cells.reduce((cells, { text }) => cells + text.length, 0)),
    0,
  )

/**
 * A PDF to lines and rows of cells: tables by their ruling lines, cells that are merged or empty as the rules show
 * them, paragraphs whole, pages joined without headers, footers and page numbers. Every row's cells and every line have
 * their place on the page, in points from its top left as displayed. Bounded in pages, operators, time and what its
 * streams unpack to. What a checksum shows to be damaged is not read: the page, or the file where all of it may depend
 * on that. Never rejects.
 */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<DocumentReading> {
  const at = { file: fileName }
  const until = Date.now() + MOST_TIME
  let task: OpenedPdf | undefined
  try {
    const { tooMuch, broken, pages: lost, frame, unchecked, pictures } = examine(bytes)
    if (tooMuch) return { issues: [issue('pdf-too-much', at)] }
    if (broken) return { issues: [issue('pdf-broken', at)] }
    task = await openPdf(bytes, { textOnly: true, blank: pictures })
    const doc = await within(task.promise, until)
    if (doc.numPages > MOST_PAGES)
      return { issues: [issue('pdf-too-many-pages', at, { pages: doc.numPages, limit: MOST_PAGES })] }
    const info = ((await doc.getMetadata()).info ?? {}) as { Title?: unknown; IsXFAPresent?: boolean }
    const { pages, left } = await readPages(doc, until, lost)
    const blocks = pdfBlocksOf(withoutMargins(pages))
    const length = textLength(blocks)
    if (info.IsXFAPresent && (doc.isPureXfa || length < TYPED * 10)) return { issues: [issue('pdf-form', at)] }
    if (length < TYPED) return { issues: [issue(left.length > 0 ? 'pdf-broken' : 'pdf-scanned', at)] }
    const whole = isWhole(bytes)
    const title = typeof info.Title === 'string' ? normalise(info.Title).trim() : ''
    return {
      page: { blocks, titles: title === '' ? [] : [title], openEnd: !whole, mayBeCut: !whole },
      issues: [
        ...left.map((page) => issue('pdf-damaged', { ...at, page })),
        ...((whole && !frame) || left.length > 0 ? [] : [issue('pdf-damaged', at)]),
        ...(unchecked ? [issue('pdf-unchecked', at)] : []),
        ...(pages.some(({ recognised }) => recognised) ? [issue('pdf-recognised', at)] : []),
      ],
    }
  } catch (error) {
    return { issues: [issue(why(error), at)] }
  } finally {
    await task?.destroy().catch(() => undefined)
  }
}
