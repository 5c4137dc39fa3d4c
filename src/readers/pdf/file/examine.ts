import { latin1 } from '../../text/latin1'
import { decodeStream } from './filters'
import { objectsIn } from './streams'
import type { PdfObjects, PdfStream } from './streams'
import { isContent } from './syntax'

/** One stream unpacked: 64 MB. The fonts of a report have some MB, a page's content some hundred kB. */
const MOST_STREAM = 64 * 1024 * 1024
const MOST_STREAMS = 256 * 1024 * 1024

/** What a PDF's bytes say of their own state, before anything is read from them. */
export interface Examination {
  /** It unpacks to more than any report has. */
  tooMuch: boolean
  /** Something that every page may depend on is damaged. */
  broken: boolean
  /** The pages, by the numbers of their objects, whose own content is damaged. */
  pages: ReadonlySet<number>
  /** The file's frame is damaged: lengths, the table of places. What is read is whole. */
  frame: boolean
  /** No checksum vouches for what a page shows. */
  unchecked: boolean
  /** The streams of pictures, which nobody needs for reading: where their bytes are. */
  pictures: readonly { from: number; to: number }[]
}

const PICTURE = /\/Subtype\s*\/Image(?![a-zA-Z])/u
const FORM = /\/Subtype\s*\/Form(?![a-zA-Z])/u
const PAGE = /\/Type\s*\/Page(?![a-zA-Z])/u
const PACKED_OBJECTS = /\/Type\s*\/ObjStm(?![a-zA-Z])/u
const CONTENTS = /\/Contents\s*(?:(\d+)\s+\d+\s+R|\[([^\]]*)\])/u
/* What is said about the document, attached to it, or only colours it. */
const ATTACHED = '/Type\\s*/(?:Metadata|EmbeddedFile)(?![a-zA-Z])'
const COLOURS = '/Alternate(?![a-zA-Z])|/(?:FunctionType|ShadingType)\\s'
const BESIDE = new RegExp(`${ATTACHED}|${COLOURS}`, 'u')

const references = (list: string): number[] =>
  [...list.matchAll(/(\d+)\s+\d+\s+R/gu)].map(([, number]) => Number(number))

/** The objects that a page's content is made of; its dictionary may name a list that stands elsewhere. */
function contentsOf(page: string, texts: ReadonlyMap<number, string>): number[] {
  const [, one, list] = CONTENTS.exec(page) ?? []
  if (one === undefined) return references(list ?? '')
  const elsewhere = texts.get(Number(one))?.trim() ?? ''
  return elsewhere.startsWith('[') ? references(elsewhere) : [Number(one)]
}

/** The objects packed in a stream: pairs of numbers and places, then the objects themselves (ISO 32000-1, 7.5.7). */
function unpacked(text: string, dictionary: string): [number, string][] {
  const [count, first] = ['N', 'First'].map((key) => Number(new RegExp(`/${key}\\s+(\\d+)`, 'u').exec(dictionary)?.[1]))
  const numbers = text.slice(0, first).match(/\d+/gu)?.map(Number) ?? []
  return Array.from({ length: Math.min(count || 0, numbers.length >> 1) }, (_, i) => [
    numbers[2 * i]!,
    text.slice(first! + numbers[2 * i + 1]!, first! + (numbers[2 * i + 3] ?? text.length)),
  ])
}

const SECTION = /(?:^|[\r\n])\s*(?<first>\d+)\s+\d+\s*(?=[\r\n])/u
const ENTRY = /(?<place>\d{10}) (?<generation>\d{5}) (?<use>[nf])/u
const OBJECT = /^\s*(\d+)\s+(\d+)\s+obj/u
const TABLE = new RegExp(`${SECTION.source}|${ENTRY.source}`, 'gu')
const HEADER_WITHIN = 1024
const TAIL = 2048

/** Whether the table of places at the end leads where it says. A table in a stream is looked at as a stream. */
function leadsRight(text: string): boolean {
  // Places count from the header, before which a server may have put something.
  const header = Math.max(0, text.slice(0, HEADER_WITHIN).indexOf('%PDF-'))
  const start = [...text.slice(-TAIL).matchAll(/startxref\s+(\d+)\s+%%EOF/gu)].at(-1)?.[1]
  if (start === undefined) return false
  const at = header + Number(start)
  if (/^\s*\d+\s+\d+\s+obj/u.test(text.slice(at, at + 40))) return true
  if (!/^\s*xref/u.test(text.slice(at, at + 20))) return false
  const table = text.slice(text.indexOf('xref', at) + 4, text.indexOf('trailer', at))
  let number = 0
  for (const { groups = {} } of table.matchAll(TABLE)) {
    if (groups.first !== undefined) {
      number = Number(groups.first)
      continue
    }
    const place = Number(groups.place)
    if (groups.use === 'n' && place > 0) {
      const [, object, generation] = OBJECT.exec(text.slice(header + place, header + place + 40)) ?? []
      if (Number(object) !== number || Number(generation) !== Number(groups.generation)) return false
    }
    number++
  }
  return true
}

/**
 * Looks through a PDF's streams before a reader does: what they unpack to is counted while it comes out, and where a
 * checksum is kept (of deflated data, Adler-32) it is compared. A file under a password keeps its streams to itself:
 * nothing is known of them. Never throws.
 */
export function examine(bytes: Uint8Array): Examination {
  const text = latin1(bytes)
  const found = objectsIn(text)
  const nothing = { broken: false, pages: new Set<number>(), frame: false, unchecked: false, pictures: [] }
  if (!found) return { ...nothing, tooMuch: true }
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/u.test(text)) return { ...nothing, tooMuch: false }
  const { streams, texts } = found
  const pictures = streams.filter(({ dictionary, object }) => object >= 0 && PICTURE.test(dictionary))
  const isPicture = new Set(pictures)
  const inPicture = ({ from }: PdfStream): boolean => pictures.some((one) => from > one.from && from < one.to)
  const damaged = new Set<PdfStream>()
  const unchecked = new Set<PdfStream>()
  let left = MOST_STREAMS
  for (const stream of streams) {
    const { dictionary, from, to, filters, cut, object } = stream
    if (cut || isPicture.has(stream) || (object < 0 && inPicture(stream))) continue
    const packed = bytes.subarray(from, to)
    const decoded =
      filters.length === 0
        ? { bytes: packed, checked: false }
        : decodeStream(packed, filters, Math.min(MOST_STREAM, left), dictionary)
    if (decoded === 'bomb') return { ...nothing, tooMuch: true }
    if (object < 0) continue
    if (decoded === 'damaged') {
      if (!BESIDE.test(dictionary)) damaged.add(stream)
      continue
    }
    left -= filters.length === 0 ? 0 : decoded.bytes.length
    if (!decoded.checked) unchecked.add(stream)
    if (PACKED_OBJECTS.test(dictionary))
      for (const [number, one] of unpacked(latin1(decoded.bytes), dictionary)) texts.set(number, one)
  }
  return { ...judged(found, damaged, unchecked, text), tooMuch: false, pictures }
}

/** What damage to single streams means for the pages. */
function judged(
  { streams, texts }: PdfObjects,
  damaged: Set<PdfStream>,
  unchecked: ReadonlySet<PdfStream>,
  text: string,
): Pick<Examination, 'broken' | 'pages' | 'frame' | 'unchecked'> {
  const contents = new Map<number, number[]>()
  for (const [number, page] of texts) if (PAGE.test(page)) contents.set(number, contentsOf(page, texts))
  const shown = new Set([...contents.values()].flat())
  const shows = ({ object, dictionary }: PdfStream): boolean => shown.has(object) || FORM.test(dictionary)
  for (const stream of unchecked)
    if (stream.filters.length === 0 && shows(stream) && !isContent(text.slice(stream.from, stream.to)))
      damaged.add(stream)
  const lost = new Set([...damaged].map(({ object }) => object))
  return {
    broken: [...lost].some((object) => !shown.has(object)),
    pages: new Set([...contents].filter(([, own]) => own.some((one) => lost.has(one))).map(([page]) => page)),
    frame: streams.some(({ misjudged, object }) => misjudged && object >= 0) || !leadsRight(text),
    unchecked: [...unchecked].some(shows),
  }
}
