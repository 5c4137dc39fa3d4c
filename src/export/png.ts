import type { Figure } from '../charts/figure'
import { FONT } from '../charts/parts/palette'
import { figureSvg } from './figureSvg'
import type { Stamp } from './frame'
import type { Sheet } from './pictureSizes'
import type { Measure } from './svgText'

/** Measures with the fonts of this page. */
export function pageMeasure(): Measure {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) throw new Error('canvas')
  return (text, size, bold = false) => {
    pen.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`
    return pen.measureText(text).width
  }
}

/** A drawing as something an image can show; the page's policy allows no other kind of address. */
export const svgAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`

type Size = Pick<Sheet, 'width' | 'height' | 'ratio'>

async function svgToCanvas(svg: string, { width, height, ratio }: Size): Promise<HTMLCanvasElement> {
  const image = new Image()
  image.src = svgAddress(svg)
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('canvas')
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** Draws at so many times its own size. Rejects where the browser cannot draw or encode it. */
export async function svgToPng(svg: string, size: Size): Promise<Blob> {
  const canvas = await svgToCanvas(svg, size)
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/png')
  })
  if (!blob) throw new Error('toBlob')
  return blob
}

/** Dots of a picture for each point of its place in a document: as sharp as a projector or a print wants. */
const PICTURE_RATIO = 3

/** A picture for a document that is put together. */
export async function svgToPngBytes(svg: string, size: Pick<Size, 'width' | 'height'>): Promise<Uint8Array> {
  const picture = await svgToPng(svg, { ...size, ratio: PICTURE_RATIO })
  return new Uint8Array(await picture.arrayBuffer())
}

/** The same as an address that carries the picture: `data:image/png;base64,…`. */
export const svgToPngAddress = async (svg: string, size: Pick<Size, 'width' | 'height'>): Promise<string> =>
  (await svgToCanvas(svg, { ...size, ratio: PICTURE_RATIO })).toDataURL('image/png')

/** A figure as a picture of its own size, with the fonts of this page. */
export async function figurePng(figure: Figure, stamp: Stamp, sheet: Sheet, paper = true): Promise<Blob> {
  await document.fonts.ready
  return svgToPng(figureSvg(figure, stamp, { sheet, paper, measure: pageMeasure() }), sheet)
}
