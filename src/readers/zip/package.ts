import { listZip } from './directory'
import { contentAt, inflateEntry } from './inflate'
import type { Budget } from './inflate'

/** One part of an office document, inflated: 64 MB. A year's report has a few hundred kB. */
const MOST_PART = 64 * 1024 * 1024
const MOST_PACKAGE = 128 * 1024 * 1024

/** The parts of an OOXML file by path; a part is inflated when it is asked for. */
export interface Package {
  /** The part's bytes; nothing where there is none. Throws `PackageError` where it is damaged or too large. */
  part(path: string): Uint8Array | undefined
  /** The part's text: XML is UTF-8, unless a mark says UTF-16. */
  text(path: string): string | undefined
  /** The part a relationship of `owner` points to, by the end of its type; where `id` is given, by that. */
  related(owner: string, wanted: { type: string } | { id: string }): string | undefined
}

/** Why a package's part cannot be had. */
export class PackageError extends Error {
  constructor(readonly failed: 'bomb' | 'broken' | 'password') {
    super(failed)
  }
}

const relationshipsOf = (owner: string): string => owner.replace(/([^/]*)$/u, '_rels/$1.rels')

function resolve(owner: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : owner.replace(/[^/]*$/u, '') + target
  const out: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') out.pop()
    else if (step !== '.' && step !== '') out.push(step)
  }
  return out.join('/')
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u')
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined)

function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes
  const label = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(label).decode(bytes)
}

/**
 * Opens an OOXML file. Throws `PackageError` where it is no whole zip. Paths are compared without regard to case and
 * slashes.
 */
export function openPackage(bytes: Uint8Array): Package {
  const entries = listZip(bytes)
  // A part whose name is damaged would be missed in silence: numbering, styles, the texts of a workbook.
  if (!entries?.every((entry) => contentAt(bytes, entry) !== undefined)) throw new PackageError('broken')
  const plain = (path: string): string => path.replace(/\\/gu, '/').replace(/^\//u, '').toLowerCase()
  const byPath = new Map(entries.map((entry) => [plain(entry.name), entry]))
  const budget: Budget = { left: MOST_PACKAGE }
  const part = (path: string): Uint8Array | undefined => {
    const entry = byPath.get(plain(path))
    if (!entry) return undefined
    const inflated = inflateEntry(bytes, entry, MOST_PART, budget)
    if ('failed' in inflated) throw new PackageError(inflated.failed)
    return inflated.bytes
  }
  const text = (path: string): string | undefined => {
    const found = part(path)
    return found && decodeXml(found)
  }
  const relationships = new Map<string, string[]>()
  return {
    part,
    text,
    related(owner, wanted) {
      let tags = relationships.get(owner)
      if (!tags) {
        tags = text(relationshipsOf(owner))?.match(/<(?:\w+:)?Relationship\s[^>]*>/gu) ?? []
        relationships.set(owner, tags)
      }
      const found = tags.find((tag) =>
        'id' in wanted ? attribute(tag, 'Id') === wanted.id : attribute(tag, 'Type')?.endsWith(`/${wanted.type}`),
      )
      const target = found && attribute(found, 'TargetMode') !== 'External' ? attribute(found, 'Target') : undefined
      return target === undefined ? undefined : resolve(owner, target)
    },
  }
}
