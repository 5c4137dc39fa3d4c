import type { ProseCode } from '../../domain/metrics'
import type { Amount, Clause } from './sentences'

const DECIDED = /处理|决定|作出|做出|实施|办理(?!结果)/u
const KINDS: readonly [RegExp, ProseCode][] = [
  [/行政许可(?:事项)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'license.decisions'],
  [/行政处罚(?:事项|案件)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'penalty.decisions'],
  [/行政强制(?:事项|案件)?(?:处理)?(?:决定)?(?:数量|数|总数)?(?:共计|共|为)*$/u, 'coercion.decisions'],
]
const PUBLISHING = /公示|发布|主动公开(?!办理行政|作出行政|实施行政)|结果|信息$|类$/u
const KIND = '行政(?:许可|处罚|强制)'
const SO_MANY = '\\d+[件宗起个]?'
const HANDLED = `(?:处理|作出|做出|实施|办理)${KIND}[^,]{0,12}${SO_MANY}`
const DECISIONS = `${KIND}(?:事项)?处理决定(?:数量)?${SO_MANY}`
/* 办理行政许可9件;行政处罚4件: the list goes on. */
const LISTED = new RegExp(`(?:${HANDLED}|${DECISIONS})(?:,${KIND}[^,]{0,10}${SO_MANY})*$`, 'u')

const FEE = /行政事业性收费(?:金额|总额|收入)?(?:共计|合计|共|为|是)*$/u
const PURCHASES = /政府(?:集中)?采购(?:项目|信息|公告)?(?:数量|数)?(?:共计|共|为)*$/u
const PURCHASE_SUM = /采购(?:项目)?(?:总)?(?:金额|额)(?:共计|合计|共|为|达)*$/u

const NORMATIVE = '(?:本级|区政府|县政府|镇|街道|的)*(?:行政)?规范性文件(?:数量|总数|数)?(?:共有|共计|共|为|有)*$'
const PAPER_UNITS = new Set(['件', '份', '个', '项', '条', ''])
const MADE = new RegExp(
  `(?:制发|制定|制作|印发|出台)(?:并)?(?:、)?(?:印发|主动公开|公开|发布|实施)?(?:了)?${NORMATIVE}`,
  'u',
)
const REPEALED = new RegExp(`(?:废止|废除|(?:宣布|公布)?(?:废止|废除)?失效)(?:了)?${NORMATIVE}`, 'u')
const IN_FORCE = new RegExp(
  `(?:现行有效|继续有效|(?:正在|现行)实施)(?:的)?${NORMATIVE}|^(?:行政)?规范性文件现行有效(?:件数|数)?(?:共|为)*$`,
  'u',
)
const DISCLOSED = new RegExp(`(?:主动公开|对外公开|公开|^其中|^)${NORMATIVE}`, 'u')
const CHECKED = /审核|审查|备案|清理|报送|修改|党内|未|没有/u
const FIRST_OF_2021_FORM = 2021

function normativeCode(clause: Clause, text: string, year: number | undefined): ProseCode | undefined {
  if (CHECKED.test(text)) return undefined
  if (IN_FORCE.test(text)) return year === undefined || year >= FIRST_OF_2021_FORM ? 'normative.in-force' : undefined
  if (REPEALED.test(text)) return year === undefined || year >= FIRST_OF_2021_FORM ? 'normative.repealed' : undefined
  if (MADE.test(text)) return year === undefined || year >= FIRST_OF_2021_FORM ? 'normative.issued' : 'normative.made'
  const before2021 = year !== undefined && year < FIRST_OF_2021_FORM
  return before2021 && DISCLOSED.test(text) && /公开/u.test(clause.before + text) ? 'normative.disclosed' : undefined
}

/** The figure of table 二 that words before an amount name: decisions, normative documents, fees, purchases. */
export function paperCode(
  clause: Clause,
  text: string,
  amount: Amount,
  year: number | undefined,
): ProseCode | undefined {
  const { unit } = amount
  if (unit.endsWith('元'))
    return FEE.test(text) ? 'fee.amount' : PURCHASE_SUM.test(text) ? 'procurement.amount' : undefined
  if ((unit === '项' || unit === '个') && PURCHASES.test(text)) return 'procurement.projects'
  if (PAPER_UNITS.has(unit) && /规范性文件/u.test(text)) return normativeCode(clause, text, year)
  const decided = KINDS.find(([pattern]) => pattern.test(text))?.[1]
  if (!decided || !/^[件个份宗起例次条]$/u.test(unit) || PUBLISHING.test(text)) return undefined
  return DECIDED.test(text) || (/^行政(?:许可|处罚|强制)/u.test(text) && LISTED.test(clause.before))
    ? decided
    : undefined
}
