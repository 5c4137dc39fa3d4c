import type { Level } from '../domain/orgs'
import { wholeNumber } from '../i18n/format'
import type { Translator } from '../i18n'
import { CODE } from '../pack/states'
import type { RollupResult } from '../query/answers/rollup'
import type { FigureMark } from '../query/marks'
import type { MatrixResult } from '../query/spec'
import { isQuotient, summarise } from '../query/summary'
import { areaFigure, measureName } from './areaRanking'
import type { AreaMeasure } from './areaRanking'
import type { ChartContext, Figure, FigureRow, FigureTable } from './figure'
import { longTable, rowAt } from './parts/longTable'
import { figureNotes } from './parts/notes'
import { trend } from './trend'
import { yearsTable } from './yearsTable'

/** What areas come to, as trends take it: a sum that not all offices of an area are in is marked as partial. */
export function matrixOfAreas(result: RollupResult, measure: AreaMeasure): MatrixResult {
  const { metric, scope, years, areas, values, reported, totals } = result
  const figures = Float64Array.from(values, (_, at) => areaFigure(result, at, measure))
  const states = Uint8Array.from(figures, (value) => (Number.isNaN(value) ? CODE['no-report'] : CODE.value))
  const isAdded = measure === 'sum' && !isQuotient(metric)
  const marks = [...figures.keys()].flatMap((at): FigureMark[] =>
    isAdded && states[at] === CODE.value && reported[at]! < totals[at]!
      ? [{ at, origin: 'computed', reliability: 'doubtful', reasons: ['partial'] }]
      : [],
  )
  return {
    kind: 'matrix',
    metric,
    scope,
    years,
    orgs: areas,
    values: figures,
    states,
    corrected: [],
    marks,
    summaries: years.map((year, column) => summarise(metric, year, figures, states, column, years.length)),
  }
}

/** Leads to the areas, and says of how many of its offices each figure is. */
function tableOf(matrix: MatrixResult, { reported, totals }: RollupResult, ctx: ChartContext): FigureTable {
  const plain = yearsTable(matrix, ctx)
  const width = matrix.years.length
  const row = (i: number): FigureRow => {
    const { entries, ...rest } = rowAt(plain, i)
    return {
      ...rest,
      entries: entries.map(({ ref: _ref, ...entry }, column) => {
        const at = i * width + column - 1
        const isCounted = column > 0 && matrix.states[at] === CODE.value
        return {
          ...entry,
          area: rest.id,
          ...(isCounted && { quotient: `${wholeNumber(reported[at]!)}/${wholeNumber(totals[at]!)}` }),
        }
      }),
    }
  }
  return longTable(plain.columns, matrix.orgs.length, row, (i, column) => plain.sortOf?.(i, column))
}

/** Areas of one level year by year, by what their offices come to, the area of the office in focus among the others. */
export function areaTrend(
  result: RollupResult,
  { measure, level }: { measure: AreaMeasure; level: Level },
  { words, home, scopeName }: ChartContext,
): Figure {
  const { metric, years } = result
  const { t } = words
  const said = measureName(metric, measure, words)
  const label = t('areas.measure', { metric: words.metric(metric), measure: said })
  // What areas come to is no figure of the form: it is named with what it is.
  const own: Translator = { ...words, metric: (id) => (id === metric ? label : words.metric(id)) }
  const ofAreas = { level: t(`scope.level.${level}`), measure: said }
  const ctx: ChartContext = { words: own, scopeName, ofAreas, ...(home && { focus: home.id }) }
  const matrix = matrixOfAreas(result, measure)
  return {
    ...trend(matrix, ctx),
    id: `area-trend-${metric}-${measure}-${level}`,
    footnotes: [
      ...(matrix.marks?.length ? [t('areas.trend.partial')] : []),
      ...figureNotes({ ...matrix, marks: [] }, years, ctx),
      t('note.gap'),
    ],
    table: tableOf(matrix, result, ctx),
    name: { metric: label, scope: scopeName, years: `${years[0]}-${years.at(-1)}` },
  }
}
