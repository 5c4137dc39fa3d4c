// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick } from 'vue'
import OfficePicker from '../../../src/screens/shared/pickers/OfficePicker.vue'
import { useView } from '../../../src/screens/shared/view/useView'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

const DISTRICT = '示例市明湖区'
let on: Stage
beforeAll(async () => {
  on = await stage()
})
beforeEach(() => {
  document.body.replaceChildren()
})

async function picker() {
  const { offices } = on.use(useView)
  const wrapper = on.mount(OfficePicker, {
    props: {
      label: '机关',
      placeholder: '查找',
      offices: computed(() => offices.value?.reporting ?? []).value,
      modelValue: `${DISTRICT}柳岸街道`,
      'onUpdate:modelValue': (id: string) => wrapper.setProps({ modelValue: id }),
    },
  })
  const input = wrapper.get('input')
  const names = (): string[] => wrapper.findAll('[role="option"]').map((option) => option.get('.office-name').text())
  const chosen = (): unknown => (wrapper.props() as { modelValue: unknown }).modelValue
  const active = (): string => {
    const id = input.attributes('aria-activedescendant')
    return (
      wrapper
        .findAll('[role="option"]')
        .find((option) => option.attributes('id') === id)
        ?.text() ?? ''
    )
  }
  const type = (text: string): Promise<void> => input.setValue(text)
  /** The list is drawn once its room is known. */
  const shows = (name: string): Promise<void> => vi.waitFor(() => expect(names()).toContain(name))
  return { wrapper, input, names, chosen, active, type, shows }
}

describe('the office picker', () => {
  it('shows the office that is chosen, and nothing else until it is opened', async () => {
    const { wrapper, input } = await picker()
    expect((input.element as HTMLInputElement).value).toBe('柳岸街道')
    expect(input.attributes('aria-expanded')).toBe('false')
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
  })

  it('finds by name and by area, takes what Enter is pressed on, and shuts', async () => {
    const { wrapper, input, names, chosen, type, shows } = await picker()
    await type('北塔')
    await shows('北塔街道')
    expect(names()).toEqual(['北塔街道'])
    await input.trigger('keydown', { key: 'Enter' })
    expect(chosen()).toBe('示例市清源区北塔街道')
    expect(wrapper.find('[role="listbox"]').exists()).toBe(false)
  })

  it('says so where nothing is found', async () => {
    const { wrapper, type } = await picker()
    await type('没有的机关')
    expect(wrapper.get('[role="status"]').text()).not.toBe('')
  })

  it('walks down the map and up again with the arrows, and stays open meanwhile', async () => {
    const { wrapper, input, names, active, shows } = await picker()
    await input.trigger('click')
    await shows('柳岸街道')
    await input.trigger('keydown', { key: 'ArrowLeft' })
    await shows('明湖区')
    expect(names()).not.toContain('柳岸街道')
    expect(active()).toContain('明湖区')
    await input.trigger('keydown', { key: 'ArrowRight' })
    await shows('柳岸街道')
    expect(wrapper.get('input').attributes('aria-expanded')).toBe('true')
  })

  it('moves one row with the arrows and never beyond the ends', async () => {
    const { input, names, active, shows } = await picker()
    await input.trigger('click')
    await shows('柳岸街道')
    for (let i = 0; i < 30; i++) await input.trigger('keydown', { key: 'ArrowUp' })
    await nextTick()
    expect(active()).toContain(names()[0]!)
    await input.trigger('keydown', { key: 'ArrowDown' })
    await nextTick()
    expect(active()).toContain(names()[1]!)
  })

  it('lets go on Escape without choosing', async () => {
    const { wrapper, input, chosen, type } = await picker()
    await type('望江')
    await input.trigger('keydown', { key: 'Escape' })
    expect(chosen()).toBe(`${DISTRICT}柳岸街道`)
    expect((wrapper.get('input').element as HTMLInputElement).value).toBe('柳岸街道')
  })
})
