import { describe, expect, it } from 'vitest'
import { identify } from '../../../src/parse/identity'
import { splitName } from '../../../src/parse/identity/orgName'

const lines = (...texts: string[]) => texts.map((text, i) => ({ text, line: i + 1 }))
const who = (texts: string[], file = 'a.txt') => identify(lines(...texts), [], file)

describe('splitName', () => {
  it.each([
    ['甲州市乙湾区永安街道办事处', '永安街道办事处', '甲州市乙湾区'],
    ['甲州市乙湾区人民政府永安街道办事处', '永安街道办事处', '甲州市乙湾区'],
    ['甲市丙区杜市镇人民政府', '杜市镇人民政府', '甲市丙区'],
    ['胡市镇人民政府', '胡市镇人民政府', undefined],
    ['甲市丙区人民政府办公室', '丙区人民政府办公室', '甲市丙区'],
    ['甲市丙区人民政府', '甲市丙区人民政府', undefined],
    ['甲市丙区科学技术局', '科学技术局', '甲市丙区'],
    ['丁岛经济技术开发区永安街道', '永安街道', '丁岛经济技术开发区'],
    ['甲州市公安局乙湾区分局', '公安局乙湾区分局', '甲州市'],
    ['国家税务总局甲州市税务局', '国家税务总局甲州市税务局', undefined],
    ['中共丙县委办公室', '丙县委办公室', undefined],
  ])('%s', (full, org, district) => expect(splitName(full)).toEqual({ org, ...(district && { district }) }))
})

describe('identify', () => {
  it('reads a title with the name before the year', () => {
    expect(who(['乙湾区永安街道2021年政府信息公开工作年度报告', '2022年将继续努力。']).identity).toMatchObject({
      org: '永安街道',
      district: '乙湾区',
      year: 2021,
    })
  })
  it('reads a title over two lines', () => {
    expect(who(['2019年乙湾区永安街道信息公开', '年度工作报告']).identity).toMatchObject({
      org: '永安街道',
      year: 2019,
    })
    expect(who(['2022年政府信息公开工作年度报告', '丙县松塘镇人民政府']).identity).toMatchObject({
      org: '松塘镇人民政府',
      district: '丙县',
      year: 2022,
    })
  })
  it.each([
    [['甲州市乙湾区', '永安街道办事处', '2021年政府信息公开工作年度报告'], '永安街道办事处'],
    [['甲州市乙湾区住房和', '城乡建设局', '2021年政府信息公开工作年度报告'], '住房和城乡建设局'],
    [['甲州市乙湾区住房', '和城乡建设局2021年政府', '信息公开工作年度报告'], '住房和城乡建设局'],
    [['甲州市乙湾区永安', '街道办事处2021年', '政府信息公开工作年度报告'], '永安街道办事处'],
    [['甲州市乙湾区', '永安街道', '办事处2021年政府信息公开工作年度报告'], '永安街道办事处'],
    [['2021年甲州市乙湾区住房', '和城乡建设局政府信息', '公开工作年度报告'], '住房和城乡建设局'],
    [['甲州市乙湾区财', '政局2021年政府信息', '公开工作年度报告', '甲州市乙湾区财政局编制。'], '财政局'],
  ])('reads a name over three lines: %j', (title, org) => {
    expect(who([...title, '一、总体情况']).identity).toMatchObject({ org, district: '甲州市乙湾区', year: 2021 })
  })
  it.each(['首页', '公开专区', '智慧城市', '本市', '乙湾区要闻'])(
    'takes %s for no part of the name below it',
    (frame) => {
      const { org, district } = who([frame, '财政局', '2021年政府信息公开工作年度报告', '一、总体情况']).identity
      expect([org, district]).toEqual(['财政局', undefined])
    },
  )
  it('takes a government’s city from the text', () => {
    const { org } = who([
      '乙湾区人民政府2023年政府信息公开工作年度报告',
      '本报告由甲州市乙湾区人民政府办公室编制。',
    ]).identity
    expect(org).toBe('甲州市乙湾区人民政府')
    expect(who(['乙湾区人民政府2023年政府信息公开工作年度报告', '本区共有甲街道。']).identity.org).toBe(
      '乙湾区人民政府',
    )
  })
  it('takes the fullest name the text has', () => {
    expect(who(['永安街2023年政府信息公开工作年度报告', '永安街道办事处制定文件1件。']).identity.org).toBe(
      '永安街道办事处',
    )
  })
  it.each(['我镇', '市局', '本局', '××镇人民政府', '〇〇局'])('takes %s for no name', (name) => {
    expect(who([`${name}2021年政府信息公开工作年度报告`]).identity.org).toBeUndefined()
  })
  it('takes the last of a list of organs before the title for no name', () => {
    const list = ['财政局', '教育局', '司法局']
    expect(who([...list, '2021年政府信息公开工作年度报告', '一、总体情况']).identity.org).toBeUndefined()
    expect(who(['乙湾区教育局', '2021年政府信息公开工作年度报告', '一、总体情况']).identity.org).toBe('教育局')
  })
  it('names nobody where the text does not', () => {
    const { identity, issues } = who(['一、总体情况', '2022年，我镇持续加强公开，统计期限自2022年1月1日起。'])
    expect(identity).toEqual({ year: 2022 })
    expect(issues.map(({ code }) => code)).toEqual(['org-unknown'])
  })
  it('weighs years, and says where they differ', () => {
    const { identity, issues } = who([
      '本报告由甲市丙区人民政府办公室编制的2024年度政府信息公开年度报告。',
      '2025年，我办公开信息。',
      '2025年共办理申请3件。',
      '2025年继续。',
    ])
    expect(identity.year).toBe(2025)
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'year-conflict', params: { year: 2025, other: 2024 } }),
    )
  })
  it('takes the year of the file name where the text has none', () => {
    expect(who(['永安街道按要求公开。'], 'yongan-2020.txt').identity.year).toBe(2020)
    expect(who(['永安街道按要求公开。']).issues.map(({ code }) => code)).toContain('year-unknown')
  })
  it('takes the organ of the file name where the text names none, and says that it is unsure', () => {
    expect(who(['2019年，严格按要求公开。'], '下城区永安街道办事处_2019.pdf').identity).toEqual({
      org: '永安街道办事处',
      district: '下城区',
      year: 2019,
      unsure: ['org', 'year'],
    })
    expect(
      who(['永安街道2019年政府信息公开工作年度报告'], '12. 乙湾区永安街道2019年信息公开年报（终稿）.docx').identity,
    ).toMatchObject({ org: '永安街道', district: '乙湾区' })
    const { identity, issues } = who(['永安街道2019年政府信息公开工作年度报告'], '平安镇2019年年报.docx')
    expect(identity).toMatchObject({ org: '永安街道', unsure: ['org'] })
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'org-conflict', params: { org: '永安街道', other: '平安镇' } }),
    )
  })
  it('is not led astray by a list of other years and other organs', () => {
    const menu = ['2023年政府信息公开工作年度报告', '2022年政府信息公开工作年度报告', '2021年政府信息公开工作年度报告']
    expect(who([...menu, '甲镇2021年政府信息公开工作年度报告', '统计期限自2021年1月1日起。']).identity).toEqual({
      org: '甲镇',
      year: 2021,
      title: '甲镇2021年政府信息公开工作年度报告',
    })
    const list = [
      '永安街道2020年政府信息公开工作年度报告',
      '平安街道2020年政府信息公开工作年度报告',
      '长安街道2020年政府信息公开工作年度报告',
    ]
    expect(who([...list, '2020年，长安街道按要求公开。', '长安街道继续努力。']).identity.org).toBe('长安街道')
  })
  it('reads Chinese figures, a signature, fields of the page and the way to it', () => {
    expect(
      who(['二〇二〇年政府信息公开工作年度报告', '按要求公开。', '丙县水利局', '2021年1月20日']).identity,
    ).toMatchObject({ org: '水利局', district: '丙县', year: 2020 })
    expect(
      identify(lines('一、总体情况'), ['2021年政府信息公开工作年度报告', '来源:丙区财政局'], 'a.html').identity,
    ).toMatchObject({ org: '财政局', district: '丙区', year: 2021 })
    expect(who(['当前位置:首页>街乡部门>狮山街道>政府信息公开年报', '2020年，按要求公开。']).identity).toMatchObject({
      org: '狮山街道',
      unsure: ['org', 'year'],
    })
  })
  it('takes a name with another in brackets for one organ', () => {
    const full = '甲州市科学技术委员会(市科委)'
    for (const texts of [
      [`${full}2021年政府信息公开工作年度报告`],
      [full, '2021年政府信息公开工作年度报告'],
      ['2021年政府信息公开工作年度报告', `本报告由${full}编制。`],
      ['2021年政府信息公开工作年度报告(甲州市科学技术委员会)'],
    ])
      expect(who(texts).identity).toMatchObject({ org: '科学技术委员会', district: '甲州市', year: 2021 })
    const { identity, issues } = who([`${full}2021年政府信息公开工作年度报告`], '市科委2021年年报.docx')
    expect([identity.unsure, issues]).toEqual([undefined, []])
  })
  it('reads titles in which codes of characters are printed', () => {
    for (const title of [
      '丙区财政局&nbsp;2021年政府信息公开工作年度报告',
      '丙区财政局2021年政府信息公开工作年度报告&amp;middot;丙区人民政府',
    ])
      expect(identify(lines('一、总体情况'), [title], 'a.html').identity).toMatchObject({
        org: '财政局',
        district: '丙区',
        year: 2021,
      })
  })
  it('never takes a kind of organ for its name', () => {
    for (const kind of ['镇人民政府', '街道办事处', '乡镇人民政府', '县人民政府', '县人民政府政府', '区政府'])
      for (const texts of [
        [`${kind}2021年政府信息公开工作年度报告`],
        [kind, '2021年政府信息公开工作年度报告'],
        ['2021年政府信息公开工作年度报告', `2021年，${kind}认真贯彻条例。`, kind, '2022年1月20日'],
        [`当前位置:首页>${kind}>政府信息公开年报`, '2021年政府信息公开工作年度报告'],
      ])
        expect(who(texts).identity.org).toBeUndefined()
    expect(who(['县人民政府', '戊县水利局2021年政府信息公开工作年度报告']).identity).toMatchObject({
      org: '水利局',
      district: '戊县',
    })
  })
  it('guesses from sentences, to be confirmed', () => {
    for (const [text, org] of [
      ['2020年永安街道始终坚持以人民为中心。', '永安街道'],
      ['2020年，丙区水利局认真贯彻条例，公开信息12条。', '水利局'],
      ['2020年甲镇人民政府紧紧围绕中心工作。', '甲镇人民政府'],
    ] as const) {
      const { identity } = who(['一、总体情况', text])
      expect([identity.org, identity.unsure]).toEqual([org, ['org', 'year']])
    }
    for (const text of [
      '2020年我镇始终坚持公开。',
      '2020年全区各街道认真贯彻。',
      '2020年按照上级工作部署和办公室主动公开。',
      '2020年以来，各级行政机关和委员会认真贯彻。',
    ])
      expect(who(['一、总体情况', text]).identity.org).toBeUndefined()
  })
  it('looks for a title in cells where a table lays the page out', () => {
    expect(
      identify(lines('一、总体情况'), [], 'a.html', ['县人民政府', '戊县永安镇2021年政府信息公开工作年度报告'])
        .identity,
    ).toMatchObject({ org: '永安镇', district: '戊县', unsure: ['org'] })
  })
  it('takes the site’s area for the district', () => {
    expect(
      identify(lines('永安街道2021年政府信息公开工作年度报告'), ['网站:甲市丙区人民政府'], 'a.html').identity,
    ).toMatchObject({ org: '永安街道', district: '甲市丙区', unsure: ['district'] })
  })
})
