// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import ScopeBar from '../../../src/screens/shared/view/ScopeBar.vue'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
beforeEach(() => on.go('/trends?collection=demo'))

const bar = (show: readonly string[]) => on.mount(ScopeBar, { props: { show } })
const values = (select: Element): string[] =>
  [...select.querySelectorAll('option')].map(({ textContent }) => textContent)

describe('the scope bar', () => {
  it('offers only what its screen is about', () => {
    const wrapper = bar(['year'])
    const [years, ...others] = wrapper.findAll('select')
    expect(others).toEqual([])
    expect(values(years!.element)).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025'])
  })

  it('offers the areas of the office, nearest first, and all offices last', () => {
    const wrapper = bar(['area'])
    expect(values(wrapper.get('select').element).slice(0, 2)).toEqual(['明湖区', '示例市'])
  })

  it('writes each choice to the link', async () => {
    const wrapper = bar(['year'])
    await wrapper.get('select').setValue('2021')
    await vi.waitFor(() => expect(on.query().year).toBe('2021'))
  })

  it('never lets a range run backwards', async () => {
    const wrapper = bar(['range'])
    const [from, to] = wrapper.findAll('select')
    await to!.setValue('2022')
    await vi.waitFor(() => expect(on.query().years).toBe('2019-2022'))
    await from!.setValue('2024')
    await vi.waitFor(() => expect(on.query().years).toBe('2024-2024'))
  })

  it('goes to the office picker on a slash, but not from within a field', async () => {
    const wrapper = bar(['year'])
    const picker = wrapper.get('[data-hotkey="/"]').element
    wrapper.get('select').element.focus()
    wrapper.get('select').element.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
    expect(document.activeElement).not.toBe(picker)
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
    expect(document.activeElement).toBe(picker)
  })
})
