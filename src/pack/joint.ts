import type { Org } from '../domain/orgs'
import { encodeSegment, openSegment } from '../engine/codec'
import type { Segment, SegmentIndex } from '../engine/codec'
import type { Column } from '../engine/column'
import { joinSegments, sliceOf } from '../engine/joined'
import { checksum } from './checksum'
import { packOffices, unpackOffices } from './offices'
import type { PackedOffices } from './offices'
import { UNLISTED } from './states'

/**
 * Many small datasets in one record, to be opened in the time that one takes: a copy that can be made again at any time
 * from what is stored. Another version of it is not read.
 */
export interface JointRecord {
  version: typeof VERSION
  /** What tells each dataset's content, in the order of their rows. */
  stamps: readonly string[]
  /** Rows of each dataset. */
  rows: Uint32Array
  /** Offices of all datasets, each description once. */
  offices: PackedOffices
  /** How many offices each dataset has, and which: one dataset after another. */
  counts: Uint32Array
  which: Uint32Array
  /** Of all the above. */
  sum: string
  index: SegmentIndex
  bytes: ArrayBuffer
}
const VERSION = 1

/** A small dataset, opened: `stamp` tells its content. */
export interface Member {
  stamp: string
  orgs: readonly Org[]
  segment: Segment
}

const sumOf = ({ stamps, rows, offices, counts, which }: Omit<JointRecord, 'sum' | 'index' | 'bytes'>): string => {
  const { levels, family, ...texts } = offices
  return checksum([JSON.stringify([stamps, texts]), ...[rows, counts, which, levels, family].map((one) => one.join())])
}

/** Small datasets as one record; all of their columns must be in memory. `turn` is waited for before each column. */
export async function makeJoint(members: readonly Member[], turn: () => Promise<void>): Promise<JointRecord> {
  const whole = joinSegments(
    members.map(({ segment }) => segment),
    UNLISTED,
  )
  const columns = new Map<string, Column>()
  for (const key of whole.keys) {
    await turn()
    columns.set(key, whole.column(key)!)
  }
  const places = new Map<string, number>()
  const orgs: Org[] = []
  const which: number[] = []
  for (const member of members) {
    for (const org of member.orgs) {
      const key = JSON.stringify(org)
      if (!places.has(key)) places.set(key, orgs.push(org) - 1)
      which.push(places.get(key)!)
    }
  }
  const record = {
    version: VERSION,
    stamps: members.map(({ stamp }) => stamp),
    rows: Uint32Array.from(members, ({ segment }) => segment.rows),
    offices: packOffices(orgs),
    counts: Uint32Array.from(members, (member) => member.orgs.length),
    which: Uint32Array.from(which),
  } as const
  await turn()
  return { ...record, sum: sumOf(record), ...encodeSegment(whole.rows, columns) }
}

/**
 * The datasets of a record, by their stamps. Nothing where it is none, of another version, or not what was written: the
 * datasets are then read one by one.
 */
export async function openJoint(given: unknown): Promise<ReadonlyMap<string, Omit<Member, 'stamp'>> | undefined> {
  try {
    const record = given as JointRecord
    if (record.version !== VERSION || record.sum !== sumOf(record)) return undefined
    const whole = openSegment(record)
    await whole.load()
    const offices = unpackOffices(record.offices)
    const members = new Map<string, Omit<Member, 'stamp'>>()
    let row = 0
    let office = 0
    record.stamps.forEach((stamp, i) => {
      const orgs = [...record.which.subarray(office, (office += record.counts[i]!))].map((at) => offices[at]!)
      members.set(stamp, { orgs, segment: sliceOf(whole, row, record.rows[i]!) })
      row += record.rows[i]!
    })
    return members
  } catch {
    return undefined
  }
}
