/** Larger files are refused: 20 MB. */
export const MOST_BYTES = 20 * 1024 * 1024
