import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { parseReport } from '../../src/parse'
import { MOST_PAGES, readPdf } from '../../src/readers/pdf'
import { modelOf, models } from '../parse/render/model'
import { pdfFile, renderPdf, streamOf } from '../parse/render/pdf'
import { differences, inventions } from '../parse/render/read'

const MODEL = modelOf('2019', { 'applications.new.total': '3451', 'penalty.decisions': '12' })
const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>'
const BARE_PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>'
const LOCK = `/Encrypt 4 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`
const codes = async (bytes: Uint8Array) => (await readPdf(bytes, 'r.pdf')).issues.map(({ code }) => code)

describe('a PDF that cannot be read', () => {
  it('says why', async () => {
    const pages = (count: number) => [
      CATALOG,
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(count)}] /Count ${count} >>`,
      BARE_PAGE,
    ]
    expect(await codes(pdfFile(pages(1)))).toEqual(['pdf-scanned'])
    expect(await codes(pdfFile(pages(MOST_PAGES + 1)))).toEqual(['pdf-too-many-pages'])
    const lock = `<< /Filter /Standard /V 1 /R 2 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> /P -4 >>`
    expect(await codes(pdfFile([...pages(1), lock], LOCK))).toEqual(['pdf-password'])
    expect(await codes(new TextEncoder().encode('%PDF-1.4 nothing'))).toEqual(['pdf-broken'])
  })

  it('says so in its issues alone, whatever the library warns of', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << >> >>'
    const text = streamOf(new TextEncoder().encode('BT (x) Tj ET\n'.repeat(5)))
    expect(await codes(pdfFile([CATALOG, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page, text]))).not.toEqual([])
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  it('never fails otherwise, wherever it is cut', async () => {
    const whole = renderPdf(MODEL)
    for (const part of [0.1, 0.4, 0.7, 0.95]) {
      const { page, issues } = await readPdf(whole.slice(0, whole.length * part), 'r.pdf')
      expect(issues.length).toBeGreaterThan(0)
      expect(page === undefined || (page.mayBeCut && page.openEnd)).toBe(true)
    }
  })
})

describe('a PDF without ruling lines', () => {
  it('gives no figure that is not printed there', async () => {
    await fc.assert(
      fc.asyncProperty(models(true), async (model) => {
        const result = await parseReport(renderPdf(model, { rules: 'none' }), 'r.pdf')
        expect(differences(model, result).filter((one) => !/: (?:undefined|unreadable) for /u.test(one))).toEqual([])
        expect(inventions(model, result)).toEqual([])
      }),
      { numRuns: 6 },
    )
  })
})

describe('the place of a figure', () => {
  it.each([
    [{}, 595],
    [{ turn: 'page' as const }, 842],
  ])('is its cell on the page as displayed: %o', async (style, width) => {
    const { report } = await parseReport(renderPdf(MODEL, style), 'r.pdf')
    const { page, box } = report!.cells['penalty.decisions']!.at!
    expect(page).toBe(1)
    const [left, top, w, h] = box!
    // The last of four columns, between the margins of 60.
    expect(left).toBeCloseTo(60 + ((width - 120) * 3) / 4, 0)
    expect(w).toBeCloseTo((width - 120) / 4, 0)
    expect([top > 100, top < 500, h > 10, h < 40]).toEqual([true, true, true, true])
  })
})
