/** A stream where it stands in the file: `from` and `to` are the ends of its bytes. */
export interface PdfStream {
  /** The number of its object; -1 within the bytes of another stream. */
  object: number
  dictionary: string
  from: number
  to: number
  filters: string[]
  /** The file ends within it. */
  cut: boolean
  /** Its length is not what its dictionary says. */
  misjudged: boolean
}

export interface PdfObjects {
  streams: PdfStream[]
  /** The text of each object up to its stream or end, by number; of several versions the last. */
  texts: Map<number, string>
}

const TOKEN = /(\d{1,10})\s+\d{1,5}\s+obj(?![a-z])|stream(?:\r\n|\n|\r)/gu
const LONGEST_DICTIONARY = 8192
const LONGEST_OBJECT = 65_536
/** A report has some hundreds. */
const MOST_STREAMS = 20_000
const END = /^\s{0,3}endstream/u
const NESTED = -1

const filtersOf = (dictionary: string): string[] => {
  const found = /\/(?:Filter|F)\s*(?:\/([^\s/[\]<>()]+)|\[([^\]]*)\])/u.exec(dictionary)
  return found?.[1] === undefined ? (found?.[2]?.match(/[^\s/]+/gu) ?? []) : [found[1]]
}

/** The next end mark from a place on; each is looked for once. */
function endMarks(text: string): (from: number) => number {
  let [asked, mark] = [0, -1]
  return (from) => {
    if (from < asked || from > mark) mark = text.indexOf('endstream', from)
    asked = from
    return mark < 0 ? Infinity : mark
  }
}

const endsAt = (text: string, at: number): boolean => at >= 0 && END.test(text.slice(at, at + 16))

/**
 * The objects and streams of a PDF as they follow one another in the file (read as characters of one byte each),
 * whatever its table of places says: all that a reader may be led to is looked at. Nothing where there are more than
 * any report has.
 */
export function objectsIn(text: string): PdfObjects | undefined {
  const texts = new Map<number, string>()
  const streams: (PdfStream & { said: string | undefined })[] = []
  const markFrom = endMarks(text)
  let object = { number: NESTED, from: 0 }
  /** Behind the head of the last object, wherever that stands. */
  let head = 0
  let end = 0
  const close = (to: number): void => {
    if (object.number === NESTED) return
    const body = text.slice(object.from, Math.min(to, object.from + LONGEST_OBJECT))
    const stop = body.indexOf('endobj')
    texts.set(object.number, stop < 0 ? body : body.slice(0, stop))
    object = { number: NESTED, from: to }
  }
  for (const found of text.matchAll(TOKEN)) {
    const { index } = found
    const from = index + found[0].length
    const nested = index < end
    if (found[1] !== undefined) {
      head = from
      if (nested) continue
      close(index)
      object = { number: Number(found[1]), from }
      continue
    }
    if (text.startsWith('end', index - 3)) continue
    if (streams.length >= MOST_STREAMS) return undefined
    const dictionary = text.slice(Math.max(head, index - LONGEST_DICTIONARY), index)
    const said = /\/Length\s+(\d+(?:\s+\d+\s+R)?)/u.exec(dictionary)?.[1]
    const filters = filtersOf(dictionary)
    const number = nested ? NESTED : object.number
    streams.push({ object: number, dictionary, from, to: from, filters, cut: false, misjudged: false, said })
    if (nested) continue
    close(index)
    // A length that stands elsewhere is known once all objects are: until then the end mark shows the end.
    const length = /^\d+$/u.test(said ?? '') ? Number(said) : -1 - from
    end = endsAt(text, from + length) ? from + length : markFrom(from)
  }
  close(text.length)
  for (const stream of streams) {
    const { said = '', from } = stream
    const [, elsewhere] = /^(\d+)\s+\d+\s+R$/u.exec(said) ?? []
    const length = Number(elsewhere === undefined ? said : (texts.get(Number(elsewhere)) ?? NaN))
    stream.misjudged = said === '' || !endsAt(text, from + length)
    stream.to = stream.misjudged ? Math.min(markFrom(from), text.length) : from + length
    stream.cut = stream.misjudged && stream.to === text.length
  }
  return { streams, texts }
}
