export type Numbers = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float64Array
export type Indexes = Uint16Array | Uint32Array

/**
 * Number layouts from narrow to wide. The order is fixed: a stored column names its layout by position here.
 * Append only.
 */
export const LAYOUTS = [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float64Array] as const

/** Position in LAYOUTS. */
export const layoutOf = (numbers: Numbers): number => LAYOUTS.findIndex((layout) => numbers instanceof layout)

const RANGES = [
  [0, 255],
  [-128, 127],
  [0, 65_535],
  [-32_768, 32_767],
  [0, 4_294_967_295],
  [-2_147_483_648, 2_147_483_647],
] as const

const CENTS = 100

/** Whether a number is one of whole cents, which are counted without rounding. */
export function isInCents(value: number): boolean {
  const cents = Math.round(value * CENTS)
  return cents / CENTS === value && Number.isSafeInteger(cents)
}

function holdsCents(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!isInCents(values[i]!)) return false
  return true
}

/** The number so far from `a` to `b` (`part` from 0 to 1); of two amounts in cents, without rounding before the end. */
export const between = (a: number, b: number, part: number): number =>
  isInCents(a) && isInCents(b)
    ? (Math.round(a * CENTS) + (Math.round(b * CENTS) - Math.round(a * CENTS)) * part) / CENTS
    : a + (b - a) * part

function integerLayout(values: ArrayLike<number>): number {
  let least = 0
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isInteger(value)) return -1
    if (value < least) least = value
    if (value > most) most = value
  }
  return RANGES.findIndex(([from, to]) => from <= least && most <= to)
}

/**
 * The narrowest array that holds every value exactly: whole numbers as they are, amounts with cents times 100, as
 * doubles where that does not fit 32 bits, so that their sums are exact; anything else as it is. A stored number times
 * `scale` gives `value * scale`.
 */
export function narrow(values: ArrayLike<number>): { numbers: Numbers; scale: 1 | 100 } {
  const whole = integerLayout(values)
  if (whole >= 0) return { numbers: new LAYOUTS[whole]!(values), scale: 1 }
  if (holdsCents(values)) {
    const scaled = Float64Array.from(values, (v) => Math.round(v * CENTS))
    const layout = integerLayout(scaled)
    if (layout >= 0) return { numbers: new LAYOUTS[layout]!(scaled), scale: CENTS }
    if (!Array.prototype.every.call(values, Number.isInteger)) return { numbers: scaled, scale: CENTS }
  }
  return { numbers: Float64Array.from(values), scale: 1 }
}

/** Row numbers take 16 bits where the column is short enough for that. */
export const indexLayout = (rows: number): typeof Uint16Array | typeof Uint32Array =>
  rows <= 65_536 ? Uint16Array : Uint32Array
