import { describe, expect, it } from 'vitest'
import { toUtf8 } from '../render/encode'
import { parseNow } from '../render/now'

const read = (text: string, file = 'r.txt') => {
  const { report, issues } = parseNow(toUtf8(text), file)
  const cells = Object.fromEntries(
    Object.entries(report?.cells ?? {}).map(([code, { value, missing }]) => [code, value ?? missing]),
  )
  return { cells, report, codes: issues.map(({ code }) => code) }
}

const two = (headings: string, row: string): string =>
  `第二十条第（五）项\n信息内容 | ${headings} |\n${row} |\n二、其他\n`

describe('headings', () => {
  it('are told by what is left of them, in their place', () => {
    expect(
      read('第二十条第(一)项\n信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n三、完\n').cells,
    ).toEqual({ 'rules.made': 1, 'rules.disclosed': 2, 'rules.public': 3 })
    expect(read(two('上一年项目数量 | 本年增/ | 处理决定数量', '行政许可 | 1 | +2 | 3')).cells).toEqual({
      'license.previous': 1,
      'license.change': 2,
      'license.decisions': 3,
    })
  })
  it('that nobody knows give no figure', () => {
    const { cells, codes } = read(two('上一年项目数量 | 本年数量 | 处理决定数量', '行政许可 | 1 | 2 | 3'))
    expect(cells).toEqual({ 'license.previous': 1, 'license.change': 'unreadable', 'license.decisions': 3 })
    expect(codes).toContain('column-unrecognised')
  })
  it('may carry hints, be traditional, and state a unit', () => {
    expect(
      read(
        two(
          '上一年项目数量（指上年事项数） | 本年增/减（减用负值，如-8） | 处理决定数量（办件量）',
          '行政许可 | 71 | -11 | 0',
        ),
      ).cells,
    ).toEqual({ 'license.previous': 71, 'license.change': -11, 'license.decisions': 0 })
    expect(
      read('第二十條第（九）項\n信息內容\n採購項目數量\n採購總金額(萬元)\n政府集中採購\n2\n1.5\n四、完\n').cells,
    ).toEqual({ 'procurement.projects': 2, 'procurement.amount': 15_000 })
  })
})

describe('rows', () => {
  it('of the organ’s own are passed over', () => {
    const { cells, codes } = read(
      '第二十条第（一）项\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n1\n其他文件\n9\n9\n9\n规范性文件\n4\n5\n6\n三、完\n',
    )
    expect(cells).toEqual({
      'rules.made': 0,
      'rules.disclosed': 0,
      'rules.public': 1,
      'normative.made': 4,
      'normative.disclosed': 5,
      'normative.public': 6,
    })
    expect(codes).toContain('row-extra')
  })
  it('with figures that no column can be told for are unreadable', () => {
    const { cells } = read(
      '第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n行政规范性文件\n4\n5\n6\n三、完\n',
    )
    expect(cells).toMatchObject({ 'rules.issued': 'unreadable', 'rules.in-force': 'unreadable', 'normative.issued': 4 })
  })
  it('of form 2019’s （六） and form 2021’s table 二 may meet in one report', () => {
    const figures = '| 1 | 0 | 0 | 0 | 0 | 0 | 1 |'
    const { report, codes } = read(
      `信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 0 | 0 | 0 |\n三、收到和处理政府信息公开申请情况\n自然人 | 总计 |\n一、本年新收政府信息公开申请数量 ${figures}\n（六）其他处理 ${figures}\n（七）总计 ${figures}\n四、结转下年度继续办理 ${figures}\n`,
    )
    expect(report?.forms).toEqual({ '2': '2021', '3': '2019' })
    expect(report?.cells['applications.other.natural']?.value).toBe(1)
    expect(codes).toContain('form-mixed')
  })
  it('whose label is lost with a merged cell are the group’s first', () => {
    const dashes = '\n\t-'.repeat(7)
    const { cells } = read(
      `\t自然人\n\t一、本年新收政府信息公开申请数量${dashes}\n\t三、本年度办理结果${dashes}\n\n\t（二）部分公开${dashes}\n\t四、结转下年度继续办理${'\n\t-'.repeat(4)}\n五、完\n`,
    )
    expect(cells['applications.granted.total']).toBe('dash')
    expect(cells['applications.carried-out.welfare']).toBe('dash')
    expect(cells['applications.carried-out.total']).toBe('blank')
  })
})

describe('figures', () => {
  it('of 本年增/减 may have a word for their sign', () => {
    expect(read(two('上一年项目数量 | 本年增/减 | 处理决定数量', '行政许可 | 6 | 减4 | 2')).cells).toMatchObject({
      'license.change': -4,
    })
    expect(read(two('上一年项目数量 | 本年增/减 | 处理决定数量', '行政许可 | 6 | 增加3项 | 2')).cells).toMatchObject({
      'license.change': 3,
    })
  })
  it('more than there are columns are nobody’s', () => {
    expect(read(two('本年制发件数 | 本年废止件数 | 现行有效件数', '规章 | 1 | 2 | 3 | 4')).cells).toEqual({
      'rules.issued': 'unreadable',
      'rules.repealed': 'unreadable',
      'rules.in-force': 'unreadable',
    })
  })
  it('stand where a text leaves lines empty for the others', () => {
    const rows = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量']
      .map((label) => `${label}\n\n1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n21`)
      .join('\n\n')
    const { cells } = read(
      `自然人\n\n总计\n\n${rows}\n\n三、本年度办理结果\n\n(一)予以公开\n\n\n\n\n\n\n\n8\n\n(二)部分公开\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n`,
    )
    expect(cells).toMatchObject({
      'applications.granted.natural': 'blank',
      'applications.granted.other': 'blank',
      'applications.granted.total': 8,
    })
  })
  it('do not join the number of a page below them', () => {
    const { cells } = read(
      '第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n3\n行政规范性文件 1 2 4\n三、完\n',
    )
    expect(cells).toMatchObject({ 'rules.in-force': 0, 'normative.issued': 1, 'normative.in-force': 4 })
  })
})

describe('what is read on weaker grounds', () => {
  const doubts = (text: string): [string, string | undefined][] =>
    parseNow(toUtf8(text), 'r.txt').issues.map(({ code, at }) => [code, at?.code])
  it('is said of the cell', () => {
    expect(
      doubts('第二十条第(一)项\n信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n三、完\n'),
    ).toEqual(
      expect.arrayContaining([
        ['heading-partial', 'rules.made'],
        ['heading-partial', 'rules.disclosed'],
      ]),
    )
    expect(
      doubts('第二十条第(一)项\n信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n三、完\n'),
    ).not.toContainEqual(['heading-partial', 'rules.public'])
    expect(doubts(two('上一年项目数量 | 本年数量 | 处理决定数量', '行政许可 | 1 | 2 | 3'))).toContainEqual([
      'cell-unplaced',
      'license.change',
    ])
    expect(
      doubts(
        '| 自然人 | 总计 |\n| 三、本年度办理结果 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| 四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n五、完\n',
      ),
    ).toContainEqual(['row-unlabelled', 'applications.granted.natural'])
  })
})

it('reads table 四 by its only line of fifteen figures where its headings are scattered', () => {
  const headings =
    '行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结果 结果 其他 尚未 总\n维持 纠正 结果 审结 计 结果 结果 其他 尚未 总 结果 结果 其他 尚未 总\n维持 纠正 结果 审结 计 维持 纠正 结果 审结 计\n'
  const four = (figures: string) =>
    read(
      `二、主动公开\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n四、行政复议行政诉讼情况\n${headings}${figures}\n五、完\n`,
    ).cells
  expect(four('1 2 3 4 10 0 0 0 0 0 5 0 0 0 5')).toMatchObject({
    'review.upheld': 1,
    'review.total': 10,
    'suit-reviewed.upheld': 5,
    'suit-reviewed.total': 5,
  })
  expect(four('1 2 3 4 10 0 0 0 0 0 5 0 0 0')).not.toHaveProperty('review.upheld')
})

describe('grids', () => {
  const page = (rows: string): string =>
    `<table><tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>${rows}</table>`
  it('keep blanks, and give no figure of a merged cell to a single column', () => {
    expect(
      read(
        page('<tr><td>行政许可</td><td>1</td><td></td><td>3</td></tr><tr><td>行政处罚</td><td colspan=3>8</td></tr>'),
        'r.html',
      ).cells,
    ).toEqual({
      'license.previous': 1,
      'license.change': 'blank',
      'license.decisions': 3,
      'penalty.previous': 'unreadable',
      'penalty.change': 'unreadable',
      'penalty.decisions': 'unreadable',
    })
    expect(
      read(
        page(
          '<tr><td>行政许可</td><td rowspan=2>7</td><td>1</td><td>2</td></tr><tr><td>其他对外管理服务事项</td><td>3</td><td>4</td></tr>',
        ),
        'r.html',
      ).cells,
    ).toMatchObject({ 'service.previous': 'unreadable', 'service.change': 3, 'service.decisions': 4 })
    expect(read(page('<tr><td>行政许可</td><td colspan=3>无</td></tr>'), 'r.html').cells).toEqual({
      'license.previous': 'dash',
      'license.change': 'dash',
      'license.decisions': 'dash',
    })
  })
})
