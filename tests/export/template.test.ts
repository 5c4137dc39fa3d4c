import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import PptxGenJS from 'pptxgenjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { heat } from '../../src/charts/heat'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import type { Stamp } from '../../src/export/frame'
import { slidesOf } from '../../src/export/pptx/slides'
import type { DeckPage, Slide } from '../../src/export/pptx/slides'
import { filledText, placeholdersIn } from '../../src/export/template/fields'
import { fillSlides, readSlideTemplate } from '../../src/export/template/fillSlides'
import type { FilledSlides } from '../../src/export/template/fillSlides'
import { deckFills } from '../../src/export/template/pages'
import { TemplateError } from '../../src/export/template/openTemplate'
import { context, matrix, orderOf, zh } from '../charts/support'

const stamp: Stamp = { words: zh, synthetic: false, made: new Date(2026, 2, 9), data: '1a2b3c4d' }
const COMMON = { title: '全区通报 <草案>', date: '2026-03-09', office: '甲区' }
const YEARS = [2021, 2022, 2023]

/** A template as an office would make it, with a placeholder that is cut into runs. */
async function template(): Promise<Uint8Array> {
  const pptx = new PptxGenJS()
  pptx.layout = 'LAYOUT_16x9'
  const box = (objectName: string, x: number, w: number) => ({
    objectName,
    x,
    y: 1.2,
    w,
    h: 3.6,
    fill: { color: 'EEEEEE' },
  })
  const cover = pptx.addSlide()
  cover.addText('{{标题}}', { x: 1, y: 1.5, w: 8, h: 1, fontSize: 32 })
  cover.addText('{{ 机关 }} {{日期}} {{未知}}', { x: 1, y: 3, w: 8, h: 0.6 })
  const words = [
    { text: '要点：{{结', options: { bold: true } },
    { text: '论', options: { color: 'CC0000' } },
    { text: '}}。', options: {} },
  ]
  for (const names of [['图1'], ['图1', '图2'], ['图1', '表1']]) {
    const slide = pptx.addSlide()
    slide.addText(words, { x: 0.4, y: 0.2, w: 9, h: 0.7 })
    names.forEach((name, i) => slide.addText('', box(name, 0.4 + (i * 9.2) / names.length, 9.2 / names.length - 0.2)))
    slide.addText('{{source}}', { x: 0.4, y: 5, w: 9, h: 0.4, fontSize: 10 })
  }
  const fixed = pptx.addSlide()
  fixed.addText('附：第三张图', { x: 0.4, y: 0.2, w: 9, h: 0.7 })
  fixed.addText('', box('图3', 0.4, 9))
  pptx.addSlide().addText('谢谢', { x: 3, y: 2, w: 4, h: 1 })
  const files = unzipSync((await pptx.write({ outputType: 'uint8array' })) as Uint8Array, {
    filter: ({ name }) => !name.endsWith('/'),
  })
  return zipSync(files)
}

let given: Uint8Array
let slides: Slide[]
let filled: FilledSlides
let before: Record<string, Uint8Array>
let after: Record<string, Uint8Array>
const xmlOf = (name: string): string => strFromU8(after[name] ?? new Uint8Array())
const relations = (owner: string): { id: string; target: string; type: string }[] =>
  [...xmlOf(owner.replace(/([^/]*)$/u, '_rels/$1.rels')).matchAll(/<Relationship\s[^>]*>/gu)].map(([tag]) => {
    const of = (name: string): string => new RegExp(`${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? ''
    const target = of('Target')
    const folder = owner.replace(/[^/]*$/u, '')
    return {
      id: of('Id'),
      type: of('Type').replace(/^.*\//u, ''),
      target: target.startsWith('/') ? target.slice(1) : new URL(target, `http://x/${folder}`).pathname.slice(1),
    }
  })
/** Slides in the order of the presentation. */
const ordered = (): string[] => {
  const known = new Map(relations('ppt/presentation.xml').map(({ id, target }) => [id, target]))
  return [...xmlOf('ppt/presentation.xml').matchAll(/<p:sldId [^>]*r:id="([^"]+)"/gu)].map(([, id]) => known.get(id!)!)
}

beforeAll(async () => {
  const result = await matrix('penalty.decisions', YEARS, { 甲: [3, 0, 6], 乙: [7, undefined, 2], 丙: [1, 2, 9] })
  const ctx = context({ focus: '甲' })
  const figures = [trend(result, ctx), ranking(orderOf(result, 2023), 'around', ctx), heat(result, ctx)] as const
  const pages: DeckPage[] = [
    { layout: 'title', title: '封面', figures: [] },
    { layout: 'figure', figures: [figures[0]], title: '自己写的标题' },
    { layout: 'pair', figures: [figures[0], figures[1]] },
    { layout: 'table', figures: [figures[1]] },
    { layout: 'figure', figures: [figures[2]] },
  ]
  slides = slidesOf(pages, stamp)
  given = await template()
  filled = await fillSlides(given, slides, { common: COMMON, stamp })
  before = unzipSync(given)
  after = unzipSync(filled.bytes)
})

describe("an office's own slides", () => {
  it('are read: what is to be filled, and which slides are samples', () => {
    expect(readSlideTemplate(given)).toEqual({
      fields: ['标题', '机关', '日期', '未知', '结论', 'source'],
      charts: [1, 2, 3],
      tables: [1],
      samples: 3,
      slides: 6,
    })
  })

  it('have a sample for each page with figures, the one that fits, where the samples stood', () => {
    expect(filled).toMatchObject({ pages: 4, without: 0, unused: 0 })
    const all = ordered()
    expect(all).toHaveLength(1 + 4 + 2)
    expect(new Set(all).size).toBe(all.length)
    const kinds = all.map((slide) => relations(slide).filter(({ type }) => type === 'chart').length)
    expect(kinds).toEqual([0, 1, 2, 1, 0, 1, 0])
    const tables = all.map((slide) => xmlOf(slide).split('<a:tbl>').length - 1)
    expect(tables).toEqual([0, 0, 0, 1, 1, 0, 0])
  })

  it('have what is to be said to each page, also where the template has no master of notes', async () => {
    const noted = (files: Record<string, Uint8Array>): string[] =>
      Object.entries(files).flatMap(([name, bytes]) =>
        /notesSlides\/notesSlide\d+\.xml$/u.test(name) ? [strFromU8(bytes).replace(/<[^>]+>/gu, ' ')] : [],
      )
    const pages = slides.filter(({ parts }) => parts.length > 0)
    for (const { notes } of pages) {
      const [first] = notes.split('\n')
      expect(noted(after).some((text) => text.includes(first!.replace(/[&<>]/gu, '')))).toBe(true)
    }
    const bare: Record<string, Uint8Array> = {}
    for (const [name, bytes] of Object.entries(before)) {
      if (/notes(?:Slides|Masters)\//u.test(name)) continue
      const text = strFromU8(bytes)
      bare[name] = /\.rels$|Content_Types|presentation\.xml$/u.test(name)
        ? strToU8(
            text
              .replace(/<(?:Relationship|Override)\s[^>]*notes(?:Slide|Master)[^>]*>/gu, '')
              .replace(/<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/su, ''),
          )
        : bytes
    }
    const { bytes } = await fillSlides(zipSync(bare), slides, { common: COMMON, stamp })
    const files = unzipSync(bytes)
    expect(noted(files)).toHaveLength(pages.length)
    const main = strFromU8(files['ppt/presentation.xml']!)
    expect(main).toMatch(/<\/p:sldMasterIdLst><p:notesMasterIdLst>/u)
    const types = strFromU8(files['[Content_Types].xml']!)
    for (const name of Object.keys(files).filter((one) => /notes|theme\d/u.test(one) && one.endsWith('.xml')))
      expect(types, name).toContain(`PartName="/${name}"`)
    for (const [name, held] of Object.entries(files).filter(([one]) => /notes.*\.rels$/u.test(one)))
      for (const [, target] of strFromU8(held).matchAll(/Target="\/([^"]+)"/gu))
        expect(Object.keys(files), name).toContain(target)
  })

  it('say what the deck says, also where a placeholder is cut into runs, and leave what they do not know', () => {
    const [cover, one, two] = ordered().map(xmlOf)
    expect(cover).toContain('全区通报 &lt;草案&gt;')
    expect(cover).toContain('甲区 2026-03-09 {{未知}}')
    const said = (xml: string | undefined): string =>
      [...(xml ?? '').matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text]) => text).join('')
    const [, first, pair] = slides
    expect(said(one)).toContain(`要点：${first!.parts[0]!.figure.title}。`)
    expect(said(two)).toContain(`要点：${pair!.parts[0]!.figure.title}。`)
    expect(said(one)).not.toContain('{{')
    expect(one).toContain('<a:srgbClr val="CC0000"/>')
  })

  it('are otherwise as they were, byte for byte', () => {
    const touched = new Set([
      ...ordered(),
      '[Content_Types].xml',
      'ppt/presentation.xml',
      'ppt/_rels/presentation.xml.rels',
    ])
    for (const [name, bytes] of Object.entries(before)) {
      if (touched.has(name) || /^ppt\/(?:slides\/_rels|notesSlides)/u.test(name)) continue
      expect(Buffer.from(after[name] ?? []).equals(Buffer.from(bytes)), name).toBe(true)
    }
    const last = ordered().at(-1)!
    expect(Buffer.from(after[last]!).equals(Buffer.from(before['ppt/slides/slide6.xml']!))).toBe(true)
  })

  it('hold together: every relation leads somewhere, every part has a type, no id is there twice', () => {
    const types = xmlOf('[Content_Types].xml')
    const defaults = [...types.matchAll(/Extension="(\w+)"/gu)].map(([, ending]) => ending)
    expect(new Set(defaults).size).toBe(defaults.length)
    for (const name of Object.keys(after)) {
      if (name === '[Content_Types].xml' || name.endsWith('/')) continue
      if (name.endsWith('.xml') && !name.includes('_rels'))
        expect(types.split(`PartName="/${name}"`), name).toHaveLength(2)
      else expect(defaults, name).toContain(name.slice(name.lastIndexOf('.') + 1))
    }
    for (const name of Object.keys(after).filter((one) => one.endsWith('.rels'))) {
      const owner = name.replace('_rels/', '').replace(/\.rels$/u, '')
      const all = relations(owner)
      expect(new Set(all.map(({ id }) => id)).size, name).toBe(all.length)
      for (const { target, type } of all)
        if (type !== 'hyperlink') expect(after, `${name} ${target}`).toHaveProperty([target])
    }
    for (const slide of ordered()) {
      const ids = [...xmlOf(slide).matchAll(/<p:cNvPr [^>]*?\bid="(\d+)"/gu)].map(([, id]) => id)
      expect(new Set(ids).size, slide).toBe(ids.length)
      const known = new Set(relations(slide).map(({ id }) => id))
      for (const [, id] of xmlOf(slide).matchAll(/r:(?:id|embed)="([^"]+)"/gu)) expect(known.has(id!), slide).toBe(true)
    }
    const ids = [...xmlOf('ppt/presentation.xml').matchAll(/<p:sldId id="(\d+)"/gu)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(7)
  })

  it("has charts with the query's numbers at the place and size of the named shape", () => {
    const slide = ordered()[1]!
    const chart = relations(slide).find(({ type }) => type === 'chart')!.target
    const series = xmlOf(chart).split('<c:ser>').slice(1)
    const own = series.find((one) => one.includes('<c:v>甲</c:v>'))!
    expect(
      [...own.slice(own.indexOf('<c:val>')).matchAll(/<c:v>([^<]*)<\/c:v>/gu)].map(([, value]) => Number(value)),
    ).toEqual([3, 0, 6])
    const shape = /name="图1"[\s\S]*?<a:off x="(\d+)" y="(\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"/u.exec(
      strFromU8(before['ppt/slides/slide2.xml']!),
    )!
    const frame = /<p:graphicFrame>[\s\S]*?<a:off x="(\d+)" y="(\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"/u.exec(
      xmlOf(slide),
    )!
    frame.slice(1).forEach((value, i) => expect(Math.abs(Number(value) - Number(shape[i + 1]))).toBeLessThan(100))
  })

  it('give a Word document the figures of all pages by their order, and their tables', async () => {
    const fills = deckFills(slides, COMMON, stamp, (svg) => Promise.resolve(strToU8(svg)))
    const [, , pair] = slides
    const second = await fills.picture(3, { width: 400, height: 200 })
    expect(second?.title).toBe(pair!.parts.at(-1)!.figure.title)
    expect(strFromU8(second!.png)).toContain('<svg')
    expect(fills.table(1)?.rows.find(([name]) => name === '甲办事处')).toEqual(['甲办事处', '3', '0', '6'])
    expect(fills.table(99)).toBeUndefined()
    expect(fills.texts).toMatchObject({ title: COMMON.title, office: COMMON.office })
    expect(fills.body.filter((one) => 'strong' in one)).toHaveLength(4)
  })

  it('lose a place without a figure, and samples that no page takes', async () => {
    const few = await fillSlides(given, [slides[1]!], { common: COMMON, stamp })
    expect(few).toMatchObject({ pages: 1, without: 1, unused: 2 })
    after = unzipSync(few.bytes)
    expect(ordered()).toHaveLength(4)
    expect(Object.keys(after).filter((name) => /^ppt\/slides\/slide\d+\.xml$/u.test(name))).toHaveLength(4)
    after = unzipSync(filled.bytes)
  })

  it('are refused with the reason: a password, an old format, damage, something else, nothing to fill', async () => {
    const fault = (bytes: Uint8Array): string => {
      try {
        readSlideTemplate(bytes)
      } catch (error) {
        if (error instanceof TemplateError) return error.fault
        throw error
      }
      return 'none'
    }
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)])
    const locked = old.slice()
    locked.set(
      [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]),
      100,
    )
    const plain = new PptxGenJS()
    plain.addSlide().addText('没有占位', { x: 1, y: 1, w: 3, h: 1 })
    expect([
      fault(locked),
      fault(old),
      fault(given.slice(0, given.length - 2000)),
      fault(strToU8('不是文档')),
      fault(zipSync({ 'a.txt': strToU8('x') })),
      fault((await plain.write({ outputType: 'uint8array' })) as Uint8Array),
    ]).toEqual(['password', 'old', 'damaged', 'other', 'other', 'empty'])
  })
})

describe('words in a template', () => {
  const run = (text: string): string =>
    `<a:r><a:rPr lang="zh-CN"/><a:t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a:t></a:r>`

  it('are filled wherever their letters are cut, and nothing else changes', () => {
    const letters = fc.string({ unit: fc.constantFrom('甲', ' ', '&', '<', 'x', '{'), maxLength: 6 })
    fc.assert(
      fc.property(letters, letters, fc.array(fc.nat(20), { maxLength: 5 }), letters, (head, tail, cuts, value) => {
        fc.pre(!head.endsWith('{'))
        const whole = `${head}{{结论}}${tail}`
        const places = [...new Set(cuts.map((cut) => Math.min(cut, whole.length)))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((from, i) => whole.slice(from, places[i] ?? whole.length))
        const xml = `<a:p><a:pPr/>${pieces.map(run).join('')}</a:p><a:p>${run('{{')}</a:p><a:p>${run('结论}}')}</a:p>`
        expect(placeholdersIn(xml, 'a')).toEqual(['结论'])
        const out = filledText(xml, 'a', { finding: value })
        const text = [...out.slice(0, out.indexOf('</a:p>')).matchAll(/<a:t>([^<]*)<\/a:t>/gu)]
          .map(([, one]) => one!)
          .join('')
          .replaceAll('&lt;', '<')
          .replaceAll('&amp;', '&')
        expect(text).toBe(`${head}${value}${tail}`)
        expect(filledText(xml, 'a', { title: value })).toBe(xml)
      }),
    )
  })
})
