import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import PptxGenJS from 'pptxgenjs'
import { COLOUR } from '../../charts/parts/palette'
import type { Grid, Plot } from '../../charts/plot'
import { hex } from '../../charts/plot'
import { nativeAnnotations } from '../annotated/native'
import { optionSvg } from '../chartSvg'
import { usualWidth } from '../svgText'
import { workbook } from '../workbook'
import { chartBook } from './chart/chartBook'
import { chartPart } from './chart/chartPart'
import { OFFICE_FONT } from './chart/parts'
import type { ChartRoom } from './chart/parts'
import { SLIDE } from './slides'
import type { Box, Slide, SlidePart } from './slides'

export const PPTX_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/** The library counts in inches. */
const inch = (points: number): number => points / 72
const place = ({ x, y, width, height }: Box) => ({ x: inch(x), y: inch(y), w: inch(width), h: inch(height) })

const text = (size: number, colour: string, rest: PptxGenJS.TextPropsOptions = {}): PptxGenJS.TextPropsOptions => ({
  fontFace: OFFICE_FONT,
  fontSize: Math.round(size * 10) / 10,
  color: hex(colour),
  lang: 'zh-CN',
  margin: 0,
  valign: 'top',
  fit: 'shrink',
  ...rest,
})

const NOTE = 16
const HEADING = 22

/** Beside the text of a cell, in sizes of it. */
const PADDING = 1.4

/** A grid as a table of the program's own, its rows as high as there is room for. */
function addGrid(slide: PptxGenJS.Slide, { columns, rows }: Grid, box: Box): void {
  const row = Math.min(26, box.height / (rows.length + 1))
  const most = columns.map((column, i) =>
    Math.max(
      usualWidth(column, 1),
      ...rows.map(({ label, cells }) => usualWidth(i === 0 ? label : (cells[i - 1]?.text ?? ''), 1)),
    ),
  )
  const letters = most.reduce((sum, one) => sum + one + PADDING, 0)
  const size = Math.max(6, Math.min(13, row * 0.5, (box.width / letters) * 0.98))
  const line = { type: 'solid' as const, pt: 0.75, color: hex(COLOUR.line) }
  const none = { type: 'none' as const }
  const border: [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] = [
    none,
    none,
    line,
    none,
  ]
  const common = {
    fontFace: OFFICE_FONT,
    fontSize: size,
    border,
    valign: 'middle' as const,
    margin: [0, inch(4), 0, inch(4)] as [number, number, number, number],
  }
  const head = columns.map((label, i) => ({
    text: label,
    options: { ...common, color: hex(COLOUR.muted), align: i === 0 ? ('left' as const) : ('right' as const) },
  }))
  const body = rows.map(({ label, focus, cells }) => [
    { text: label, options: { ...common, bold: focus, color: hex(focus ? COLOUR.focus : COLOUR.ink) } },
    ...cells.map(({ text: said, fill, ink, doubtful, isMissing }) => ({
      text: said,
      options: {
        ...common,
        align: fill || isMissing ? ('center' as const) : ('right' as const),
        bold: focus,
        color: hex(doubtful ? COLOUR.amber : (ink ?? (isMissing ? COLOUR.muted : focus ? COLOUR.focus : COLOUR.ink))),
        ...(doubtful
          ? { fill: { color: hex(COLOUR.amberSoft) } }
          : fill
            ? { fill: { color: hex(fill) } }
            : focus
              ? { fill: { color: 'EEF5F6' } }
              : {}),
      },
    })),
  ])
  slide.addTable([head, ...body], {
    x: inch(box.x),
    y: inch(box.y),
    w: inch(box.width),
    colW: most.map((one) => inch(((one + PADDING) / letters) * box.width)),
    rowH: inch(row),
  })
}

interface Chart {
  plot: Plot
  room: ChartRoom
}

/** Letters of a picture, as large as those of a chart in the same place. */
const lettersOf = ({ width }: Box): number => (width < 500 ? 10 : 12)

async function addPart(slide: PptxGenJS.Slide, part: SlidePart, charts: Chart[], draw?: Draw): Promise<void> {
  const { heading, note, plot, grid, isPicture, figure } = part
  let { box } = part
  if (heading !== undefined) {
    if (heading)
      slide.addText(heading, { ...place({ ...box, height: HEADING }), ...text(14, COLOUR.ink, { bold: true }) })
    box = { ...box, y: box.y + HEADING, height: box.height - HEADING }
  }
  if (note !== undefined) {
    const below = { ...box, y: box.y + box.height - NOTE, height: NOTE }
    slide.addText(note, { ...place(below), ...text(11, COLOUR.median) })
    box = { ...box, height: box.height - NOTE }
  }
  if (isPicture && figure.option && draw) {
    const room = { width: Math.round(box.width), height: Math.round(box.height), text: lettersOf(box) }
    slide.addImage({ ...place(box), data: await draw(optionSvg(figure.option, room), room), altText: figure.title })
    return
  }
  if (grid) addGrid(slide, grid, box)
  if (!plot) return
  if (figure.annotations?.length) {
    const size = lettersOf(box)
    const { texts, spans, chart } = nativeAnnotations(plot, figure.annotations, box, size)
    for (const span of spans)
      slide.addShape('rect', { ...place(span), fill: { color: hex(COLOUR.focus), transparency: 92 } })
    for (const one of texts) slide.addText(one.text, { ...place(one.box), ...text(size, COLOUR.ink) })
    box = chart
  }
  // The library makes the frame, its relations and types; the chart itself and its workbook are put in afterwards.
  slide.addChart('line', [{ name: 'x', labels: ['x'], values: [1] }], place(box))
  charts.push({ plot, room: { width: box.width, height: box.height, text: lettersOf(box) } })
}

async function addSlide(pptx: PptxGenJS, model: Slide, charts: Chart[], draw?: Draw): Promise<void> {
  const { frame, link, layout } = model
  const { margin, width, height } = SLIDE
  const inner = width - 2 * margin
  const slide = pptx.addSlide()
  slide.background = { color: hex(COLOUR.card) }
  slide.addNotes(model.notes)
  if (layout === 'title' || layout === 'section') {
    slide.addShape('rect', { ...place({ x: 0, y: 0, width: 14, height }), fill: { color: hex(COLOUR.focus) } })
    const top = layout === 'title' ? 150 : 200
    slide.addText(model.title, {
      ...place({ x: margin + 20, y: top, width: inner - 20, height: 110 }),
      ...text(layout === 'title' ? 40 : 34, COLOUR.ink, { bold: true, valign: 'bottom' }),
    })
    slide.addText(frame.sub.lines.join(''), {
      ...place({ x: margin + 20, y: top + 124, width: inner - 20, height: 60 }),
      ...text(18, COLOUR.muted),
    })
  } else {
    const rows = (count: number, size: number): number => count * size * 1.36 + 4
    slide.addText(model.title, {
      ...place({
        x: margin,
        y: frame.title.top,
        width: inner,
        height: rows(frame.title.lines.length, frame.title.size),
      }),
      ...text(frame.title.size, COLOUR.ink, { bold: true }),
    })
    slide.addText(frame.sub.lines.join(''), {
      ...place({ x: margin, y: frame.sub.top, width: inner, height: rows(frame.sub.lines.length, frame.sub.size) }),
      ...text(frame.sub.size, COLOUR.muted),
    })
    for (const part of model.parts) await addPart(slide, part, charts, draw)
  }
  slide.addShape('line', {
    ...place({ x: margin, y: frame.rule, width: inner, height: 0 }),
    line: { color: hex(COLOUR.ink), width: 1.25 },
  })
  const footHeight = height - frame.foot.top - 4
  slide.addText(frame.foot.lines.join(''), {
    ...place({ x: margin, y: frame.foot.top, width: inner - frame.corner.width - 14, height: footHeight }),
    ...text(frame.foot.size, COLOUR.muted),
  })
  slide.addText([{ text: frame.corner.text, ...(link && { options: { hyperlink: { url: link } } }) }], {
    ...place({
      x: width - margin - frame.corner.width - 12,
      y: frame.corner.top,
      width: frame.corner.width + 12,
      height: 16,
    }),
    ...text(frame.corner.size, COLOUR.muted, { align: 'right' }),
  })
}

/**
 * The package as office programs want it: charts and workbooks of our own in place of the library's, no type of a part
 * that is not there, a theme with a font for Chinese.
 */
function finished(bytes: Uint8Array, charts: readonly Chart[]): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') })
  // The library numbers charts on from deck to deck.
  const numbers = Object.keys(files)
    .flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/u.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b))
  charts.forEach(({ plot, room }, i) => {
    const name = `ppt/charts/chart${numbers[i]}.xml`
    const book = `ppt/embeddings/Microsoft_Excel_Worksheet${numbers[i]}.xlsx`
    if (!files[name] || !files[book]) throw new Error(`no place for chart ${i + 1}`)
    files[name] = strToU8(chartPart(plot, room))
    files[book] = workbook([chartBook(plot).sheet])
  })
  const edit = (name: string, change: (xml: string) => string): void => {
    const held = files[name]
    if (held) files[name] = strToU8(change(strFromU8(held)))
  }
  edit('[Content_Types].xml', (xml) =>
    xml.replace(/<Override PartName="\/([^"]+)"[^>]*\/>/gu, (whole, name: string) => (files[name] ? whole : '')),
  )
  for (const name of Object.keys(files))
    if (/^ppt\/theme\/theme\d+\.xml$/u.test(name))
      edit(name, (xml) => xml.replaceAll('<a:ea typeface=""/>', `<a:ea typeface="${OFFICE_FONT}"/>`))
  return zipSync(files) as Uint8Array<ArrayBuffer>
}

/** A drawing as a picture: `data:image/png;base64,…`. Rejects where it cannot be drawn. */
export type Draw = (svg: string, size: { width: number; height: number }) => Promise<string>

export interface DeckOptions {
  title: string
  /** Called after each slide with how many are done; ends the work where it throws. */
  onStep?: (done: number) => Promise<void> | void
  /** Draws what has no native chart; without, tables stand in its place. */
  draw?: Draw
}

/** Parts of slides, each alone on a slide of its own, where it stands: to be put into another file. */
export async function elementsFile(parts: readonly SlidePart[], draw?: Draw): Promise<Uint8Array<ArrayBuffer>> {
  const pptx = new PptxGenJS()
  const charts: Chart[] = []
  for (const part of parts) await addPart(pptx.addSlide(), part, charts, draw)
  return finished((await pptx.write({ outputType: 'uint8array' })) as Uint8Array, charts)
}

/** Slides as a file that PowerPoint and WPS open and edit. Rejects with what `onStep` throws, or `draw`. */
export async function deckFile(
  slides: readonly Slide[],
  { title, onStep, draw }: DeckOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const pptx = new PptxGenJS()
  pptx.layout = 'LAYOUT_WIDE'
  pptx.title = title
  pptx.author = 'Disclosure Lens'
  pptx.company = 'Disclosure Lens'
  pptx.theme = { headFontFace: OFFICE_FONT, bodyFontFace: OFFICE_FONT }
  const charts: Chart[] = []
  for (const [i, slide] of slides.entries()) {
    await addSlide(pptx, slide, charts, draw)
    await onStep?.(i + 1)
  }
  return finished((await pptx.write({ outputType: 'uint8array' })) as Uint8Array, charts)
}
