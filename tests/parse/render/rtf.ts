import { strToU8 } from 'fflate'
import { toGb18030 } from './encode'
import type { Grid, Model } from './model'
import { numbered } from './pieces'

type Spelling = (text: string) => string

const special = (char: string): string => (/[\\{}]/u.test(char) ? `\\${char}` : char)
/** Each character by its number, with a question mark for readers that know none. */
const byNumber: Spelling = (text) =>
  [...text]
    .map((char) => {
      const code = char.charCodeAt(0)
      return code < 0x80 ? special(char) : `\\u${code > 0x7fff ? code - 0x10000 : code}?`
    })
    .join('')
/** Bytes of GBK, as Word and WPS write them. */
const byBytes: Spelling = (text) =>
  [...text]
    .map((char) =>
      char.charCodeAt(0) < 0x80
        ? special(char)
        : [...toGb18030(char)].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .join('')
/** Bytes and numbers both: the bytes are skipped by who knows the numbers. */
const byBoth: Spelling = (text) =>
  [...text]
    .map((char) => (char.charCodeAt(0) < 0x80 ? special(char) : `{\\uc2\\u${char.charCodeAt(0)}${byBytes(char)}}`))
    .join('')

interface Layout {
  spell: Spelling
  inner?: (text: string) => string
  /** The row's cells are told before them, behind them, or both. */
  told?: 'before' | 'behind' | 'both'
  head?: string
}

const WIDTH = 600

/**
 * Rows as RTF writes them: the right edge of each cell, then their texts; a cell that reaches down is told in each row.
 */
function rowsOf(grid: Grid, { spell, inner = spell, told = 'before' }: Layout): string {
  let hanging: { column: number; span: number; rows: number }[] = []
  return grid
    .map((row) => {
      const queue = [...row]
      const due = [...hanging].sort((a, b) => a.column - b.column)
      const next: typeof hanging = []
      let [column, sides, texts] = [0, '', '']
      const put = (span: number, flag: string, text: string): void => {
        column += span
        sides += `${flag}\\cellx${column * WIDTH}`
        texts += `\\pard\\intbl ${text}\\cell`
      }
      while (queue.length > 0 || due.length > 0) {
        const top = due[0]
        if (top && top.column <= column) {
          due.shift()
          if (top.rows > 1) next.push({ ...top, rows: top.rows - 1 })
          put(top.span, '\\clvmrg', '')
          continue
        }
        const one = queue.shift()
        if (!one) break
        const { text, span = 1, down = 1 } = one
        if (down > 1) next.push({ column, span, rows: down - 1 })
        put(span, down > 1 ? '\\clvmgf' : '', inner(text))
      }
      hanging = next
      const definition = `\\trowd\\trleft0${sides}`
      return `${told === 'behind' ? '' : definition}\n${texts}\n${told === 'before' ? '' : definition}\\row\n`
    })
    .join('')
}

const report =
  (layout: Layout) =>
  (model: Model): Uint8Array => {
    const body = numbered(model)
      .map((piece) =>
        'grid' in piece
          ? `${rowsOf(piece.grid, layout)}\\pard\\par\n`
          : `\\pard\\plain ${layout.spell(piece.text)}\\par\n`,
      )
      .join('')
    return strToU8(
      `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\froman\\fcharset0 Times New Roman;}}{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}}{\\info{\\title 9}}${layout.head ?? ''}\n${body}}`,
    )
  }

/** RTF in the ways programs write it, all of one report. */
export const RTF: Record<string, (model: Model) => Uint8Array> = {
  'characters by their numbers': report({ spell: byNumber }),
  'bytes of GBK': report({ spell: byBytes, told: 'both' }),
  'bytes beside numbers': report({ spell: byBoth, told: 'behind' }),
  'a Western font on Chinese text': report({ spell: byBytes, inner: (text) => `{\\f1\\fs21 ${byBytes(text)}}` }),
  'hidden text, changes, notes, fields and bookmarks': report({
    spell: byNumber,
    head: '{\\header\\pard 88\\par}{\\*\\generator none 99;}',
    inner(text) {
      // A field that has worked out nothing is no empty cell.
      const field = text && `{\\field{\\*\\fldinst {=SUM(LEFT)}}{\\fldrslt ${byNumber(text)}}}`
      return `{\\v 8}{\\deleted 77}{\\*\\bkmkstart a}${field}{\\*\\bkmkend a}{\\footnote\\pard 9}`
    },
  }),
  'notes’ marks, and figures struck out': report({
    spell: byNumber,
    inner: (text) => (/\d/u.test(text) ? `{\\strike 8}${byNumber(text)}{\\super 4}` : byNumber(text)),
  }),
  'paragraphs and list numbers in cells': report({
    spell: byNumber,
    inner: (text) =>
      /^[^\d]{4,}$/u.test(text)
        ? text.replace(/.{1,3}/gu, (some) => `${byNumber(some)}\\par `)
        : `{\\listtext\\pard 1.\\tab}${byNumber(text)}`,
  }),
}
