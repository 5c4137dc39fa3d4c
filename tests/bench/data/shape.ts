import type { MetricCode } from '../../../src/domain/metrics'

/** How often a figure is not zero, and how large it then is for an office of middle size. */
export interface Shape {
  filled: number
  size: number
  money?: boolean
}

const NAMED: Partial<Record<MetricCode, Shape>> = {
  'published.total': { filled: 1, size: 400 },
  'published.website': { filled: 0.6, size: 180 },
  'published.wechat': { filled: 0.5, size: 120 },
  'published.new-media': { filled: 0.2, size: 90 },
  'license.decisions': { filled: 0.45, size: 45 },
  'penalty.decisions': { filled: 0.6, size: 60 },
  'coercion.decisions': { filled: 0.2, size: 8 },
  'fee.amount': { filled: 0.1, size: 60_000, money: true },
  'procurement.projects': { filled: 0.5, size: 6 },
  'procurement.amount': { filled: 0.45, size: 1_500_000, money: true },
  'applications.granted.natural': { filled: 0.2, size: 3 },
  'applications.carried-out.natural': { filled: 0.04, size: 1 },
  'applications.unable.not-held.natural': { filled: 0.12, size: 2 },
  'applications.partial.natural': { filled: 0.04, size: 1 },
}

const APPLICANT: Record<string, number> = {
  natural: 0.03,
  business: 0.008,
  research: 0.001,
  welfare: 0.001,
  legal: 0.002,
  other: 0.003,
}

/**
 * The shape of a figure that is not the sum of others. About one cell in fifteen of all is not zero, as in real
 * reports.
 */
export function shapeOf(code: MetricCode): Shape {
  const named = NAMED[code]
  if (named) return named
  const parts = code.split('.')
  if (parts[0] === 'applications') return { filled: APPLICANT[parts.at(-1)!] ?? 0.002, size: 1 }
  if (parts[0] === 'published') return { filled: 0.15, size: 30 }
  if (parts[0]!.startsWith('suit') || parts[0] === 'review') return { filled: 0.02, size: 1 }
  return { filled: 0.12, size: 4 }
}
