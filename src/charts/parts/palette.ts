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
