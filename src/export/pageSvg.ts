import { COLOUR } from '../charts/parts/palette'
import type { Translator } from '../i18n'
import { annotatedSvg } from './annotated/svg'
import { frameParts } from './figureSvg'
import { LINE } from './frame'
import { wrap } from '../charts/parts/wrap'
import { SLIDE } from './pptx/slides'
import type { Slide, SlidePart } from './pptx/slides'
import { svgText } from './svgText'
import type { Measure } from './svgText'
import { tableSvg } from './tableSvg'

const HEADING = 14

function partSvg({ box, figure, asTable, heading }: SlidePart, words: Translator, measure: Measure): string {
  const high = heading === undefined ? 0 : HEADING * 1.7
  const room = {
    width: Math.round(box.width),
    height: Math.max(60, Math.round(box.height - high)),
    text: box.width < SLIDE.width / 2 ? 11 : SLIDE.axis,
  }
  const inside =
    figure.option && !asTable
      ? annotatedSvg(figure.option, room, figure.annotations, measure)
      : figure.table.columns.length > 0
        ? tableSvg(figure.table, room, words, measure)
        : svgText(words.t('figure.empty'), room.width / 2, room.height / 2, { size: room.text, anchor: 'middle' })
  const [line = ''] = heading ? wrap(heading, room.width, (part) => measure(part, HEADING, true)) : []
  const said = line && line.length < heading!.length ? `${line.slice(0, -1)}…` : line
  return (
    (said ? svgText(said, box.x, box.y + HEADING, { size: HEADING, bold: true }) : '') +
    `<g transform="translate(${box.x.toFixed(1)} ${(box.y + high).toFixed(1)})">${inside}</g>`
  )
}

/** A title page or a page between parts: large words beside a band. */
function titleParts({ title, frame, layout }: Slide, measure: Measure): string[] {
  const { margin, width, height } = SLIDE
  const [x, inner] = [margin + 20, width - 2 * margin - 20]
  const size = layout === 'title' ? 40 : 34
  const lines = wrap(title, inner, (part) => measure(part, size, true))
  const foot = (layout === 'title' ? 150 : 200) + 110
  const sub = frame.sub.lines.join('')
  return [
    `<rect width="14" height="${height}" fill="${COLOUR.focus}"/>`,
    ...lines.map((line, i) => svgText(line, x, foot - (lines.length - 1 - i) * size * LINE - 8, { size, bold: true })),
    ...wrap(sub, inner, (part) => measure(part, 18)).map((line, i) =>
      svgText(line, x, foot + 32 + i * 18 * LINE, { size: 18, colour: COLOUR.muted }),
    ),
  ]
}

/** A page of a deck as a drawing, as its slide looks. */
export function pageSvg(slide: Slide, words: Translator, measure: Measure): string {
  const { width, height } = SLIDE
  const plain = slide.layout === 'title' || slide.layout === 'section'
  const none = { lines: [], size: 1, top: 0 }
  const frame = plain ? { ...slide.frame, title: none, sub: none } : slide.frame
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}"`,
    ` height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${COLOUR.card}"/>`,
    ...(plain ? titleParts(slide, measure) : []),
    ...frameParts(frame, SLIDE),
    ...slide.parts.map((part) => partSvg(part, words, measure)),
    '</svg>',
  ].join('')
}
