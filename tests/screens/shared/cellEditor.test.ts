// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../../src/domain/report'
import { createTranslator } from '../../../src/i18n'
import CellEditor from '../../../src/screens/shared/report/CellEditor.vue'
import { report } from '../../query/small'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
const zh = createTranslator('zh-CN')
const penalty = { in: 'cells', code: 'penalty.decisions' } as const
const printed = (value: number): Report =>
  report('甲', 2022, { cells: { 'penalty.decisions': { value, raw: String(value) } } })

function editor(of: Report, spot: { in: 'cells' | 'prose'; code: string } = penalty) {
  const wrapper = on.mount(CellEditor, { props: { report: of, spot, keptUnder: 'test' } })
  const field = wrapper.get<HTMLInputElement>('[data-testid="correct-value"]')
  return { wrapper, field, submit: () => wrapper.get('form').trigger('submit') }
}

describe('the correction editor', () => {
  it('begins with the figure as it counts, beside what is printed', () => {
    const { wrapper, field } = editor(printed(12))
    expect(field.element.value).toBe('12')
    expect(wrapper.get('[data-testid="published"]').text()).toContain('12')
  })

  it('gives the new number and its reason', async () => {
    const { wrapper, field, submit } = editor(printed(12))
    await field.setValue('1,350')
    await wrapper.get('select').setValue('column')
    await wrapper.get('.more').setValue('抄自右栏')
    await submit()
    // No correction stood there when it was made.
    expect(wrapper.emitted('correct')).toEqual([
      [
        { ...penalty, now: { value: 1350 } },
        [zh.t('review.reason.column'), '抄自右栏'].join(zh.t('common.colon')),
        undefined,
      ],
    ])
    expect(wrapper.emitted('done')).toHaveLength(1)
  })

  it('takes a dash as a dash, never as 0', async () => {
    const { wrapper, field, submit } = editor(printed(12))
    await field.setValue('—')
    await submit()
    expect(wrapper.emitted('correct')?.[0]?.[0]).toEqual({ ...penalty, now: { missing: 'dash' } })
  })

  it.each([
    ['no number', '十余件左右', 'review.not-number'],
    ['what it is already', '12', 'review.same'],
  ] as const)('refuses %s, and says why', async (_, text, key) => {
    const { wrapper, field, submit } = editor(printed(12))
    await field.setValue(text)
    await submit()
    expect(wrapper.emitted('correct')).toBeUndefined()
    expect(wrapper.get('[role="alert"]').text()).toBe(zh.t(key))
  })

  it('keeps what was typed when the figure changes meanwhile, and says so', async () => {
    const { wrapper, field } = editor(printed(12))
    await field.setValue('99')
    await wrapper.setProps({ report: printed(13) })
    expect(field.element.value).toBe('99')
    expect(wrapper.find('[data-testid="changed-below"]').exists()).toBe(true)
  })

  it('follows the figure where nothing was typed', async () => {
    const { wrapper, field } = editor(printed(12))
    await wrapper.setProps({ report: printed(13) })
    expect(field.element.value).toBe('13')
    expect(wrapper.find('[data-testid="changed-below"]').exists()).toBe(false)
  })
})
