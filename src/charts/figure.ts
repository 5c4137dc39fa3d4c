import type { EChartsOption } from 'echarts'
import type { BaseCode, MetricId } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Pin } from '../domain/pins'
import type { Target } from '../domain/targets'
import type { Origin } from '../query/marks'
import type { ObsStatus } from '../query/observations'
import type { MatrixResult } from '../query/spec'
import type { State } from '../pack/states'
import type { Spacing } from './parts/numberAxis'
import type { PlacedAnnotation } from './annotations'
import type { Grid, Plot } from './plot'
import type { Translator } from '../i18n'

/** The cell a mark or a table entry stands for. */
export interface CellRef {
  org: string
  year: number
  metric: MetricId
}

/** Room to draw in, CSS pixels; `text` is the size of axis labels, from which all others follow. */
export interface Room {
  width: number
  height: number
  text: number
}

/** What a builder may know beside the data. */
export interface ChartContext {
  words: Translator
  /** The office in focus. */
  focus?: string
  /** Offices drawn in colour beside it, four at most. */
  highlights?: readonly string[]
  /** The scope in words: 下城区 8 个街道. */
  scopeName: string
  /** The name of an office's area, to tell offices of the same name apart. */
  areaOf?: (office: Org) => string | undefined
  /** Everything an office stands under, from the widest to its own area. */
  pathOf?: (office: Org) => string
  /** Whether an office stands under the same area as the one in focus. */
  isNear?: (office: Org) => boolean
  /** The area that the office in focus stands under. */
  home?: Org
  /** Figures are of areas, which lead to no cell of a report: their level, and what of their offices they are. */
  ofAreas?: { level: string; measure: string }
  /** Targets that are shown, of whatever metric, and notes pinned to offices and years. */
  targets?: readonly Target[]
  pins?: readonly Pin[]
  /** Whether an office stands under an area in a year, and the name of any office: for pinned notes. */
  isUnder?: (office: string, area: string, year: number) => boolean
  nameOf?: (office: string) => string | undefined
  /** Where residents, staff or businesses come from that figures are divided by. */
  baseSources?: (code: BaseCode) => readonly string[]
  /** Asks for the figures of all offices in scope, where only some are drawn. */
  whole?: () => Promise<MatrixResult>
}

export interface TableColumn {
  key: string
  label: string
  numeric?: boolean
}
export interface TableEntry {
  text: string
  state?: State
  ref?: CellRef
  /** The area it stands for. */ area?: string
  sort?: number | string
  doubtful?: boolean
  /** Why it is in doubt, in a few words. */
  why?: string
  corrected?: boolean
  /** The words that a sentence gives it in. */
  label?: string
  /** What a quotient is made of: 36/58. */
  quotient?: string
  /** Its reliability in SDMX codes, and where it comes from. */
  observed?: { status: ObsStatus; origin: Origin }
}
export interface FigureRow {
  id: string
  entries: TableEntry[]
  focus?: boolean
}
export interface FigureTable {
  columns: TableColumn[]
  rows: FigureRow[]
  /** A long table tells these without making all its rows: see parts/longTable. */
  count?: number
  row?: (i: number) => FigureRow
  sortOf?: (i: number, column: number) => number | string | undefined
}

/** Title, chart, notes, source and table: the unit that is shown, and that travels as a picture. */
export interface Figure {
  /** Names the kind of figure and its metric: part of a file's name, and stable across updates. */
  id: string
  title: string
  subtitle: string
  /** A chart for a given room; absent where there is nothing to draw. */
  option?: (room: Room) => EChartsOption
  /** The numbers that it draws, for programs that draw by themselves. */
  plot?: () => Plot
  /** The same for one that colours cells. */
  grid?: () => Grid
  /** Office programs have no chart like it: where it can be drawn, its drawing goes along as a picture. */
  asPicture?: boolean
  /** The cell of a mark by its series and its place, where a series is too long to carry one for each. */
  refAt?: (series: string, place: number) => CellRef | undefined
  /** How its axes are laid out, where a reader may choose. */
  spacing?: Spacing
  /** What to try where there is nothing to draw. */
  hint?: string
  /** The height the chart would like on screen. */
  height: number
  /** The same at a width, where it depends on it. */
  heightAt?: (width: number) => number
  /** The least height it can be read at, where it should fill what room there is. */
  least?: number
  footnotes: string[]
  /** How many pinned notes are marked on it. */
  pinned?: number
  /** What a reader wrote at its points. */
  annotations?: readonly PlacedAnnotation[]
  source: string
  table: FigureTable
  /** Where the table above has only the offices that are drawn: how many there are, and the table of them all. */
  whole?: { rows: number; table: () => Promise<FigureTable> }
  /** For the file name: metric, scope and years in words. */
  name: { metric: string; scope: string; years: string }
}

/** A data item of any series may carry the cell it stands for, or the area. */
export interface WithRef {
  ref?: CellRef
  area?: string
}

/** A figure that cannot be, and why. */
export const emptyFigure = (id: string, title: string, ctx: ChartContext): Figure => ({
  id,
  title,
  subtitle: ctx.scopeName,
  height: 160,
  footnotes: [],
  source: ctx.scopeName,
  table: { columns: [], rows: [] },
  name: { metric: title, scope: ctx.scopeName, years: '' },
})
