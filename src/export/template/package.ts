import { strFromU8, strToU8 } from 'fflate'
import type { Parts } from './openTemplate'

/** What a part of an office document is tied to (ECMA-376 part 2, 9.3). */
export interface Relation {
  id: string
  /** The end of its type: `image`, `slideLayout`. */
  type: string
  /** The path of the part it leads to; none where it leads outside. */
  path?: string
  tag: string
}

export const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u')
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined)

export const textOf = (parts: Parts, path: string): string => strFromU8(parts.get(path) ?? new Uint8Array())
export const setText = (parts: Parts, path: string, text: string): void => void parts.set(path, strToU8(text))

export const relationsPath = (owner: string): string => owner.replace(/([^/]*)$/u, '_rels/$1.rels')

function resolved(owner: string, target: string): string {
  const out: string[] = []
  const path = target.startsWith('/') ? target.slice(1) : owner.replace(/[^/]*$/u, '') + target
  for (const step of path.split('/')) {
    if (step === '..') out.pop()
    else if (step !== '.' && step !== '') out.push(step)
  }
  return out.join('/')
}

/** The other way round: from the root, which is right wherever the owner is. */
const targetTo = (path: string): string => `/${path}`

export const relationsOf = (parts: Parts, owner: string): Relation[] =>
  (textOf(parts, relationsPath(owner)).match(/<(?:\w+:)?Relationship\s(?:"[^"]*"|[^">])*>/gu) ?? []).map((tag) => {
    const target = attributeOf(tag, 'Target') ?? ''
    return {
      id: attributeOf(tag, 'Id') ?? '',
      type: (attributeOf(tag, 'Type') ?? '').replace(/^.*\//u, ''),
      tag,
      ...(attributeOf(tag, 'TargetMode') !== 'External' && { path: resolved(owner, target) }),
    }
  })

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Ties a part to another and gives the relation's id, which no other of its owner has. */
export function addRelation(parts: Parts, owner: string, type: string, path: string): string {
  const place = relationsPath(owner)
  const taken = new Set(relationsOf(parts, owner).map(({ id }) => id))
  let n = taken.size + 1
  while (taken.has(`rId${n}`)) n++
  const tag = `<Relationship Id="rId${n}" Type="${TYPES}/${type}" Target="${targetTo(path)}"/>`
  const held = parts.has(place)
    ? textOf(parts, place)
    : `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`
  setText(
    parts,
    place,
    held
      .replace(/<Relationships((?:"[^"]*"|[^">])*)\/>/u, '<Relationships$1></Relationships>')
      .replace(/<\/(?:\w+:)?Relationships>/u, (end) => `${tag}${end}`),
  )
  return `rId${n}`
}

export function dropRelation(parts: Parts, owner: string, id: string): void {
  const found = relationsOf(parts, owner).find((one) => one.id === id)
  if (found) setText(parts, relationsPath(owner), textOf(parts, relationsPath(owner)).replace(found.tag, ''))
}

const CONTENT_TYPES = '[Content_Types].xml'

/** Says what a part is; a second time it changes nothing. */
export function declare(parts: Parts, path: string, type: string): void {
  const held = textOf(parts, CONTENT_TYPES)
  if (held.includes(`PartName="/${path}"`)) return
  setText(
    parts,
    CONTENT_TYPES,
    held.replace(/<\/(?:\w+:)?Types>/u, (end) => `<Override PartName="/${path}" ContentType="${type}"/>${end}`),
  )
}

/** Says what all parts with an ending are, unless the template does. */
export function declareEnding(parts: Parts, ending: string, type: string): void {
  const held = textOf(parts, CONTENT_TYPES)
  if (new RegExp(`Extension="${ending}"`, 'iu').test(held)) return
  setText(
    parts,
    CONTENT_TYPES,
    held.replace(/(<(?:\w+:)?Types(?:"[^"]*"|[^">])*>)/u, `$1<Default Extension="${ending}" ContentType="${type}"/>`),
  )
}

export function undeclare(parts: Parts, path: string): void {
  setText(
    parts,
    CONTENT_TYPES,
    textOf(parts, CONTENT_TYPES).replace(
      new RegExp(
        `<Override(?:"[^"]*"|[^">])*PartName="/${path.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}"(?:"[^"]*"|[^">])*>`,
        'u',
      ),
      '',
    ),
  )
}

/** The declared type of one part, where it has one of its own. */
export function declaredType(parts: Parts, path: string): string | undefined {
  const tags = textOf(parts, CONTENT_TYPES).match(/<Override(?:"[^"]*"|[^">])*>/gu) ?? []
  const tag = tags.find((one) => attributeOf(one, 'PartName')?.toLowerCase() === `/${path.toLowerCase()}`)
  return tag && attributeOf(tag, 'ContentType')
}

/** A path that no part has: `ppt/slides/slide` and `.xml` give the first number that is free. */
export function freePath(parts: Parts, before: string, after: string): string {
  const taken = new Set([...parts.keys()].map((path) => path.toLowerCase()))
  let n = 1
  while (taken.has(`${before}${n}${after}`.toLowerCase())) n++
  return `${before}${n}${after}`
}

const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
const BOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * Puts a chart and the workbook behind it among the parts, and gives the chart's path. `relation`: by which it names
 * it.
 */
export function putChart(
  parts: Parts,
  folder: 'ppt' | 'word',
  chart: Uint8Array,
  book: { relation: string; bytes: Uint8Array },
): string {
  const path = freePath(parts, `${folder}/charts/chart`, '.xml')
  parts.set(path, chart)
  declare(parts, path, CHART_TYPE)
  const place = freePath(parts, `${folder}/embeddings/Microsoft_Excel_Worksheet`, '.xlsx')
  parts.set(place, book.bytes)
  declareEnding(parts, 'xlsx', BOOK_TYPE)
  setText(
    parts,
    relationsPath(path),
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
      `<Relationship Id="${book.relation}" Type="${TYPES}/package" Target="/${place}"/></Relationships>`,
  )
  return path
}
