import { runMatrix } from '../../src/query/answers/matrix'
import type { Frame } from '../../src/query/load'

/** The figure of every office that has one. */
export function metricValues(frame: Frame): Map<string, number> {
  const { orgs, values } = runMatrix(frame, {
    kind: 'matrix',
    metric: 'penalty.decisions',
    scope: { year: 2021 },
    years: [2021],
  })
  return new Map(orgs.flatMap(({ id }, i) => (Number.isNaN(values[i]) ? [] : [[id, values[i]!] as const])))
}
