import { asProse } from '../domain/cell'
import { homeOf } from '../domain/correction'
import { originOf } from '../domain/mergers'
import { isMetricCode } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { ownerOf } from '../frame/frame'
import type { Frame } from '../frame/frame'
import { textsPart } from '../frame/heldReport'
import type { EvidenceReader } from './evidenceReader'

/** Of more figures than this nobody reads the words of each. */
const MOST_LABELLED = 150

/** A figure whose words are asked for, and its place in the answer. */
export interface LabelledFigure {
  org: string
  year: number
  at: number
}

/** All of them where they are few enough to be labelled. */
function fewOf(figures: Iterable<LabelledFigure>): LabelledFigure[] | undefined {
  const few: LabelledFigure[] = []
  for (const figure of figures) {
    if (few.length === MOST_LABELLED) return undefined
    few.push(figure)
  }
  return few
}

/**
 * The few words in which each report's sentence gives a figure, as printed, by the position of its office and year in
 * `figures`. None of a metric that the statutory form defines, and none where more are asked for than can be read.
 */
export async function labelsOf(
  frame: Frame,
  reader: EvidenceReader,
  metric: MetricId,
  figures: Iterable<LabelledFigure>,
): Promise<ReadonlyMap<number, string>> {
  if (!isMetricCode(metric) || homeOf(metric) !== 'prose') return new Map()
  const few = fewOf(figures)
  if (!few) return new Map()
  const labels = await Promise.all(
    few.map(async ({ org, year, at }): Promise<[number, string][]> => {
      const owner = ownerOf(frame, org, year)
      if (owner === undefined) return []
      // A figure without its words is still a figure: what cannot be read here is told of where the report is opened.
      const from = originOf(owner, org)
      const part = textsPart(frame, owner, org, year)
      const held = await reader([from.dataset], from.org, year, part).catch(() => undefined)
      const stated = held && ('report' in held ? held.report : held.extras).prose?.[metric]
      const label = stated === undefined ? undefined : asProse(stated).label
      return label ? [[at, label]] : []
    }),
  )
  return new Map(labels.flat())
}
