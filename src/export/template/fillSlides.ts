import { zipSync } from 'fflate'
import type { Figure } from '../../charts/figure'
import { elementsFile } from '../pptx/deckFile'
import type { Draw } from '../pptx/deckFile'
import { figurePart, tablePart } from '../pptx/slides'
import type { Box, Slide, SlidePart } from '../pptx/slides'
import type { Stamp } from '../frame'
import { filledText, placeholdersIn } from './fields'
import type { FieldTexts } from './fields'
import { numberNamed } from './names'
import { dropNotes, writeNotes } from './speakerNotes'
import { pagesOf, wholeTexts } from './pages'
import type { TemplatePage } from './pages'
import { TemplateError, openTemplate } from './openTemplate'
import type { Parts } from './openTemplate'
import {
  addRelation,
  attributeOf,
  declare,
  declareEnding,
  declaredType,
  dropRelation,
  freePath,
  putChart,
  relationsOf,
  relationsPath,
  setText,
  textOf,
  undeclare,
} from './package'

/*
 * Slides of an office's own, filled. Written here on a zip and texts: pptx-automizer (0.9) brings a second copy of the
 * library that makes decks, rewrites every part that it reads and writes charts with the faults of that library;
 * docxtemplater fills pictures and repeats slides only in modules that are sold; easy-template-x rewrites the parts it
 * fills. Here a part in which nothing is filled is copied byte for byte, and of the others all but what is filled.
 */

const MAIN = 'ppt/presentation.xml'
const EMU = 12_700
const ELEMENT = /<p:(sp|pic|graphicFrame)(?=[\s>])[\s\S]*?<\/p:\1>/gu

/** A named element of a slide: which figure it stands for, as a chart or a table. */
interface Place {
  xml: string
  number: number
  isTable: boolean
  box?: Box
}

function placeOf(xml: string): Omit<Place, 'box'> | undefined {
  const [tag = ''] = /<p:cNvPr\s(?:"[^"]*"|[^">])*>/u.exec(xml) ?? []
  const named = numberNamed(attributeOf(tag, 'name') ?? '')
  return named && { xml, ...named }
}

/** Where an element stands, in points; a placeholder without a place of its own stands where its layout has it. */
function boxOf(parts: Parts, slide: string, xml: string): Box | undefined {
  const [offset = ''] = /<a:off\s(?:"[^"]*"|[^">])*>/u.exec(xml) ?? []
  const [size = ''] = /<a:ext\s+c[xy]=(?:"[^"]*"|[^">])*>/u.exec(xml) ?? []
  if (offset && size) {
    const points = (tag: string, name: string): number => Number(attributeOf(tag, name)) / EMU
    return { x: points(offset, 'x'), y: points(offset, 'y'), width: points(size, 'cx'), height: points(size, 'cy') }
  }
  const [holder] = /<p:ph(?=[\s/>])(?:"[^"]*"|[^">])*>/u.exec(xml) ?? []
  const layout = relationsOf(parts, slide).find(({ type }) => type === 'slideLayout' || type === 'slideMaster')?.path
  if (!holder || !layout) return undefined
  const key = attributeOf(holder, 'idx') ?? attributeOf(holder, 'type')
  const own = [...textOf(parts, layout).matchAll(ELEMENT)]
    .map(([whole]) => whole)
    .find((whole) => {
      const [other = ''] = /<p:ph(?=[\s/>])(?:"[^"]*"|[^">])*>/u.exec(whole) ?? []
      return key !== undefined && (attributeOf(other, 'idx') ?? attributeOf(other, 'type')) === key
    })
  return own === undefined ? undefined : boxOf(parts, layout, own)
}

const placesIn = (parts: Parts, slide: string): Place[] =>
  [...textOf(parts, slide).matchAll(ELEMENT)].flatMap(([xml]) => {
    const place = placeOf(xml)
    if (!place) return []
    const box = boxOf(parts, slide, xml)
    return [{ ...place, ...(box && { box }) }]
  })

/** The slides of a presentation in their order, by path. */
function slidesIn(parts: Parts): { path: string; relation: string; tag: string }[] {
  const relations = new Map(relationsOf(parts, MAIN).map((one) => [one.id, one]))
  const tags = textOf(parts, MAIN).match(/<p:sldId\s(?:"[^"]*"|[^">])*>/gu) ?? []
  return tags.flatMap((tag) => {
    const relation = attributeOf(tag, 'r:id') ?? ''
    const path = relations.get(relation)?.path
    return path !== undefined && parts.has(path) ? [{ path, relation, tag }] : []
  })
}

/** What a template has to be filled. `samples`: its slides that are made once for each page of a deck. */
export interface SlideTemplate {
  fields: string[]
  charts: number[]
  tables: number[]
  samples: number
  slides: number
}

function describe(parts: Parts): SlideTemplate {
  const slides = slidesIn(parts)
  const places = slides.map(({ path }) => placesIn(parts, path))
  const numbers = (isTable: boolean): number[] =>
    [...new Set(places.flat().flatMap((one) => (one.isTable === isTable ? [one.number] : [])))].sort((a, b) => a - b)
  return {
    fields: [...new Set(slides.flatMap(({ path }) => placeholdersIn(textOf(parts, path), 'a')))],
    charts: numbers(false),
    tables: numbers(true),
    samples: places.filter(isSample).length,
    slides: slides.length,
  }
}
const isSample = (places: readonly Place[]): boolean => places.some(({ number }) => number === 1)

/** What of a presentation would be filled. Throws a TemplateError where it is none, or has nothing to be filled. */
export function readSlideTemplate(bytes: Uint8Array): SlideTemplate {
  const found = describe(openSlides(bytes))
  if (found.fields.length + found.charts.length + found.tables.length === 0) throw new TemplateError('empty')
  return found
}
function openSlides(bytes: Uint8Array): Parts {
  const parts = openTemplate(bytes)
  if (!parts.has(MAIN)) throw new TemplateError('other')
  if (slidesIn(parts).length === 0) throw new TemplateError('empty')
  return parts
}

/**
 * Which sample a page takes: the one with as many figures, and with a table where the page has one; the first of
 * equals.
 */
function sampleFor(page: TemplatePage, samples: readonly (readonly Place[])[]): number {
  const fits = samples.map((places) => {
    const hasSecond = places.some(({ number }) => number === 2)
    const hasTable = places.some(({ isTable }) => isTable)
    return 2 * Number(hasSecond === page.figures.length > 1) + Number(hasTable === page.isTable)
  })
  return fits.indexOf(Math.max(...fits))
}

/** A copy of a part with what it is tied to; what slides may share is shared. */
const SHARED: readonly string[] = ['image', 'slideLayout', 'slideMaster', 'theme', 'audio', 'video', 'media', 'font']
const LEFT: readonly string[] = ['notesSlide', 'comments']
function copied(parts: Parts, path: string): string {
  const [, before = path, after = ''] = /^(.*?)\d*(\.\w+)$/u.exec(path) ?? []
  const copy = freePath(parts, before, after)
  parts.set(copy, parts.get(path)!)
  const type = declaredType(parts, path)
  if (type !== undefined) declare(parts, copy, type)
  const relations = relationsPath(path)
  if (!parts.has(relations)) return copy
  let text = textOf(parts, relations)
  for (const { tag, type: kind, path: target } of relationsOf(parts, path)) {
    if (LEFT.includes(kind)) text = text.replace(tag, '')
    else if (target !== undefined && parts.has(target)) {
      const own = SHARED.includes(kind) ? target : copied(parts, target)
      text = text.replace(tag, tag.replace(/\sTarget\s*=\s*(?:"[^"]*"|'[^']*')/u, ` Target="/${own}"`))
    }
  }
  setText(parts, relationsPath(copy), text)
  return copy
}

/** Puts a picture among the parts, and gives its path there. */
function putImage(parts: Parts, from: string, bytes: Uint8Array): string {
  const ending = from.slice(from.lastIndexOf('.'))
  const path = freePath(parts, 'ppt/media/image', ending)
  parts.set(path, bytes)
  declareEnding(parts, ending.slice(1), `image/${ending.slice(1)}`)
  return path
}

/** Puts the elements that were made for a place on a slide, with the charts and pictures that they are tied to. */
function lifted(made: Parts, from: string, parts: Parts, slide: string, nextId: () => number): string {
  const [, body = ''] = /<\/p:grpSpPr>([\s\S]*)<\/p:spTree>/u.exec(textOf(made, from)) ?? []
  const xml = body.replace(
    /(<p:cNvPr\s(?:"[^"]*"|[^">])*?\bid=")\d+"/gu,
    (_whole, before: string) => `${before}${nextId()}"`,
  )
  const tied = new Map<string, string>()
  for (const { id, type, path } of relationsOf(made, from)) {
    if (path === undefined || !xml.includes(`"${id}"`)) continue
    const book = type === 'chart' ? relationsOf(made, path).find((one) => one.path !== undefined) : undefined
    const bytes = made.get(path)!
    const copy = book
      ? putChart(parts, 'ppt', bytes, { relation: book.id, bytes: made.get(book.path!)! })
      : putImage(parts, path, bytes)
    tied.set(id, addRelation(parts, slide, type, copy))
  }
  return xml.replace(/\b(r:(?:id|embed|link)=")([^"]+)(?=")/gu, (whole, before: string, id: string) =>
    tied.has(id) ? `${before}${tied.get(id)}` : whole,
  )
}

const SLIDE_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.slide+xml'

/** A slide that is to be filled, and with what. */
interface Job {
  slide: string
  texts: FieldTexts
  /** A place without a part has no figure: it is taken away. */
  fills: { place: Place; part?: SlidePart }[]
  /** Of a page: what is to be said. */
  notes?: string
}

export interface FilledSlides {
  bytes: Uint8Array<ArrayBuffer>
  /** Pages of the deck that were put in, places that had no figure, and samples that no page took. */
  pages: number
  without: number
  unused: number
}

export interface FillOptions {
  /** Of the whole deck: its name, the day, whose it is. */
  common: FieldTexts
  stamp: Stamp
  draw?: Draw
}

/**
 * Fills a template with the pages of a deck. A slide with 图1 or 表1 is a sample: it is made once for each page that has
 * figures, where the first sample stands, with 图1 the page's first figure and 图2 its second. On any other slide 图N
 * is the Nth figure of the deck. Throws a TemplateError.
 */
export async function fillSlides(
  bytes: Uint8Array,
  slides: readonly Slide[],
  { common, stamp, draw }: FillOptions,
): Promise<FilledSlides> {
  const parts = openSlides(bytes)
  const found = slidesIn(parts)
  const places = new Map(found.map(({ path }) => [path, placesIn(parts, path)]))
  const pages = pagesOf(slides, common, stamp)
  const all = pages.flatMap(({ figures }) => figures)
  const whole = wholeTexts(pages, common, stamp)
  const partFor = ({ number, isTable, box }: Place, figures: readonly Figure[]): SlidePart | undefined => {
    const figure = figures[number - 1]
    if (!figure || !box) return undefined
    return isTable ? tablePart(figure, box, stamp) : figurePart(figure, box, stamp)
  }
  const jobOf = (slide: string, own: readonly Place[], figures: readonly Figure[], texts: FieldTexts): Job => ({
    slide,
    texts,
    fills: own.map((place) => {
      const part = partFor(place, figures)
      return { place, ...(part && { part }) }
    }),
  })

  const samples = found.filter(({ path }) => isSample(places.get(path)!))
  const used = new Set<string>()
  const jobs: Job[] = found
    .filter((one) => !samples.includes(one))
    .map(({ path }) => jobOf(path, places.get(path)!, all, whole))
  // Copies are made before anything is filled.
  const made = pages.flatMap((page): Job[] => {
    const sample =
      samples[
        sampleFor(
          page,
          samples.map(({ path }) => places.get(path)!),
        )
      ]
    if (!sample) return []
    const slide = used.has(sample.path) ? copied(parts, sample.path) : sample.path
    used.add(sample.path)
    return [{ ...jobOf(slide, places.get(sample.path)!, page.figures, page.texts), notes: page.notes }]
  })
  const unused = samples.filter(({ path }) => !used.has(path))
  if (made.length > 0) order(parts, samples, made, unused)

  const fills = [...jobs, ...made].flatMap((job) => job.fills.map((fill) => ({ job, ...fill })))
  const wanted = fills.flatMap(({ part }) => part ?? [])
  const elements = wanted.length > 0 ? openTemplate(await elementsFile(wanted, draw)) : new Map<string, Uint8Array>()
  let at = 0
  for (const { slide, texts, fills: own } of [...jobs, ...made]) {
    const before = textOf(parts, slide)
    const ids = [...before.matchAll(/<p:cNvPr\s(?:"[^"]*"|[^">])*?\bid="(\d+)"/gu)].map(([, id]) => Number(id))
    let last = Math.max(1, ...ids)
    const elementsFor = own.map(({ part }) =>
      part ? lifted(elements, `ppt/slides/slide${++at}.xml`, parts, slide, () => ++last) : '',
    )
    // Words are filled apart from the elements: what is put in may itself have braces.
    let rest = before
    let filled = ''
    own.forEach(({ place }, i) => {
      const from = rest.indexOf(place.xml)
      filled += filledText(rest.slice(0, from), 'a', texts) + elementsFor[i]!
      rest = rest.slice(from + place.xml.length)
    })
    filled += filledText(rest, 'a', texts)
    if (filled !== before) setText(parts, slide, filled)
  }
  for (const { slide, notes } of made) if (notes) writeNotes(parts, slide, notes, elements)
  return {
    bytes: zipSync(Object.fromEntries(parts)) as Uint8Array<ArrayBuffer>,
    pages: made.length,
    without: fills.filter(({ part }) => !part).length,
    unused: made.length > 0 ? unused.length : 0,
  }
}

/** Puts the filled samples in the order of the deck, where the first sample stood; a sample without a page goes. */
function order(
  parts: Parts,
  samples: readonly { path: string; relation: string; tag: string }[],
  made: readonly Job[],
  unused: readonly { path: string; relation: string; tag: string }[],
): void {
  const main = textOf(parts, MAIN)
  const ids = [...main.matchAll(/<p:sldId\s(?:"[^"]*"|[^">])*?\bid="(\d+)"/gu)].map(([, id]) => Number(id))
  // Ids of slides begin at 256 (19.7.13).
  let last = Math.max(255, ...ids)
  const known = new Map(samples.map((one) => [one.path, one]))
  const tags = made.map(({ slide }) => {
    const own = known.get(slide)
    if (own) return { id: attributeOf(own.tag, 'id')!, tag: own.tag }
    declare(parts, slide, SLIDE_TYPE)
    const relation = addRelation(parts, MAIN, 'slide', slide)
    return { id: String(++last), tag: `<p:sldId id="${last}" r:id="${relation}"/>` }
  })
  const [first, ...others] = samples
  let next = main
  for (const { tag } of others) next = next.replace(tag, '')
  next = next.replace(first!.tag, () => tags.map(({ tag }) => tag).join(''))
  // Sections list the ids of their slides.
  const section = (id: string | undefined): string => `<p14:sldId id="${id}"/>`
  const firstId = attributeOf(first!.tag, 'id')
  for (const { tag } of others) next = next.replace(section(attributeOf(tag, 'id')), '')
  next = next.replace(section(firstId), () => tags.map(({ id }) => section(id)).join(''))
  setText(parts, MAIN, next)
  for (const { path, relation } of unused) {
    dropRelation(parts, MAIN, relation)
    dropNotes(parts, path)
    parts.delete(path)
    parts.delete(relationsPath(path))
    undeclare(parts, path)
  }
}
