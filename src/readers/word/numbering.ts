import { attributeOf, readXml } from '../text/xml'
import { ordinal } from './ordinal'

interface Level {
  start: number
  format: string
  text: string
  space: boolean
}
interface List {
  abstract: string
  starts: Map<number, number>
}

/** The numbers Word prints before the paragraphs of its lists: they stand in no text. */
export interface Numbering {
  /** The number of the next paragraph of a list, as printed: `（一）`, `1.`; `''` where it has a bullet or none. */
  next(list: string, level: number): string
}

const MOST_LEVELS = 9
const BULLETS = new Set(['bullet', 'none'])

/** Reads `word/numbering.xml`; without it no list has numbers. */
export function numberingOf(xml: Uint8Array | undefined): Numbering {
  const abstracts = new Map<string, Map<number, Level>>()
  const lists = new Map<string, List>()
  let levels: Map<number, Level> | undefined
  let list: List | undefined
  let level: Level | undefined
  let index = 0
  if (xml)
    readXml(xml, {
      open(name, attributes, stack) {
        const value = attributeOf(attributes, 'val') ?? ''
        const inOverride = stack.includes('lvlOverride')
        if (name === 'abstractNum') abstracts.set(attributeOf(attributes, 'abstractNumId') ?? '', (levels = new Map()))
        else if (name === 'num')
          lists.set(attributeOf(attributes, 'numId') ?? '', (list = { abstract: '', starts: new Map() }))
        else if (name === 'abstractNumId' && list) list.abstract = value
        else if (name === 'lvlOverride') index = Number(attributeOf(attributes, 'ilvl') ?? 0)
        else if (name === 'startOverride') list?.starts.set(index, Number(value))
        else if (name === 'lvl' && !inOverride)
          levels?.set(
            Number(attributeOf(attributes, 'ilvl') ?? 0),
            (level = { start: 1, format: 'decimal', text: '', space: true }),
          )
        else if (!level || inOverride) return
        else if (name === 'start') level.start = Number(value)
        else if (name === 'numFmt') level.format = value
        else if (name === 'lvlText') level.text = value
        else if (name === 'suff') level.space = value !== 'nothing'
      },
      close(name) {
        if (name === 'lvl') level = undefined
        else if (name === 'abstractNum') levels = undefined
        else if (name === 'num') list = undefined
      },
    })
  // Lists of one abstract definition count on together, until one of them starts anew.
  const counts = new Map<string, number[]>()
  const begun = new Set<string>()
  return {
    next(id, at) {
      const own = lists.get(id)
      const definition = own && abstracts.get(own.abstract)
      const here = definition?.get(at)
      if (!own || !definition || !here || at >= MOST_LEVELS) return ''
      const count = counts.get(own.abstract) ?? []
      counts.set(own.abstract, count)
      const start = own.starts.get(at)
      if (start !== undefined && !begun.has(`${id}/${at}`)) {
        count[at] = start
        begun.add(`${id}/${at}`)
      } else count[at] = (count[at] ?? here.start - 1) + 1
      count.length = at + 1
      if (BULLETS.has(here.format)) return ''
      const label = here.text.replace(/%(\d)/gu, (_, digit: string) => {
        const other = Number(digit) - 1
        const { format, start: first } = definition.get(other) ?? here
        return ordinal(count[other] ?? first, format)
      })
      return label + (here.space && label !== '' ? ' ' : '')
    },
  }
}
