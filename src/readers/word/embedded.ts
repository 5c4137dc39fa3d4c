import { Parser } from 'htmlparser2'
import { DEEPEST_TAGS, PIECE } from '../html/html'

/* Where pages keep a text that a script puts on the screen. */
const HOLDERS = new Set(['script', 'textarea', 'template', 'noscript'])
const TAG = '\\/?(?:td|p|table|div|br)'
const MARKUP = new RegExp(`<${TAG}[\\s>/]|&lt;${TAG}|\\\\u003c${TAG}`, 'iu')
const LARGEST = 4_000_000
const MOST_PARTS = 40

const ESCAPES: Record<string, string> = { n: '\n', r: '\n', t: ' ', b: '', f: '' }
const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  '#39': "'",
  '#34': '"',
  nbsp: ' ',
}

const unquote = (text: string): string =>
  text
    .replace(/\\u([\da-f]{4})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(.)/gsu, (_, char: string) => ESCAPES[char] ?? char)
const unescape = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp|nbsp|#39|#34);/gu, (_, name: string) => ENTITIES[name]!)

/** The markup within a script or a field: from its first tag to its last, whatever quotes and escapes are around it. */
function markupOf(text: string, script: boolean): string | undefined {
  if (text.length > LARGEST || !MARKUP.test(text)) return undefined
  let plain = script ? unquote(text) : text
  for (let i = 0; i < 2 && /&lt;\/?(?:td|p|table|div)/iu.test(plain); i++) plain = unescape(plain)
  const from = plain.search(/<(?:td|p|table|div|br|h\d|span|section)[\s>/]/iu)
  const to = plain.lastIndexOf('>')
  return from >= 0 && to > from ? plain.slice(from, to + 1) : undefined
}

/**
 * Pages within a page: markup that scripts, hidden fields, text areas and frames hold as text, in the order of the
 * source. For pages that show their report only after a script has run.
 */
export function embeddedIn(html: string): string[] {
  const parts: string[] = []
  let holder: string | undefined
  let text = ''
  let depth = 0
  const add = (markup: string | undefined): void => {
    if (markup !== undefined && parts.length < MOST_PARTS) parts.push(markup)
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++
        if (holder === undefined && HOLDERS.has(name)) {
          holder = name
          text = ''
        }
        if (name === 'input') add(markupOf(attributes.value ?? '', false))
        if (name === 'iframe') add(markupOf(attributes.srcdoc ?? '', false))
      },
      ontext(more) {
        if (holder !== undefined && text.length <= LARGEST) text += more
      },
      onclosetag(name) {
        depth--
        if (name !== holder) return
        add(markupOf(text, name === 'script'))
        holder = undefined
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  // In pieces, so that a page made of nothing but opening tags is given up early.
  for (let at = 0; at < html.length && depth < DEEPEST_TAGS; at += PIECE) parser.write(html.slice(at, at + PIECE))
  parser.end()
  return parts
}
