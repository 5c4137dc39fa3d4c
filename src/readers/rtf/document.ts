import type { Piece } from '../word/content'
import { tableOfEdges } from '../word/edges'
import type { EdgedCell, EdgedRow } from '../word/edges'
import { addCode, newField, unworked } from '../word/field'
import type { Field } from '../word/field'
import { PICTURE, marked } from '../text/marks'
import type { Marks } from '../text/marks'
import { symbol } from '../word/symbol'
import { rtfTokensOf } from './tokens'

/** What is not printed where it stands, or says a second time what is. */
const DROPPED = new Set([
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'objdata',
  'header',
  'headerl',
  'headerr',
  'headerf',
  'footer',
  'footerl',
  'footerr',
  'footerf',
  'footnote',
  'xe',
  'tc',
  'sp',
  'shprslt',
  'nonshppict',
  'nonesttables',
  'filetbl',
  'template',
])
/** Groups that a reader may pass over if it does not know them, and that are known here. */
const KNOWN = new Set(['shpinst', 'nesttableprops', 'fldinst'])
const LISTS = new Set(['listtext', 'pntext'])

const SPECIAL: Record<string, string> = {
  tab: '\t',
  line: '\n',
  '~': '\u00a0',
  _: '-',
  '\\': '\\',
  '{': '{',
  '}': '}',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
}

/* Encodings of fonts by the number of their character set, and of the document by its code page. */
const CHARSETS: Record<number, string> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  204: 'windows-1251',
  238: 'windows-1250',
}
const PAGES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  54936: 'gb18030',
  65001: 'utf-8',
}
const WESTERN = 'windows-1252'
const PICTURES = 2
/** Half points by which a note's mark is lifted above its line at least. */
const LIFTED = 4

const DEEPEST_GROUP = 1000
const DEEPEST_TABLE = 20
const MOST_CELLS = 60
/** A report has some thousand paragraphs. */
const MOST_PIECES = 500_000

interface Font {
  name: string
  charset?: number
}
interface State extends Marks {
  dropped: boolean
  hidden: boolean
  font: number
  /** Characters that stand behind each coded one for readers that do not know the code. */
  fallback: number
  into: 'text' | 'fonts' | 'list' | 'code'
}
type Side = Omit<EdgedCell, 'pieces'>
interface Level {
  pieces: Piece[]
  cells: Piece[][]
  rows: EdgedRow[]
}

/**
 * RTF of Word, WPS or LibreOffice to paragraphs and tables, as printed: hidden and struck-out text, headers, notes and
 * the code of fields are left out, numbers of lists within cells too. `whole` is false where groups nest too deeply or
 * there is too much; `cut` where the file ends within a group.
 */
export function readRtfText(bytes: Uint8Array): { pieces: Piece[]; whole: boolean; cut: boolean } {
  const fonts = new Map<number, Font>()
  const levels: Level[] = [{ pieces: [], cells: [], rows: [] }]
  const states: State[] = []
  /** Open fields, and how deep their groups are. */
  const fields: { field: Field; depth: number }[] = []
  let state: State = { dropped: false, hidden: false, font: -1, fallback: 1, into: 'text' }
  let page = WESTERN
  let defaultFont = -1
  /** Bytes that wait for the rest of their character, in the encoding they are in. */
  let waiting: number[] = []
  let encoding = WESTERN
  let text = ''
  let row: { left: number; sides: Side[] } = { left: 0, sides: [] }
  let side = { joined: false, continued: false }
  let inTable = false
  let depth = 0
  let nest = 0
  let toSkip = 0
  let optional = false
  let count = 0
  let font: Font | undefined

  const encodingNow = (): string => {
    const charset = fonts.get(state.font)?.charset
    // Chinese programs leave Western fonts on Chinese text.
    return (charset !== undefined && CHARSETS[charset]) || page
  }
  const flush = (): void => {
    if (waiting.length === 0) return
    text += marked(new TextDecoder(encoding).decode(Uint8Array.from(waiting)), state)
    waiting = []
  }
  const silent = (): boolean => state.dropped || state.hidden || (state.into === 'list' && inTable)
  const write = (some: string): void => {
    if (silent() || state.into === 'fonts') return
    if (state.into === 'code') {
      addCode(fields.at(-1)?.field, some)
      return
    }
    for (const { field } of fields) field.shown = true
    flush()
    text += marked(some, state)
  }
  const writeByte = (byte: number): void => {
    if (toSkip > 0) {
      toSkip--
      return
    }
    if (state.into === 'fonts') {
      if (font && byte !== 0x3b) font.name += String.fromCharCode(byte)
      return
    }
    if (silent()) return
    if (state.into === 'code') {
      write(String.fromCharCode(byte))
      return
    }
    for (const { field } of fields) field.shown = true
    const own = fonts.get(state.font)
    if (own?.charset === PICTURES) {
      write(symbol(own.name, byte.toString(16)))
      return
    }
    const now = encodingNow()
    if (now !== encoding) flush()
    encoding = now
    waiting.push(byte)
  }
  const writeCode = (value: number): void => {
    const code = value < 0 ? value + 65_536 : value
    const own = fonts.get(state.font)
    if (code >= 0xf000 && code <= 0xf0ff) write(symbol(own?.name ?? '', code.toString(16)))
    else if (code >= 0x20 && code <= 0xffff) write(String.fromCharCode(code))
    toSkip = state.fallback
  }

  const level = (): Level => levels[levels.length - 1]!
  /** Closes tables within until `wanted` is the innermost, or opens levels up to it. */
  const goTo = (wanted: number): void => {
    while (levels.length - 1 > wanted) {
      closeTable()
      const inner = levels.pop()!
      level().pieces.push(...inner.cells.flat(), ...inner.pieces)
    }
    while (levels.length - 1 < Math.min(wanted, DEEPEST_TABLE)) levels.push({ pieces: [], cells: [], rows: [] })
  }
  const closeTable = (): void => {
    const { rows } = level()
    if (rows.length === 0) return
    const outer = levels[levels.length - 2]
    outer?.pieces.push(tableOfEdges(rows))
    level().rows = []
  }
  const here = (): number => (nest > 0 ? nest : inTable ? 1 : 0)
  const closeParagraph = (): void => {
    flush()
    // What follows a table ends it.
    if (levels.length - 1 !== here()) goTo(here())
    if (count++ < MOST_PIECES) level().pieces.push(text)
    text = ''
  }
  const closeCell = (): void => {
    if (here() === 0) inTable = true
    closeParagraph()
    if (level().cells.length < MOST_CELLS) level().cells.push(level().pieces)
    level().pieces = []
  }
  const closeRow = (): void => {
    const wanted = Math.max(1, here())
    goTo(wanted)
    const own = level()
    const last = row.sides.at(-1)?.right ?? row.left
    own.rows.push({
      left: row.left,
      cells: Array.from({ length: Math.max(own.cells.length, row.sides.length) }, (_, i) => ({
        pieces: own.cells[i] ?? [],
        ...(row.sides[i] ?? { right: last + (i - row.sides.length + 1) * 100, joined: false, continued: false }),
      })),
    })
    own.cells = []
    own.pieces = []
    text = ''
    waiting = []
  }

  const lift = (raised: boolean): void => {
    flush()
    state.raised = raised
  }
  const words: Record<string, (value: number | undefined) => void> = {
    ansicpg: (value) => {
      page = PAGES[value ?? 0] ?? (value === undefined ? WESTERN : labelOf(value))
    },
    deff: (value) => {
      defaultFont = value ?? -1
      state.font = defaultFont
    },
    field: () => void fields.push({ field: newField(), depth }),
    fldinst: () => {
      state.into = 'code'
    },
    fonttbl: () => {
      state.into = 'fonts'
    },
    f: (value = -1) => {
      if (state.into === 'fonts') fonts.set(value, (font = { name: '' }))
      else state.font = value
    },
    fcharset: (value) => {
      if (font && state.into === 'fonts') font.charset = value
    },
    uc: (value) => {
      state.fallback = Math.max(0, value ?? 1)
    },
    u: (value) => writeCode(value ?? 0),
    par: closeParagraph,
    sect: closeParagraph,
    page: closeParagraph,
    cell: () => {
      nest = 0
      inTable = true
      closeCell()
    },
    row: () => {
      nest = 0
      inTable = true
      closeRow()
    },
    nestcell: closeCell,
    nestrow: closeRow,
    pard: () => {
      // The number of a list is set in a style of its own within the paragraph.
      if (state.into === 'list') return
      inTable = false
      nest = 0
    },
    intbl: () => {
      inTable = true
    },
    itap: (value) => {
      nest = Math.min(DEEPEST_TABLE, value ?? 1)
    },
    plain: () => {
      flush()
      state.hidden = false
      state.struck = false
      state.raised = false
      state.font = defaultFont
    },
    v: (value) => {
      flush()
      state.hidden = value !== 0
    },
    strike: (value) => {
      flush()
      state.struck = value !== 0
    },
    super: () => lift(true),
    sub: () => lift(true),
    nosupersub: () => lift(false),
    up: (value) => lift((value ?? LIFTED) >= LIFTED),
    dn: (value) => lift((value ?? LIFTED) >= LIFTED),
    deleted: (value) => {
      flush()
      state.hidden = value !== 0
    },
    trowd: () => {
      row = { left: 0, sides: [] }
      side = { joined: false, continued: false }
    },
    trleft: (value) => {
      row.left = value ?? 0
    },
    clmrg: () => {
      side.joined = true
    },
    clvmrg: () => {
      side.continued = true
    },
    cellx: (value) => {
      if (row.sides.length < MOST_CELLS) row.sides.push({ right: value ?? 0, ...side })
      side = { joined: false, continued: false }
    },
  }
  words.striked = words.strike!
  words['\n'] = closeParagraph
  words['\r'] = closeParagraph

  for (const token of rtfTokensOf(bytes)) {
    if (depth > DEEPEST_GROUP || count > MOST_PIECES) break
    if (token.kind === 'open') {
      depth++
      toSkip = 0
      states.push({ ...state })
      optional = false
    } else if (token.kind === 'close') {
      depth--
      toSkip = 0
      flush()
      if (state.into === 'fonts') font = undefined
      state = states.pop() ?? state
      for (let last = fields.at(-1); last && last.depth > depth; last = fields.at(-1)) {
        fields.pop()
        const said = unworked(last.field)
        if (said !== '') write(said)
      }
    } else if (token.kind === 'byte') {
      optional = false
      writeByte(token.byte)
    } else if (token.word === '*') optional = true
    else {
      const { word, value } = token
      // A coded character's stand-in may itself be a control word.
      if (toSkip > 0 && word !== 'u') {
        toSkip--
        continue
      }
      const known = Object.hasOwn(words, word)
      if (DROPPED.has(word) || (optional && !KNOWN.has(word))) {
        if (word === 'pict') write(PICTURE)
        flush()
        state.dropped = true
      } else if (LISTS.has(word)) state.into = 'list'
      else if (state.dropped) continue
      else if (known) words[word]!(value)
      else if (Object.hasOwn(SPECIAL, word)) write(SPECIAL[word]!)
      optional = false
    }
  }
  inTable = false
  nest = 0
  flush()
  if (text !== '') closeParagraph()
  goTo(0)
  return { pieces: levels[0]!.pieces, whole: depth <= DEEPEST_GROUP && count <= MOST_PIECES, cut: depth > 0 }
}

/** A code page's encoding as the platform calls it. */
function labelOf(page: number): string {
  try {
    return new TextDecoder(`windows-${page}`).encoding
  } catch {
    return WESTERN
  }
}
