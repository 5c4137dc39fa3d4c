import type { Cell } from '../domain/cell'
import { compact, normalise } from '../readers/text/normalise'
import { DASH, ZERO, printed } from '../readers/text/valueText'

const SCALE: Record<string, number> = {
  元: 1,
  百元: 100,
  千元: 1e3,
  万元: 1e4,
  十万元: 1e5,
  百万元: 1e6,
  千万元: 1e7,
  亿元: 1e8,
  万: 1e4,
  亿: 1e8,
}

const UNIT = /(?:亿|千万|百万|十万|万|千|百)?元/u
/** What a heading says of its unit, but for the unit itself: 单位:人民币 */
const TOLD = /单位:?(?:[^)元]*[、,/和])?(?:人民币)?([^)]*?)元/u
const SCALES = /^(?:亿|千万|百万|十万|万|千|百)?$/u

/** The unit a heading states for the amounts below it; nothing where a character of it is wrong: 单位:方元. */
export function unitIn(heading: string): string | undefined {
  const text = compact(heading)
  const told = TOLD.exec(text)
  return told && !SCALES.test(told[1]!) ? undefined : UNIT.exec(text)?.[0]
}

/** Yuan have cents at most: what more a product shows is the arithmetic's. */
const cents = (value: number): number => Math.round(value * 100) / 100

/** A number in its plainest spelling, which most cells are. */
const WHOLE = /^(?:0|[1-9]\d{0,14})$/u

/**
 * The text of a cell to a cell. `22（其中修订 16 件）` is 22, `+19` is 19; a dash, a blank and unreadable text stay what they
 * are, never zero. `raw` is kept unless the text is the number itself.
 */
export function readCount(raw: string): Cell {
  if (WHOLE.test(raw)) return { value: Number(raw) }
  const plain = normalise(raw)
  const text = compact(plain)
  if (text === '') return { missing: 'blank' }
  const kept = raw.trim().slice(0, 200)
  if (DASH.test(text)) return { missing: 'dash', raw: kept }
  if (ZERO.test(text)) return { value: 0, raw: kept }
  const found = printed(text)
  // Two figures in one cell must not become one long one; a space between thousands may.
  const two =
    /\d\s+\d/u.test(raw.trim()) &&
    !/^[+-]?\s*\d{1,3}(?:\s\d{3})+(?:\.\d+)?\D*$/u.test(raw.trim()) &&
    !/\d\s*\(/u.test(plain)
  if (!found || two) return { missing: 'unreadable', raw: kept }
  const value = found.unit === '万' || found.unit === '亿' ? cents(found.value * SCALE[found.unit]!) : found.value
  return kept === String(value) ? { value } : { value, raw: kept }
}

/**
 * The text of an amount to yuan: by the unit in the cell (元, 万元, 亿元), else the one its heading states, else as yuan
 * with `unitInferred`. Zero is zero in any unit.
 */
export function readMoney(raw: string, headingUnit?: string): Cell {
  const cell = readCount(raw)
  if (cell.value === undefined || cell.value === 0) return cell
  const found = printed(compact(normalise(raw)))!
  const unit = found.unit !== undefined && found.unit in SCALE ? found.unit : headingUnit
  const scale = unit === undefined ? 1 : (SCALE[unit] ?? 1)
  return {
    value: cents(found.value * scale),
    raw: raw.trim().slice(0, 200),
    ...(unit === undefined && { unitInferred: true }),
  }
}

/** A cell of 本年增/减, where a word may stand for the sign: 减4 is -4. */
export function readChange(raw: string): Cell {
  const [, word, rest] = /^(增加?|减少?)\s*(\d.*)$/u.exec(normalise(raw).trim()) ?? []
  if (rest === undefined) return readCount(raw)
  const cell = readCount(rest)
  return cell.value === undefined
    ? { missing: 'unreadable', raw: raw.trim().slice(0, 200) }
    : { value: word!.startsWith('减') ? 0 - cell.value : cell.value, raw: raw.trim().slice(0, 200) }
}
