import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { present } from '../e2e/browser'
import { HTML } from '../parse/render/layouts'
import type { Render } from './tally'

type PrintOptions = NonNullable<Parameters<Page['pdf']>[0]>
/** How a page of HTML is printed: from which layout, with which style sheet, on what paper. */
interface Printing {
  from?: keyof typeof HTML
  css?: string
  paper?: PrintOptions
}

/* The layouts' own style makes columns as narrow as can be; most pages do not. */
const USUAL =
  'body { font: 12px "Noto Sans CJK SC", "Noto Serif CJK SC", sans-serif } table { width: 100%; border-collapse: collapse } td { width: auto; padding: 3px }'
const BORDERLESS = 'table, td { border: 0 }'
const TALL = 'td { padding: 20px 3px; font-size: 14px }'
const NUMBERED: PrintOptions = {
  displayHeaderFooter: true,
  margin: { top: '60px', bottom: '60px', left: '40px', right: '40px' },
  headerTemplate: '<div style="font-size: 9px; width: 100%; text-align: center">政府信息公开工作年度报告</div>',
  footerTemplate:
    '<div style="font-size: 9px; width: 100%; text-align: center">第 <span class="pageNumber"></span> 页 共 <span class="totalPages"></span> 页</div>',
}

const PRINTINGS: Record<string, Printing> = {
  bordered: {},
  'a border a cell, apart': { css: 'table { border-collapse: separate; border-spacing: 2px }' },
  'columns as narrow as can be': { css: 'table { width: auto } td { width: 1px }' },
  'columns as narrow as can be, header and page numbers': {
    css: 'table { width: auto } td { width: 1px }',
    paper: NUMBERED,
  },
  serifs: { css: 'body { font-family: "Noto Serif CJK SC", serif }' },
  'paragraphs in cells': { from: 'Word’s cells', css: 'td p { margin: 0; text-align: center }' },
  'paragraphs and spaces in cells': { from: 'paragraphs and spaces in cells' },
  'hair-thin grey borders': { css: 'td { border: 0.3px solid #bbb }' },
  'dotted borders': { css: 'td { border: 1px dotted #333 }' },
  'grounds in place of borders': {
    css: `${BORDERLESS} table { border-collapse: separate; border-spacing: 2px } td { background: #e4ecf2 }`,
    paper: { printBackground: true },
  },
  'rules between rows only': { css: 'table { border: 0 } td { border-width: 1px 0 }' },
  borderless: { css: BORDERLESS },
  'borderless, wide apart': { css: `${BORDERLESS} td { padding: 8px 12px }`, paper: { landscape: true } },
  landscape: { paper: { landscape: true } },
  'small print': { css: 'body { font-size: 7px }' },
  'small scale': { paper: { scale: 0.5 } },
  'tall rows, page breaks between them': { css: `${TALL} tr { break-inside: avoid }` },
  'tall rows, page breaks within them': { css: `${TALL} tr { break-inside: auto }` },
  'headings of tables on a page before': { css: 'table { break-before: page }' },
  'header and page numbers': { paper: NUMBERED },
  'header and page numbers, tall rows, landscape': { css: TALL, paper: { ...NUMBERED, landscape: true } },
}

/**
 * Hands over ways of printing reports with the browser of the machine. False, and nothing done, where there is none.
 */
export async function withPrinter(
  use: (layouts: [layout: string, render: Render][]) => Promise<void>,
): Promise<boolean> {
  const executablePath = process.env.CHROME_PATH ?? (await present())
  if (executablePath === undefined) return false
  const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    await use(
      Object.entries(PRINTINGS).map(([layout, { from = 'plain tables', css = '', paper }]) => [
        layout,
        async (model) => {
          // Written after the layout's own style, which it overrules.
          await page.setContent(HTML[from]!(model).replace('</head>', `<style>${USUAL} ${css}</style></head>`))
          return new Uint8Array(await page.pdf({ format: 'A4', ...paper }))
        },
      ]),
    )
  } finally {
    await browser.close()
  }
  return true
}
