import { draw } from './drawing'
import { heightFor } from './layout'
import { hasFigures, medianOf, reach } from './panels'
import { unitOf } from '../../domain/metrics'
import { scaleFor } from '../../i18n/format'
import type { MatrixResult } from '../../query/spec'
import type { ChartContext, Figure, Room } from '../figure'
import { niceRange } from '../parts/axes'
import { figureNotes, mergerNotes, sourceText } from '../parts/notes'
import { marksAt, pinsOn } from '../parts/pinMarks'
import { beyondNotes, reachedNotes, spanOf, targetsFor } from '../parts/targetLines'
import { pageOf } from '../parts/window'
import { labelsOf, rowOf, totalOf } from '../readings'
import { movedBetween } from '../titles'
import { wholeTable, yearsTable } from '../yearsTable'

/** Panels that still can be told apart on one screen. */
export const MOST_PANELS = 24

/**
 * One small chart an office, with the median in each; one switch puts all on the same scale. Of more than fit, a page.
 */
export function multiplesByOffice(result: MatrixResult, shared: boolean, ctx: ChartContext, page = 0): Figure {
  const { words } = ctx
  const labels = labelsOf(result, ctx)
  const shown = pageOf(result, MOST_PANELS, page, ctx.focus)
  const median = medianOf(result)
  const set = targetsFor(ctx, result.metric).filter((target) => spanOf(target, result.years) !== undefined)
  const isShown = new Set(shown.map((i) => result.orgs[i]!.id))
  const pins = pinsOn(result, ctx, ({ id }) => isShown.has(id))
  const panels = shown.map((i) => {
    const row = rowOf(result, i)
    return {
      name: [labels(i), marksAt(pins.marked, i)].filter(Boolean).join(' '),
      row,
      median,
      focus: result.orgs[i]!.id === ctx.focus,
      ...reach(row, median, set),
    }
  })
  const scale = scaleFor(
    niceRange(0, Math.max(0, ...panels.map(({ largest }) => largest))).max,
    unitOf(result.metric),
    words,
  )
  const total = totalOf(result)
  const metric = words.metric(result.metric)
  return {
    id: `multiples-${result.metric}`,
    title:
      movedBetween(result, result.years[0] ?? 0, result.years.at(-1) ?? 0, words) ??
      words.t('multiples.title', { metric }),
    subtitle: words.t(shared ? 'multiples.subtitle.shared' : 'multiples.subtitle.free', {
      unit: scale.label,
    }),
    ...(panels.some(hasFigures) && { option: (room: Room) => draw(panels, result.years, shared, words, room) }),
    height: heightFor(panels.length),
    heightAt: (width) => heightFor(panels.length, width),
    ...(pins.marked.length > 0 && { pinned: pins.marked.length }),
    footnotes: [
      ...pins.notes,
      ...reachedNotes(result.metric, result.summaries, ctx),
      ...beyondNotes(
        set.filter((target) => panels.every(({ beyond }) => beyond.some(({ id }) => id === target.id))),
        words,
      ),
      ...(shown.length < total ? [words.t('multiples.window', { shown: shown.length, total })] : []),
      ...mergerNotes(result, ctx),
      ...figureNotes(result, result.years, ctx),
    ],
    source: sourceText(result.metric, words),
    table: yearsTable(result, ctx),
    ...wholeTable(result, ctx),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
