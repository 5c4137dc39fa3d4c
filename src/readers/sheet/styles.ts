import { attributeOf, readXml } from '../text/xml'
import { formatOf, plainNumber } from './format'
import type { Format } from './format'

export interface CellStyle {
  format: Format
  framed: boolean
}

const PLAIN: CellStyle = { format: plainNumber, framed: false }

/** What `xl/styles.xml` says of a cell by its style's index: how numbers print, and whether it has a frame. */
export function cellStyles(xml: Uint8Array | undefined, from1904: boolean): (index: string | undefined) => CellStyle {
  const codes = new Map<number, string>()
  const frames: boolean[] = []
  const styles: CellStyle[] = []
  if (xml)
    readXml(xml, {
      open(name, attributes, stack) {
        const parent = stack[stack.length - 2]
        if (name === 'numFmt' && parent === 'numFmts')
          codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '')
        else if (name === 'border' && parent === 'borders') frames.push(false)
        else if (
          parent === 'border' &&
          stack.includes('borders') &&
          /^(?:left|right|top|bottom|start|end)$/u.test(name)
        ) {
          if ((attributeOf(attributes, 'style') ?? 'none') !== 'none') frames[frames.length - 1] = true
        } else if (name === 'xf' && parent === 'cellXfs') {
          const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
          styles.push({
            format: formatOf(id, codes.get(id), from1904),
            framed: frames[Number(attributeOf(attributes, 'borderId') ?? 0)] ?? false,
          })
        }
      },
    })
  return (index) => styles[Number(index ?? 0)] ?? PLAIN
}
