import type { Glyph, Marks, RuledLine, Turn } from './marks'

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0

/** Bold made by printing a character twice: a copy stands closer than this, in parts of its size and width. */
const TWICE = 0.25
const TWICE_WIDTH = 0.5
/** A watermark across the text is larger than it by this factor. */
const LARGE = 2.2

function withoutCopies(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>()
  const out: Glyph[] = []
  for (const glyph of glyphs) {
    if (glyph.space) {
      out.push(glyph)
      continue
    }
    const reach = glyph.size * TWICE
    const [column, row] = [Math.floor(glyph.left / 8), Math.floor(glyph.top / 8)]
    let copy = false
    for (let x = column - 1; x <= column + 1 && !copy; x++) {
      for (let y = row - 1; y <= row + 1 && !copy; y++) {
        copy = (seen.get(`${glyph.text} ${x} ${y}`) ?? []).some(
          (other) =>
            other.turn === glyph.turn &&
            Math.abs(other.left - glyph.left) <= Math.min(reach, TWICE_WIDTH * (glyph.right - glyph.left)) &&
            Math.abs(other.top - glyph.top) <= reach,
        )
      }
    }
    if (copy) continue
    const key = `${glyph.text} ${column} ${row}`
    const there = seen.get(key)
    if (there) there.push(glyph)
    else seen.set(key, [glyph])
    out.push(glyph)
  }
  return out
}

const crosses = (glyph: Glyph, rule: RuledLine): boolean => {
  const [low, high, from, to] = rule.upright
    ? [glyph.left, glyph.right, glyph.top, glyph.bottom]
    : [glyph.top, glyph.bottom, glyph.left, glyph.right]
  const rim = glyph.size * 0.2
  return rule.across > low + rim && rule.across < high - rim && rule.from < to - rim && rule.to > from + rim
}
const overlaps = (a: Glyph, b: Glyph): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

/** Large text that lies over smaller text or over rules is a watermark. */
function withoutWatermarks(glyphs: Glyph[], rules: readonly RuledLine[]): Glyph[] {
  const usual = median(glyphs.filter(({ space }) => !space).map(({ size }) => size))
  const large = glyphs.filter(({ size, space }) => !space && size > usual * LARGE)
  if (large.length === 0) return glyphs
  const marks = new Set<string>()
  const small = glyphs.filter(({ size, space }) => !space && size <= usual * LARGE)
  for (const glyph of large) {
    if (rules.some((rule) => crosses(glyph, rule)) || small.some((other) => overlaps(glyph, other)))
      marks.add(`${glyph.turn} ${Math.round(glyph.size)}`)
  }
  return glyphs.filter((glyph) => glyph.size <= usual * LARGE || !marks.has(`${glyph.turn} ${Math.round(glyph.size)}`))
}

/**
 * The characters that a person sees: without copies printed for boldness, watermarks and invisible text. Where nothing
 * is visible, the invisible text of a scan whose words were recognised.
 */
export function seen({ glyphs, rules }: Marks): { glyphs: Glyph[]; recognised: boolean } {
  const visible = glyphs.filter(({ hidden }) => !hidden)
  const recognised = !visible.some(({ space }) => !space) && glyphs.some(({ space }) => !space)
  return { glyphs: withoutWatermarks(withoutCopies(recognised ? glyphs : visible), rules), recognised }
}

/** The direction in which most of a page's text reads. */
export function mainTurn(glyphs: readonly Glyph[]): Turn {
  const counts = [0, 0, 0, 0]
  for (const { turn, space } of glyphs) if (!space) counts[turn]!++
  return counts.indexOf(Math.max(...counts)) as Turn
}
