import type { Cell } from './facts'
import { compact, normalise } from './normalise'

const DASH = /^(?:[-‐‑–—―─━﹣_]{1,6}|\/{1,2}|\\|(?:暂)?无|没有|未发生|不涉及|无此项)$/u
const ZERO = /^(?:零|〇)$/u
const UNIT = '(?:件|项|条|个|次|宗|起|份|人|例|篇|万元|亿元|元|万|亿)'
const NUMBER = new RegExp(`^([+-]?)((?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,8})?)(${UNIT})?(?:人民币)?$`, 'u')
/* A mark that refers to a note below the table. */
const FOOTNOTE = /[*※△①-⑳]{1,3}$|\[\d{1,2}\]$/u
const CURRENCY = /^(?:人民币|¥|￥|RMB)/iu
/* A note in brackets behind a figure: 22(其中修订16件). */
const NOTE = /^([^()]+)\([^()]*(?:\([^()]*\)[^()]*)*\)$/u
const NOTED_UNIT = /^[^()]+\((?:单位:)?(元|万元|亿元)\)$/u
const SCALE: Record<string, number> = { 元: 1, 万元: 1e4, 亿元: 1e8, 万: 1e4, 亿: 1e8 }

interface Printed { value: number; unit?: string }

function printed(text: string): Printed | undefined {
  const plain = text.replace(CURRENCY, '').replace(FOOTNOTE, '')
  const note = NOTE.exec(plain)
  const found = NUMBER.exec(plain) ?? NUMBER.exec(note?.[1] ?? '')
  if (!found) return undefined
  const value = Number(found[2]!.replace(/,/gu, '')) * (found[1] === '-' ? -1 : 1)
  // 5(万元): the note is the unit.
  return { value: value === 0 ? 0 : value, unit: found[3] ?? NOTED_UNIT.exec(note?.[0] ?? '')?.[1] }
}

/** Whether a word (normalised, without spaces) can be a cell's content: a figure, a dash, or nothing. */
export const isValueLike = (text: string): boolean =>
  text === '' || (text.length < 120 && (DASH.test(text) || ZERO.test(text) || printed(text) !== undefined))

/** The unit a heading states for the amounts below it. */
export const unitIn = (heading: string): '元' | '万元' | '亿元' | undefined =>
  (/亿元|万元|元/u.exec(compact(heading))?.[0] as '元' | '万元' | '亿元' | undefined)

/** Yuan have cents at most: what more a product shows is the arithmetic's. */
const cents = (value: number): number => Math.round(value * 100) / 100

/**
 * The text of a cell to a cell. `22（其中修订 16 件）` is 22, `+19` is 19; a dash, a blank and unreadable text stay what they
 * are, never zero. `raw` is kept unless the text is the number itself.
 */
export function readCount(raw: string): Cell {
  const text = compact(normalise(raw))
  if (text === '') return { missing: 'blank' }
  const kept = raw.trim().slice(0, 200)
  if (DASH.test(text)) return { missing: 'dash', raw: kept }
  if (ZERO.test(text)) return { value: 0, raw: kept }
  const found = printed(text)
  // Two figures in one cell must not become one long one; a space between thousands may.
  const two = /\d\s+\d/u.test(raw.trim()) && !/^[+-]?\s*\d{1,3}(?:\s\d{3})+(?:\.\d+)?\D*$/u.test(raw.trim()) && !/\d\s*\(/u.test(normalise(raw))
  if (!found || two) return { missing: 'unreadable', raw: kept }
  const value = found.unit === '万' || found.unit === '亿' ? cents(found.value * SCALE[found.unit]!) : found.value
  return kept === String(value) ? { value } : { value, raw: kept }
}

/**
 * The text of an amount to yuan: by the unit in the cell (元, 万元, 亿元), else the one its heading states, else as yuan with
 * `unitInferred`. Zero is zero in any unit.
 */
export function readMoney(raw: string, headingUnit?: string): Cell {
  const cell = readCount(raw)
  if (cell.value === undefined || cell.value === 0) return cell
  const found = printed(compact(normalise(raw)))!
  const unit = found.unit !== undefined && found.unit in SCALE ? found.unit : headingUnit
  const scale = unit === undefined ? 1 : (SCALE[unit] ?? 1)
  return { value: cents(found.value * scale), raw: raw.trim().slice(0, 200), ...(unit === undefined && { unitInferred: true }) }
}

/** A cell of 本年增/减, where a word may stand for the sign: 减4 is -4. */
export function readChange(raw: string): Cell {
  const [, word, rest] = /^(增加?|减少?)\s*(\d.*)$/u.exec(normalise(raw).trim()) ?? []
  if (rest === undefined) return readCount(raw)
  const cell = readCount(rest)
  return cell.value === undefined ? { missing: 'unreadable', raw: raw.trim().slice(0, 200) } : { value: word!.startsWith('减') ? 0 - cell.value : cell.value, raw: raw.trim().slice(0, 200) }
}
