/** How a workbook's number format prints a number, as far as it changes what the number is. */
export type Format = (value: number) => string

const DAY = 86_400_000
/**
 * Day 0 of the usual calendar; Excel counts a 29 February 1900 that was none, so its days before March 1900 are one
 * off.
 */
const EPOCH = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/* Built-in formats that a workbook does not spell out (ECMA-376 part 1, 18.8.30, and those of Chinese editions). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
const isBuiltInPercent = (id: number): boolean => id === 9 || id === 10

/** Fifteen digits, as Excel holds and shows: what a sum shows beyond them is the arithmetic's. */
export const plainNumber = (value: number): string => {
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded === 0 ? 0 : rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) >= 1 ? BigInt(rounded).toString() : rounded.toFixed(20).replace(/0+$/u, '')
}

export function dateText(serial: number, from1904: boolean): string {
  const time = (from1904 ? EPOCH_1904 : EPOCH) + Math.round(serial * 86_400) * 1000
  const iso = Number.isFinite(time) && Math.abs(time) < 8.6e15 ? new Date(time).toISOString() : ''
  if (serial >= 0 && serial < 1) return iso.slice(11, 19)
  return time % DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}

/** A section of a format without what is quoted, escaped, in brackets, or space. */
const bones = (section: string): string => section.replace(/"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]/gu, '')

/** The words a section prints behind (or before) its number: 万元, 件. */
const wordsOf = (section: string): { before: string; behind: string } => {
  const shown = section.replace(/\[[^\]]*\]|_.|\*./gu, '')
  const pieces = shown.match(/"[^"]*"|\\.|!.|[^"\\!]/gu) ?? []
  const isDigit = (piece: string): boolean => /^[0#?.,]$/u.test(piece)
  const [first, last] = [pieces.findIndex(isDigit), pieces.findLastIndex(isDigit)]
  const say = (some: string[]): string =>
    some
      .map((piece) => piece.replace(/^[\\!]|"/gu, ''))
      .join('')
      .replace(/[-+()%\s]/gu, '')
  return first < 0
    ? { before: '', behind: '' }
    : { before: say(pieces.slice(0, first)), behind: say(pieces.slice(last + 1)) }
}

/**
 * Decimal points or words set between the digits of a number show another number than the cell holds, as digits of the
 * format's own do: 0!.0, for 万; 0-0; "1"0.
 */
const isTrick = (section: string): boolean => {
  const shown = section.replace(/\[[^\]]*\]|_.|\*./gu, '')
  return /[0#?](?:"[^"]*"|[!\\].)+[0#?,]/u.test(shown) || /[1-9]/u.test(shown) || /[0#?][-+ ]+[0#?]/u.test(bones(shown))
}

const CONDITION = /\[(<=|>=|<>|[<>=])(-?\d+(?:\.\d+)?)\]/u
const HOLDS: Record<string, (value: number, limit: number) => boolean> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '=': (value, limit) => value === limit,
  '<>': (value, limit) => value !== limit,
}

/** The section that prints a number: by conditions where the format has some, else for more, less and nothing. */
function sectionFor(value: number, sections: readonly string[]): string {
  const conditions = sections.slice(0, 3).map((section) => CONDITION.exec(section))
  if (conditions.some((one) => one)) {
    const fitting = conditions.findIndex((one) => !one || HOLDS[one[1]!]!(value, Number(one[2])))
    return sections[fitting] ?? sections[0]!
  }
  return (value === 0 ? sections[2] : value < 0 ? sections[1] || undefined : undefined) ?? sections[0]!
}

/** Whether a section prints a dash: 0;-0;"-"?? */
const isDash = (section: string): boolean => /[-—–]/u.test(section)

/** Whether a section prints nothing but room, or has places for digits of which none shows a nought: #,### */
const hidesNought = (section: string): boolean =>
  section.replace(/\[[^\]]*\]|_.|\*.|"\s*"/gu, '').trim() === '' ||
  (/[#?]/u.test(bones(section)) && !/[0@%/E]|general|通用|标准/iu.test(bones(section)))

/**
 * A number format (its id and its code, where the workbook spells one out) as a function from the stored number to its
 * text: dates become dates, percentages keep their sign, units a format prints (`0"万元"`) stand behind the number. A
 * number is printed with all its digits, not as rounded; where the format shows another number than the stored one, the
 * text says so and is no number.
 */
export function formatOf(id: number, code: string | undefined, from1904: boolean): Format {
  const date: Format = (value) => dateText(value, from1904)
  const percent: Format = (value) => `${plainNumber(value * 100)}%`
  if (code === undefined) return isBuiltInDate(id) ? date : isBuiltInPercent(id) ? percent : plainNumber
  const sections = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
  return (value) => {
    const section = sectionFor(value, sections)
    const plain = bones(section)
    // A nought that nobody sees is none that was published; of one shown as a dash the room for its digits is left.
    if (value === 0 && code !== '' && hidesNought(section) && !isDash(section)) {
      const { before, behind } = wordsOf(section)
      return before + behind
    }
    if (/[ymdhs]|年|月|日/iu.test(plain) && !/general/iu.test(plain)) return date(value)
    if (plain.includes('%')) return percent(value)
    if (section === '' && code.includes(';')) return ''
    if (isTrick(section) || /[0#?],+(?![0#?,])/u.test(plain)) return `${plainNumber(value)}〔${code}〕`
    // A format of words alone shows no number, but for the nought that it shows as a dash.
    if (section !== '' && value !== 0 && !/[0#?@]|general|通用|标准/iu.test(plain))
      return `${plainNumber(value)}〔${code}〕`
    const { before, behind } = wordsOf(section)
    return before + plainNumber(value) + behind
  }
}
