import { expect } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import { METRIC_CODES } from '../../src/domain/metrics'
import { frameOf } from '../../src/query/load'
import { heldReport } from '../../src/frame/heldReport'
import { prepare } from '../../src/pack/prepare'
import { runCompleteness, runMatrix } from '../../src/query/run'
import type { Prepared } from '../../src/pack/records'

/** Everything that can be asked of a packed dataset's figures, as plain data. */
export function figuresOf(prepared: Prepared) {
  const frame = frameOf([prepared])
  const years = prepared.manifest.years
  const scope = { year: years.at(-1) ?? 2021 }
  return {
    orgs: frame.orgs,
    years,
    manifest: { ...prepared.manifest, checksum: '' },
    matrices: METRIC_CODES.flatMap((metric) => {
      const { values, states } = runMatrix(frame, { kind: 'matrix', metric, scope, years })
      return states.every((state) => state === states[0]) && states[0] !== 0
        ? []
        : [{ metric, values: [...values], states: [...states] }]
    }),
    filled: [...runCompleteness(frame, { kind: 'completeness', scope, years }).filled],
    reports: frame.orgs.flatMap(({ id }) =>
      years.map((year) => {
        const report = heldReport(frame, prepared.manifest.id, id, year)
        return report && { ...report, cells: sorted(report.cells), prose: sorted(report.prose) }
      }),
    ),
  }
}

const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

/** That a packed dataset says exactly what the dataset does. */
export function expectSame(prepared: Prepared, dataset: Dataset): void {
  expect(figuresOf(prepared)).toEqual(figuresOf(prepare(dataset)))
}

/** Bytes in pieces of a size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
