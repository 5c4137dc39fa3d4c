import { escaped } from '../svgText'

/** What words in a template stand for, and how they are written there: {{结论}}, {{finding}}. */
export const FIELDS = {
  finding: ['结论', 'finding', 'conclusion'],
  title: ['标题', 'title'],
  subtitle: ['副标题', 'subtitle'],
  source: ['来源', 'source'],
  date: ['日期', 'date'],
  office: ['机关', 'office'],
  year: ['年度', 'year'],
  sender: ['落款', 'sender'],
} as const
export type FieldName = keyof typeof FIELDS
export type FieldTexts = Partial<Record<FieldName, string>>

const NAMES = new Map(
  Object.entries(FIELDS).flatMap(([field, names]) =>
    names.map((name) => [name as string, field as FieldName] as const),
  ),
)
export const fieldNamed = (name: string): FieldName | undefined => NAMES.get(name.trim().toLowerCase())

/** The name of all the words of a document, paragraphs and tables: in Word alone, in a paragraph of its own. */
export const BODY = ['正文', 'body'] as const
export const isBody = (name: string): boolean => BODY.some((one) => one === name.trim().toLowerCase())

/** A name as it is written in a template. */
export const braced = (name: string): string => `{{${name}}}`
/** What a stretch of a part says, its runs joined. */
export const saidIn = (stretch: string, prefix: Grammar): string =>
  lettersIn(stretch, prefix)
    .map(({ text }) => text)
    .join('')

/** The placeholder of a field in a language. */
export const fieldWord = (field: FieldName, locale: string): string => braced(FIELDS[field][locale === 'en' ? 1 : 0])

const PLACEHOLDER = /\{\{([^{}]{1,40})\}\}/gu

/** The element that is a paragraph, and the one that holds its letters: of slides or of Word. */
export type Grammar = 'a' | 'w'

const edgesOf = (prefix: Grammar): RegExp => new RegExp(`(</?${prefix}:p(?=[\\s>/])(?:"[^"]*"|[^">])*>)`, 'gu')
const textsOf = (prefix: Grammar): RegExp =>
  new RegExp(`(<${prefix}:t(?=[\\s>])(?:"[^"]*"|[^"/>])*>)([^<]*)(?=</${prefix}:t>)`, 'gu')

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/giu, (whole, hex?: string, decimal?: string, name?: string) =>
    hex
      ? String.fromCodePoint(parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (ENTITIES[name ?? ''] ?? whole),
  )

interface Letters {
  open: string
  text: string
  /** Within its paragraph. */
  from: number
  to: number
}

/** The texts of a stretch without another paragraph in it, and where each stands. */
function lettersIn(stretch: string, prefix: Grammar): Letters[] {
  return [...stretch.matchAll(textsOf(prefix))].map(({ index, 0: whole, 1: open = '', 2: inner = '' }) => ({
    open,
    text: plain(inner),
    from: index,
    to: index + whole.length,
  }))
}

/** The names in double braces of a part, each once; they may be cut into runs anywhere. */
export function placeholdersIn(xml: string, prefix: Grammar): string[] {
  const found = new Set<string>()
  for (const stretch of xml.split(edgesOf(prefix)))
    for (const [, name = ''] of lettersIn(stretch, prefix)
      .map(({ text }) => text)
      .join('')
      .matchAll(PLACEHOLDER))
      found.add(name.trim())
  return [...found]
}

/** A stretch with its placeholders filled; its letters keep the look of the run in which a placeholder begins. */
function filledStretch(stretch: string, prefix: Grammar, texts: FieldTexts): string {
  const letters = lettersIn(stretch, prefix)
  const whole = letters.map(({ text }) => text).join('')
  const changed = letters.map(({ text }) => text)
  // From the last to the first, what stands before keeps its place.
  for (const match of [...whole.matchAll(PLACEHOLDER)].reverse()) {
    const field = fieldNamed(match[1] ?? '')
    const value = field && texts[field]
    if (value === undefined) continue
    const [from, to] = [match.index, match.index + match[0].length]
    let start = 0
    let isBegun = false
    letters.forEach(({ text }, i) => {
      const [a, b] = [Math.max(from, start), Math.min(to, start + text.length)]
      if (a < b) {
        const own = changed[i]!
        changed[i] = own.slice(0, a - start) + (isBegun ? '' : value) + own.slice(b - start)
        isBegun = true
      }
      start += text.length
    })
  }
  let out = ''
  let at = 0
  letters.forEach(({ open, text, from, to }, i) => {
    out += stretch.slice(at, from)
    const kept =
      prefix === 'w' && !open.includes('xml:space') ? open.replace('<w:t', '<w:t xml:space="preserve"') : open
    out += changed[i] === text ? stretch.slice(from, to) : `${kept}${escaped(changed[i]!)}`
    at = to
  })
  return out + stretch.slice(at)
}

/** A part with the placeholders filled for which there is a text; all else stays as it is, letter by letter. */
export const filledText = (xml: string, prefix: Grammar, texts: FieldTexts): string =>
  xml
    .split(edgesOf(prefix))
    .map((stretch) => filledStretch(stretch, prefix, texts))
    .join('')
