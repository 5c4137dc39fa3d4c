import { strFromU8, unzipSync } from 'fflate'
import { Parser } from 'htmlparser2'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { annotatable, annotated } from '../../src/charts/annotations'
import type { Annotation } from '../../src/charts/annotations'
import { APPLICATION_MAKERS } from '../../src/charts/applications/applicationFigures'
import type { ApplicationAsked, ApplicationKind } from '../../src/charts/applications/applicationFigures'
import { tableFigure } from '../../src/charts/compareTable'
import { dumbbell } from '../../src/charts/dumbbell'
import type { Figure } from '../../src/charts/figure'
import { heat } from '../../src/charts/heat'
import { indexTrend } from '../../src/charts/indexTrend'
import { ranking } from '../../src/charts/ranking'
import { scatter } from '../../src/charts/scatter'
import { shareBars } from '../../src/charts/shares'
import { trend } from '../../src/charts/trend'
import { yoyColumns } from '../../src/charts/yoyColumns'
import type { Stamp } from '../../src/export/frame'
import { chartBook } from '../../src/export/pptx/chart/chartBook'
import { OFFICE_FONT } from '../../src/export/pptx/chart/parts'
import { deckFile } from '../../src/export/pptx/deckFile'
import { slidesOf } from '../../src/export/pptx/slides'
import type { DeckPage } from '../../src/export/pptx/slides'
import { prepare } from '../../src/pack/prepare'
import { APPLICANT_CODES, ENDINGS, GROUND_CODES, endingsOf, flowSpec, sumsSpec } from '../../src/query/applications'
import { createClient } from '../../src/query/client'
import { predictionLimits } from '../../src/query/measures/binomial'
import { frameOf } from '../../src/query/load'
import { askDemo, context, demo, doubted, matrix, zh, orderOf } from '../charts/support'

const stamp: Stamp = { words: zh, synthetic: true, made: new Date(2026, 2, 9), data: '1a2b3c4d' }
const YEARS = [2021, 2022, 2023, 2024]
/** With a zero, a gap, a kind of missing, and a figure in doubt that counts. */
const small = async () =>
  doubted(
    await matrix('penalty.decisions', YEARS, { 甲: [3, 0, undefined, 6], 乙: [7, 'dash', 4, 2], 丙: [1, 2, 3, 9] }),
    '丙',
    2023,
  )
const ctx = context({ focus: '甲' })

interface Node {
  name: string
  attributes: Record<string, string>
  children: Node[]
  text: string
}

function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  new Parser(
    {
      onopentag(name, attributes) {
        const node: Node = { name, attributes, children: [], text: '' }
        open.at(-1)!.children.push(node)
        open.push(node)
      },
      ontext(text) {
        open.at(-1)!.text += text
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true },
  ).end(xml)
  return root
}
const all = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap((child) => all(child, name)),
]
const one = (node: Node, ...path: string[]): Node => path.reduce((at, name) => all(at, name)[0]!, node)

/** The numbers of a cache by place; none where there is no point. */
const cached = (node: Node): (number | undefined)[] => {
  const count = Number(one(node, 'c:ptCount').attributes.val)
  const points = new Map(all(node, 'c:pt').map((pt) => [Number(pt.attributes.idx), Number(one(pt, 'c:v').text)]))
  return Array.from({ length: count }, (_, i) => points.get(i))
}

/** A range like Sheet1!$B$2:$B$5 of a sheet that was read back. */
function valuesAt(sheet: readonly (readonly unknown[])[], range: string): unknown[] {
  const [, column = '', from = '', to = from] = /^Sheet1!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/u.exec(range) ?? []
  const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return sheet.slice(Number(from) - 1, Number(to)).map((row) => row[at] ?? undefined)
}

let figures: Figure[]
let files: Record<string, Uint8Array>
const xmlOf = (name: string): string => strFromU8(files[name]!)
const chartNames = (): string[] => Object.keys(files).filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))

/** Written at the first two points of a figure, and over its first years. */
const noted = (figure: Figure): Annotation[] => {
  const { points, years } = annotatable(figure)
  const [from, to] = years
  return [
    ...points.slice(0, 2).map((ref, i): Annotation => {
      return { id: String(i), of: 0, text: '当年 <新设> 窗口', at: { kind: 'point', name: '甲', ...ref } }
    }),
    ...(from !== undefined && to !== undefined
      ? [{ id: 'years', of: 0, text: '试行', at: { kind: 'years' as const, from, to } }]
      : []),
  ]
}

beforeAll(async () => {
  const largest = demo.orgs.find(({ name }) => name.startsWith('望江'))!.id
  const result = await small()
  figures = [
    trend(result, ctx),
    indexTrend(result, ctx),
    yoyColumns(await askDemo('applications.new.total'), context({ focus: largest })),
    shareBars(await askDemo('applications.new.total'), context()),
    ranking(orderOf(result, 2024), 'around', ctx),
    dumbbell(result, 2021, 2024, ctx),
    scatter(await askDemo('applications.new.total', [2024]), await askDemo('published.total', [2024]), context()),
    heat(result, ctx),
    tableFigure(result, 2024, ctx),
  ].map((figure) => annotated(figure, noted(figure), zh))
  const pages: DeckPage[] = [
    { layout: 'title', title: '甲乙丙', subtitle: '2024 年', figures: [] },
    ...figures.map((figure): DeckPage => ({ layout: 'figure', figures: [figure], link: 'http://localhost/#/x' })),
    { layout: 'pair', figures: [figures[0]!, figures[4]!], title: '两图', speech: '先说这句。' },
    { layout: 'table', figures: [figures[4]!] },
  ]
  files = unzipSync(await deckFile(slidesOf(pages, stamp), { title: '测试' }))
})

describe('a deck for PowerPoint and WPS', () => {
  it('has a native chart for each figure that these know, and none for cells', () => {
    expect(figures.map(({ plot }) => plot?.().kind)).toEqual([
      'line',
      'line',
      'column',
      'stack',
      'bar',
      'bar',
      'points',
      undefined,
      undefined,
    ])
    expect(chartNames()).toHaveLength(7 + 2 + 1)
    expect(Object.keys(files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/u.test(name))).toHaveLength(12)
  })

  it('holds no empty value, no categories on levels, and a Chinese font wherever it writes', () => {
    for (const name of chartNames()) {
      const xml = xmlOf(name)
      const root = parsed(xml)
      expect(xml).not.toContain('multiLvlStrRef')
      for (const value of all(root, 'c:v')) expect(value.text).not.toBe('')
      for (const cat of all(root, 'c:cat')) expect(cat.children.map((child) => child.name)).toEqual(['c:strRef'])
      expect(one(root, 'c:dispBlanksAs').attributes.val).toBe('gap')
      const fonted = [...all(root, 'a:rPr'), ...all(root, 'a:defRPr')]
      expect(fonted.length).toBeGreaterThan(0)
      for (const properties of fonted) expect(one(properties, 'a:ea').attributes.typeface).toBe(OFFICE_FONT)
    }
    for (const name of Object.keys(files).filter((file) => /^ppt\/theme\/theme\d+\.xml$/u.test(file)))
      expect(xmlOf(name)).not.toContain('<a:ea typeface=""/>')
  })

  it('draws what its workbook holds: numbers, zeros among them, and gaps where there is no figure', async () => {
    for (const [i, name] of chartNames().entries()) {
      const relations = parsed(xmlOf(`ppt/charts/_rels/${name.split('/').at(-1)}.rels`))
      const target = all(relations, 'Relationship').find(({ attributes }) => attributes.Id === 'rId1')!.attributes
        .Target!
      const book = files[`ppt/${target.replace('../', '')}`]
      expect(book, `${i}`).toBeDefined()
      const sheet = (await readSheet(Buffer.from(book!))) as unknown[][]
      const root = parsed(xmlOf(name))
      for (const ser of all(root, 'c:ser')) {
        const cache = all(ser, 'c:val')[0] ?? one(ser, 'c:yVal')
        expect(valuesAt(sheet, one(cache, 'c:f').text)).toEqual(cached(cache))
        expect(valuesAt(sheet, one(ser, 'c:tx', 'c:f').text)).toEqual([one(ser, 'c:tx', 'c:v').text])
        for (const cat of all(ser, 'c:cat'))
          expect(valuesAt(sheet, one(cat, 'c:f').text).map((text) => text ?? '')).toEqual(
            all(cat, 'c:pt').map((pt) => one(pt, 'c:v').text),
          )
      }
    }
  })

  it("tells the query's own numbers", async () => {
    const result = await small()
    const series = all(parsed(xmlOf('ppt/charts/chart1.xml')), 'c:ser').map((ser) => ({
      name: one(ser, 'c:tx', 'c:v').text,
      values: cached(one(ser, 'c:val')),
    }))
    result.orgs.forEach((org, row) => {
      const own = series.find(({ name }) => org.name.startsWith(name))!
      expect(own.values).toEqual(
        YEARS.map((_, column) => {
          const at = row * YEARS.length + column
          return result.states[at] === 0 ? result.values[at] : undefined
        }),
      )
    })
    expect(series.find(({ name }) => name === '甲')!.values).toEqual([3, 0, undefined, 6])
  })

  it('marks a figure in doubt by its shape and in its label', () => {
    const [line, , , , bars] = chartNames().map((name) => parsed(xmlOf(name)))
    const symbols = all(line!, 'c:dPt').map((point) => all(point, 'c:symbol')[0]?.attributes.val)
    expect(symbols).toContain('diamond')
    const said = (root: Node): string[] =>
      all(root, 'c:dLbl').map((label) =>
        all(label, 'a:t')
          .map((t) => t.text)
          .join(''),
      )
    expect(said(line!).some((text) => text.endsWith('※'))).toBe(true)
    expect(bars).toBeDefined()
  })

  it('names every part that is there, once, and none that is not; every relation leads somewhere', () => {
    const types = parsed(xmlOf('[Content_Types].xml'))
    const overrides = all(types, 'Override').map(({ attributes }) => attributes.PartName!.slice(1))
    const endings = new Set(all(types, 'Default').map(({ attributes }) => attributes.Extension))
    expect(new Set(overrides).size).toBe(overrides.length)
    for (const part of overrides) expect(files[part], part).toBeDefined()
    for (const name of Object.keys(files)) {
      if (name === '[Content_Types].xml') continue
      expect(overrides.includes(name) || endings.has(name.split('.').at(-1)), name).toBe(true)
    }
    for (const name of Object.keys(files).filter((file) => file.endsWith('.rels'))) {
      const folder = name.replace(/_rels\/[^/]+$/u, '')
      const ids = new Set<string>()
      for (const { attributes } of all(parsed(xmlOf(name)), 'Relationship')) {
        expect(ids.has(attributes.Id!), `${name} ${attributes.Id}`).toBe(false)
        ids.add(attributes.Id!)
        if (attributes.TargetMode === 'External') continue
        const path = new URL(attributes.Target!, `http://x/${folder}`).pathname.slice(1)
        expect(files[path], `${name} → ${path}`).toBeDefined()
      }
    }
  })

  it('says on each slide the finding, its page and its source, and in the notes what it means', () => {
    const slide = xmlOf('ppt/slides/slide2.xml')
    const texts = all(parsed(slide), 'a:t')
      .map(({ text }) => text)
      .join('')
    for (const part of [figures[0]!.title, figures[0]!.source, '2 / 12', '1a2b3c4d']) expect(texts).toContain(part)
    expect(slide).toContain('hlinkClick')
    const notes = all(parsed(xmlOf('ppt/notesSlides/notesSlide11.xml')), 'a:t')
      .map(({ text }) => text)
      .join('\n')
    for (const part of ['先说这句。', figures[0]!.source, figures[4]!.title, '1a2b3c4d']) expect(notes).toContain(part)
  })

  it('can be written again, and another after it, each with its own charts', async () => {
    const pages = (from: number): DeckPage[] =>
      figures.slice(from, from + 2).map((figure) => ({ layout: 'figure', figures: [figure] }))
    for (const from of [0, 3]) {
      const again = unzipSync(await deckFile(slidesOf(pages(from), stamp), { title: '' }))
      const charts = Object.keys(again).filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))
      expect(charts).toHaveLength(2)
      const names = charts.map((name) =>
        all(parsed(strFromU8(again[name]!)), 'c:tx').flatMap((tx) => all(tx, 'c:v').map(({ text }) => text)),
      )
      expect(names).toEqual(
        figures.slice(from, from + 2).map((figure) => figure.plot!().series.map(({ name }) => name)),
      )
    }
  })

  it('can be given up after each slide', async () => {
    const pages = figures.map((figure): DeckPage => ({ layout: 'figure', figures: [figure] }))
    const seen: number[] = []
    await expect(
      deckFile(slidesOf(pages, stamp), {
        title: '',
        onStep(done) {
          seen.push(done)
          if (done === 3) throw new DOMException('', 'AbortError')
        },
      }),
    ).rejects.toThrow(DOMException)
    expect(seen).toEqual([1, 2, 3])
  })
})

describe('the figures of applications on slides', () => {
  const door = createClient(frameOf([prepare(demo)]), () => Promise.resolve(undefined))
  const focus = demo.orgs.find(({ name }) => name.startsWith('望江'))!.id
  const asked: ApplicationAsked = { scope: { level: 'street', year: 2024 }, years: YEARS, focus }
  const own = context({ focus })
  const figureOf = (kind: ApplicationKind, rest: Partial<ApplicationAsked> = {}): Promise<Figure> =>
    APPLICATION_MAKERS[kind](door, { ...asked, ...rest }, own)
  const written = async (figure: Figure, draw?: (svg: string) => Promise<string>) =>
    unzipSync(
      await deckFile(slidesOf([{ layout: 'figure', figures: [figure] }], stamp), { title: '', ...(draw && { draw }) }),
    )
  const chartIn = (held: Record<string, Uint8Array>): Node =>
    parsed(strFromU8(held[Object.keys(held).find((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))!]!))
  /** The chart's series by name, with what stands across where they are points. */
  const seriesIn = (held: Record<string, Uint8Array>) =>
    all(chartIn(held), 'c:ser').map((ser) => ({
      name: one(ser, 'c:tx', 'c:v').text,
      categories: all(ser, 'c:cat').flatMap((cat) => all(cat, 'c:pt').map((pt) => one(pt, 'c:v').text)),
      values: cached(all(ser, 'c:val')[0] ?? one(ser, 'c:yVal')),
      across: all(ser, 'c:xVal').flatMap((node) => cached(node)),
      lines: all(ser, 'c:symbol').some(({ attributes }) => attributes.val === 'none'),
    }))
  const officesOf = async () => (await askDemo('applications.new.total', [2024])).orgs.map(({ id }) => id)
  /** Shares of what was closed, outcome by outcome; nothing where nothing was. */
  const sharesOf = (flows: readonly (readonly number[] | undefined)[]) =>
    ENDINGS.map((_, i) =>
      flows.map((flow) => {
        const { endings, closed } = flow ? endingsOf(flow) : { endings: [], closed: 0 }
        return closed > 0 ? endings[i]! / closed : undefined
      }),
    )

  it('are bars of 100 % for the outcomes by office, those without figures named without a bar', async () => {
    const flow = await door.run(flowSpec(asked, await officesOf()))
    const held = await written(await figureOf('endings'))
    const series = seriesIn(held)
    const xml = chartIn(held)
    expect(one(xml, 'c:barDir').attributes.val).toBe('bar')
    expect(one(xml, 'c:grouping').attributes.val).toBe('percentStacked')
    const rows = [
      { name: zh.t('apps.all'), flow: flow.whole[flow.years.indexOf(2024)]!.sums },
      ...flow.offices.map(({ org, years }) => {
        const parts = years[flow.years.indexOf(2024)]!
        return { name: org.name.replace(/街道.*$/u, ''), flow: 'values' in parts ? parts.values : undefined }
      }),
    ]
    expect(series[0]!.categories).toHaveLength(rows.length)
    for (const { name, flow: given } of rows) {
      const at = series[0]!.categories.findIndex((category) => category.startsWith(name))
      expect(at, name).toBeGreaterThanOrEqual(0)
      expect(series.map(({ values }) => values[at])).toEqual(sharesOf([given]).map(([share]) => share))
    }
  })

  it.each([false, true])('are columns of 100 % for the outcomes by year (the focus alone: %s)', async (alone) => {
    const flow = await door.run(flowSpec(asked, await officesOf()))
    const series = seriesIn(await written(await figureOf('endings-years', { own: alone })))
    const ours = flow.offices.find(({ org }) => org.id === focus)!
    const flows = YEARS.map((_, i) => {
      const parts = ours.years[i]!
      return alone ? ('values' in parts ? parts.values : undefined) : flow.whole[i]!.sums
    })
    expect(series.map(({ values }) => values)).toEqual(sharesOf(flows))
    expect(series[0]!.categories.map((category) => category.slice(0, 4))).toEqual(YEARS.map(String))
  })

  it('are columns of 100 % for the applicants, with businesses, persons and the rest', async () => {
    const { whole } = await door.run(sumsSpec(asked, APPLICANT_CODES, YEARS))
    const series = seriesIn(await written(await figureOf('applicants')))
    const shares = whole.map(({ sums: [natural = 0, business = 0, ...rest] }) => {
      const other = rest.reduce((sum, n) => sum + n, 0)
      const total = natural + business + other
      return [business / total, natural / total, other / total]
    })
    expect(series.map(({ values }) => values)).toEqual([0, 1, 2].map((i) => shares.map((share) => share[i])))
  })

  it('are bars for the grounds, of all and of the office in focus', async () => {
    const grounds = await door.run(sumsSpec(asked, GROUND_CODES))
    const [whole, ours] = [grounds.whole[0]!, grounds.offices[0]!.years[0]!]
    const series = seriesIn(await written(await figureOf('grounds')))
    expect(series).toHaveLength(2)
    GROUND_CODES.forEach((metric, i) => {
      const at = series[0]!.categories.indexOf(zh.metric(metric))
      if (whole.sums[i] === 0) expect(at).toBe(-1)
      else
        expect(series.map(({ values }) => values[at])).toEqual([
          whole.sums[i],
          'values' in ours ? ours.values[i] : undefined,
        ])
    })
  })

  it('are points for the funnel, with its limits as lines', async () => {
    const flow = await door.run(flowSpec(asked, await officesOf()))
    const series = seriesIn(await written(await figureOf('funnel', { ending: 'sum.denied' })))
    const place = ENDINGS.indexOf('sum.denied')
    const points = series.filter(({ lines }) => !lines)
    const expected = flow.offices.flatMap(({ years }) => {
      const parts = years[flow.years.indexOf(2024)]!
      const { endings, closed } = 'values' in parts ? endingsOf(parts.values) : { endings: [], closed: 0 }
      return closed > 0 ? [[closed, endings[place]! / closed]] : []
    })
    const drawn = points.flatMap(({ across, values }) => across.map((n, i) => [n, values[i]]))
    expect(new Set(drawn.map(String))).toEqual(new Set(expected.map(String)))
    const { endings, closed } = endingsOf(flow.whole[flow.years.indexOf(2024)]!.sums)
    const lines = series.filter((each) => each.lines)
    const rate = endings[place]! / closed
    expect(lines.map(({ name }) => name)).toEqual([zh.t('apps.plot.wide'), zh.t('apps.plot.usual'), zh.t('apps.all')])
    expect(lines[2]!.values).toEqual([rate, rate])
    // At each whole number of cases a limit is what chance leaves it, below and above.
    for (const [at, tail] of [
      [0, 0.001],
      [1, 0.025],
    ] as const) {
      const { across, values } = lines[at]!
      const middle = across.map((n, i) => [(n! + (across[i + 1] ?? NaN)) / 2, values[i]] as const)
      const { low, high } = predictionLimits(20, rate, tail)
      expect(middle.flatMap(([n, value]) => (n === 20 && value !== undefined ? [value] : []))).toEqual(
        expect.arrayContaining([low / 20, high / 20]),
      )
    }
  })

  it('are a picture for the flow where one can be drawn, and a table where not', async () => {
    const figure = await figureOf('flow')
    const drawn: string[] = []
    const dot =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const pictured = await written(figure, (svg) => {
      drawn.push(svg)
      return Promise.resolve(dot)
    })
    const due = figure.table.rows.find(({ id }) => id === 'due')!.entries[1]!.text
    expect(drawn).toHaveLength(1)
    expect(drawn[0]).toContain(due)
    expect(Object.keys(pictured).some((name) => /^ppt\/media\/.*\.png$/u.test(name))).toBe(true)
    const slide = parsed(strFromU8(pictured['ppt/slides/slide1.xml']!))
    expect(one(slide, 'p:pic', 'p:cNvPr').attributes.descr).toBe(figure.title)
    expect(all(slide, 'a:tbl')).toHaveLength(0)
    const table = parsed(strFromU8((await written(figure))['ppt/slides/slide1.xml']!))
    expect(
      all(table, 'a:tr')
        .slice(1)
        .map((row) =>
          all(row, 'a:tc').map((cell) =>
            all(cell, 'a:t')
              .map(({ text }) => text)
              .join(''),
          ),
        ),
    ).toEqual(figure.table.rows.map(({ entries }) => entries.map(({ text }) => text)))
  })
})

describe("a chart's workbook", () => {
  it('is on the scale that its heading names', async () => {
    const three = { 甲: [174_100, 0], 乙: [135_900, 'dash'], 丙: [155_000, 0] } as const
    const money = trend(await matrix('fee.amount', [2022, 2023], three), ctx)
    const { sheet } = chartBook(money.plot!())
    expect(sheet.rows[0]).toEqual(['万元', '乙', '丙', '甲', zh.t('trend.median')])
    // Of two offices there is no median.
    expect(sheet.rows.slice(1)).toEqual([
      ['2022', 13.59, 15.5, 17.41, 15.5],
      ['2023', undefined, 0, 0, undefined],
    ])
  })
})
