import { METRICS, operandsOf } from '../domain/metrics'
import type { MetricCode, MetricId } from '../domain/metrics'
import { asProse } from '../domain/cell'
import { ownerOf } from '../frame/frame'
import type { Frame } from '../frame/frame'
import { textsPart } from '../frame/heldReport'
import type { EvidenceReader } from './evidenceReader'

/** Of more figures than this nobody reads the words of each. */
const MOST_LABELLED = 150

/** The figure of a sentence that a metric is; nothing for those of tables and for those made of several. */
function statedIn(metric: MetricId): MetricCode | undefined {
  const [code, ...others] = operandsOf(metric)
  return code !== undefined && others.length === 0 && code === metric && METRICS[code].table === undefined
    ? code
    : undefined
}

/**
 * The few words in which each report's sentence gives a figure, as printed, by the position of its office and year in
 * `figures`. None of a metric that the statutory form defines, and none where more are asked for than can be read.
 */
export async function labelsOf(
  frame: Frame,
  reader: EvidenceReader,
  metric: MetricId,
  figures: readonly { org: string; year: number; at: number }[],
): Promise<ReadonlyMap<number, string>> {
  const code = statedIn(metric)
  if (code === undefined || figures.length > MOST_LABELLED) return new Map()
  const labels = await Promise.all(
    figures.map(async ({ org, year, at }): Promise<[number, string][]> => {
      const owner = ownerOf(frame, org, year)
      if (owner === undefined) return []
      // A figure without its words is still a figure: what cannot be read here is told of where the report is opened.
      const held = await reader([owner], org, year, textsPart(frame, owner, org, year)).catch(() => undefined)
      const stated = held && ('report' in held ? held.report : held.extras).prose?.[code]
      const label = stated === undefined ? undefined : asProse(stated).label
      return label ? [[at, label]] : []
    }),
  )
  return new Map(labels.flat())
}
