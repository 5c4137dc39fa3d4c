import { describe, expect, it } from 'vitest'
import type { TableCode } from '../../../src/domain/metrics'
import { parsePage } from '../../../src/parse'
import type { Page, ParseResult } from '../../../src/parse'
import { BARE, EXPLICIT } from '../render/layouts'
import { codesOf, modelOf } from '../render/model'
import type { Figures, Grid, Model, Printed, TableName } from '../render/model'
import { MORE_BARE, MORE_EXPLICIT } from '../render/moreLayouts'
import { parseNow } from '../render/now'
import { gridOf, placesOf } from '../render/places'
import { toUtf8 } from '../render/encode'

/** Every cell a figure of its own, so that one in another's place is seen. */
const figuresOf = (form: '2019' | '2021'): Figures =>
  Object.fromEntries(codesOf(form).map((code, i) => [code, String(i + 11)]))
const TEXTS = { ...EXPLICIT, ...BARE, ...MORE_EXPLICIT, ...MORE_BARE }
const printed = (model: Model, layout: string): string => TEXTS[layout]!(model)
const read = (text: string): ParseResult => parseNow(toUtf8(text), 'r.txt')

/** Figures that were read in another's place, and empty cells where there is a figure. */
const slipped = ({ report }: ParseResult, figures: Figures): string[] =>
  Object.entries(report?.cells ?? {}).flatMap(([code, { value, missing }]) => {
    const text = figures[code as TableCode] ?? ''
    const own = /^\d/u.test(text) ? (code === 'fee.amount' ? 1e4 : 1) * Number(text) : undefined
    const isRight = value === undefined ? own === undefined || missing === 'unreadable' : value === own
    return isRight ? [] : [`${code} ${value ?? missing}`]
  })
const told = ({ issues }: ParseResult, table: string): boolean => issues.some(({ at }) => at?.table === table)

/** The table with the cells that `may` be changed. */
const withCells = (
  grid: Grid,
  may: (cell: Printed, row: readonly Printed[]) => boolean,
  change: (cell: Printed) => Printed[],
): Grid => grid.map((row) => row.flatMap((cell) => (may(cell, row) ? change(cell) : [cell])))
const named = (text: string) => (cell: Printed) => cell.code === undefined && cell.text === text
const holding = (code: TableCode) => (cell: Printed) => cell.code === code
const emptied = (cell: Printed): Printed[] => [{ ...cell, text: '' }]
const lost = (): Printed[] => []

/** Prints a report whose table is changed, and sees that no figure stands in another's place and the table is named. */
function expectNoSlip(
  layout: string,
  table: TableName,
  change: (grid: Grid) => Grid,
  figures = figuresOf('2021'),
  form: '2019' | '2021' = '2021',
): ParseResult {
  const model = modelOf(form, figures)
  const result = read(printed({ ...model, [table]: change(model[table]) }, layout))
  expect(slipped(result, figures)).toEqual([])
  expect(told(result, { two: '2', three: '3', four: '4' }[table])).toBe(true)
  return result
}

describe('lines left empty', () => {
  const layout = 'an empty line for an empty cell'
  const blanks: Figures = {
    ...figuresOf('2021'),
    'applications.new.legal': '',
    'applications.carried-in.other': '',
    'applications.partial.natural': '',
    'applications.granted.total': '',
    'applications.denied.internal.welfare': '',
    'applications.other.misc.legal': '',
  }
  it('are as many for one cell as for another, so that a row that lost a cell is not filled with them', () => {
    expectNoSlip(layout, 'three', (grid) => withCells(grid, holding('applications.other.misc.natural'), lost), blanks)
  })
  it('before the figures of table 四 show that headings are lost', () => {
    const figures: Figures = {
      ...blanks,
      'review.upheld': '',
      'suit-direct.corrected': '',
      'suit-reviewed.pending': '',
    }
    expectNoSlip(layout, 'four', (grid) => withCells(grid, named('其他结果'), emptied), figures)
  })
})

describe('a heading that leaves no trace', () => {
  const heading = (grid: Grid): Grid => withCells(grid, named('法律服务机构'), lost)
  it('of table 三 leaves a row in doubt that has lost a cell too', () => {
    expectNoSlip('spaces between cells', 'three', (grid) =>
      withCells(heading(grid), holding('applications.unprocessed.excessive.natural'), lost),
    )
  })
  it('of table 三 leaves a row in doubt that ends with a word that is no number', () => {
    const figures: Figures = { ...figuresOf('2021'), 'applications.carried-in.total': '3、5' }
    expectNoSlip('a table on one line', 'three', heading, figures)
  })
  it('of table 四 leaves it in doubt though a word among the figures is no number', () => {
    const odd: Figures = {
      ...figuresOf('2021'),
      'review.other': '#N/A',
      'suit-direct.other': '×',
      'suit-reviewed.other': '-------',
    }
    expectNoSlip('a cell a line', 'four', (grid) => withCells(grid, named('结果维持'), lost), odd)
  })
  it('of table 四 leaves it in doubt though its last words are no numbers', () => {
    const odd: Figures = {
      ...figuresOf('2021'),
      'suit-reviewed.other': 'O',
      'suit-reviewed.pending': 'l',
      'suit-reviewed.total': '^',
    }
    expectNoSlip('a cell a line', 'four', (grid) => withCells(grid, named('其他结果'), lost), odd)
  })
  it('of table 二 is not made good by a word beside the others', () => {
    const result = expectNoSlip(
      'a cell a line',
      'two',
      (grid) =>
        withCells(withCells(grid, named('本年新制作数量'), lost), named('对外公开总数量'), (cell) => [
          cell,
          { text: '续表' },
        ]),
      figuresOf('2019'),
      '2019',
    )
    expect(result.report?.cells['rules.made']).toBeUndefined()
  })
})

describe.each(['a tab before each cell, a cell a line', 'a pipe on a line of its own, merged cells behind'])(
  'an empty heading of table 二, in %s',
  (layout) => {
    it.each([
      ['本年制发件数', 'normative.repealed'],
      ['本年废止件数', 'normative.in-force'],
      ['现行有效件数', 'normative.repealed'],
    ] as const)('keeps the figures of the others below their own: %s', (heading, blank) => {
      expectNoSlip(layout, 'two', (grid) => withCells(grid, named(heading), emptied), {
        ...figuresOf('2021'),
        [blank]: '',
      })
    })
  },
)

describe('headings of table 三 copied line by line, 自然人 and 总计 in the middle of their cells', () => {
  const model = modelOf('2021', figuresOf('2021'))
  const scattered = (first: string): ParseResult =>
    read(
      printed(model, 'spaces between cells')
        .replace(/申请人情况/u, '')
        .replace(
          /自然人.*\n.*其他\n/u,
          `申请人情况\n法人或其他组织\n自然\n商业企 科研机 社会公益 法律服务 总计\n${first}\n业 构 组织 机构\n`,
        ),
    )
  it('are read where the lines that they share with others say on which side they stand', () => {
    const result = scattered('人 其他')
    expect(slipped(result, model.figures)).toEqual([])
    expect(result.report?.cells['applications.new.natural']?.value).toBe(
      Number(model.figures['applications.new.natural']),
    )
  })
  it.each(['其他 人', '其他\n人'])('are not read where those say otherwise, or nothing: %j', (lines) => {
    const result = scattered(lines)
    expect(result.report?.cells['applications.new.natural']).toBeUndefined()
    expect(told(result, '3')).toBe(true)
  })
})

it('doubts a row that lost a cell below empty headings which stand as one', () => {
  expectNoSlip('Markdown with tables of HTML', 'three', (grid) =>
    withCells(
      withCells(grid, (cell) => /^(?:商业企业|科研机构)$/u.test(cell.text), emptied),
      holding('applications.denied.law-forbidden.natural'),
      lost,
    ),
  )
})

it('doubts a row of table 二 with as many figures as headings, one of which is empty', () => {
  expectNoSlip(
    'escaped pipes',
    'two',
    (grid) => withCells(withCells(grid, named('处理决定数量'), emptied), holding('service.change'), lost),
    figuresOf('2019'),
    '2019',
  )
})

it('leaves a row of table 二 in doubt that has a figure below no heading', () => {
  const figures: Figures = { ...figuresOf('2019'), 'fee.previous': '' }
  expectNoSlip(
    'a cell and its pipe a line, merged cells behind',
    'two',
    (grid) => withCells(grid, holding('fee.change'), (cell) => [{ ...cell, span: 1 }, { text: '7' }]),
    figures,
    '2019',
  )
})

it('doubts a row without its label whose first cell is empty, as that may be the label’s', () => {
  const figures: Figures = { ...figuresOf('2021'), 'applications.unable.not-held.total': '' }
  expectNoSlip(
    'a pipe on a line of its own, merged cells behind',
    'three',
    (grid) => withCells(grid, named('1.本机关不掌握相关政府信息'), emptied),
    figures,
  )
})

it('takes a group’s label that is printed again for no second row of it', () => {
  const figures: Figures = { ...figuresOf('2021'), 'applications.granted.natural': '' }
  const model = modelOf('2021', figures)
  const places = placesOf(model.three)
  const closed = places.findIndex((row) => row.some(({ text }) => text === '（七）总计'))
  const again = { text: '三、本年度办理结果' }
  const three = gridOf(
    places.map((row, y) =>
      y === closed ? row.map((cell, x) => (x === 0 ? again : cell.text === '（七）总计' ? { text: '' } : cell)) : row,
    ),
  )
  const result = read(printed({ ...model, three }, 'Markdown with tables of HTML'))
  expect(slipped(result, figures)).toEqual([])
  expect(result.report?.cells['applications.granted.natural']?.missing).toBe('blank')
  expect(told(result, '3')).toBe(true)
})

describe('the number of a page before the figures of table 四', () => {
  it.each(['', '26'])('is not the first of a row of pipes: %s', (second) => {
    const figures: Figures = { ...figuresOf('2021'), 'review.upheld': '' }
    const model = modelOf('2021', figures)
    const four = withCells(model.four, holding('review.upheld'), second === '' ? emptied : lost)
    const parts = [four.slice(0, 3), '3', four.slice(3)]
    const result = read(printed({ ...model, parts: { four: parts } }, 'pipes, labels over two lines'))
    expect(slipped(result, figures)).toEqual([])
    expect(told(result, '4')).toBe(true)
  })
  it('is not its figures above a row that lost a cell', () => {
    const model = modelOf('2021', { ...figuresOf('2021') })
    const row = Array.from({ length: 15 }, (_, i) => ({ text: i === 0 ? '3' : '' }))
    const four = [...model.four.slice(0, 3), row, model.four[3]!.slice(1)]
    const result = read(printed({ ...model, four }, 'Markdown with tables of HTML'))
    expect(slipped(result, model.figures)).toEqual([])
    expect(told(result, '4')).toBe(true)
  })
  it('is not its figures, in a row of its own', () => {
    const figures = figuresOf('2021')
    const model = modelOf('2021', figures)
    const row = Array.from({ length: 15 }, (_, i) => ({ text: i === 0 ? '3' : '' }))
    // The headings of 行政复议 reach down no more, so that their last row is too short for places.
    const undone = model.four.map((cells) => cells.map((cell) => ({ ...cell, down: 1 })))
    const four = [...undone.slice(0, 3), row, undone[3]!]
    const result = read(printed({ ...model, four }, 'Markdown with tables of HTML'))
    expect(slipped(result, figures)).toEqual([])
    expect(told(result, '4')).toBe(true)
  })
})

it('reads on where the first heading of table 四 is broken and misspelt', () => {
  expectNoSlip('pipes, labels over two lines', 'four', (grid) =>
    withCells(grid, named('行政复议'), (cell) => [{ ...cell, text: '幵政复议' }]),
  )
})

it('reads rows called 其他 and 总计 below headings that a page’s end repeats', () => {
  const figures = figuresOf('2021')
  const model = modelOf('2021', figures)
  // Without the column 总计, so that the row of that name might be taken for its heading.
  const places = placesOf(model.three).map((row) => row.slice(0, -1))
  const other = places.findIndex((row) => row.some(({ text }) => text === '3.其他'))
  const rest = { text: '' }
  const below = places.slice(other).map((row) => row.map((cell) => (places[other - 1]!.includes(cell) ? rest : cell)))
  const parts = [places.slice(0, other), [...places.slice(0, 3), ...below]].map(gridOf)
  const result = read(printed({ ...model, parts: { three: parts } }, 'tabs, merged cells as blanks'))
  expect(slipped(result, figures)).toEqual([])
  for (const code of [
    'applications.other.misc.other',
    'applications.closed.other',
    'applications.carried-out.other',
  ] as const)
    expect(result.report?.cells[code]?.value).toBe(Number(figures[code]))
})

it('takes a cell of dashes on a line of its own for no rule below headings', () => {
  const figures: Figures = { ...figuresOf('2021'), 'applications.carried-in.business': '-------' }
  const result = read(printed(modelOf('2021', figures), 'a cell below its pipe'))
  expect(slipped(result, figures)).toEqual([])
  expect(result.report?.cells['applications.carried-in.business']?.missing).toBe('unreadable')
})

it('counts a cell too many where pipes stand on lines of their own', () => {
  const figures: Figures = { ...figuresOf('2021'), 'suit-reviewed.total': '' }
  expectNoSlip(
    'a pipe on a line of its own',
    'four',
    (grid) => withCells(grid, holding('suit-direct.total'), (cell) => [cell, { ...cell }]),
    figures,
  )
})

it('doubts a row that lost a cell and whose label stands in the place of a figure above a page’s end', () => {
  const figures = figuresOf('2021')
  const model = modelOf('2021', figures)
  const places = placesOf(model.three)
  const denied = places.findIndex((row) => row.some(({ text }) => text === '1.属于国家秘密'))
  // Above the page's end labels stand in two columns, and below it in three.
  const above = gridOf(places.slice(0, denied).map((row) => row.filter((_, x) => x !== 2)))
  const below = withCells(gridOf(places.slice(denied)), holding('applications.unable.not-held.research'), lost)
  const parts = [above, '— 3 —', below]
  const result = read(printed({ ...model, parts: { three: parts } }, 'Markdown with tables of HTML'))
  expect(slipped(result, figures)).toEqual([])
  expect(result.report?.cells['applications.unable.must-create.natural']?.value).toBeDefined()
  expect(told(result, '3')).toBe(true)
})

it('reads the last row of table 三 where it stands there twice', () => {
  const model = modelOf('2021', { ...figuresOf('2021'), 'applications.carried-out.other': '-' })
  const again = model.three.at(-1)!.map((cell): Printed => (cell.text === '-' ? { ...cell, text: '7' } : { ...cell }))
  const result = read(printed({ ...model, three: [...model.three, again] }, 'Markdown with tables of HTML'))
  expect(result.report?.cells['applications.carried-out.other']?.missing).toBe('unreadable')
  expect(result.issues.some(({ code }) => code === 'row-repeated')).toBe(true)
})

it('takes figures for none of a label whose bracket closes on the line below them', () => {
  const figures: Figures = { ...figuresOf('2021'), 'applications.granted.welfare': '-' }
  const layout = 'labels that go on below their figures'
  const result = expectNoSlip(
    layout,
    'three',
    (grid) => {
      const lost = /^(?:社会公益组织|总计)$|\.(?:welfare|total)$/u
      return withCells(
        grid,
        ({ code, text }) => lost.test(code ?? text),
        () => [],
      )
    },
    figures,
  )
  expect(result.report?.cells['applications.partial.natural']?.value).toBeDefined()
})

it('reads no figures below headings that each stand above two columns, where nothing shows what is merged', () => {
  const model = modelOf('2021', figuresOf('2021'))
  const twice = (grid: Grid): Grid =>
    grid.map((row) => row.flatMap((cell) => (cell.code === undefined ? [cell] : [{ text: '3' }, cell])))
  const wide = (grid: Grid, rows: number): Grid =>
    grid.map((row, y) =>
      y < rows ? row.map((cell) => (/勾稽/u.test(cell.text) ? cell : { ...cell, span: 2 * (cell.span ?? 1) })) : row,
    )
  const result = read(
    printed(
      { ...model, three: wide(twice(model.three), 3), four: wide(twice(model.four), 3) },
      'tabs, merged cells as blanks',
    ),
  )
  expect(slipped(result, model.figures)).toEqual([])
  expect([told(result, '3'), told(result, '4')]).toEqual([true, true])
})

describe('what a page’s end leaves of a table', () => {
  it('has no number of a page for a cell that is lost', () => {
    const figures: Figures = { ...figuresOf('2021'), 'rules.repealed': '' }
    const model = modelOf('2021', figures)
    const two = withCells(model.two, holding('rules.in-force'), lost)
    const result = read(
      printed({ ...model, parts: { two: [two.slice(0, 3), '3', two.slice(3)] } }, 'a pipe on a line of its own'),
    )
    expect(slipped(result, { ...figures, 'rules.in-force': '' })).toEqual([])
    expect(told(result, '2')).toBe(true)
  })
  const text = printed(modelOf('2021', figuresOf('2021')), 'spaces between cells')
  it('has the unit of a heading that breaks off within it', () => {
    const whole = printed(modelOf('2021', figuresOf('2021')), 'pipes behind each cell')
    const { report } = read(whole.replace('本年收费金额（单位：万元）', '本年收费金额（单'))
    expect(report?.cells['fee.amount']?.value).toBe(1e4 * Number(figuresOf('2021')['fee.amount']))
  })
  it('leaves no cells empty where figures run into their label', () => {
    const glued = text.replace(/(?<=保护第三方合法权益)[\s\d]+/u, (some) => `${some.replace(/\s/gu, '')}\n`)
    const result = read(glued)
    expect(slipped(result, figuresOf('2021'))).toEqual([])
    expect(result.report?.cells['applications.denied.third-party.natural']?.value).toBeUndefined()
    expect(told(result, '3')).toBe(true)
  })
})

describe('figures of table 四 on a page without ruling lines', () => {
  const words = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
  const row = (line: number, ...cells: [text: string, span: number][]): Page['blocks'][number] => ({
    kind: 'row',
    line,
    page: 1,
    cells: cells.map(([text, span]) => ({ text, span })),
  })
  const head = [
    row(1, ['行政复议', 5], ['未经复议直接起诉', 5], ['复议后起诉', 5]),
    row(2, ...[...words, ...words, ...words].map((word): [string, number] => [word, 1])),
  ]
  const readBelow = (...lines: string[]): ParseResult => {
    const below = lines.map((text, i) => ({ kind: 'line' as const, text, line: i + 3, page: 2 }))
    return parsePage({ blocks: [...head, ...below], titles: [], openEnd: false, mayBeCut: false }, 'r.pdf')
  }
  const figures = Array.from({ length: 15 }, (_, i) => String(i + 21))
  it('are read where they stand on one line', () => {
    expect(readBelow(figures.join(' ')).report?.cells['review.upheld']?.value).toBe(21)
  })
  it.each([
    [['4'], 14],
    [['第 4 页'], 13],
  ] as const)('do not begin with the number of their page: %s', (number, count) => {
    const result = readBelow(...number, figures.slice(0, count).join(' '))
    const values = Object.values(result.report?.cells ?? {}).flatMap(({ value }) => value ?? [])
    expect(values).toEqual([])
    expect(told(result, '4')).toBe(true)
  })
})
