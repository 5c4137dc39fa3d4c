import { expect, it } from 'vitest'
import { readMoney } from '../../src/parse/numbers'
import { newSheet, put } from '../../src/parse/tables/sheet'

it.each([
  ['15646978.85', ['unit-inferred info']],
  ['1000', ['unit-inferred info']],
  ['477.35', ['unit-implausible warning']],
  ['30000000000', ['unit-implausible warning']],
  ['477.35万元', []],
  ['8040元', []],
  ['0', []],
  ['—', []],
])('an amount printed as %s raises %j', (raw, expected) => {
  const sheet = newSheet()
  put(sheet, 'procurement.amount', readMoney(raw), { line: 1 })
  expect(sheet.issues.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected)
})
