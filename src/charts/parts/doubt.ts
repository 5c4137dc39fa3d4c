import { COLOUR } from './palette'

/** A mark whose figure counts although it is in doubt: hollow, with an amber edge. */
export const DOUBT_STYLE = { color: COLOUR.card, borderColor: COLOUR.amber, borderWidth: 2, opacity: 1 } as const

/** A mark for a figure that was left out: it stands at the edge of the plot, beyond which its place would be. */
export const LEFT_OUT_STYLE = { color: COLOUR.card, borderColor: COLOUR.amberLine, borderWidth: 2, opacity: 1 } as const
