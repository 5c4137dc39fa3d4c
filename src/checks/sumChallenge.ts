import { challengeRows, outcomes } from '../domain/metrics'
import type { ChallengeCode } from '../domain/metrics'
import { equations } from './equation'

const RESULTS = outcomes.filter((outcome) => outcome !== 'total')

/** Table 四, every block: the four results add up to 总计. */
export const sumChallenge = equations(
  'sum-challenge',
  challengeRows.map((row) => ({
    stated: [`${row}.total` as const],
    parts: RESULTS.map((outcome): ChallengeCode => `${row}.${outcome}`),
  })),
)
