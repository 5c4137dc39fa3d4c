import type { MetricId } from '../../../domain/metrics'
import type { PartsResult } from '../../../query/answers/parts'
import { CHALLENGES, ENDINGS, FLOW, INFLOW, endingsOf, valuesOf } from '../../../query/applications'
import type { CellRef, ChartContext } from '../../figure'
import { ENDING_KEY, focusName } from '../counts'

/** A number of all, and of the office in focus among them. */
export interface Shared {
  all: number
  own: number
}

/** One count of the flow. */
export interface Count extends Shared {
  key: string
  name: string
  metric?: MetricId
}

interface Flow {
  sources: Count[]
  ends: Count[]
  due: Count
  closed: Count
  isFocused: boolean
}

/** Reviews or suits: how many, and how they ended in words. */
export interface Tail extends Shared {
  name: string
  lines: string[]
  metric: MetricId
}

/** What is computed of both answers. */
export interface FlowState extends Flow {
  year: number
  /** The short name of the office in focus, empty without one. */
  office: string
  tails: readonly Tail[]
  /** The cell of the office in focus that a count stands for. */
  refOf: (metric: MetricId | undefined) => CellRef | undefined
}

const total = (of: readonly number[], from: number, to?: number): number =>
  of.slice(from, to).reduce((sum, n) => sum + n, 0)

/** The flow of one year. A difference is an end of its own, or a source where more was answered than there was. */
function flowOf(result: PartsResult, year: number, ctx: ChartContext): Flow | undefined {
  const { t } = ctx.words
  const whole = result.whole[result.years.indexOf(year)]
  if (!whole?.balance || whole.counted === 0) return undefined
  const focus = valuesOf(result, ctx.focus, year)
  const { sums, balance } = whole
  const at = (i: number, name: string): Count => ({
    key: FLOW[i]!,
    name,
    all: sums[i]!,
    own: focus?.[i] ?? 0,
    metric: FLOW[i]!,
  })
  const gap = focus ? total(focus, 0, INFLOW.length) - total(focus, INFLOW.length) : 0
  const sources = [at(0, t('apps.new')), at(1, t('apps.carried-in'))]
  if (balance.over > 0) sources.push({ key: 'over', name: t('apps.over'), all: balance.over, own: Math.max(0, -gap) })
  const ends = ENDINGS.map((metric, i) => at(INFLOW.length + i, t(ENDING_KEY[metric])))
  ends.push(at(FLOW.length - 1, t('apps.carried-out')))
  if (balance.short > 0)
    ends.push({ key: 'short', name: t('apps.difference'), all: balance.short, own: Math.max(0, gap) })
  return {
    sources,
    ends,
    due: {
      key: 'due',
      name: t('apps.due'),
      all: total(sums, 0, INFLOW.length),
      own: focus ? total(focus, 0, INFLOW.length) : 0,
    },
    closed: {
      key: 'closed',
      name: t('apps.closed'),
      all: endingsOf(sums).closed,
      own: focus ? endingsOf(focus).closed : 0,
    },
    isFocused: focus !== undefined,
  }
}

/** Reviews and suits of table 四; nothing where no office has the whole table. */
function tailsOf(challenges: PartsResult, year: number, ctx: ChartContext): Tail[] {
  const { words } = ctx
  const whole = challenges.whole[challenges.years.indexOf(year)]
  if (!whole || whole.counted === 0) return []
  const focus = valuesOf(challenges, ctx.focus, year)
  const of = (code: MetricId, from: readonly number[] | undefined): number => from?.[CHALLENGES.indexOf(code)] ?? 0
  const sum = (codes: readonly MetricId[], from: readonly number[] | undefined): number =>
    codes.reduce((all, code) => all + of(code, from), 0)
  const ends = (blocks: readonly ('review' | 'suit-direct' | 'suit-reviewed')[]): string[] => {
    const parts = (['upheld', 'corrected', 'other', 'pending'] as const).flatMap((outcome) => {
      const n = sum(
        blocks.map((block): MetricId => `${block}.${outcome}`),
        whole.sums,
      )
      return n > 0 ? [words.t(`apps.challenge.${outcome}`, { n })] : []
    })
    return [parts.slice(0, 2), parts.slice(2)].flatMap((some) => (some.length > 0 ? [some.join('　')] : []))
  }
  const suits = ['suit-direct', 'suit-reviewed'] as const
  const totals = suits.map((block): MetricId => `${block}.total`)
  return [
    {
      name: words.t('apps.reviews'),
      all: of('review.total', whole.sums),
      own: of('review.total', focus),
      lines: ends(['review']),
      metric: 'review.total',
    },
    {
      name: words.t('apps.suits'),
      all: sum(totals, whole.sums),
      own: sum(totals, focus),
      lines: [
        ...(sum(totals, whole.sums) > 0
          ? [words.t('apps.suits-by', { direct: of(totals[0]!, whole.sums), reviewed: of(totals[1]!, whole.sums) })]
          : []),
        ...ends(suits),
      ],
      metric: 'suit-direct.total',
    },
  ]
}

/** Nothing where no office has the whole of table 三. */
export function stateOf(
  flow: PartsResult,
  challenges: PartsResult,
  year: number,
  ctx: ChartContext,
): FlowState | undefined {
  const made = flowOf(flow, year, ctx)
  if (!made) return undefined
  const org = made.isFocused ? ctx.focus : undefined
  return {
    ...made,
    year,
    office: focusName(flow, ctx),
    tails: tailsOf(challenges, year, ctx),
    refOf: (metric) => (org === undefined || metric === undefined ? undefined : { org, year, metric }),
  }
}

/** What the share of an end is of: of what was closed, or of all that had to be answered where it was not closed. */
export const baseOf = ({ closed, due }: Flow, count: Count): Shared =>
  ENDINGS.some((metric) => metric === count.metric) ? closed : due

/** Whether it is what does not balance. */
export const isGap = ({ key }: Count): boolean => key === 'short' || key === 'over'
