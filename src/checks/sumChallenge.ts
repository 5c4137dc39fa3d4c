import { challengeRows, outcomes } from '../domain/metrics'
import type { ChallengeCode } from '../domain/metrics'
import { equations } from './equation'
import type { Equation } from './equation'

const RESULTS = outcomes.filter((outcome) => outcome !== 'total')

/** One for every block of table 四. */
export const CHALLENGE_SUMS = challengeRows.map((row): Equation => ({
  stated: [`${row}.total` as const],
  parts: RESULTS.map((outcome): ChallengeCode => `${row}.${outcome}`),
}))

/** Table 四, every block: the four results add up to 总计. */
export const sumChallenge = equations('sum-challenge', CHALLENGE_SUMS)
