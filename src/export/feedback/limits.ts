/** Of more offices than this no sheets are made at once: so many are sent by nobody. */
export const MOST_SHEETS = 300
