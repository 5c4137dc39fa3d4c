/**
 * What a dataset is good for. `group`: the offices of one area over the years, nearly whole, so that they can be
 * compared; `scattered`: single reports from many areas. Where a dataset says neither, nothing is known of it.
 */
export const EXTENTS = ['group', 'scattered'] as const
export type Extent = (typeof EXTENTS)[number]
