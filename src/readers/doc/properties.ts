import { viewOf } from './file'
import type { WordFile } from './file'

/** A change of a property: its code and its operand ([MS-DOC] 2.2.5). */
export interface Property {
  code: number
  operand: Uint8Array
}
/** Bytes of the main stream, and the properties of what they say. */
export interface PropertyRun {
  from: number
  to: number
  properties: Uint8Array
}

const PAGE = 512
const PAGES_MOST = 20_000
const TABLE_DEFINITION = 0xd608
const TABS = 0xc615
/** Operands by the upper bits of the code; `undefined` where the operand's first byte tells its size. */
const SIZES = [1, 1, 2, 4, 2, 2, undefined, 3] as const

/** The properties in a list, in order; the rest is left where one does not fit. */
export function* propertiesIn(list: Uint8Array): Generator<Property> {
  const view = viewOf(list)
  for (let at = 0; at + 2 < list.length;) {
    const code = view.getUint16(at, true)
    at += 2
    let size: number | undefined = SIZES[code >> 13]
    let head = 0
    if (size === undefined) {
      if (code === TABLE_DEFINITION) {
        head = 2
        size = at + 2 <= list.length ? view.getUint16(at, true) - 1 : 0
      } else {
        head = 1
        size = list[at]!
        // A long list of tabs counts its parts instead.
        if (code === TABS && size === 255) return
      }
    }
    if (size < 0 || at + head + size > list.length) return
    yield { code, operand: list.subarray(at + head, at + head + size) }
    at += head + size
  }
}

/**
 * The runs that the pages of formatted disk pages tell of ([MS-DOC] 2.9.33 and 2.9.175): `entry` is the size of what
 * leads to a run's properties, `listOf` finds these in the page.
 */
function runsIn(
  { main, table }: WordFile,
  { at, size }: { at: number; size: number },
  entry: number,
  listOf: (page: Uint8Array, place: number) => Uint8Array,
): PropertyRun[] {
  const view = viewOf(table)
  const count = Math.floor((size - 4) / 8)
  if (count > PAGES_MOST || at + size > table.length) throw new RangeError('No table of properties.')
  const runs: PropertyRun[] = []
  for (let i = 0; i < count; i++) {
    const number = view.getUint32(at + 4 * (count + 1) + 4 * i, true) & 0x3fffff
    const page = main.subarray(number * PAGE, (number + 1) * PAGE)
    if (page.length < PAGE) throw new RangeError('A page of properties is missing.')
    const pageView = viewOf(page)
    const own = page[PAGE - 1]!
    for (let k = 0; k < own && 4 * (own + 1) + entry * own < PAGE; k++)
      runs.push({
        from: pageView.getUint32(4 * k, true),
        to: pageView.getUint32(4 * (k + 1), true),
        properties: listOf(page, 4 * (own + 1) + entry * k),
      })
  }
  return runs.sort((a, b) => a.from - b.from)
}

const NONE = new Uint8Array()

export const characterRuns = (file: WordFile): PropertyRun[] =>
  runsIn(file, file.runs, 1, (page, place) => {
    const at = 2 * page[place]!
    return at === 0 ? NONE : page.subarray(at + 1, at + 1 + page[at]!)
  })

export const paragraphRuns = (file: WordFile): PropertyRun[] =>
  runsIn(file, file.paragraphs, 13, (page, place) => {
    const at = 2 * page[place]!
    if (at === 0) return NONE
    const half = page[at]!
    const [from, size] = half === 0 ? [at + 2, 2 * page[at + 1]!] : [at + 1, 2 * half - 1]
    // The number of its style comes first.
    return page.subarray(from + 2, from + size)
  })
