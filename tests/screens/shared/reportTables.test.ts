// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import ReportTables from '../../../src/screens/shared/report/ReportTables.vue'
import { createTranslator } from '../../../src/i18n'
import { report } from '../../query/small'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage({ locale: 'en' })
})

describe('the statutory tables in English', () => {
  it.each([2020, 2022])(
    'head each column of the form of %s with its measure, and each row with its subject',
    (year) => {
      const en = createTranslator('en')
      const wrapper = on.mount(ReportTables, { props: { report: report('甲', year), marks: new Map() } })
      const table = wrapper.get('[data-testid="table-2"]')
      const heads = table.findAll('th[scope="col"]').map((cell) => cell.text())
      expect(heads).toContain(en.column('decisions'))
      for (const row of ['license', 'penalty'] as const) {
        expect(heads).not.toContain(en.row(row))
        expect(table.findAll('th[scope="row"]').map((cell) => cell.text())).toContain(en.row(row))
      }
    },
  )
})
