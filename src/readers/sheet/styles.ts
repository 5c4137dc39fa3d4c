import { attributeOf, readXml } from '../text/xml'
import { formatOf, plainNumber } from './format'
import { runMark } from './strings'
import type { Format } from './format'

export interface CellStyle {
  format: Format
  framed: boolean
  /** Its text is struck out, or white on white. */
  struck?: boolean
}

/** The theme's first colour, which is that of paper. */
const WHITE_THEME = '0'
const PLAIN: CellStyle = { format: plainNumber, framed: false }

/** What `xl/styles.xml` says of a cell by its style's index: how numbers print, and whether it has a frame. */
export function cellStyles(xml: Uint8Array | undefined, from1904: boolean): (index: string | undefined) => CellStyle {
  const codes = new Map<number, string>()
  const frames: boolean[] = []
  const strikes: boolean[] = []
  const whites: boolean[] = []
  const fills: boolean[] = []
  const styles: CellStyle[] = []
  if (xml)
    readXml(xml, {
      open(name, attributes, stack) {
        const parent = stack[stack.length - 2]
        if (name === 'numFmt' && parent === 'numFmts')
          codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '')
        else if (name === 'border' && parent === 'borders') frames.push(false)
        else if (name === 'font' && parent === 'fonts') {
          strikes.push(false)
          whites.push(false)
        } else if (name === 'fill' && parent === 'fills') fills.push(false)
        else if (name === 'patternFill' && parent === 'fill' && stack.includes('fills'))
          fills[fills.length - 1] = (attributeOf(attributes, 'patternType') ?? 'none') !== 'none'
        else if (name === 'color' && parent === 'font' && stack.includes('fonts'))
          whites[whites.length - 1] =
            /^f{8}$/iu.test(attributeOf(attributes, 'rgb') ?? '') || attributeOf(attributes, 'theme') === WHITE_THEME
        else if (name === 'strike' && parent === 'font' && stack.includes('fonts'))
          strikes[strikes.length - 1] = runMark(name, attributes)?.struck === true
        else if (
          parent === 'border' &&
          stack.includes('borders') &&
          /^(?:left|right|top|bottom|start|end)$/u.test(name)
        ) {
          if ((attributeOf(attributes, 'style') ?? 'none') !== 'none') frames[frames.length - 1] = true
        } else if (name === 'xf' && parent === 'cellXfs') {
          const [id, font, fill] = ['numFmtId', 'fontId', 'fillId'].map((key) =>
            Number(attributeOf(attributes, key) ?? 0),
          ) as [number, number, number]
          styles.push({
            format: formatOf(id, codes.get(id), from1904),
            framed: frames[Number(attributeOf(attributes, 'borderId') ?? 0)] ?? false,
            ...((strikes[font] || (whites[font] && !fills[fill])) && { struck: true }),
          })
        }
      },
    })
  return (index) => styles[Number(index ?? 0)] ?? PLAIN
}
