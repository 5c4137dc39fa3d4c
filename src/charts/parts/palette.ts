/** The look of a quiet statistical yearbook. Contrast against white: ink 16, muted 5.3, teal 7, ochre 4.9. */
export const COLOUR = {
  ink: '#1b1f24',
  muted: '#5d6673',
  line: '#e4e2dc',
  axis: '#8c939d',
  card: '#ffffff',
  paper: '#f7f6f2',
  focus: '#0f5b66',
  focusSoft: '#d8e8ea',
  near: '#5f9aa3',
  peer: '#c3c8cf',
  peerInk: '#646c78',
  median: '#92621a',
  amber: '#a34a08',
  amberSoft: '#fdf0e1',
  amberLine: '#c9761a',
  hatch: '#b9b6ad',
} as const

/** Offices beside the one in focus that are coloured; never more than five lines with it. */
export const HIGHLIGHTS = ['#8a4f7d', '#4a6fa5', '#b0722e', '#5a7d4d'] as const

export const FONT =
  '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",SimHei,sans-serif'

type Rgb = readonly [number, number, number]
const NEUTRAL: Rgb = [246, 245, 241]
const ABOVE: Rgb = [43, 122, 133]
const BELOW: Rgb = [199, 160, 96]

/** Colour of a difference from the median, from -1 (ochre) over 0 (paper) to 1 (teal). */
export function divergingColour(t: number): string {
  const end = t < 0 ? BELOW : ABOVE
  const share = Math.min(1, Math.abs(t))
  const mix = NEUTRAL.map((from, i) => Math.round(from + ((end[i] as number) - from) * share))
  return `rgb(${mix.join(',')})`
}

/** Text colour that reads on a diverging colour. */
export const inkOn = (t: number): string => (t > 0.8 ? '#ffffff' : COLOUR.ink)

const PALEST: Rgb = [228, 231, 235]
const DARKEST: Rgb = [95, 104, 115]

/** So many greys from pale to dark, as far apart as they can be, so that they are told apart in print. */
export const greys = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    const share = count < 2 ? 0 : i / (count - 1)
    return `rgb(${PALEST.map((from, c) => Math.round(from + (DARKEST[c]! - from) * share)).join(',')})`
  })

/** Green, which weighs most in how light a grey is, below which white letters read better. */
const DARK = 140

/** Text colour that reads on one of the greys. */
export const inkOnGrey = (grey: string): string => (Number(grey.split(',')[1]) < DARK ? '#ffffff' : COLOUR.ink)

/** Outcomes from the first of the form to the last: of everyone, of the office in focus, and of too few to go by. */
export const OUTCOMES = {
  peers: ['#5f6873', '#858d98', '#a7aeb7', '#c3c8cf', '#d9dce1', '#eaecef'],
  focus: ['#0f5b66', '#3f7f89', '#79a9b0', '#a5c6cb', '#c8dee1', '#e2eeef'],
  few: ['#a9aeb5', '#bcc1c7', '#cdd1d6', '#dcdfe3', '#e7e9ec', '#f1f2f4'],
} as const

/** Bands of a flow, paler than the bars they run between. */
export const BANDS = { focus: '#b5ccd0', peers: '#e4e5e9' } as const
