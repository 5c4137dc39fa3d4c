/*
 * What print shows by more than its characters, kept as characters of its own until a cell is whole: a 1 set high
 * behind 36 refers to a note, and 99 struck out before 36 is no figure any more. Run together they would be 361 and
 * 9936.
 */

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const STROKE = '\u0336'
/** Stands for a picture within text (Unicode: OBJECT REPLACEMENT CHARACTER). */
export const PICTURE = '\ufffc'
/** Says that the characters behind it are shown from right to left, whatever they are. */
export const BACKWARDS = '\u202e'

const MARKED = new RegExp(`[${STROKE}${PICTURE}${RAISED}]`, 'u')
const STRUCK = new RegExp(`\\S${STROKE}`, 'gu')
const ONLY_RAISED = new RegExp(`^[\\s,.${RAISED}]+$`, 'u')

/** Text that is set higher or lower than its line. */
export const raised = (text: string): string => text.replace(/\d/gu, (digit) => RAISED[Number(digit)]!)

/** Text that is struck out, or that nobody sees. */
export const struck = (text: string): string => text.replace(/\S/gu, `$&${STROKE}`)

export interface Marks {
  struck?: boolean
  raised?: boolean
}
export const marked = (text: string, marks: Marks | undefined): string =>
  marks?.struck ? struck(text) : marks?.raised ? raised(text) : text

/**
 * The text of a whole cell: what is struck out and pictures go, where anything is left without them; else they stay, as
 * nobody knows what they mean. A cell that is set high as a whole is a plain one.
 */
export function settled(text: string): string {
  if (!MARKED.test(text)) return text
  const kept = text.replace(STRUCK, '')
  const plain = kept.trim() === '' || kept.replaceAll(PICTURE, '').trim() === '' ? text : kept
  const words = plain.replaceAll(PICTURE, '')
  const own = words.trim() === '' ? PICTURE : words
  return ONLY_RAISED.test(own) ? own.replace(/[^\s,.]/gu, (digit) => String(RAISED.indexOf(digit))) : own
}

/** As `settled`, of a line outside of tables, where pictures say nothing. */
export const settledLine = (text: string): string => settled(text).replaceAll(PICTURE, '')
