import { isMetricId } from '../../../domain/metrics'
import type { MetricId } from '../../../domain/metrics'
import { ENDINGS } from '../../../query/applications'
import type { Ending } from '../../../query/applications'
import type { Basis } from '../../../query/basis'
import { LEVELS } from '../../../domain/orgs'
import type { Level } from '../../../domain/orgs'
import { AREA_MEASURES } from '../../../charts/areaRanking'
import type { AreaMeasure } from '../../../charts/areaRanking'
import { SPACINGS } from '../../../charts/parts/numberAxis'
import type { Spacing } from '../../../charts/parts/numberAxis'
import { PARTS_SHOWN } from '../../../query/standing'
import type { PartShown } from '../../../query/standing'

export const MODES = ['value', 'index', 'share', 'yoy'] as const
export type Mode = (typeof MODES)[number]

/** What the comparison shows: several figures side by side, or one of them alone. */
export const COMPARISONS = [
  'all',
  'scatter',
  'rank',
  'areas',
  'spread',
  'heat',
  'bump',
  'profile',
  'alike',
  'table',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** Whose course over the years is drawn, where only one fits. */
export const SUBJECTS = ['all', 'own'] as const
type Subject = (typeof SUBJECTS)[number]

/** Which of a scope's offices count. */
export const PANELS = ['steady'] as const
type Panel = (typeof PANELS)[number]

/** What a screen shows, as far as a copied link carries it. */
export interface ViewState {
  /** All real datasets together (`real`), the shipped made-up one (`demo`), or one made-up dataset by id. */
  collection: string
  /** The office all others of the view are under; none for all. */
  area?: string
  level?: Level
  /** The office in focus. */
  office?: string
  /** First and last year on show. */
  years: readonly [number, number]
  /** The year of rankings and cards. */
  year: number
  metric: MetricId
  mode: Mode
  /** Offices picked by hand to compare with; none for all of the scope. */
  peers?: readonly string[]
  /** What the comparison shows. */
  view: Comparison
  part: PartShown
  /** The metric set against `metric`; none for the usual one. */
  against?: MetricId
  /** None for what suits the figures. */
  spacing?: Spacing
  /** The level of the areas that are compared; none for the nearest. */
  by?: Level
  /** What areas are compared by; none for the sum of their offices. */
  measure?: AreaMeasure
  /** The outcome that is held against chance; none for the first. */
  ending?: Ending
  /** None for one office. */
  overview?: 'brief'
  /** None for all of the scope. */
  subject?: Subject
  /** Figures that cannot be relied on count too. */
  doubtful?: NonNullable<Basis['doubtful']>
  /** Only offices that hold a report of every year on show, so that each year counts the same ones. */
  panel?: Panel
  /** As the offices published them, without the corrections made here. */
  values?: NonNullable<Basis['values']>
  /** Ids of the targets and pinned notes that figures show; none for all. */
  marked?: readonly string[]
}

/** A URL query as routers give it: one text, several, or null. */
export type Query = Readonly<Record<string, unknown>>

const MOST_PEERS = 50
/** Stands for a list without members; ids are longer. */
const NONE = 'none'

const id = (text: string): string | undefined => (text.length <= 200 ? text || undefined : undefined)
const collection = (text: string): string | undefined => (/^[\w.-]{1,80}$/u.test(text) ? text : undefined)
const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T | undefined =>
    known.find((item) => item === text)
const metric = (text: string): MetricId | undefined => (isMetricId(text) ? text : undefined)

function year(text: string): number | undefined {
  const number = /^\d{4}$/u.test(text) ? Number(text) : NaN
  return number >= 2008 && number <= 2100 ? number : undefined
}

function years(text: string): readonly [number, number] | undefined {
  const [from, to, ...rest] = text.split('-').map(year)
  return from !== undefined && to !== undefined && from <= to && rest.length === 0 ? [from, to] : undefined
}

// Commas separate peers, so those within an id are written as %2C.
const writePeers = (peers: readonly string[]): string =>
  peers.map((peer) => peer.replace(/[%,]/gu, (c) => (c === '%' ? '%25' : '%2C'))).join(',')
const readPeers = (text: string): readonly string[] | undefined => {
  const peers = text
    .split(',')
    .map((peer) => peer.replace(/%2C/gu, ',').replace(/%25/gu, '%'))
    .filter((peer) => id(peer) !== undefined)
  return peers.length > 0 ? peers.slice(0, MOST_PEERS) : undefined
}

type Full = Required<ViewState>
type Key = keyof Full
interface Part<T> {
  write: (value: T) => string
  read: (text: string) => T | undefined
}
type Parts = { [K in Key]: Part<Full[K]> }

/** How each part is written and read; what reads as nothing falls back to the default. */
const PARTS: Parts = {
  collection: { write: String, read: collection },
  area: { write: String, read: id },
  level: { write: String, read: oneOf(LEVELS) },
  office: { write: String, read: id },
  years: { write: ([from, to]) => `${from}-${to}`, read: years },
  year: { write: String, read: year },
  metric: { write: String, read: metric },
  mode: { write: String, read: oneOf(MODES) },
  peers: { write: writePeers, read: readPeers },
  view: { write: String, read: oneOf(COMPARISONS) },
  part: { write: String, read: oneOf(PARTS_SHOWN) },
  against: { write: String, read: metric },
  spacing: { write: String, read: oneOf(SPACINGS) },
  by: { write: String, read: oneOf(LEVELS) },
  measure: { write: String, read: oneOf(AREA_MEASURES) },
  ending: { write: String, read: oneOf(ENDINGS) },
  overview: { write: String, read: oneOf(['brief'] as const) },
  subject: { write: String, read: oneOf(SUBJECTS) },
  doubtful: { write: String, read: oneOf(['counted'] as const) },
  values: { write: String, read: oneOf(['published'] as const) },
  panel: { write: String, read: oneOf(PANELS) },
  marked: {
    write: (ids) => (ids.length === 0 ? NONE : writePeers(ids)),
    read: (text) => (text === NONE ? [] : readPeers(text)),
  },
}

/** The keys of a query that are the view's. */
export const VIEW_KEYS = Object.keys(PARTS) as readonly Key[]

/** Those that may be nothing. */
export const OPTIONAL = [
  'area',
  'level',
  'office',
  'peers',
  'against',
  'spacing',
  'by',
  'measure',
  'ending',
  'overview',
  'subject',
  'doubtful',
  'values',
  'panel',
  'marked',
] as const satisfies readonly Key[]

function writePart<K extends Key>(key: K, state: ViewState, defaults: ViewState): string | undefined {
  const write = (view: Partial<Full>): string => {
    const value = view[key]
    return value === undefined ? '' : PARTS[key].write(value)
  }
  const text = write(state)
  return text === write(defaults) ? undefined : text
}

/**
 * The parts of a view that differ from the defaults, as texts. An optional part set back to nothing is an empty text.
 */
export function encodeView(state: ViewState, defaults: ViewState): Record<string, string> {
  const query: Record<string, string> = {}
  for (const key of VIEW_KEYS) {
    const text = writePart(key, state, defaults)
    if (text !== undefined) query[key] = text
  }
  return query
}

function readPart<K extends Key>(key: K, query: Query, into: ViewState): void {
  // Links copied from earlier releases say `world`.
  const given = query[key] ?? (key === 'collection' ? query.world : undefined)
  const text: unknown = Array.isArray(given) ? given[0] : given
  if (typeof text !== 'string') return
  const value = PARTS[key].read(text)
  if (value !== undefined) (into as Full)[key] = value
  else if (text === '' && (OPTIONAL as readonly Key[]).includes(key)) delete into[key]
}

/** A view from a URL query. Never fails: unknown parts are ignored, and what makes no sense is the default's. */
export function decodeView(query: Query, defaults: ViewState): ViewState {
  const state = { ...defaults }
  for (const key of VIEW_KEYS) readPart(key, query, state)
  return state
}
