/** A server numbers all offices of a version; who may see some of them has rows of a frame for these alone. */
export interface OfficeRows {
  /** The frame's row of an office by the server's; nothing where it may not be seen. */
  here(there: number): number | undefined
  there(here: number): number
}

/** `numbers`: the server's rows of the offices that may be seen, ascending. */
export function officeRows(numbers: Uint32Array): OfficeRows {
  if (numbers.every((number, row) => number === row))
    return { here: (there) => (there < numbers.length ? there : undefined), there: (here) => here }
  const rows = new Map(Array.from(numbers, (number, row) => [number, row]))
  return { here: (there) => rows.get(there), there: (here) => numbers[here]! }
}
