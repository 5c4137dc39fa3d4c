import type { DisclosureCode, Form } from './codes'

/** One block of table 二: the columns printed under an item of Article 20, and the rows they apply to. */
export interface DisclosureBlock {
  /** Item of Article 20 of the Regulations, as numbered there. */
  item: '一' | '五' | '六' | '八' | '九'
  /** Column headings as the form prints them. */
  columns: readonly string[]
  rows: readonly { label: string; codes: readonly DisclosureCode[] }[]
}

const conduct = (row: 'license' | 'service' | 'penalty' | 'coercion') =>
  [`${row}.previous`, `${row}.change`, `${row}.decisions`] as const

/** Table 二 as both forms print it. Source: annexes of 国办公开办函〔2019〕60号 and 〔2021〕30号. */
export const TABLE_TWO: Record<Form, readonly DisclosureBlock[]> = {
  '2019': [
    {
      item: '一',
      columns: ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
      rows: [
        { label: '规章', codes: ['rules.made', 'rules.disclosed', 'rules.public'] },
        { label: '规范性文件', codes: ['normative.made', 'normative.disclosed', 'normative.public'] },
      ],
    },
    {
      item: '五',
      columns: ['上一年项目数量', '本年增/减', '处理决定数量'],
      rows: [
        { label: '行政许可', codes: conduct('license') },
        { label: '其他对外管理服务事项', codes: conduct('service') },
      ],
    },
    {
      item: '六',
      columns: ['上一年项目数量', '本年增/减', '处理决定数量'],
      rows: [
        { label: '行政处罚', codes: conduct('penalty') },
        { label: '行政强制', codes: conduct('coercion') },
      ],
    },
    {
      item: '八',
      columns: ['上一年项目数量', '本年增/减'],
      rows: [{ label: '行政事业性收费', codes: ['fee.previous', 'fee.change'] }],
    },
    {
      item: '九',
      columns: ['采购项目数量', '采购总金额'],
      rows: [{ label: '政府集中采购', codes: ['procurement.projects', 'procurement.amount'] }],
    },
  ],
  '2021': [
    {
      item: '一',
      columns: ['本年制发件数', '本年废止件数', '现行有效件数'],
      rows: [
        { label: '规章', codes: ['rules.issued', 'rules.repealed', 'rules.in-force'] },
        { label: '行政规范性文件', codes: ['normative.issued', 'normative.repealed', 'normative.in-force'] },
      ],
    },
    {
      item: '五',
      columns: ['本年处理决定数量'],
      rows: [{ label: '行政许可', codes: ['license.decisions'] }],
    },
    {
      item: '六',
      columns: ['本年处理决定数量'],
      rows: [
        { label: '行政处罚', codes: ['penalty.decisions'] },
        { label: '行政强制', codes: ['coercion.decisions'] },
      ],
    },
    {
      item: '八',
      columns: ['本年收费金额（单位：万元）'],
      rows: [{ label: '行政事业性收费', codes: ['fee.amount'] }],
    },
  ],
}
