import { describe, expect, it } from 'vitest'
import { identify } from '../../src/parse/identity'
import { splitName } from '../../src/parse/orgName'

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
  ])('%s', (full, org, district) => expect(splitName(full)).toEqual({ org, ...(district && { district }) }))
})

describe('identify', () => {
  it('reads a title with the name before the year', () => {
    expect(who(['乙湾区永安街道2021年政府信息公开工作年度报告', '2022年将继续努力。']).identity).toMatchObject({ org: '永安街道', district: '乙湾区', year: 2021 })
  })
  it('reads a title over two lines', () => {
    expect(who(['2019年乙湾区永安街道信息公开', '年度工作报告']).identity).toMatchObject({ org: '永安街道', year: 2019 })
    expect(who(['2022年政府信息公开工作年度报告', '丙县松塘镇人民政府']).identity).toMatchObject({ org: '松塘镇人民政府', district: '丙县', year: 2022 })
  })
  it('takes the fullest name the text has', () => {
    expect(who(['永安街2023年政府信息公开工作年度报告', '永安街道办事处制定文件1件。']).identity.org).toBe('永安街道办事处')
  })
  it('names nobody where the text does not', () => {
    const { identity, issues } = who(['一、总体情况', '2022年，我镇持续加强公开，统计期限自2022年1月1日起。'])
    expect(identity).toEqual({ year: 2022 })
    expect(issues.map(({ code }) => code)).toEqual(['org-unknown'])
  })
  it('weighs years, and says where they differ', () => {
    const { identity, issues } = who(['本报告由甲市丙区人民政府办公室编制的2024年度政府信息公开年度报告。', '2025年，我办公开信息。', '2025年共办理申请3件。', '2025年继续。'])
    expect(identity.year).toBe(2025)
    expect(issues).toContainEqual(expect.objectContaining({ code: 'year-conflict', params: { year: 2025, other: 2024 } }))
  })
  it('takes the year of the file name where the text has none', () => {
    expect(who(['永安街道按要求公开。'], 'yongan-2020.txt').identity.year).toBe(2020)
    expect(who(['永安街道按要求公开。']).issues.map(({ code }) => code)).toContain('year-unknown')
  })
})
