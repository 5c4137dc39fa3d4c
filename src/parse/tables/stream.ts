import { compact } from '../../readers/text/normalise'
import { NUMBER_BEFORE, bare, labelOf } from './labels'
import { remembered } from '../../readers/text/remembered'
import { isValueLike } from '../../readers/text/valueText'
import type { Token } from '../types'
import type { Block, GridCell, Page } from '../../readers/page'

const MOST_TOKENS = 200_000
const LONGEST_HINT = 160
const MOST_HINT_PIECES = 6

const depth = (text: string): number => {
  let open = 0
  for (const char of text) {
    if (char === '(') open++
    else if (char === ')' && open > 0) open--
  }
  return open
}

/** Whether figures stand behind a label whose bracket closes on the next line, and not within it: 第（ 1 ）项. */
const isBehindLabel = (first: Token, next: Token, after: Token | undefined): boolean =>
  !/^[+-]?\d/u.test(first.text) && isValueLike(next.text) && !after?.text.startsWith(')')

/** Rejoins a word whose bracket closes in one of the next words: `22(其中修订` `16` `件)`, hints in headings. */
function joinBrackets(tokens: Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const first = tokens[i]!
    let joined: Token | undefined
    if (first.text.length < LONGEST_HINT && depth(first.text) > 0) {
      let text = first.text
      for (let k = 1; k <= MOST_HINT_PIECES && i + k < tokens.length; k++) {
        const next = tokens[i + k]!
        if (
          next.row !== first.row ||
          next.explicit !== first.explicit ||
          next.begins ||
          isBehindLabel(first, next, tokens[i + k + 1]) ||
          text.length + next.text.length > LONGEST_HINT ||
          /。/u.test(next.text)
        )
          break
        text += next.text
        if (depth(text) === 0) {
          joined = {
            ...first,
            text,
            raw: tokens
              .slice(i, i + k + 1)
              .map((token) => token.raw)
              .join(' '),
            open: next.open,
          }
          i += k
          break
        }
      }
    }
    out.push(joined ?? first)
  }
  return out
}

const UNIT_ALONE = /^(?:元|万元|亿元|件|项|条|个)$/u

/** Words of a line without edges. An amount keeps the unit that a space parts from it. */
function words(line: string): string[] {
  const out: string[] = []
  for (const word of line.split(/\s+/u)) {
    if (word === '') continue
    const last = out[out.length - 1]
    if (last !== undefined && UNIT_ALONE.test(word) && /^[+-]?[\d,.]+$/u.test(last)) out[out.length - 1] = last + word
    else out.push(word)
  }
  return out
}

/** Whether tabs stand before cells (a cell a line) and not between them. */
function tabLed(page: Page): boolean {
  const tabbed = page.blocks.filter((block) => block.kind === 'line' && block.text.includes('\t'))
  return tabbed.filter((block) => block.kind === 'line' && /^ *\t[^\t]*$/u.test(block.text)).length * 2 > tabbed.length
}

type Junction = 'within' | 'behind' | 'before'

const isFigure = (token: Token): boolean => token.text !== '' && isValueLike(token.text)
const junctionOf = (before: Token, token: Token): Junction | undefined =>
  !isFigure(before) ? (isFigure(token) ? 'before' : undefined) : isFigure(token) ? 'within' : 'behind'

const FEWEST = 3
const MANY = 10

/**
 * In a text of a cell a line, notes how many more lines are empty before a cell than the text leaves there as a rule.
 */
function noteGaps(tokens: readonly Token[]): void {
  const steps: Record<Junction, Map<number, number>> = { within: new Map(), behind: new Map(), before: new Map() }
  const each = (visit: (token: Token, junction: Junction, step: number) => void): void =>
    tokens.forEach((token, i) => {
      const before = tokens[i - 1]
      const junction = before && !token.explicit && !before.explicit ? junctionOf(before, token) : undefined
      if (junction) visit(token, junction, token.line - before!.line)
    })
  each((_, junction, step) => steps[junction].set(step, (steps[junction].get(step) ?? 0) + 1))
  const common = (counts: Map<number, number>): number | undefined =>
    [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0]
  // A row on one line has no lines between its cells to be empty.
  if (common(steps.within) === 0 || common(steps.before) === 0) return
  // Empty cells only add lines: the rule is the least that is met, as in a short text they may be more common than
  // none.
  const least = (counts: Map<number, number>): number | undefined => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    // What is met once in many is the end of a page.
    const enough = total >= MANY ? 2 : 1
    const steps = [...counts].filter(([step, count]) => step > 0 && count >= enough).map(([step]) => step)
    return total >= FEWEST && steps.length > 0 ? Math.min(...steps) : undefined
  }
  const rule = { within: least(steps.within), behind: least(steps.behind), before: least(steps.before) }
  if (rule.within === undefined) return
  // Where every row begins or ends with an empty cell, more lines than stand between figures are no rule.
  each((token, junction, step) => {
    token.gap = step - Math.min(rule[junction] ?? rule.within!, rule.within!)
  })
}

/** Whether a line is the rule that Markdown draws below headings: of several cells, or with pipes around it. */
const isRule = (text: string): boolean =>
  /^[\s|:-]*-{3}[\s|:-]*$/u.test(text) && (/-\s*:?\s*\|\s*:?\s*-/u.test(text) || /^\s*\|.*\|\s*$/u.test(text))

/** A line that is longer is a whole text without line ends, and no row. */
const WIDEST_LINE = 60

/**
 * Whether most lines with pipes have one before their first cell, and one behind their last; and whether most are pipes
 * alone.
 */
function pipesAround(page: Page): { before: boolean; behind: boolean; alone: boolean } {
  const lines = page.blocks.flatMap((block) =>
    block.kind === 'line' && block.text.includes('|') ? [block.text.trim()] : [],
  )
  const most = (test: (text: string) => boolean): boolean => lines.filter(test).length * 2 >= lines.length
  return {
    before: most((text) => text.startsWith('|')),
    behind: most((text) => text.endsWith('|')),
    alone: lines.length > 0 && most((text) => /^[|\s]+$/u.test(text)),
  }
}

const isPipe = (block: Block | undefined): boolean => block?.kind === 'line' && /^[|\s]+$/u.test(block.text)

/** Whether a figure of this row is printed once for the row below too. */
const reaches = (cell: GridCell, x: number, below: Block | undefined): boolean =>
  below?.kind === 'row' &&
  /\d/u.test(cell.text) &&
  placed(below.cells).some(
    (other) => other.x === x && other.cell.merged && other.cell.span === cell.span && other.cell.text === cell.text,
  )

/** A row's cells, each with the column that it begins in. */
function placed(cells: readonly GridCell[]): { cell: GridCell; x: number }[] {
  let next = 0
  return cells.map((cell) => {
    const x = next
    next += cell.span
    return { cell, x }
  })
}

/**
 * Every cell and word of a page in one sequence, whatever its layout: grids, pipes (also where a cell's text stands on
 * the line after its pipe), tabs, a cell a line, a table on one line. An empty cell is a token without text where the
 * layout shows it. Tables are then found by labels alone, so one set of rules serves every layout.
 */
export function tokensOf(page: Page): Token[] {
  const tokens: Token[] = []
  // Whether a pipe stands between the last token and the next.
  let border = false
  const add = (raw: string, line: number, more: Partial<Token>): void => {
    if (tokens.length >= MOST_TOKENS) return
    tokens.push({
      text: compact(raw),
      raw: raw.trim(),
      line,
      span: 1,
      merged: false,
      begins: border,
      explicit: false,
      edge: false,
      open: false,
      ...more,
    })
    border = false
  }
  // Whether the cell opened by the last pipe has shown any text yet.
  let filled = true
  let row = 0
  // Whether the line before had pipes but none at its end: a pipe that starts the next line then follows an empty cell.
  let ended = false
  const led = tabLed(page)
  const pipes = pipesAround(page)
  page.blocks.forEach((block, at) => {
    if (block.kind === 'row') {
      row++
      const cells = placed(block.cells)
      const last = cells[cells.length - 1]
      const width = last === undefined ? 0 : last.x + last.cell.span
      for (const [i, { cell, x }] of cells.entries()) {
        add(cell.text, block.line, {
          row,
          x,
          width,
          cell: i + 1,
          span: cell.span,
          merged: cell.merged ?? reaches(cell, x, page.blocks[at + 1]),
          begins: true,
          explicit: true,
          ...(block.page !== undefined && { page: block.page }),
          ...(cell.box && { box: cell.box }),
        })
      }
      filled = true
    } else if (block.text.includes('|')) {
      const text = block.text.replace(/\\\|/gu, '|')
      if (isRule(block.text)) return
      const segments = text.split('|')
      // Pipes alone are the places of merged cells behind a row, and no edge.
      const padding = segments.length > 2 && segments.every((segment) => segment.trim() === '')
      if (ended && segments[0]!.trim() === '') filled = false
      ended = segments[segments.length - 1]!.trim() !== ''
      const first = pipes.before && segments[0]!.trim() === '' ? 1 : 0
      const width = segments.length - first - (pipes.behind && segments[segments.length - 1]!.trim() === '' ? 1 : 0)
      const between = !pipes.before && !pipes.behind && width > 1
      const placeOf = (i: number): Partial<Token> =>
        width > 1 && width <= WIDEST_LINE && i >= first ? { x: i - first, width } : {}
      segments.forEach((segment, i) => {
        const last = i === segments.length - 1
        if (segment.trim() !== '') {
          add(segment, block.line, { explicit: true, cell: i + 1, ...placeOf(i) })
          filled = true
        } else if (between && (last || (i === 0 && filled))) {
          // Where pipes stand only between cells, a line's first or last cell is empty.
          add('', block.line, { explicit: true, ...placeOf(i) })
          filled = true
        }
        if (!last) {
          if (!filled) add('', block.line, { explicit: true, edge: i === 0 && !padding && !pipes.alone, ...placeOf(i) })
          filled = false
          border = true
        }
      })
    } else if (block.text.includes('\t')) {
      const segments = (led ? block.text.replace(/^ *\t/u, '') : block.text).split('\t')
      const width = segments.length
      segments.forEach((segment, i) =>
        add(segment, block.line, {
          explicit: true,
          cell: i + 1,
          ...((led || i > 0) && { begins: true }),
          ...(width > 1 && width <= WIDEST_LINE && { x: i, width }),
        }),
      )
    } else if (block.text.trim() !== '') {
      const place = {
        ...(block.page !== undefined && { page: block.page }),
        ...(block.box && { box: block.box }),
        ...(block.alone && { x: 0, width: 1 }),
        ...(pipes.alone && !isPipe(page.blocks[at + 1]) && { unclosed: true }),
      }
      words(block.text).forEach((word) => add(word, block.line, place))
      filled = true
    }
  })
  const last = tokens[tokens.length - 1]
  if (page.openEnd && last) last.open = true
  noteGaps(tokens)
  return joinBrackets(tokens)
}

/** Most words a label is split into: one character a line is seen in real tables. */
const MOST_PIECES = 32
/** No label of the forms is longer. */
const LONGEST_LABEL = 80

/**
 * Stands behind a table's last token where the document goes on (or is known to be whole): what is missing then is
 * missing.
 */
export const END: Token = {
  text: '§',
  raw: '',
  line: 0,
  span: 1,
  merged: false,
  begins: true,
  explicit: true,
  edge: false,
  open: false,
}

export const isEnd = (token: Token | undefined): boolean => token?.text === END.text && token.line === END.line

/** Whether the file ends with these tokens, so that the table may go on where nobody saw it. */
export const endsFile = (tokens: readonly Token[]): boolean => !isEnd(tokens[tokens.length - 1])

/** 无 says that there is nothing, and begins 无法提供 where a label is broken. */
const mayBeginLabel = (token: Token): boolean => token.text === '无' && !token.explicit

/** Whether a token stands in the same row as the one before it, where the layout shows rows. */
export const besides = (before: Token | undefined, token: Token | undefined): boolean =>
  before?.width !== undefined && token?.width !== undefined && before.line === token.line

const HAN = /[\u4e00-\u9fff]/u
/** A label's first word has a character of its own, or its number, or opens a bracket. */
const BEGINS_LABEL = /[\u4e00-\u9fff]|^[([“"『《【]|^\d{1,2}[.、)]*$/u
/** A label's last word has a character of its own, or closes what its words opened. */
const ENDS_LABEL = /[\u4e00-\u9fff)\]”"』》:。]/u

/** Labels that words may spell: what each text says, and whether a word may begin one. */
export interface Spelling<T> {
  find: (text: string) => T | undefined
  begins: (word: string) => boolean
}

const ORDINAL = '^[^\\u4e00-\\u9fff]*[一二三四五六七八九十]*[^\\u4e00-\\u9fff]*$'
const ONLY_ORDINALS = /^[一二三四五六七八九十]*$/u

/**
 * How the `labels` are spelled, given without numbers and punctuation. `find` says what a text is; only words that a
 * label begins with, or that may be its number, are asked. `exact` is false where other words may stand before a label.
 */
export function spelling<T>(labels: Iterable<string>, find: Spelling<T>['find'], exact = true): Spelling<T> {
  const all = [...labels]
  const first = [...new Set(all.map((label) => label[0]!))].join('')
  const pattern = new RegExp(`[${first}]|${ORDINAL}`, 'u')
  const mayLead = (word: string): boolean => {
    const plain = labelOf(word)
    // A bracket may take away what stands behind it.
    const isOpen = !exact || word.replace(NUMBER_BEFORE, '').includes('(')
    return isOpen || ONLY_ORDINALS.test(plain) || all.some((label) => label.startsWith(plain))
  }
  return { find, begins: remembered((word) => pattern.test(word) && mayLead(word)) }
}

/**
 * A label may be split; the words from `at` that spell a label, longest first. Values never belong to a label, nor does
 * what stands behind a cell's border, but for a number that has a cell of its own.
 */
export function spell<T>(
  tokens: readonly Token[],
  at: number,
  { find, begins }: Spelling<T>,
): { found: T; next: number } | undefined {
  if (!begins(tokens[at]?.text ?? '')) return undefined
  let text = ''
  let best: { found: T; next: number } | undefined
  for (let k = 0; k < MOST_PIECES && at + k < tokens.length; k++) {
    const token = tokens[at + k]!
    if (isEnd(token) || (isValueLike(token.text) && !mayBeginLabel(token)) || token.text.length > LONGEST_HINT) break
    if (k === 0 && !BEGINS_LABEL.test(token.text)) break
    // What reaches down from the row above was read there.
    if ((token.merged && token.row !== undefined) || (token.begins && HAN.test(text))) break
    text += token.text
    if (k > 0 && text.length > LONGEST_LABEL) break
    if (k > 0 && !ENDS_LABEL.test(token.text)) continue
    const found = find(text)
    if (found !== undefined) best = { found, next: at + k + 1 }
  }
  return best
}

/** Passes over words that finish a label recognised by its beginning: `出具已获取信息`. */
export function skipRest(tokens: readonly Token[], at: number, label: string): number {
  let next = at
  for (; next < tokens.length; next++) {
    const token = tokens[next]!
    const text = bare(token.text)
    if (token.begins || isValueLike(token.text) || text.length < 2 || !label.includes(text)) break
  }
  return next
}
