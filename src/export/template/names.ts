/** Which figure an element of a template stands for by its name, and whether as a table. */
export interface NamedNumber {
  number: number
  isTable: boolean
}

const NAME = /^\s*(?:(?:图|Figure )(\d{1,2})|表(\d{1,2})|Figure (\d{1,2}) table)\s*$/iu

/** 图1, 表2; Figure 1, Figure 2 table. Nothing for any other name, such as those that office programs give. */
export function numberNamed(name: string): NamedNumber | undefined {
  const [, chart, table, english] = NAME.exec(name) ?? []
  const number = Number(chart ?? table ?? english ?? 0)
  return number > 0 ? { number, isTable: chart === undefined } : undefined
}
