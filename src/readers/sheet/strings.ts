import { marked, settled } from '../text/marks'
import type { Marks } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'

/** More texts than this are no report's. */
const MOST = 500_000

/** What the properties of a run of a cell's text say of how it is shown. */
export function runMark(name: string, attributes: Record<string, string>): Marks | undefined {
  const value = attributeOf(attributes, 'val')
  if (name === 'strike') return { struck: value === undefined || /^(?:1|true)$/u.test(value) }
  return name === 'vertAlign' ? { raised: value === 'superscript' || value === 'subscript' } : undefined
}

/** Characters that XML does not hold are written by their number: _x000D_. */
export const unescaped = (text: string): string =>
  text.replace(/_x([\dA-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The texts of `xl/sharedStrings.xml`, in order, without the readings of Japanese. */
export function sharedStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = []
  let text = ''
  let reading = false
  let marks: Marks = {}
  if (xml)
    readXml(xml, {
      open(name, attributes, stack) {
        if (name === 'si') text = ''
        else if (name === 'r') marks = {}
        else if (name === 't') reading = !stack.includes('rPh')
        else marks = { ...marks, ...runMark(name, attributes) }
      },
      text(more) {
        if (reading) text += marked(more, marks)
      },
      close(name) {
        if (name === 't') reading = false
        else if (name === 'r') marks = {}
        else if (name === 'si') strings.push(settled(unescaped(text)))
      },
      done: () => strings.length > MOST,
    })
  return strings
}
