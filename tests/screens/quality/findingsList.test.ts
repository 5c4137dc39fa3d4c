// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTranslator } from '../../../src/i18n'
import type { OfficeFinding } from '../../../src/query/answers/findings'
import FindingsList from '../../../src/screens/quality/FindingsList.vue'
import { useView } from '../../../src/screens/shared/view/useView'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
beforeEach(() => on.go('/trends?collection=demo&year=2023'))
const zh = createTranslator('zh-CN')

/** What the checks find in the demo district's reports of 2023. */
async function found(): Promise<OfficeFinding[]> {
  const { client, scope } = on.use(useView)
  const { findings } = await client.value!.run({ kind: 'findings', scope: scope.value, year: 2023, most: 100 })
  return findings
}

describe('the findings list', () => {
  it('has a row for each finding, with its office and rule', async () => {
    const findings = await found()
    expect(findings.length).toBeGreaterThan(1)
    const wrapper = on.mount(FindingsList, { props: { findings } })
    await vi.waitFor(() => expect(wrapper.findAll('tbody tr')).toHaveLength(findings.length))
    const rows = wrapper.findAll('tbody tr')
    findings.forEach(({ org, finding }, i) => {
      expect(rows[i]!.get('th').text()).toContain(org.name)
      expect(rows[i]!.get('.tag').text()).toBe(zh.rule(finding.rule))
    })
  })

  it('leads to the cell that a finding is about', async () => {
    const findings = await found()
    const slip = findings.findIndex(({ finding }) => finding.rule === 'unit-slip')
    const wrapper = on.mount(FindingsList, { props: { findings } })
    await vi.waitFor(() => expect(wrapper.findAll('tbody tr')).toHaveLength(findings.length))
    await wrapper.findAll('.finding-link')[slip]!.trigger('click')
    await vi.waitFor(() => expect(on.router.currentRoute.value.name).toBe('report'))
    expect(on.router.currentRoute.value.params).toEqual({ org: findings[slip]!.org.id, year: '2023' })
    expect(on.query().cell).toBe('fee.amount')
  })

  it('draws only what is in view of many', async () => {
    const [first] = await found()
    const wrapper = on.mount(FindingsList, { props: { findings: Array.from({ length: 5_000 }, () => first!) } })
    await vi.waitFor(() => expect(wrapper.findAll('.finding-link').length).toBeGreaterThan(0))
    expect(wrapper.findAll('.finding-link').length).toBeLessThan(200)
    expect(wrapper.get('table').attributes('aria-rowcount')).toBe('5001')
  })
})
