/**
 * The items that a line takes for one point: a gap before it where the figure is given in other words than the one
 * before, as it may count another thing.
 */
export const linePoint = <P>({ relabelled, ref }: { relabelled?: true; ref: { year: number } }, point: P) =>
  relabelled ? [{ value: [ref.year - 0.5, NaN] }, point] : [point]
