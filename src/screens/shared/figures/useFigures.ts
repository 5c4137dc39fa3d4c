import { computed } from 'vue'
import type { MetricId } from '../../../domain/metrics'
import type { MatrixResult, QueryClient } from '../../../query/spec'
import { boundsFor } from '../../../charts/parts/targetLines'
import { useMarked } from '../view/useMarked'
import { useView } from '../view/useView'

/**
 * Of more offices than this no chart is given all: it draws a few, beside what sums up the rest, and its table asks
 * when it is opened.
 */
export const MOST_WHOLE = 500
const MOST_HIGHLIGHTS = 4

/** The figures of the scope in view, as much of them as a chart needs. */
export function useFigures() {
  const { state, client, counts, scope, years } = useView()
  const { shown } = useMarked()
  const isLarge = computed(() => counts.value.offices > MOST_WHOLE)
  /** The office in focus and those in colour beside it. */
  const own = computed(() => [
    ...(state.value.office === undefined ? [] : [state.value.office]),
    ...(state.value.peers ?? []).slice(0, MOST_HIGHLIGHTS),
  ])

  const whole = (door: QueryClient, metric: MetricId): Promise<MatrixResult> =>
    door.run({ kind: 'matrix', metric, scope: scope.value, years: years.value, ...boundsFor(shown.value, metric) })
  /** The offices named of the scope, with the summaries of all. */
  const sample = (door: QueryClient, metric: MetricId, offices: readonly string[]): Promise<MatrixResult> =>
    door.run({
      kind: 'sample',
      metric,
      scope: scope.value,
      years: years.value,
      offices: [...new Set(offices)],
      ...boundsFor(shown.value, metric),
    })
  /**
   * All offices of a scope that is small enough; of a large one those in colour, and those named beside them. What is
   * in view is read at once, as a question must follow it; the offices beside may be told later.
   */
  const askFigures = (door: QueryClient, metric: MetricId): ((beside: readonly string[]) => Promise<MatrixResult>) => {
    const [large, offices] = [isLarge.value, own.value]
    const spec = { metric, scope: scope.value, years: years.value, ...boundsFor(shown.value, metric) }
    return (beside) =>
      door.run(
        large
          ? { kind: 'sample', ...spec, offices: [...new Set([...offices, ...beside])] }
          : { kind: 'matrix', ...spec },
      )
  }
  const figures = (door: QueryClient, metric: MetricId): Promise<MatrixResult> => askFigures(door, metric)([])

  /** What a chart's context needs to tell all offices where it draws some. */
  const rest = (metric: MetricId) => ({ whole: () => whole(client.value!, metric) })
  return { isLarge, figures, askFigures, sample, rest }
}
