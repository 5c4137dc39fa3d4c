import type { Marks } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'

/** What a style of an OpenDocument file says that matters for reading, by its name. */
export interface OdfStyle extends Marks {
  /** Its text is not shown. */
  hidden: boolean
  /** Its cells have a frame. */
  framed: boolean
}

const PLAIN: OdfStyle = { hidden: false, framed: false }
const MOST_STEPS = 20

/**
 * The styles of `styles.xml` and of the document itself; those without a word on a matter take it from their parent.
 */
export function odfStyles(...parts: readonly (Uint8Array | undefined)[]): (name: string | undefined) => OdfStyle {
  const styles = new Map<string, Partial<OdfStyle> & { parent?: string }>()
  let style: (Partial<OdfStyle> & { parent?: string }) | undefined
  for (const xml of parts) {
    if (!xml) continue
    let ended = false
    readXml(xml, {
      open(name, attributes) {
        if (name === 'body') ended = true
        else if (name === 'style')
          styles.set(
            attributeOf(attributes, 'name') ?? '',
            (style = { parent: attributeOf(attributes, 'parent-style-name') }),
          )
        else if (!style) return
        else if (name === 'text-properties') {
          const display = attributeOf(attributes, 'display')
          if (display !== undefined) style.hidden = display === 'none'
          const place = attributeOf(attributes, 'text-position')
          if (place !== undefined) style.raised = !/^0(?:%|\s|$)/u.test(place)
          const line = attributeOf(attributes, 'text-line-through-style')
          if (line !== undefined) style.struck = line !== 'none'
        } else if (name === 'table-properties') {
          const display = attributeOf(attributes, 'display')
          if (display !== undefined) style.hidden = display === 'false'
        } else if (name === 'table-cell-properties') {
          const borders = Object.entries(attributes).filter(([key]) =>
            /(?:^|:)border(?:-(?:top|bottom|left|right))?$/u.test(key),
          )
          if (borders.length > 0) style.framed = borders.some(([, value]) => !/^(?:none|hidden|0)/u.test(value))
        }
      },
      close(name) {
        if (name === 'style') style = undefined
      },
      done: () => ended,
    })
  }
  return (name) => {
    const out: Partial<OdfStyle> = {}
    let at = name === undefined ? undefined : styles.get(name)
    for (let i = 0; at && i < MOST_STEPS; i++) {
      out.hidden ??= at.hidden
      out.framed ??= at.framed
      out.raised ??= at.raised
      out.struck ??= at.struck
      at = at.parent === undefined ? undefined : styles.get(at.parent)
    }
    return { ...PLAIN, ...out }
  }
}
