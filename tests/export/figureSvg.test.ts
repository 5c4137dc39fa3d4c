import { Parser } from 'htmlparser2'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableFigure } from '../../src/charts/compareTable'
import type { Figure } from '../../src/charts/figure'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import { figureSvg } from '../../src/export/figureSvg'
import { footOf, subtitleOf, titleLines } from '../../src/export/frame'
import type { Stamp } from '../../src/export/frame'
import { SHEETS, SHEET_NAMES } from '../../src/export/pictureSizes'
import { usualWidth } from '../../src/export/svgText'
import { askDemo, context, doubted, matrix, zh, orderOf } from '../charts/support'

const stamp: Stamp = { words: zh, synthetic: true, made: new Date(2026, 2, 9), data: '1a2b3c4d' }

/** Tags, attributes and texts of a drawing; fails where it is no well-formed XML. */
function read(svg: string): { texts: string[]; tags: { name: string; attributes: Record<string, string> }[] } {
  const texts: string[] = []
  const tags: { name: string; attributes: Record<string, string> }[] = []
  const open: string[] = []
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        open.push(name)
        tags.push({ name, attributes })
        if (name === 'text') texts.push('')
      },
      ontext(text) {
        if (open.at(-1) === 'text') texts.push(texts.pop()! + text)
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true },
  )
  parser.end(svg)
  return { texts, tags }
}

const squeezed = (texts: readonly string[]): string => texts.join('').replace(/\s/gu, '')

describe('a figure as a drawing', () => {
  it.each(SHEET_NAMES)('says all of title, subtitle, source, notes, date and data on a %s sheet', async (name) => {
    const figure = trend(await askDemo('fee.amount'), context({ focus: 'demo-wangjiang' }))
    const { texts, tags } = read(figureSvg(figure, stamp, { sheet: SHEETS[name] }))
    const all = squeezed(texts)
    for (const part of [figure.title, subtitleOf(figure, stamp), footOf(figure, zh), '2026-03-09', '1a2b3c4d'])
      expect(all).toContain(squeezed([part]))
    expect(all).toContain(zh.t('figure.synthetic').replace(/\s/gu, ''))
    expect(tags[0]!.attributes).toMatchObject({
      width: String(SHEETS[name].width),
      height: String(SHEETS[name].height),
    })
  })

  it('holds no style sheet, no foreign address, no attribute that only browsers know', async () => {
    const figure = ranking(orderOf(await askDemo('applications.new.total'), 2024), 'around', context())
    const { tags } = read(figureSvg(figure, stamp, { sheet: SHEETS.slide }))
    expect(tags.length).toBeGreaterThan(20)
    for (const { name, attributes } of tags) {
      expect(['style', 'script', 'image', 'foreignObject']).not.toContain(name)
      for (const [attribute, value] of Object.entries(attributes)) {
        expect(['style', 'class', 'dominant-baseline']).not.toContain(attribute)
        expect(attribute).not.toMatch(/^ecmeta|^on/u)
        if (!attribute.startsWith('xmlns')) expect(value).not.toMatch(/https?:/u)
      }
    }
  })

  it('marks a doubtful figure and gives a table where there is no chart', async () => {
    const result = doubted(await matrix('penalty.decisions', [2023, 2024], { 甲: [3, 5], 乙: [0, 'dash'] }), '甲', 2024)
    const bars = read(figureSvg(ranking(orderOf(result, 2024), 'around', context()), stamp, { sheet: SHEETS.slide }))
    expect(bars.texts.some((text) => text.includes('※'))).toBe(true)
    const table = tableFigure(result, 2024, context())
    const { texts } = read(figureSvg(table, stamp, { sheet: SHEETS.slide }))
    expect(texts).toContain('5 ※')
    expect(texts).toContain('甲办事处')
  })

  it('has a ground only where one is wanted', async () => {
    const figure = ranking(orderOf(await askDemo('applications.new.total'), 2024), 'around', context())
    const grounds = (paper: boolean): number =>
      read(figureSvg(figure, stamp, { sheet: SHEETS.square, paper })).tags.filter(
        ({ name, attributes }) => name === 'rect' && attributes.width === '540' && attributes.height === '540',
      ).length
    expect([grounds(true), grounds(false)]).toEqual([1, 0])
  })

  it('keeps every letter of a title, however long, and of any text', () => {
    const figure: Figure = {
      id: 'x',
      title: '',
      subtitle: '',
      height: 100,
      footnotes: [],
      source: '',
      table: { columns: [], rows: [] },
      name: { metric: '', scope: '', years: '' },
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'区街道公开2024<&>"，。 '), maxLength: 160 }), (title) => {
        const { lines, size } = titleLines(title, SHEETS.phone, usualWidth)
        expect(squeezed(lines)).toBe(squeezed([title]))
        expect(size).toBeGreaterThan(SHEETS.phone.title / 2)
        const { texts } = read(figureSvg({ ...figure, title }, stamp, { sheet: SHEETS.phone }))
        expect(squeezed(texts)).toContain(squeezed([title]))
      }),
      { numRuns: 50 },
    )
  })
})
