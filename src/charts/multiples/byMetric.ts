import { pinsOn } from '../parts/pinMarks'
import { draw } from './drawing'
import { heightFor } from './layout'
import { hasFigures, medianOf, reach } from './panels'
import { unitOf } from '../../domain/metrics'
import { scaleFor } from '../../i18n/format'
import type { MatrixResult } from '../../query/spec'
import type { ChartContext, Figure, FigureTable, Room } from '../figure'
import { figureNotes, sourceText } from '../parts/notes'
import { beyondNotes, spanOf, targetsFor } from '../parts/targetLines'
import { entryOf, rowOf } from '../readings'

/** One small chart a metric for the office in focus. Metrics of different units never share a scale. */
export function multiplesByMetric(
  results: readonly MatrixResult[],
  office: string,
  shared: boolean,
  ctx: ChartContext,
): Figure {
  const { words } = ctx
  const panels = results.flatMap((result) => {
    const at = result.orgs.findIndex((org) => org.id === office)
    if (at < 0) return []
    const row = rowOf(result, at)
    const median = medianOf(result)
    const set = targetsFor(ctx, result.metric).filter((target) => spanOf(target, result.years) !== undefined)
    const drawn = reach(row, median, set)
    const unit = scaleFor(drawn.largest, unitOf(result.metric), words).label
    return [{ name: `${words.metric(result.metric)} (${unit})`, row, median, focus: true, ...drawn }]
  })
  const units = new Set(results.map((result) => unitOf(result.metric)))
  const together = shared && units.size <= 1
  const [first] = results
  const years = first?.years ?? []
  const name = first?.orgs.find((org) => org.id === office)?.name ?? ''
  const pins = first ? pinsOn(first, ctx, ({ id }) => id === office) : { marked: [], notes: [] }
  const marks = pins.marked.map(({ mark }) => mark).join('')
  const table: FigureTable = {
    columns: [
      { key: 'metric', label: words.t('scope.metric') },
      ...years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ],
    rows: panels.map((panel) => ({
      id: panel.row[0]!.ref.metric,
      entries: [
        { text: words.metric(panel.row[0]!.ref.metric) },
        ...panel.row.map((reading) => entryOf(reading, words)),
      ],
    })),
  }
  return {
    id: `metrics-${office}`,
    title: [words.t('multiples.title.metrics', { office: name }), marks].filter(Boolean).join(' '),
    subtitle: words.t(together ? 'multiples.subtitle.shared' : 'multiples.subtitle.free', {
      unit: words.list([...units].map((unit) => words.t(`unit.${unit}`))),
    }),
    ...(panels.some(hasFigures) && { option: (room: Room) => draw(panels, years, together, words, room) }),
    height: heightFor(panels.length),
    heightAt: (width) => heightFor(panels.length, width),
    ...(pins.marked.length > 0 && { pinned: pins.marked.length }),
    footnotes: [
      ...pins.notes,
      ...new Set([
        ...beyondNotes(
          panels.flatMap(({ beyond }) => beyond),
          words,
        ),
        ...results.flatMap((result) => figureNotes(result, years, ctx)),
      ]),
    ],
    source: words.list([...new Set(results.map((result) => sourceText(result.metric, words)))].slice(0, 4)),
    table,
    name: { metric: words.t('multiples.by-metric'), scope: name, years: `${years[0]}-${years.at(-1)}` },
  }
}
