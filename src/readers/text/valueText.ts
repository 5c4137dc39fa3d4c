import { remembered } from './remembered'

export const DASH = /^(?:[-‐‑–—―─━﹣_⸺⸻]{1,6}|[/∕⁄]{1,2}|\\|(?:暂)?无|没有|未发生|不涉及|无此项)$/u
export const ZERO = /^(?:零|〇)$/u
const UNIT = '(?:件|项|条|个|次|宗|起|份|人|例|篇|万元|亿元|元|万|亿)'
const NUMBER = new RegExp(`^([+-]?)((?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,8})?)(${UNIT})?(?:人民币)?$`, 'u')
/* A mark that refers to a note below the table. */
const FOOTNOTE = /[*※△①-⑳]{1,3}$|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}$|\[[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\]$/u
const CURRENCY = /^(?:人民币|¥|￥|RMB)/iu
/* A note in brackets behind a figure: 22(其中修订16件). */
const NOTE = /^([^()]+)\([^()]*(?:\([^()]*\)[^()]*)*\)$/u
const NOTED_UNIT = /^[^()]+\((?:单位:)?(元|万元|亿元)\)$/u

/** A figure as a cell prints it, in the unit beside it where there is one. */
export interface Printed {
  value: number
  unit?: string
}

/** Reads a word (normalised, without spaces) as a figure; nothing where it is none. */
export function printed(text: string): Printed | undefined {
  const plain = text.replace(CURRENCY, '').replace(FOOTNOTE, '')
  const note = NOTE.exec(plain)
  const found = NUMBER.exec(plain) ?? NUMBER.exec(note?.[1] ?? '')
  if (!found) return undefined
  const value = Number(found[2]!.replace(/,/gu, '')) * (found[1] === '-' ? -1 : 1)
  // 5(万元): the note is the unit.
  return { value: value === 0 ? 0 : value, unit: found[3] ?? NOTED_UNIT.exec(note?.[0] ?? '')?.[1] }
}

/** Whether a word (normalised, without spaces) can be a cell's content: a figure, a dash, or nothing. */
export const isValueLike = remembered(
  (text) => text === '' || (text.length < 120 && (DASH.test(text) || ZERO.test(text) || printed(text) !== undefined)),
)
