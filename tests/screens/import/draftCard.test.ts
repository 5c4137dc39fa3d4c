// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { checkReport } from '../../../src/checks'
import type { Report } from '../../../src/domain/report'
import { createTranslator } from '../../../src/i18n'
import DraftCard from '../../../src/screens/import/DraftCard.vue'
import type { Draft } from '../../../src/stores/importing/draft'
import type { PlacedDraft } from '../../../src/stores/importing/placeDrafts'
import { org, report } from '../../query/small'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

let on: Stage
beforeAll(async () => {
  on = await stage()
})
const zh = createTranslator('zh-CN')

function card(of: Report, rest: Partial<PlacedDraft> = {}, draftRest: Partial<Draft> = {}) {
  const draft = reactive<Draft>({
    key: 1,
    file: '甲2022.html',
    org: '甲',
    district: '',
    year: '2022',
    keep: true,
    report: of,
    unsure: [],
    issues: [],
    findings: checkReport(of).filter(({ status }) => status === 'failed'),
    ...draftRest,
  })
  const entry: PlacedDraft = {
    draft,
    placement: { org: org('甲'), isNew: false, confidence: 'sure' } as PlacedDraft['placement'] & object,
    office: '甲',
    year: 2022,
    replaces: false,
    ready: true,
    doubts: draft.findings.length,
    ...rest,
  }
  const wrapper = on.mount(DraftCard, { props: { entry } })
  return { wrapper, draft, tags: () => wrapper.findAll('.draft-head .tag').map((tag) => tag.text()) }
}
const plain = report('甲', 2022, { cells: { 'penalty.decisions': 1350, 'license.decisions': { missing: 'dash' } } })

describe("the review desk's card of a draft", () => {
  it('names the file, whose report it is, and its main figures with their units', () => {
    const { wrapper, tags } = card(plain)
    expect(wrapper.text()).toContain('甲2022.html')
    expect(tags()).toContain(zh.t('data.known-office', { office: '甲' }))
    const figures = wrapper.findAll('.draft-figures > div').map((figure) => figure.text())
    expect(figures).toEqual([`${zh.metric('penalty.decisions')}1,350 ${zh.t('unit.case')}`])
  })

  it('asks for an office where none was found, and never shows a figure for a dash', () => {
    const { wrapper, tags } = card(plain, { placement: undefined } as Partial<PlacedDraft>)
    expect(tags()).toEqual([zh.t('data.org-needed')])
    expect(wrapper.classes()).toContain('draft-doubtful')
    expect(wrapper.get('.draft-figures').text()).not.toContain(zh.metric('license.decisions'))
  })

  it('tells of what it replaces, and of nothing once it is not kept', async () => {
    const { draft, wrapper, tags } = card(plain, { replaces: true })
    expect(tags()).toContain(zh.t('data.replaces'))
    await wrapper.get('input[type="checkbox"]').setValue(false)
    expect(draft.keep).toBe(false)
    expect(tags()).toEqual([])
  })

  it('shows what fails its checks', () => {
    const faulty = report('甲', 2022, {
      cells: { 'review.upheld': 2, 'review.corrected': 1, 'review.other': 0, 'review.pending': 0, 'review.total': 9 },
    })
    const { wrapper } = card(faulty)
    expect(wrapper.findAll('.draft-issues .tag').length).toBeGreaterThan(0)
  })

  it('takes what is typed as office, and opens its original', async () => {
    const { draft, wrapper } = card(plain)
    await wrapper.get('.draft-fields input').setValue('乙')
    expect(draft.org).toBe('乙')
    await wrapper.get('[data-testid="open-desk"]').trigger('click')
    expect(wrapper.emitted('open')).toHaveLength(1)
  })
})
