import type { Finding, RuleCode } from './rule'

/** `blocks`: the form does not add up. `explain`: two places disagree, and one may be right. `note`: to be known. */
export const GRADES = ['blocks', 'explain', 'note'] as const
export type Grade = (typeof GRADES)[number]

export const GRADE_OF: Readonly<Record<RuleCode, Grade>> = {
  'sum-outcomes': 'blocks',
  'sum-balance': 'blocks',
  'sum-applicants': 'blocks',
  'sum-challenge': 'blocks',
  'carry-over': 'explain',
  'in-force-balance': 'explain',
  'prose-table': 'explain',
  'prose-channels': 'note',
  'children-sum': 'explain',
  'column-slip': 'explain',
  'unit-slip': 'explain',
  'table-repeated': 'note',
  outlier: 'note',
}

/** What a finding is about, whichever figures stand there: it stays the same when a report comes again. */
export const subjectOf = ({ rule, codes, params }: Pick<Finding, 'rule' | 'codes' | 'params'>): string =>
  `${rule} ${rule === 'table-repeated' ? params.table : codes[0]}`

/** The figures that a finding was about, to tell whether a decision over it still speaks of the same ones. */
export const figuresOf = ({ params: { published, computed } }: Pick<Finding, 'params'>): string =>
  JSON.stringify([published ?? null, computed ?? null])
