import { strToU8, unzipSync, zipSync } from 'fflate'
import type { Plot } from '../charts/plot'
import { chartBook } from './pptx/chart/chartBook'
import { chartPart } from './pptx/chart/chartPart'
import { addRelation, putChart, setText, textOf } from './template/package'
import { DRAWING, inlineDrawing } from './wordXml'
import { workbook } from './workbook'

/*
 * Native charts in a Word file that `docx` made, which has none: each stands where a run holds nothing but its mark.
 * The chart and its workbook are those of slides.
 */

const MAIN = 'word/document.xml'
const EMU = 12_700
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Points: as wide as the text of an official page. */
const WIDTH = 442
const LETTERS = 9.5
/** The least height of a chart, and that of a line of bars. */
const [LEAST, ROW] = [190, 19]

/** A character that no text has, around the number of a chart. */
const SIGN = '\uE0FF'
export const chartMark = (i: number): string => `${SIGN}${i}${SIGN}`
const MARK = new RegExp(
  `<w:r>(?:<w:rPr>(?:(?!</w:rPr>)[\\s\\S])*</w:rPr>)?<w:t[^>]*>${SIGN}(\\d+)${SIGN}</w:t></w:r>`,
  'gu',
)

export interface WordChart {
  plot: Plot
  /** What it shows, for readers who do not see it. */
  title: string
}

const heightOf = ({ kind, lying, categories }: Plot): number =>
  kind === 'bar' || kind === 'box' || lying ? Math.max(LEAST, categories.length * ROW + 40) : LEAST + 40

const frame = (relation: string, id: number, title: string, height: number): string =>
  inlineDrawing(
    `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/chart">` +
      `<c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${RELATIONS}" r:id="${relation}"/></a:graphicData></a:graphic>`,
    { id, name: `chart${id}`, title, cx: WIDTH * EMU, cy: Math.round(height * EMU) },
  )

/** Puts charts where their marks stand. Charts without a mark, and marks without a chart, change nothing. */
export function withCharts(bytes: Uint8Array, charts: readonly WordChart[]): Uint8Array<ArrayBuffer> {
  const parts = new Map(Object.entries(unzipSync(bytes)))
  const filled = textOf(parts, MAIN).replace(MARK, (whole, digits: string) => {
    const chart = charts[Number(digits)]
    if (!chart) return whole
    const { plot, title } = chart
    const height = heightOf(plot)
    const xml = strToU8(chartPart(plot, { width: WIDTH, height, text: LETTERS }))
    const path = putChart(parts, 'word', xml, { relation: 'rId1', bytes: workbook([chartBook(plot).sheet]) })
    return frame(addRelation(parts, MAIN, 'chart', path), 9000 + Number(digits), title, height)
  })
  setText(parts, MAIN, filled)
  return zipSync(Object.fromEntries(parts)) as Uint8Array<ArrayBuffer>
}
