import { readFileSync } from 'node:fs'
import { asCell } from '../../src/domain/cell'
import type { Dataset } from '../../src/domain/dataset'
import type { TableCode } from '../../src/domain/metrics'
import type { TestFile } from '../e2e/support/app'
import { HTML } from '../parse/render/layouts'
import { codesOf, modelOf } from '../parse/render/model'
import type { Figures } from '../parse/render/model'

const demo = JSON.parse(readFileSync(new URL('../../data/demo-district.json', import.meta.url), 'utf8')) as Dataset

/** A whole made-up report as a web page: one of the demo's, under another name, with some figures changed. */
function page(title: string, published: number, changed: Partial<Record<TableCode, string>> = {}): string {
  const report = demo.reports.find(({ org, year }) => org === demo.start?.org && year === demo.start.year)
  if (!report) throw new Error('The demo has no report to start with.')
  const printed = (code: TableCode): string => {
    const cell = report.cells[code]
    const value = cell === undefined ? undefined : asCell(cell).value
    // The form asks for its only amount in 万元.
    return value === undefined ? '-' : String(code === 'fee.amount' ? value / 10_000 : value)
  }
  const figures: Figures = { ...Object.fromEntries(codesOf('2021').map((code) => [code, printed(code)])), ...changed }
  return HTML['plain tables']!(modelOf('2021', figures))
    .replaceAll('某市试验区样本街道办事处2020年政府信息公开工作年度报告', title)
    .replace('本街道按要求编制本报告。', `全年主动公开政府信息${published}条。`)
}

/**
 * What a district office might choose together: a sound report, one whose sums do not agree, and a file that is no
 * report.
 */
export const samples = (): TestFile[] => [
  {
    name: '松涛街道2025年年报.html',
    content: page('示例市明湖区松涛街道办事处2025年政府信息公开工作年度报告', 1286),
    type: 'text/html',
  },
  {
    name: '云水街道2025年年报.html',
    content: page('示例市明湖区云水街道办事处2025年政府信息公开工作年度报告', 932, { 'applications.new.total': '51' }),
    type: 'text/html',
  },
  {
    name: '会议照片.png',
    content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    type: 'image/png',
  },
]
