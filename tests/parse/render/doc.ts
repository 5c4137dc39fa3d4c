import { u16, u32, u8, wide } from './bytes'
import type { Grid, Model } from './model'
import { numbered } from './pieces'
import { oleOf } from './xls'

const PAGE = 512
const WIDTH = 600

interface Paragraph {
  /** Its characters with their mark. */
  text: string
  properties: number[]
}
interface Run {
  from: number
  to: number
  properties: number[]
}

const IN_TABLE = [...u16(0x2416), 1]
const ROW_END = [...u16(0x2417), 1]
const HIDDEN = [...u16(0x083c), 1]

/** Where a row's cells end, and how each is merged with its neighbour above. */
function definition(edges: readonly number[], flags: readonly number[]): number[] {
  const operand = [
    ...u8(flags.length),
    ...u16(...edges),
    ...flags.flatMap((flag) => [...u16(flag), ...new Array<number>(18).fill(0)]),
  ]
  return [...u16(0xd608, operand.length + 1), ...operand]
}

function paragraphsOf(grid: Grid, inner: (text: string) => string): Paragraph[] {
  let hanging: { column: number; span: number; rows: number }[] = []
  return grid.flatMap((row) => {
    const queue = [...row]
    const due = [...hanging].sort((a, b) => a.column - b.column)
    const next: typeof hanging = []
    const cells: Paragraph[] = []
    const [edges, flags]: [number[], number[]] = [[0], []]
    let column = 0
    const put = (span: number, flag: number, text: string): void => {
      column += span
      edges.push(column * WIDTH)
      flags.push(flag)
      cells.push({ text: `${inner(text)}\u0007`, properties: IN_TABLE })
    }
    while (queue.length > 0 || due.length > 0) {
      const top = due[0]
      if (top && top.column <= column) {
        due.shift()
        if (top.rows > 1) next.push({ ...top, rows: top.rows - 1 })
        put(top.span, 0x20, '')
        continue
      }
      const one = queue.shift()
      if (!one) break
      const { text, span = 1, down = 1 } = one
      if (down > 1) next.push({ column, span, rows: down - 1 })
      put(span, down > 1 ? 0x60 : 0, text)
    }
    hanging = next
    return [...cells, { text: '\u0007', properties: [...IN_TABLE, ...ROW_END, ...definition(edges, flags)] }]
  })
}

/** Runs in pages of 512 bytes, as many in each as fit; `entry` bytes lead to the properties of each. */
function pagesOf(
  runs: readonly Run[],
  entry: number,
  listOf: (properties: readonly number[]) => number[],
): { page: number[]; from: number; to: number }[] {
  const pages: { page: number[]; from: number; to: number }[] = []
  for (let next = 0; next < runs.length;) {
    const own: { run: Run; list: number[] }[] = []
    let room = PAGE - 1 - 4
    for (; next < runs.length; next++) {
      const list = listOf(runs[next]!.properties)
      const need = 4 + entry + list.length + (list.length % 2)
      if (need > room) break
      room -= need
      own.push({ run: runs[next]!, list })
    }
    const page = new Array<number>(PAGE).fill(0)
    let end = PAGE - 2
    own.forEach(({ run, list }, i) => {
      u32(run.from).forEach((byte, k) => (page[4 * i + k] = byte))
      if (list.length === 0) return
      end -= list.length + (list.length % 2)
      list.forEach((byte, k) => (page[end + k] = byte))
      page[4 * (own.length + 1) + entry * i] = end / 2
    })
    u32(own.at(-1)!.run.to).forEach((byte, k) => (page[4 * own.length + k] = byte))
    page[PAGE - 1] = own.length
    pages.push({ page, from: own[0]!.run.from, to: own.at(-1)!.run.to })
  }
  return pages
}

const characterList = (properties: readonly number[]): number[] =>
  properties.length === 0 ? [] : [...u8(properties.length), ...properties]
/** The style's number first; sizes count in twos, less the head. */
const paragraphList = (properties: readonly number[]): number[] => {
  const list = [...u16(0), ...properties]
  if (list.length % 2 === 0) list.push(0)
  return [...u8((list.length + 1) / 2), ...list]
}

interface Layout {
  inner?: (text: string) => string
  /** The text in pieces of so many characters. */
  pieces?: number
}

/* What is shown otherwise stands between one of these and the last while the text is put together. */
const [HIDE, STRIKE, RAISE, SHOW] = ['\ue000', '\ue001', '\ue002', '\ue003']
const SHOWN: Record<string, readonly number[]> = {
  [HIDE]: HIDDEN,
  [STRIKE]: [...u16(0x0837), 1],
  [RAISE]: [...u16(0x2a48), 1],
  [SHOW]: [],
}

function docOf(paragraphs: readonly Paragraph[], { pieces = Infinity }: Layout): Uint8Array {
  const start = 0x800
  let text = ''
  const own: Run[] = []
  const runs: Run[] = []
  let shown = start
  let now: readonly number[] = []
  const place = (): number => start + 2 * text.length
  for (const paragraph of paragraphs) {
    const from = place()
    for (const char of paragraph.text) {
      const next = SHOWN[char]
      if (!next) text += char
      else {
        if (place() > shown) runs.push({ from: shown, to: place(), properties: [...now] })
        shown = place()
        now = next
      }
    }
    own.push({ from, to: place(), properties: paragraph.properties })
  }
  if (place() > shown) runs.push({ from: shown, to: place(), properties: [] })
  const first = Math.ceil(place() / PAGE)
  const characterPages = pagesOf(runs, 1, characterList)
  const paragraphPages = pagesOf(own, 13, paragraphList)
  const table: number[] = []
  const put = (data: readonly number[]): [at: number, size: number] => {
    table.push(...data)
    return [table.length - data.length, data.length]
  }
  const leads = (pages: typeof paragraphPages, at: number): number[] => [
    ...u32(...pages.map(({ from }) => from), pages.at(-1)!.to),
    ...u32(...pages.map((_, i) => at + i)),
  ]
  const size = Math.min(pieces, text.length)
  const places = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => i * size)
  const list = [
    ...u32(...places, text.length),
    ...places.flatMap((from) => [...u16(0), ...u32(start + 2 * from), ...u16(0)]),
  ]
  const characters = put(leads(characterPages, first))
  const paragraphsAt = put(leads(paragraphPages, first + characterPages.length))
  const clx = put([2, ...u32(list.length), ...list])
  const main = new Array<number>(start).fill(0)
  const set = (at: number, data: readonly number[]): void => data.forEach((byte, i) => (main[at + i] = byte))
  set(0, u16(0xa5ec, 0xc1))
  set(0x0a, u16(0x0200))
  set(0x4c, u32(text.length))
  set(0xfa, u32(...characters))
  set(0x102, u32(...paragraphsAt))
  set(0x1a2, u32(...clx))
  main.push(...wide(text), ...new Array<number>(first * PAGE - place()).fill(0))
  for (const { page } of [...characterPages, ...paragraphPages]) main.push(...page)
  return oleOf({ WordDocument: main, '1Table': table })
}

/** A document of nothing but a table. */
export const docOfTable = (grid: Grid): Uint8Array =>
  docOf([...paragraphsOf(grid, (text) => text), { text: '\r', properties: [] }], {})

const report =
  (layout: Layout = {}) =>
  (model: Model): Uint8Array =>
    docOf(
      numbered(model).flatMap((piece): Paragraph[] =>
        'grid' in piece
          ? [...paragraphsOf(piece.grid, layout.inner ?? ((text) => text)), { text: '\r', properties: [] }]
          : [{ text: `${piece.text}\r`, properties: [] }],
      ),
      layout,
    )

/** Documents of Word 97 in the ways programs write them, all of one report. */
export const DOC: Record<string, (model: Model) => Uint8Array> = {
  'plain tables': report(),
  'the text in many pieces': report({ pieces: 37 }),
  'hidden text': report({ inner: (text) => `${HIDE}8${SHOW}${text}${HIDE}4${SHOW}` }),
  'notes’ marks, and figures struck out': report({
    inner: (text) => (/\d/u.test(text) ? `${STRIKE}8${SHOW}${text}${RAISE}4${SHOW}` : text),
  }),
  'fields, pictures and soft breaks': report({
    inner(text) {
      const broken = /^\D{4,}$/u.test(text) ? text.replace(/.{1,4}/gu, '$&\u000b') : text
      // Neither a field that has worked out nothing nor a picture alone is an empty cell.
      return text && `\u0013=SUM(LEFT) 6\u0014${broken}\u0015\u0001`
    },
  }),
}
