/** What the English messages count, each with its word for one. */
const COUNTED = new Map(
  'answer application case cell change character column correction dataset day draft figure file finding ground item\
 lawsuit line median metric number office other page place point problem project record remark report review row sheet\
 sum thing verdict version year'
    .split(' ')
    .map((one) => [`${one}s`, one]),
)

/** What is said of several, and of one. */
const SAID = new Map([
  ['are', 'is'],
  ['were', 'was'],
  ['have', 'has'],
  ['do', 'does'],
  ['differ', 'differs'],
  ['need', 'needs'],
  ['stay', 'stays'],
])

const oneOf = (words: Iterable<string>): string => [...words].join('|')

/** “1 offices do”, “1 more rows”: the number, up to two words of a kind, what is counted, what is said of it. */
const ONE = new RegExp(
  `(?<![\\d.,]|No\\. )\\b1((?: [a-z-]+){0,2}?) (${oneOf(COUNTED.keys())})\\b(?: (${oneOf(SAID.keys())})\\b)?`,
  'gu',
)
/** Between a 1 and a noun these begin another phrase: 1 of 15 offices, 1 in 3 years. */
const APART = /\b(?:of|in|from|for|to|and|at|with|or|by|on)\b/u

/** English of which every count is written for several, with what is counted once in the singular. */
export function inSingular(text: string): string {
  if (!text.includes('1 ')) return text
  return text.replace(ONE, (whole: string, between: string, counted: string, said: string | undefined) =>
    APART.test(between)
      ? whole
      : `1${between} ${COUNTED.get(counted) ?? counted}${said === undefined ? '' : ` ${SAID.get(said) ?? said}`}`,
  )
}
