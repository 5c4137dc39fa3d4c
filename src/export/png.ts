import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Figure } from '../charts/figure'
import { COLOUR, FONT } from '../charts/parts/palette'
import { registerCharts } from '../charts/register'
import type { Translator } from '../i18n'
import { download } from './download'
import { fileName } from './fileName'
import { clamp, wrap } from './layout'

/** A slide: laid out on 960 x 540, drawn twice as fine. */
export const SLIDE = { width: 960, height: 540, ratio: 2 } as const

const MARGIN = 44
const SIZE = { title: 25, sub: 14, axis: 13, foot: 11 } as const

/** Draws the chart alone, off-screen, at its own size. Nothing of the page is photographed. */
function drawChart(figure: Figure, width: number, height: number): HTMLCanvasElement {
  use([CanvasRenderer])
  registerCharts()
  const box = document.createElement('div')
  const chart = init(box, null, { renderer: 'canvas', width, height, devicePixelRatio: SLIDE.ratio })
  try {
    chart.setOption({ ...figure.option?.({ width, height, text: SIZE.axis }), animation: false })
    return chart.renderToCanvas({ pixelRatio: SLIDE.ratio, backgroundColor: COLOUR.card })
  } finally {
    chart.dispose()
  }
}

/** Title, chart, rule, source and notes on one canvas of 1920 x 1080. */
export async function figureCanvas(
  figure: Figure,
  words: Translator,
  synthetic: boolean,
  date: Date,
): Promise<HTMLCanvasElement> {
  await document.fonts.ready
  const canvas = document.createElement('canvas')
  canvas.width = SLIDE.width * SLIDE.ratio
  canvas.height = SLIDE.height * SLIDE.ratio
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('canvas')
  pen.scale(SLIDE.ratio, SLIDE.ratio)
  pen.fillStyle = COLOUR.card
  pen.fillRect(0, 0, SLIDE.width, SLIDE.height)
  pen.textBaseline = 'top'
  const inner = SLIDE.width - 2 * MARGIN

  const write = (
    text: string,
    size: number,
    colour: string,
    top: number,
    most: number,
    width = inner,
    weight = '',
  ): number => {
    pen.font = `${weight} ${size}px ${FONT}`
    pen.fillStyle = colour
    const lines = clamp(
      wrap(text, width, (part) => pen.measureText(part).width),
      most,
    )
    lines.forEach((line, i) => pen.fillText(line, MARGIN, top + i * size * 1.36))
    return top + lines.length * size * 1.36
  }

  const subtitle = synthetic
    ? `${figure.subtitle}${words.t('common.clause-sep')}${words.t('figure.synthetic')}`
    : figure.subtitle
  const underTitle = write(figure.title, SIZE.title, COLOUR.ink, 30, 2, inner, 'bold')
  const top =
    write(
      `${figure.name.scope} · ${figure.name.years}${words.t('common.clause-sep')}${subtitle}`,
      SIZE.sub,
      COLOUR.muted,
      underTitle + 4,
      2,
    ) + 10

  const foot = [words.t('figure.source', { source: figure.source }), ...figure.footnotes].join(
    words.t('common.clause-sep'),
  )
  pen.font = `${SIZE.foot}px ${FONT}`
  const made = words.t('figure.made', { date: new Intl.DateTimeFormat('en-CA').format(date) })
  const madeWidth = pen.measureText(made).width
  const footLines = clamp(
    wrap(foot, inner - madeWidth - 24, (part) => pen.measureText(part).width),
    3,
  )
  const rule = SLIDE.height - 22 - footLines.length * SIZE.foot * 1.36 - 8
  pen.fillStyle = COLOUR.ink
  pen.fillRect(MARGIN, rule, inner, 1.5)
  write(foot, SIZE.foot, COLOUR.muted, rule + 8, 3, inner - madeWidth - 24)
  pen.textAlign = 'right'
  pen.fillText(made, SLIDE.width - MARGIN, rule + 8)
  pen.textAlign = 'left'

  const height = rule - 10 - top
  pen.drawImage(drawChart(figure, inner, height), MARGIN, top, inner, height)
  return canvas
}

/** Saves a figure as a picture. Rejects where the browser cannot draw or encode it. */
export async function savePng(figure: Figure, words: Translator, synthetic: boolean): Promise<void> {
  const date = new Date()
  const canvas = await figureCanvas(figure, words, synthetic, date)
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/png')
  })
  if (!blob) throw new Error('toBlob')
  const { metric, scope, years } = figure.name
  download(blob, fileName([metric, scope, years], date, 'png'))
}
