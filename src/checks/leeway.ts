import type { ProseFigure } from '../domain/cell'

/**
 * How far the true figure may be from one stated in a sentence. `700余` and `约700` leave a unit of the last digit that
 * is not zero (100); money in sentences is rounded to 万元 or 亿元, half a per cent. Else none.
 */
export function leeway({ value, approx }: ProseFigure, money = false): number {
  const rounding = money ? Math.abs(value) * 0.005 : 0.005
  if (!approx || value === 0) return rounding
  let unit = 1
  while (value % (unit * 10) === 0) unit *= 10
  return Math.max(unit, rounding)
}
