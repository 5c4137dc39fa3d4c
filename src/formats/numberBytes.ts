const POWERS = Float64Array.from({ length: 16 }, (_, i) => 10 ** i)

/** Reads numbers from bytes without making texts of them. */
export class NumberBytes {
  value = 0
  /** Digits before the decimal point. */
  whole = 0

  /**
   * Past the number at a place, which is then in `value`; or the place itself where there is none of the plain kind: a
   * sign at most, digits, perhaps a point and more digits, 15 in all. So many are exact as an integer, and a power of
   * ten divides it with one rounding, as a parser has it.
   */
  read(bytes: Uint8Array, at: number): number {
    let i = at
    const isNegative = bytes[i] === 0x2d
    if (isNegative) i++
    const first = i
    let value = 0
    for (let digit = bytes[i]! - 0x30; digit >= 0 && digit <= 9; digit = bytes[++i]! - 0x30) value = value * 10 + digit
    const whole = i - first
    if (whole === 0) return at
    let digits = whole
    if (bytes[i] === 0x2e) {
      const point = ++i
      for (let digit = bytes[i]! - 0x30; digit >= 0 && digit <= 9; digit = bytes[++i]! - 0x30)
        value = value * 10 + digit
      const decimals = i - point
      digits += decimals
      if (decimals === 0 || digits > 15) return at
      value /= POWERS[decimals]!
    } else if (digits > 15) return at
    this.value = isNegative ? -value : value
    this.whole = whole
    return i
  }
}
