/** A sheet of paper for one figure, CSS pixels; a picture of it has `ratio` times as many. Type sizes in pixels. */
export interface Sheet {
  width: number
  height: number
  ratio: number
  margin: number
  title: number
  sub: number
  axis: number
  foot: number
}

const SLIDE: Sheet = { width: 960, height: 540, ratio: 2, margin: 44, title: 27, sub: 15, axis: 13.5, foot: 11 }

/**
 * Where pictures go: a slide (1920 x 1080), a large screen (3840 x 2160), the text block of an official document
 * (156 mm at 300 dpi), a square for messages, a phone held upright.
 */
export const SHEETS = {
  slide: SLIDE,
  large: { ...SLIDE, ratio: 4 },
  word: { width: 590, height: 400, ratio: 3.125, margin: 10, title: 17, sub: 12, axis: 11.5, foot: 10 },
  square: { width: 540, height: 540, ratio: 2, margin: 28, title: 21, sub: 13, axis: 12, foot: 10 },
  phone: { width: 405, height: 720, ratio: 8 / 3, margin: 22, title: 20, sub: 13, axis: 12, foot: 10.5 },
} as const satisfies Record<string, Sheet>
export type SheetName = keyof typeof SHEETS
export const SHEET_NAMES = Object.keys(SHEETS) as SheetName[]
