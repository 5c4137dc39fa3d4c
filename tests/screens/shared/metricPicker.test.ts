// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { DERIVED_CODES, METRIC_CODES } from '../../../src/domain/metrics'
import { createTranslator } from '../../../src/i18n'
import ChipCombo from '../../../src/screens/shared/pickers/ChipCombo.vue'
import { listSource } from '../../../src/screens/shared/pickers/comboSource'
import { useMetricItems } from '../../../src/screens/shared/pickers/useMetricItems'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
const zh = createTranslator('zh-CN')

function picker() {
  const { items } = on.use(useMetricItems)
  const wrapper = on.mount(ChipCombo, {
    props: {
      label: '指标',
      placeholder: '查找',
      source: listSource(items.value),
      modelValue: 'review.total',
      'onUpdate:modelValue': (id: string) => wrapper.setProps({ modelValue: id }),
    },
  })
  // The list hangs below the page, outside the component.
  const names = () => [...document.querySelectorAll('[role="option"]')].map((option) => option.textContent.trim())
  return { wrapper, input: wrapper.get('input'), names, items }
}

describe('the metric picker', () => {
  it('has every metric once, under a heading', () => {
    const { items } = picker()
    expect(items.value.map(({ value }) => value).sort()).toEqual([...METRIC_CODES, ...DERIVED_CODES].sort())
    expect(items.value.every(({ group, label }) => group !== '' && label !== '')).toBe(true)
  })

  it('finds by name or code, and gives what is chosen', async () => {
    const { wrapper, input, names } = picker()
    await input.trigger('click')
    await input.setValue('penalty.decisions')
    await vi.waitFor(() => expect(names()).toEqual([zh.metric('penalty.decisions')]))
    await input.trigger('keydown', { key: 'Enter' })
    await vi.waitFor(() => expect(wrapper.props()).toMatchObject({ modelValue: 'penalty.decisions' }))
  })

  it('has a dozen headline figures first, and finds by pinyin', async () => {
    const { items } = picker()
    const first = items.value.filter(({ group }) => group === zh.t('group.headlines'))
    expect(first).toHaveLength(12)
    expect(items.value.slice(0, 12)).toEqual(first)
    await vi.waitFor(() => expect(items.value[0]!.keywords).toContain('zhudonggongkai'), { timeout: 20_000 })
    const again = picker()
    await again.input.trigger('click')
    await again.input.setValue('xingzhengchufa')
    await vi.waitFor(() => expect(again.names()).toContain(zh.metric('penalty.decisions')))
  })

  it('says how many more match than it shows', async () => {
    const { input, names, items } = picker()
    await input.trigger('click')
    await vi.waitFor(() => expect(names().length).toBeGreaterThan(0))
    const left = items.value.length - names().length
    expect(document.body.textContent).toContain(zh.t('scope.more', { n: left }))
  })
})
