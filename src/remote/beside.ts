import { doubtsIn, knowDoubts } from '../checks/inFrame'
import type { FigureDoubt } from '../checks/inFrame'
import { latest } from '../domain/correction'
import { originOf } from '../domain/mergers'
import { ownerOf } from '../frame/frame'
import type { Edits, Frame } from '../frame/frame'
import type { FramePart } from '../frame/ground'
import { frameBeside } from '../query/ledger'
import type { BesideReports } from '../query/ledger'
import type { EvidenceReader } from '../query/evidenceReader'
import { runFailures } from '../query/answers/failures'
import { checksum, shortMark } from '../pack/checksum'
import type { Source } from './source'

/** What this browser holds of its own, to be laid over what a server holds. */
export interface Local {
  parts: readonly FramePart[]
  edits: Edits
  beside: BesideReports
  /** The same alone. */
  frame: Frame
  evidence: EvidenceReader
  mark: string
}

/** Numbers of the rows of one frame by those of another, for rows that are wanted there. */
function moved<T>(
  found: Iterable<readonly [number, T]>,
  from: Frame,
  to: Frame,
  isWanted: (row: number) => boolean,
): [number, T][] {
  return [...found].flatMap(([row, one]) => {
    const there = to.rowOf.get(from.orgs[row]!.id)
    return there !== undefined && isWanted(there) ? [[there, one] as [number, T]] : []
  })
}

/**
 * A server's reports with this browser's own over them: where both have one of an office and year, the browser's
 * counts. A district sees so its own files among those of its province. Questions are answered here, from columns of
 * the offices that they are about. Checks that hold reports against one another look at each side alone.
 */
export function besideSource(source: Source, local: Local): Source {
  const { parts, edits, beside, frame: own } = local
  const all = { ...edits, corrections: latest([...source.corrections, ...edits.corrections]) }
  const frame = frameBeside([source.part(), ...parts], all, beside)
  const { id } = source.frame.datasets[0] ?? { id: '' }

  /** The same offices and reports, with columns of some rows at least. */
  function over(rows?: ArrayLike<number>): Frame {
    if (!rows) return frame
    const offices = [
      ...Array.from(rows, (row) => frame.orgs[row]!.id),
      ...frame.mergers.all.map(({ office }) => office),
    ]
    const there = new Set(offices.flatMap((office) => source.frame.rowOf.get(office) ?? []))
    const part = source.part(Uint32Array.from(there).sort())
    return frameBeside([part, ...parts], all, beside, frame.orgs)
  }

  /** Whether the report that counts is one of this browser. */
  const isOwn = (row: number, year: number): boolean => {
    const office = frame.orgs[row]!.id
    const owner = ownerOf(frame, office, year)
    return owner !== undefined && originOf(owner, office).dataset !== id
  }
  const load = (): Promise<unknown> => Promise.all(own.layers.map(({ published }) => published.load()))

  knowDoubts(frame.orgs, (code, year): ReadonlyMap<number, FigureDoubt> => {
    const there = moved(doubtsIn(source.frame, code, year), source.frame, frame, (row) => !isOwn(row, year))
    const here = moved(doubtsIn(own, code, year), own, frame, (row) => isOwn(row, year))
    return new Map([...there, ...here].sort(([a], [b]) => a - b))
  })

  return {
    ...source,
    hasLocal: true,
    mark: shortMark(checksum([source.mark, local.mark])),
    frame,
    over,
    async loadDoubts(codes, years, asked) {
      await Promise.all([source.loadDoubts(codes, years, asked), load()])
    },
    async failures(spec, asked) {
      const [there] = await Promise.all([source.failures(spec, asked), load()])
      const here = runFailures(own, spec)
      const counted = ({ rows, counts }: typeof there) => Array.from(rows, (row, i) => [row, counts[i]!] as const)
      const found = [
        ...moved(counted(there), source.frame, frame, (row) => !isOwn(row, spec.year)),
        ...moved(counted(here), own, frame, (row) => isOwn(row, spec.year)),
      ].sort(([a], [b]) => a - b)
      return {
        ...there,
        rows: Uint32Array.from(found, ([row]) => row),
        counts: Uint16Array.from(found, ([, count]) => count),
      }
    },
    evidence: (datasets, org, year, part) =>
      datasets.includes(id) ? source.evidence(datasets, org, year) : local.evidence(datasets, org, year, part),
  }
}
