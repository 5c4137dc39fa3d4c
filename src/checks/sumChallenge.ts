import { challengeRows, outcomes } from '../domain/metrics'
import type { ChallengeCode } from '../domain/metrics'
import { equation } from './equation'
import type { Rule } from './finding'

const PARTS = outcomes.filter((outcome) => outcome !== 'total')

/** Table 四, every block: the four results add up to 总计. */
export const sumChallenge: Rule = (report) => challengeRows.flatMap((row) => equation(
  'sum-challenge', report, [`${row}.total`], PARTS.map((outcome): ChallengeCode => `${row}.${outcome}`),
))
