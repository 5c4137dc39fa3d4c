import type { Applicant, ApplicationCode, ApplicationRow, Form } from './codes'

/** Columns of table 三 in printed order. */
export const APPLICANTS = [
  'natural',
  'business',
  'research',
  'welfare',
  'legal',
  'other',
  'total',
] as const satisfies readonly Applicant[]

/** Column headings as the form prints them; all but the first and last stand under 法人或其他组织. */
export const APPLICANT_LABELS: Record<Applicant, string> = {
  natural: '自然人',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
  total: '总计',
}

export interface ApplicationRowDef {
  /** Label as the form prints it. */
  label: string
  /** Label of the merged cell to its left, where there is one. */
  group?: string
  forms: readonly Form[]
}

const BOTH = ['2019', '2021'] as const
const DENIED = '（三）不予公开'
const UNABLE = '（四）无法提供'
const UNPROCESSED = '（五）不予处理'
const OTHER = '（六）其他处理'

/** Rows of table 三 in printed order, both forms. Source: annexes of 国办公开办函〔2019〕60号 and 〔2021〕30号. */
export const APPLICATION_ROWS = {
  new: { label: '一、本年新收政府信息公开申请数量', forms: BOTH },
  'carried-in': { label: '二、上年结转政府信息公开申请数量', forms: BOTH },
  granted: { label: '（一）予以公开', forms: BOTH },
  partial: { label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', forms: BOTH },
  'denied.state-secret': { label: '1.属于国家秘密', group: DENIED, forms: BOTH },
  'denied.law-forbidden': { label: '2.其他法律行政法规禁止公开', group: DENIED, forms: BOTH },
  'denied.stability': { label: '3.危及“三安全一稳定”', group: DENIED, forms: BOTH },
  'denied.third-party': { label: '4.保护第三方合法权益', group: DENIED, forms: BOTH },
  'denied.internal': { label: '5.属于三类内部事务信息', group: DENIED, forms: BOTH },
  'denied.process': { label: '6.属于四类过程性信息', group: DENIED, forms: BOTH },
  'denied.case-file': { label: '7.属于行政执法案卷', group: DENIED, forms: BOTH },
  'denied.query': { label: '8.属于行政查询事项', group: DENIED, forms: BOTH },
  'unable.not-held': { label: '1.本机关不掌握相关政府信息', group: UNABLE, forms: BOTH },
  'unable.must-create': { label: '2.没有现成信息需要另行制作', group: UNABLE, forms: BOTH },
  'unable.unclear': { label: '3.补正后申请内容仍不明确', group: UNABLE, forms: BOTH },
  'unprocessed.petition': { label: '1.信访举报投诉类申请', group: UNPROCESSED, forms: BOTH },
  'unprocessed.repeat': { label: '2.重复申请', group: UNPROCESSED, forms: BOTH },
  'unprocessed.publication': { label: '3.要求提供公开出版物', group: UNPROCESSED, forms: BOTH },
  'unprocessed.excessive': { label: '4.无正当理由大量反复申请', group: UNPROCESSED, forms: BOTH },
  'unprocessed.reissue': { label: '5.要求行政机关确认或重新出具已获取信息', group: UNPROCESSED, forms: BOTH },
  other: { label: '（六）其他处理', forms: ['2019'] },
  'other.not-supplemented': {
    label: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    group: OTHER,
    forms: ['2021'],
  },
  'other.fee-unpaid': {
    label: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    group: OTHER,
    forms: ['2021'],
  },
  'other.misc': { label: '3.其他', group: OTHER, forms: ['2021'] },
  closed: { label: '（七）总计', forms: BOTH },
  'carried-out': { label: '四、结转下年度继续办理', forms: BOTH },
} as const satisfies Record<ApplicationRow, ApplicationRowDef>

const rowNames = Object.keys(APPLICATION_ROWS) as ApplicationRow[]

/** Rows of table 三 that a form prints, in order: 23 in form 2019, 25 in form 2021. */
export const applicationRows = (form: Form): ApplicationRow[] =>
  rowNames.filter((row) => (APPLICATION_ROWS[row].forms as readonly Form[]).includes(form))

/** Rows whose sum is （七）总计, by form. */
export const outcomeRows = (form: Form): ApplicationRow[] =>
  applicationRows(form).filter((row) => !['new', 'carried-in', 'closed', 'carried-out'].includes(row))

export const applicationCode = (row: ApplicationRow, column: Applicant): ApplicationCode =>
  `applications.${row}.${column}`
