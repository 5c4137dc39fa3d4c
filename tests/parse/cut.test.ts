import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableCode } from '../../src/domain/metrics'
import { toUtf8 } from './render/encode'
import { parseNow } from './render/now'
import { BARE, EXPLICIT, HTML } from './render/layouts'
import { MORE_BARE, MORE_EXPLICIT, MORE_HTML } from './render/moreLayouts'
import { meaning, models } from './render/model'
import type { Model } from './render/model'

/** Figures read that are not the printed ones; blanks, dashes and unreadable cells are no figures. */
function wrong(model: Model, text: string, file: string): string[] {
  const cells = parseNow(toUtf8(text), file).report?.cells ?? {}
  return Object.entries(cells).flatMap(([code, cell]) => {
    const want = meaning(code as TableCode, model.figures[code as TableCode] ?? '')
    return cell.value === undefined || ('value' in want && want.value === cell.value)
      ? []
      : [`${code}: ${cell.value} for ${JSON.stringify(want)}`]
  })
}

const places = fc.double({ min: 0.1, max: 0.98, noNaN: true })

describe('a file cut anywhere', () => {
  const shown = { ...EXPLICIT, ...MORE_EXPLICIT }
  const layouts = Object.entries({ ...shown, ...BARE, ...MORE_BARE }).map(([name, render]) => ({
    name,
    render,
    file: 'r.txt',
    blanks: name in shown,
  }))
  const pages = Object.entries({ ...HTML, ...MORE_HTML }).map(([name, render]) => ({
    name,
    render,
    file: 'r.html',
    blanks: true,
  }))
  for (const { name, render, file, blanks } of [...layouts, ...pages]) {
    it(`gives no wrong figure: ${name}`, () => {
      fc.assert(
        fc.property(models(blanks), places, fc.boolean(), (model, share, lineEnd) => {
          const text = render(model)
          expect(wrong(model, text.slice(0, Math.floor(text.length * share)) + (lineEnd ? '\n' : ''), file)).toEqual([])
        }),
        { numRuns: 25, endOnFailure: true },
      )
    })
  }
})

describe('blanks that leave no trace', () => {
  for (const [name, render] of Object.entries({ ...BARE, ...MORE_BARE })) {
    it(`give no wrong figure: ${name}`, () => {
      fc.assert(
        fc.property(models(true), (model) => {
          expect(wrong(model, render(model), 'r.txt')).toEqual([])
        }),
        { numRuns: 25, endOnFailure: true },
      )
    })
  }
})

describe('a cut table', () => {
  const text =
    '二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 12'
  it('leaves out what was not seen and says so', () => {
    const { report, issues } = parseNow(toUtf8(text), 'r.txt')
    expect(report?.cells['normative.issued']?.value).toBe(3)
    expect(report?.cells).not.toHaveProperty('normative.repealed')
    expect(report?.cells).not.toHaveProperty('normative.in-force')
    expect(report?.forms).toEqual({ '2': '2021' })
    expect(issues.map(({ code }) => code)).toContain('table-cut')
  })
  it('takes the figure when a cell edge follows it', () => {
    expect(parseNow(toUtf8(`${text} |`), 'r.txt').report?.cells['normative.repealed']?.value).toBe(12)
  })
})

describe('a row that a merged label above pushes aside, cut where it is as wide as the table', () => {
  const row = (label: string, figures: string): string =>
    `<tr>${label}<td>${figures.split(' ').join('</td><td>')}</td></tr>`
  const text = [
    '<p>三、收到和处理政府信息公开申请情况</p><table border=1>',
    '<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系）</td><td colspan="7">申请人情况</td></tr>',
    '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>',
    row('', '商业企业 科研机构 社会公益组织 法律服务机构 其他'),
    row('<td colspan="3">一、本年新收政府信息公开申请数量</td>', '1 2 3 4 5 6 21'),
    row('<td colspan="3">二、上年结转政府信息公开申请数量</td>', '0 0 0 0 0 0 0'),
    row('<td rowspan="3">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>', '1 2 3 4 5 6 21'),
    row('<td colspan="2">（七）总计</td>', '1 2 3 4 5 6 21'),
    '<tr><td colspan="3">四、结转下年度继续办理</td><td></td><td>15</td><td>37</td><td>88</td><td>56</td><td>9</',
  ].join('')
  it('gives none of its figures', () => {
    const cells = parseNow(toUtf8(text), 'r.html').report?.cells ?? {}
    expect(cells['applications.new.total']?.value).toBe(21)
    const carried = Object.entries(cells).filter(([code]) => code.startsWith('applications.carried-out.'))
    expect(carried.filter(([, cell]) => cell.value !== undefined)).toEqual([])
  })
})
