import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { MOST_ANNOTATIONS, annotatable, annotated } from '../../src/charts/annotations'
import type { Annotation } from '../../src/charts/annotations'
import { contextOf } from '../../src/charts/areaNames'
import type { Figure, Room } from '../../src/charts/figure'
import { figureFrom } from '../../src/charts/recipe'
import type { Recipe, RecipeKind } from '../../src/charts/recipe'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { anchorsOf } from '../../src/export/annotated/anchors'
import { annotatedDrawing } from '../../src/export/annotated/drawing'
import { pageSvg } from '../../src/export/pageSvg'
import { deckFile } from '../../src/export/pptx/deckFile'
import { slidesOf } from '../../src/export/pptx/slides'
import { usualWidth } from '../../src/export/svgText'
import { createTranslator } from '../../src/i18n'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { officeMapOf } from '../../src/query/officeMap'

const words = createTranslator('zh-CN')
const set = demoDataset()
const frame = frameOf([prepare(set)])
const client = createClient(frame, () => Promise.resolve(undefined))
const area = set.orgs.find(({ level }) => level === 'district')!
const focus = set.orgs.find(({ name }) => name.includes('望江'))!
const years = [...new Set(set.reports.map(({ year }) => year))].sort()
const room: Room = { width: 860, height: 330, text: 12 }
const stamp = { words, synthetic: true, made: new Date(2026, 10, 30), data: 'abc' }

function figureOf(kind: RecipeKind): Promise<Figure> {
  const scope = { area: area.id, level: 'street', year: years.at(-1)! } as const
  const recipe: Recipe = { kind, collection: set.id, metric: 'applications.new.total', scope, years, focus: focus.id }
  return figureFrom(recipe, client, contextOf(officeMapOf(frame), recipe, words))
}
const pointsOf = (figure: Figure, most = 3): Annotation[] =>
  annotatable(figure)
    .points.slice(0, most)
    .map((ref, i) => ({ id: `a${i}`, of: 0, text: `批注的文字第${i}条`, at: { kind: 'point', name: '望江', ...ref } }))
const span = (from: number, to: number): Annotation => ({
  id: 'span',
  of: 0,
  text: '新表式试行',
  at: { kind: 'years', from, to },
})

describe('annotations of a figure', () => {
  it.each(['trend', 'index', 'yoy', 'share', 'rank', 'pairs', 'scatter'] as const)(
    'of a %s find every point that the figure draws, within its drawing',
    async (kind) => {
      const figure = await figureOf(kind)
      const { points } = annotatable(figure)
      expect(points.length).toBeGreaterThan(3)
      // So many as there are, in turn: each must be found.
      for (let i = 0; i < points.length; i += MOST_ANNOTATIONS) {
        const some = points.slice(i, i + MOST_ANNOTATIONS)
        const { annotations = [] } = annotated(
          figure,
          some.map((ref, k) => ({ id: String(k), of: 0, text: 'x', at: { kind: 'point', name: 'o', ...ref } })),
          words,
        )
        expect(annotations).toHaveLength(some.length)
        for (const anchor of anchorsOf(figure.option!, room, annotations)) {
          if (!anchor || !('x' in anchor)) throw new Error(`${kind}: a point has no place`)
          expect(anchor.x).toBeGreaterThanOrEqual(0)
          expect(anchor.x).toBeLessThanOrEqual(room.width)
          expect(anchor.y).toBeGreaterThanOrEqual(0)
          expect(anchor.y).toBeLessThanOrEqual(room.height)
        }
      }
    },
  )

  it('leads a line of a trend to where its point is: higher for more, further right for later', async () => {
    const figure = await figureOf('trend')
    const { points } = annotatable(figure)
    const own = points.filter(({ org }) => org === focus.id)
    const { annotations = [] } = annotated(
      figure,
      own.slice(0, 5).map((ref, k) => ({ id: String(k), of: 0, text: 'x', at: { kind: 'point', name: 'o', ...ref } })),
      words,
    )
    const anchors = anchorsOf(figure.option!, room, annotations) as { x: number; y: number }[]
    const plot = figure.plot!()
    const series = plot.series.find(({ points: all }) => all.some(({ ref }) => ref?.org === focus.id))!
    const values = own.slice(0, 5).map((ref) => series.points.find((one) => one.ref?.year === ref.year)!.value!)
    for (let i = 1; i < anchors.length; i++) {
      expect(anchors[i]!.x).toBeGreaterThan(anchors[i - 1]!.x)
      expect(Math.sign(anchors[i - 1]!.y - anchors[i]!.y)).toBe(Math.sign(values[i]! - values[i - 1]!))
    }
  })

  it('tells both years of a pair apart by their numbers', async () => {
    const figure = await figureOf('pairs')
    const own = annotatable(figure).points.filter(({ org }) => org === focus.id)
    expect(own).toHaveLength(2)
    const { annotations = [] } = annotated(
      figure,
      own.map((ref) => ({ id: String(ref.year), of: 0, text: 'x', at: { kind: 'point', name: 'o', ...ref } })),
      words,
    )
    const [from, to] = anchorsOf(figure.option!, room, annotations) as { x: number; y: number }[]
    const [was, is] = annotations.map(({ at }) => ('value' in at ? at.value : NaN)) as [number, number]
    expect(from!.y).toBe(to!.y)
    expect(was).not.toBe(is)
    expect(Math.sign(to!.x - from!.x)).toBe(Math.sign(is - was))
  })

  it.each([330, 860, 1200])('write their texts above the chart, none over another, in %i pixels', async (width) => {
    const figure = await figureOf('trend')
    const all = [...pointsOf(figure, 4), span(years[1]!, years[3]!)]
    const { annotations = [] } = annotated(figure, all, words)
    expect(annotations).toHaveLength(5)
    const { band, chart } = annotatedDrawing(figure.option!, { ...room, width }, annotations)
    const across = [...band.boxes].sort((a, b) => a.x - b.x)
    across.forEach(({ x, y, width: wide, lines }, i) => {
      expect(x).toBeGreaterThanOrEqual(-0.01)
      expect(x + wide).toBeLessThanOrEqual(width + 0.01)
      expect(y + lines.length * band.size).toBeLessThanOrEqual(band.height)
      for (const line of lines) expect(usualWidth(line, band.size)).toBeLessThanOrEqual(wide + band.size)
      const next = across[i + 1]
      if (next) expect(x + wide).toBeLessThan(next.x)
    })
    expect(chart.height).toBeLessThan(room.height)
  })

  it('are told in notes and drawing; one whose point is gone is named', async () => {
    const figure = await figureOf('trend')
    const gone: Annotation = {
      id: 'gone',
      of: 0,
      text: '撤并前',
      at: { kind: 'point', org: 'nowhere', year: years[0]!, metric: 'applications.new.total', name: '旧街道' },
    }
    const all = annotated(figure, [...pointsOf(figure, 1), gone, span(1990, 1991)], words)
    const [slide] = slidesOf([{ layout: 'figure', figures: [all] }], stamp)
    const svg = pageSvg(slide!, words, usualWidth)
    expect(svg).toContain('①批注的文字第0条')
    expect(slide!.notes).toContain('批注的文字第0条')
    for (const text of ['旧街道', '撤并前', '1990—1991']) {
      expect(slide!.notes).toContain(text)
      expect(slide!.frame.foot.lines.join('')).toContain(text)
    }
    expect(annotated(figure, [], words)).toBe(figure)
  })
})

describe('annotations in PowerPoint', () => {
  let files: Record<string, Uint8Array>
  const xmlAt = (name: string): string => strFromU8(files[name]!)
  beforeAll(async () => {
    const kinds = ['trend', 'rank', 'share', 'scatter'] as const
    const pages = await Promise.all(
      kinds.map(async (kind) => {
        const figure = await figureOf(kind)
        const all = kind === 'trend' ? [...pointsOf(figure), span(years[1]!, years[3]!)] : pointsOf(figure)
        return { layout: 'figure' as const, figures: [annotated(figure, all, words)] }
      }),
    )
    files = unzipSync(await deckFile(slidesOf(pages, stamp), { title: 'x' }))
  })

  it.each([1, 2, 3, 4])('stand above the native chart of slide %i, as text, with their marks at its points', (n) => {
    const slide = xmlAt(`ppt/slides/slide${n}.xml`)
    const [chart] = Object.keys(files)
      .filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))
      .sort((a, b) => a.length - b.length || a.localeCompare(b))
      .slice(n - 1)
    for (const [i, mark] of ['①', '②', '③'].entries()) {
      expect(slide).toContain(`${mark}批注的文字第${i}条`)
      expect(xmlAt(chart!)).toMatch(new RegExp(`<c:dLbl>(?:(?!</c:dLbl>).)*${mark}`, 'su'))
    }
    expect(slide.includes('新表式试行')).toBe(n === 1)
    const top = Number(/<p:graphicFrame>[\s\S]*?<a:off x="\d+" y="(\d+)"/u.exec(slide)![1])
    for (const [, y, height] of slide.matchAll(
      /<a:off x="\d+" y="(\d+)"\/><a:ext cx="\d+" cy="(\d+)"\/>(?:(?!<p:sp>)[\s\S])*?批注的文字/gu,
    ))
      expect(Number(y) + Number(height)).toBeLessThanOrEqual(top + 1)
  })
})
