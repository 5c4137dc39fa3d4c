import type { ChallengeCode, ChallengeRow, Outcome } from './codes'

/** Blocks of table 四 in printed order; the last two stand under 行政诉讼. The same in both forms. */
export const CHALLENGE_ROWS: Record<ChallengeRow, { label: string }> = {
  review: { label: '行政复议' },
  'suit-direct': { label: '未经复议直接起诉' },
  'suit-reviewed': { label: '复议后起诉' },
}

export const OUTCOMES: Record<Outcome, { label: string }> = {
  upheld: { label: '结果维持' },
  corrected: { label: '结果纠正' },
  other: { label: '其他结果' },
  pending: { label: '尚未审结' },
  total: { label: '总计' },
}

export const challengeRows = Object.keys(CHALLENGE_ROWS) as ChallengeRow[]
export const outcomes = Object.keys(OUTCOMES) as Outcome[]

/** The 15 cells of table 四 in printed order. */
export const challengeCodes: ChallengeCode[] = challengeRows.flatMap((row) =>
  outcomes.map((outcome): ChallengeCode => `${row}.${outcome}`),
)
