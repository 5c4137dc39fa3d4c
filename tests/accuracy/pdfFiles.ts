import { PDF, renderPdf } from '../parse/render/pdf'
import { withPrinter } from './printed'
import { tally } from './tally'

/** A PDF takes longer to read than a page of text: fewer reports. */
const REPORTS = 5

/**
 * Whole made-up reports as PDFs, by layout: those written by hand, then those that a browser prints, where there is
 * one.
 */
export async function measurePdfs(say: (line: string) => void): Promise<void> {
  say('\nPDF FILES')
  for (const [layout, style] of Object.entries(PDF))
    await tally(say, 'pdf', layout, 'r.pdf', (model) => renderPdf(model, style), REPORTS)
  const printed = await withPrinter(async (layouts) => {
    for (const [layout, render] of layouts)
      await tally(say, 'pdf, printed by Chromium', layout, 'r.pdf', render, REPORTS)
  })
  if (!printed) say('  No Chromium found: PDFs printed by one are not measured.')
}
