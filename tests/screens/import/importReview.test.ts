// @vitest-environment happy-dom
import { beforeAll, expect, it } from 'vitest'
import ImportReview from '../../../src/screens/import/ImportReview.vue'
import { useImporting } from '../../../src/stores/importing/importing'
import { report } from '../../query/small'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})

it('draws a hundred cards of a large batch, those to look at first, and the others when asked', async () => {
  const importing = useImporting()
  importing.drafts.push(
    ...Array.from({ length: 130 }, (_, key) => ({
      key,
      file: `${key}.html`,
      // Of the last nobody knows whose it is.
      org: key === 129 ? '' : `某市甲区第${key}街道`,
      district: '',
      year: '2022',
      keep: true,
      report: report(`第${key}街道`, 2022),
      unsure: [],
      issues: [],
      findings: [],
    })),
  )
  const wrapper = on.mount(ImportReview)
  await wrapper.vm.$nextTick()
  const cards = () => wrapper.findAll('.drafts > li')
  expect(cards()).toHaveLength(100)
  expect(cards()[0]!.text()).toContain('129.html')
  await wrapper.get('[data-testid="more-cards"]').trigger('click')
  expect(cards()).toHaveLength(130)
  expect(wrapper.find('[data-testid="more-cards"]').exists()).toBe(false)
})
