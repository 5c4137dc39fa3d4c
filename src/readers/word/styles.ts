import type { Marks } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'

/** What a style gives its paragraphs and words that changes what is read. */
export interface Style extends Marks {
  hidden?: boolean
  list?: string
  level?: number
}
interface Written extends Style {
  basedOn?: string
}

const MOST_STEPS = 20

export const isOn = (attributes: Record<string, string>): boolean =>
  !/^(?:0|false|off)$/u.test(attributeOf(attributes, 'val') ?? '')

/** Whether text is set above or below its line; `align` is that of `w:vertAlign`. */
export const isRaised = (align: string | undefined): boolean => align === 'superscript' || align === 'subscript'

/** The styles of `word/styles.xml` by id, with what they take from the ones they are based on. */
export function stylesOf(xml: Uint8Array | undefined): (id: string | undefined) => Style {
  const styles = new Map<string, Written>()
  let style: Written | undefined
  if (xml)
    readXml(xml, {
      open(name, attributes, stack) {
        const value = attributeOf(attributes, 'val')
        if (name === 'style') styles.set(attributeOf(attributes, 'styleId') ?? '', (style = {}))
        else if (!style || stack.includes('tblStylePr')) return
        else if (name === 'basedOn') style.basedOn = value
        else if (name === 'vanish') style.hidden = isOn(attributes)
        else if (name === 'strike' || name === 'dstrike') style.struck = isOn(attributes)
        else if (name === 'vertAlign') style.raised = isRaised(value)
        else if (name === 'numId') style.list = value
        else if (name === 'ilvl') style.level = Number(value)
      },
      close(name) {
        if (name === 'style') style = undefined
      },
    })
  return (id) => {
    const out: Style = {}
    let at = id === undefined ? undefined : styles.get(id)
    for (let i = 0; at && i < MOST_STEPS; i++) {
      out.hidden ??= at.hidden
      out.struck ??= at.struck
      out.raised ??= at.raised
      out.list ??= at.list
      out.level ??= at.level
      at = at.basedOn === undefined ? undefined : styles.get(at.basedOn)
    }
    return out
  }
}
