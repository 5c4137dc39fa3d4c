import type { OwnCode } from './own'

/**
 * The names of every figure in an annual report. A code is the name everywhere: files, database, URL, tests.
 * Source: 国办公开办函〔2019〕60号 (form 2019) and 国办公开办函〔2021〕30号 (form 2021).
 */

export type Form = '2019' | '2021'
/** Section of the report that holds the table: 二 disclosure, 三 applications, 四 review and litigation. */
export type TableId = '2' | '3' | '4'

type Normative = 'rules' | 'normative'
type NormativeMeasure = 'made' | 'disclosed' | 'public' | 'issued' | 'repealed' | 'in-force'
type Conduct = 'license' | 'service' | 'penalty' | 'coercion'

export type DisclosureCode =
  | `${Normative}.${NormativeMeasure}`
  | `${Conduct}.${'previous' | 'change' | 'decisions'}`
  | `fee.${'previous' | 'change' | 'amount'}`
  | `procurement.${'projects' | 'amount'}`

export type Applicant = 'natural' | 'business' | 'research' | 'welfare' | 'legal' | 'other' | 'total'

export type DenialGround =
  'state-secret' | 'law-forbidden' | 'stability' | 'third-party' | 'internal' | 'process' | 'case-file' | 'query'
export type UnableGround = 'not-held' | 'must-create' | 'unclear'
export type UnprocessedGround = 'petition' | 'repeat' | 'publication' | 'excessive' | 'reissue'
export type OtherGround = 'not-supplemented' | 'fee-unpaid' | 'misc'

export type ApplicationRow =
  | 'new'
  | 'carried-in'
  | 'granted'
  | 'partial'
  | `denied.${DenialGround}`
  | `unable.${UnableGround}`
  | `unprocessed.${UnprocessedGround}`
  | 'other'
  | `other.${OtherGround}`
  | 'closed'
  | 'carried-out'

export type ApplicationCode = `applications.${ApplicationRow}.${Applicant}`

export type ChallengeRow = 'review' | 'suit-direct' | 'suit-reviewed'
export type Outcome = 'upheld' | 'corrected' | 'other' | 'pending' | 'total'
export type ChallengeCode = `${ChallengeRow}.${Outcome}`

/** A cell of one of the three statutory tables. */
export type TableCode = DisclosureCode | ApplicationCode | ChallengeCode

export type Channel = 'total' | 'website' | 'wechat' | 'weibo' | 'new-media' | 'press' | 'noticeboard' | 'other'
export type PublishedCode = `published.${Channel}`

/** A figure a report states itself: a table's cell, or one found only in prose. */
export type MetricCode = TableCode | PublishedCode

/** What a sentence may state: what only prose carries, a figure that repeats a table's cell, or all suits together. */
export type ProseCode = MetricCode | 'litigation.total'

/** A figure computed from published ones. */
export type DerivedCode =
  | 'sum.denied'
  | 'sum.unable'
  | 'sum.unprocessed'
  | 'sum.other'
  | 'sum.suits'
  | 'rate.granted'
  | 'rate.denied'
  | 'rate.unable'
  | 'rate.carried-out'
  | 'rate.review-corrected'
  | 'rate.suits-lost'
  | 'procurement.per-project'
  | `share.${Exclude<Channel, 'total'>}`

/** Anything that can be charted. */
export type MetricId = MetricCode | DerivedCode | OwnCode
