import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, startApp, type App } from './support/app'
import { drawn, picture } from './support/charts'

const [WIDTH, HEIGHT] = [1920, 1080]

const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

let app: App
let pages: Page[]
beforeAll(async () => {
  app = await startApp()
  pages = await Promise.all(VIEWPORTS.map((viewport) => app.open({ path: '#/quality?collection=demo', viewport })))
  for (const page of pages) await page.clock.setFixedTime('2026-03-09T08:00:00+08:00')
})
afterAll(() => app.close())

interface Kind {
  name: string
  path: string
  figure: string
  file: string
}
const KINDS: readonly Kind[] = [
  {
    name: 'trend',
    path: '#/trends?collection=demo',
    figure: 'trend',
    file: '新收申请_明湖区8个街道乡镇_2019-2025_趋势图',
  },
  {
    name: 'shares',
    path: '#/trends?collection=demo&mode=share',
    figure: 'share',
    file: '新收申请_明湖区8个街道乡镇_2019-2025_构成图',
  },
  {
    name: 'small multiples',
    path: '#/trends?collection=demo',
    figure: 'multiples',
    file: '新收申请_明湖区8个街道乡镇_2019-2025_分面图',
  },
  {
    name: 'ranking',
    path: '#/compare?collection=demo',
    figure: 'rank',
    file: '新收申请_明湖区8个街道乡镇_2025_排位图',
  },
  {
    name: 'dumbbell',
    path: '#/compare?collection=demo',
    figure: 'dumbbell',
    file: '新收申请_明湖区8个街道乡镇_2019-2025_两年对比图',
  },
  {
    name: 'heat map',
    path: '#/compare?collection=demo',
    figure: 'heat',
    file: '新收申请_明湖区8个街道乡镇_2019-2025_热力图',
  },
]

/** Width and height as the file's own header says. */
const sizeOf = (png: Buffer) => ({
  kind: png.toString('latin1', 1, 4),
  header: png.toString('latin1', 12, 16),
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
})

/** What a picture shows, band by band: the share of pixels that are dark, and how many colours there are. */
const look = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    const pen = canvas.getContext('2d')!
    pen.drawImage(image, 0, 0)
    const band = (from: number, to: number) => {
      const { data } = pen.getImageData(
        0,
        Math.round(from * image.height),
        image.width,
        Math.round((to - from) * image.height),
      )
      const colours = new Set<number>()
      let dark = 0
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!]
        colours.add(r * 65536 + g * 256 + b)
        if (0.3 * r + 0.6 * g + 0.1 * b < 128) dark++
      }
      return { dark, colours: colours.size }
    }
    const edge = [...pen.getImageData(0, 0, 1, 1).data]
    return { title: band(0.05, 0.14), chart: band(0.2, 0.88), foot: band(0.92, 0.99), edge }
  }, png.toString('base64'))

describe('a picture', () => {
  it.each(KINDS)(
    'of a $name is a slide with title, chart and source, named for what it shows, the same from a desktop and a phone',
    async ({ path, figure, file }) => {
      const digests = new Set<string>()
      for (const page of pages) {
        await go(page, path)
        const { name, bytes } = await picture(page, await drawn(page, figure))
        expect(name).toBe(`${file}_20260309.png`)
        expect(sizeOf(bytes)).toEqual({ kind: 'PNG', header: 'IHDR', width: WIDTH, height: HEIGHT })
        const { title, chart, foot, edge } = await look(page, bytes)
        expect(edge).toEqual([255, 255, 255, 255])
        expect(title.dark).toBeGreaterThan(2000)
        expect(foot.dark).toBeGreaterThan(1000)
        expect(chart.dark).toBeGreaterThan(2000)
        expect(chart.colours).toBeGreaterThan(50)
        digests.add(createHash('sha256').update(bytes).digest('hex'))
        assertClean(page)
      }
      expect(digests.size).toBe(1)
    },
  )
})
