import { hasBit } from './bitset'
import type { Column } from './column'
import type { Indexes, Numbers } from './narrow'

/** A column whose numbers are listed by row, whatever its stored layout: what the verbs loop over. */
export interface Sparse extends Column {
  indexes: Indexes
  numbers: Numbers
}

const listed = new WeakMap<Column, Sparse>()

/** A column as its non-zero numbers. One stored densely is listed once and remembered. */
export function sparse(column: Column): Sparse {
  if (column.indexes) return column as Sparse
  const held = listed.get(column)
  if (held) return held
  const { rows, present, numbers } = column
  let count = 0
  for (let i = 0; i < rows; i++) if (numbers[i] !== 0 && (!present || hasBit(present, i))) count++
  const indexes = new (rows <= 65_536 ? Uint16Array : Uint32Array)(count)
  const own = new (numbers.constructor as new (length: number) => Numbers)(count)
  for (let i = 0, k = 0; i < rows; i++) {
    if (numbers[i] === 0 || (present && !hasBit(present, i))) continue
    indexes[k] = i
    own[k++] = numbers[i]!
  }
  const made = { ...column, indexes, numbers: own }
  listed.set(column, made)
  return made
}
