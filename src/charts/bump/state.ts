import { crossesBreak } from '../../domain/metrics'
import type { MatrixResult } from '../../query/spec'
import type { Place, PlacesResult } from '../../query/places'
import type { ChartContext } from '../figure'
import { COLOUR, HIGHLIGHTS } from '../parts/palette'
import { labelsOf, rowOf } from '../readings'
import type { Datum } from '../readings'

/** An office in a year: its figure, and where that puts it. */
export interface Step {
  year: number
  datum: Datum
  place?: Place
  /** The line comes to it from the year before. */
  isJoined: boolean
}

export interface Course {
  id: string
  name: string
  role: 'focus' | 'highlight' | 'peer'
  colour: string
  steps: readonly Step[]
}

/** What is computed of an answer. */
export interface BumpState {
  matrix: MatrixResult
  metric: string
  total: number
  /** Peers first, so that those in colour lie above them. */
  courses: readonly Course[]
  focus: Course | undefined
  /** The last place that anyone has. */
  deepest: number
  isDrawable: boolean
}

/** A line runs on where the year before has a place too, and both count the same thing. */
const joined = (metric: MatrixResult['metric'], before: Place | undefined, datum: Datum): boolean =>
  before !== undefined && datum.relabelled !== true && !crossesBreak(metric, datum.ref.year - 1, datum.ref.year)

export function stateOf({ matrix, places, total }: PlacesResult, ctx: ChartContext): BumpState {
  const { metric, orgs, years } = matrix
  const labels = labelsOf(matrix, ctx)
  const courses = orgs.map((org, row): Course => {
    const own = places.slice(row * years.length, (row + 1) * years.length)
    const rank = ctx.highlights?.indexOf(org.id) ?? -1
    const role = org.id === ctx.focus ? 'focus' : rank >= 0 ? 'highlight' : 'peer'
    return {
      id: org.id,
      name: labels(row),
      role,
      colour:
        role === 'focus' ? COLOUR.focus : role === 'highlight' ? HIGHLIGHTS[rank % HIGHLIGHTS.length]! : COLOUR.peer,
      steps: rowOf(matrix, row).map((datum, i): Step => {
        const place = own[i]
        return {
          year: datum.ref.year,
          datum,
          ...(place && { place }),
          isJoined: place !== undefined && years[i - 1] === datum.ref.year - 1 && joined(metric, own[i - 1], datum),
        }
      }),
    }
  })
  const ranked = places.flatMap((place) => place ?? [])
  return {
    matrix,
    metric: ctx.words.metric(metric),
    total,
    courses: [...courses.filter(({ role }) => role === 'peer'), ...courses.filter(({ role }) => role !== 'peer')],
    focus: courses.find(({ role }) => role === 'focus'),
    deepest: Math.max(1, ...ranked.map(({ rank }) => rank)),
    isDrawable: ranked.length > 0 && total > 1,
  }
}
