import { METRIC_CODES } from '../../domain/metrics'
import type { ProseCode } from '../../domain/metrics'

const PLACE = new Map<ProseCode, number>(METRIC_CODES.map((code, i) => [code, i]))

/** Where a figure stands in the order of the form. */
export const orderPlaceOf = (code: ProseCode): number => PLACE.get(code) ?? PLACE.size

/** Figures in the order of the form, each once. */
export const inOrder = <C extends ProseCode>(codes: Iterable<C>): C[] =>
  [...new Set(codes)].sort((a, b) => orderPlaceOf(a) - orderPlaceOf(b))
