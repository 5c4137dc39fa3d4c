import { challengeRows, outcomes } from '../domain/metrics'
import type { ChallengeCode } from '../domain/metrics'
import { equate } from './equation'
import type { Equation } from './equation'
import type { Rule } from './finding'

const RESULTS = outcomes.filter((outcome) => outcome !== 'total')

/** One for every block of table 四. */
export const CHALLENGE_SUMS = challengeRows.map((row): Equation => ({
  stated: [`${row}.total`],
  parts: RESULTS.map((outcome): ChallengeCode => `${row}.${outcome}`),
}))

/** Table 四, every block: the four results add up to 总计. */
export const sumChallenge: Rule = (report) => CHALLENGE_SUMS.flatMap((block) => equate('sum-challenge', report, block))
