import * as v from 'valibot'
import { formerName, parenthood } from '../../domain/datasetSchema'
import { EXTENTS } from '../../domain/extent'
import { LEVELS, circlesIn } from '../../domain/orgs'
import { unpackOffices } from '../../pack/offices'
import type { PackedOffices } from '../../pack/offices'
import { PACKING } from '../../pack/columnNames'
import type { Prepared, SegmentRecord } from '../../pack/records'
import { READABLE_VERSIONS, SIGNATURE, checksumBytes, padded } from './packedFile'
import { unpackSegment } from './packedSegment'
import { Sections } from './sections'
import { FormatError } from '../source'
import type { Chunks } from '../source'

const year = v.pipe(v.number(), v.integer(), v.minValue(2008), v.maxValue(2100))
/** Larger than anything a browser holds at a time: a size that is damaged is found before memory is asked for. */
const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 8))
const MOST_HEADER = 2 ** 28

const headerSchema = v.object({
  format: v.literal('disclosure-lens'),
  version: v.picklist(READABLE_VERSIONS),
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/u)),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  synthetic: v.boolean(),
  extent: v.optional(v.picklist(EXTENTS)),
  start: v.optional(v.object({ org: v.string(), year })),
  years: v.array(year),
  counts: v.object({ orgs: size, reports: size, cells: size }),
  offices: v.object({
    ids: v.string(),
    names: v.string(),
    families: v.string(),
    renamed: v.optional(v.string()),
  }),
  segments: v.array(v.object({ rows: size, keys: v.string(), table: size, bytes: size })),
})
type Header = v.InferOutput<typeof headerSchema>

const formerNames = v.array(
  v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.array(formerName), v.minLength(1))]),
)

const damaged = (reason: string): FormatError => new FormatError('file-damaged', { reason })

function checkFormerNames({ renamed = '[]', levels }: PackedOffices): void {
  let given: unknown
  try {
    given = JSON.parse(renamed)
  } catch {
    throw damaged('former names')
  }
  if (!v.is(formerNames, given) || given.some(([at]) => at >= levels.length)) throw damaged('former names')
}

/** That offices are what a dataset may have: each id once, parents known. */
function checkOffices(offices: PackedOffices): void {
  const isText = (text: unknown): boolean => typeof text === 'string' && text !== '' && text.length <= 200
  let families: unknown
  try {
    families = JSON.parse(offices.families)
  } catch {
    throw damaged('parents')
  }
  if (!v.is(v.array(v.array(parenthood)), families)) throw damaged('parents')
  checkFormerNames(offices)
  if (offices.family.some((at) => at >= families.length) || offices.levels.some((level) => level >= LEVELS.length))
    throw damaged('offices')
  let orgs: ReturnType<typeof unpackOffices>
  try {
    orgs = unpackOffices(offices)
  } catch {
    throw damaged('offices')
  }
  const ids = new Set<string>()
  for (const { id, name } of orgs) {
    if (!isText(id) || !isText(name)) throw damaged('offices')
    ids.add(id)
  }
  if (ids.size !== orgs.length) throw damaged('offices')
  for (const family of families) for (const { org } of family) if (!ids.has(org)) throw damaged('parents')
  if (circlesIn(orgs).length > 0) throw damaged('parents')
}

function headerOf(bytes: Uint8Array): Header {
  let input: unknown
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw damaged('header')
  }
  const parsed = v.safeParse(headerSchema, input)
  if (!parsed.success) throw damaged('header')
  return parsed.output
}

async function readSections(sections: Sections): Promise<Prepared> {
  const signature = await sections.take(SIGNATURE.length).catch((error: unknown) => {
    throw error instanceof FormatError && error.params.reason === 'unexpected end'
      ? new FormatError('not-dataset')
      : error
  })
  if (!SIGNATURE.every((byte, i) => signature[i] === byte)) throw new FormatError('not-dataset')
  const wanted = await sections.take(8)
  const [length = 0] = new Uint32Array((await sections.take(8)).buffer)
  if (length > MOST_HEADER) throw damaged('header')
  const head = await sections.take(length)
  const { id, title, synthetic, extent, start, years, counts, offices: texts, segments: heads } = headerOf(head)
  const levels = await sections.take(padded(counts.orgs))
  const family = await sections.take(padded(counts.orgs * 4))
  const bodies: { table: Uint8Array<ArrayBuffer>; bytes: Uint8Array<ArrayBuffer> }[] = []
  for (const { table, bytes } of heads)
    bodies.push({ table: await sections.take(padded(table * 4)), bytes: await sections.take(padded(bytes)) })
  if (!(await sections.isDone())) throw damaged('length')
  const checksum = checksumBytes([head, levels, family, ...bodies.flatMap(({ table, bytes }) => [table, bytes])])
  if (!checksum.every((byte, i) => wanted[i] === byte)) throw damaged('checksum')

  const { renamed, ...names } = texts
  const offices: PackedOffices = {
    ...names,
    ...(renamed !== undefined && { renamed }),
    levels: levels.slice(0, counts.orgs),
    family: new Uint32Array(family.buffer, 0, counts.orgs).slice(),
  }
  checkOffices(offices)
  if (heads.reduce((sum, { rows }) => sum + rows, 0) !== counts.orgs) throw damaged('rows')
  let first = 0
  const segments = heads.map(({ rows, keys, table }, part): SegmentRecord => {
    const body = bodies[part]!
    if (table !== (keys === '' ? 0 : keys.split('\n').length * 4)) throw damaged('table')
    const packed = unpackSegment(
      { index: { rows, keys, table: new Uint32Array(body.table.buffer, 0, table).slice() }, bytes: body.bytes.buffer },
      years,
    )
    first += rows
    return { dataset: id, part, first: first - rows, ...packed }
  })
  return {
    manifest: {
      id,
      title,
      synthetic,
      shipped: false,
      years,
      version: PACKING,
      counts,
      ...(extent && { extent }),
      ...(start && { start }),
      checksum: [...wanted].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    },
    meta: { dataset: id, orgs: offices },
    segments,
    evidence: [],
    corrections: [],
  }
}

/**
 * A packed file, unzipped, as it comes. Next to nothing is decoded, but everything is checked; rejects with a
 * FormatError where something is not as it must be.
 */
export async function readPacked(chunks: Chunks): Promise<Prepared> {
  const sections = new Sections(chunks)
  try {
    return await readSections(sections)
  } finally {
    await sections.close()
  }
}
