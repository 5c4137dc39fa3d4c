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

function holdsCents(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (Math.round(values[i]! * CENTS) / CENTS !== values[i]) return false
  return true
}

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
 * The narrowest array that holds every value exactly: whole numbers as they are, amounts with cents times 100
 * where that fits 32 bits, anything else as doubles. A stored number times `scale` gives `value * scale`.
 */
export function narrow(values: ArrayLike<number>): { numbers: Numbers; scale: 1 | 100 } {
  const whole = integerLayout(values)
  if (whole >= 0) return { numbers: new LAYOUTS[whole]!(values), scale: 1 }
  if (holdsCents(values)) {
    const scaled = Float64Array.from(values, (v) => Math.round(v * CENTS))
    const layout = integerLayout(scaled)
    if (layout >= 0) return { numbers: new LAYOUTS[layout]!(scaled), scale: CENTS }
  }
  return { numbers: Float64Array.from(values), scale: 1 }
}

/** Row numbers take 16 bits where the column is short enough for that. */
export const indexLayout = (rows: number): typeof Uint16Array | typeof Uint32Array =>
  rows <= 65_536 ? Uint16Array : Uint32Array
