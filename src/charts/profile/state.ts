import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import type { Place, ProfileResult } from '../../query/places'
import type { ChartContext } from '../figure'
import { placedLabels } from '../parts/areaColumn'
import { datumAt, largestOf } from '../readings'
import type { Datum } from '../readings'
import { isEnough } from '../titles'

export interface ProfileCell {
  datum: Datum
  place?: Place
  /** From 1 for the first to -1 for the last; 0 where too few have a figure to say so. */
  height: number
}

export interface ProfileColumn {
  metric: MetricId
  name: string
  scale: Scale
  reported: number
  /** Enough have a figure for a place to say something. */
  isTold: boolean
}

export interface ProfileRow {
  org: Org
  label: string
  isFocus: boolean
  /** One a column. */
  cells: readonly ProfileCell[]
}

/** What is computed of an answer. */
export interface ProfileState {
  year: number
  total: number
  part: ProfileResult['part']
  by: MetricId
  columns: readonly ProfileColumn[]
  rows: readonly ProfileRow[]
  result: ProfileResult
  isDrawable: boolean
}

/** From 1 for the first place to -1 for the last; those who share one stand in their middle. */
const heightOf = ({ rank, equal }: Place, reported: number): number =>
  reported < 2 ? 0 : 1 - (2 * (rank - 1 + (equal - 1) / 2)) / (reported - 1)

export function stateOf(result: ProfileResult, ctx: ChartContext): ProfileState {
  const { words } = ctx
  const { year, total, part, by } = result
  const orgs = result.columns[0]?.matrix.orgs ?? []
  const labels = placedLabels(orgs, orgs.length < total, ctx)
  const columns = result.columns.map(({ matrix }): ProfileColumn => {
    const reported = matrix.summaries[0]?.reported ?? 0
    return {
      metric: matrix.metric,
      name: words.metric(matrix.metric),
      scale: scaleFor(largestOf(matrix), unitOf(matrix.metric), words),
      reported,
      isTold: isEnough(reported, total),
    }
  })
  const rows = orgs.map((org, row): ProfileRow => ({
    org,
    label: labels(row),
    isFocus: org.id === ctx.focus,
    cells: result.columns.map(({ matrix, places }, i): ProfileCell => {
      const place = places[row]
      const { isTold, reported } = columns[i]!
      return {
        datum: datumAt(matrix, row, 0),
        ...(place && { place }),
        height: place && isTold ? heightOf(place, reported) : 0,
      }
    }),
  }))
  return {
    year,
    total,
    part,
    by,
    columns,
    rows,
    result,
    isDrawable: total > 1 && rows.some(({ cells }) => cells.some(({ datum }) => datum.value !== undefined)),
  }
}
