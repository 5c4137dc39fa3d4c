import { partsOf } from './model'
import type { Grid, Model, TableName } from './model'

/**
 * A report as an office document holds it: paragraphs and tables in order. `number`: printed by the program, in no
 * text.
 */
export type Piece = { text: string; number?: 0 | 1 } | { grid: Grid }

const title = '某市试验区样本街道办事处2020年政府信息公开工作年度报告'
const SECTIONS = [
  '总体情况',
  '主动公开政府信息情况',
  '收到和处理政府信息公开申请情况',
  '政府信息公开行政复议、行政诉讼情况',
  '存在的主要问题及改进情况',
  '其他需要报告的事项',
]

const tableIn = (model: Model, table: TableName): Piece[] =>
  partsOf(model, table).map((part) => (typeof part === 'string' ? { text: part } : { grid: part }))

export const piecesOf = (model: Model): Piece[] => [
  { text: title },
  { text: SECTIONS[0]!, number: 0 },
  { text: '本街道按要求编制本报告。' },
  { text: SECTIONS[1]!, number: 0 },
  ...tableIn(model, 'two'),
  { text: SECTIONS[2]!, number: 0 },
  ...tableIn(model, 'three'),
  { text: SECTIONS[3]!, number: 0 },
  ...tableIn(model, 'four'),
  { text: SECTIONS[4]!, number: 0 },
  { text: '还需继续努力。' },
  { text: SECTIONS[5]!, number: 0 },
  { text: '无其他事项。' },
]

/** Sections numbered in the text, for what has no lists. */
export const numbered = (model: Model): Piece[] => {
  let count = 0
  return piecesOf(model).map((piece) =>
    'text' in piece && piece.number !== undefined ? { text: `${'一二三四五六'[count++]}、${piece.text}` } : piece,
  )
}
