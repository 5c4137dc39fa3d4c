import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/checks'
import { checkDataset } from '../../src/query/checkDataset'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { ISSUES } from '../../src/domain/issues'
import type { IssueCode } from '../../src/domain/issues'
import { createTranslator } from '../../src/i18n'
import { issuesEn, rulesEn } from '../../src/i18n/issues.en'
import { issuesZh, rulesZh } from '../../src/i18n/issues.zh-CN'

const codes = Object.keys(ISSUES) as IssueCode[]
const params = (message: string): string[] =>
  [...message.matchAll(/\{([\w-]+)\}/gu)].map((match) => match[1] ?? '').sort()

describe('wording of issues', () => {
  it.each(codes)('%s: both languages fill in the same', (code) => {
    expect([...new Set(params(issuesEn[code]))]).toEqual([...new Set(params(issuesZh[code]))])
    expect(issuesZh[code]).not.toMatch(/[|@\\]/u)
    expect(issuesEn[code]).not.toMatch(/[|@\\]/u)
  })

  it('names every rule', () => {
    for (const rule of RULES) expect([rulesZh[rule], rulesEn[rule]].every((name) => name.length > 0)).toBe(true)
  })

  it('has all it fills in from the findings', () => {
    const { issue } = createTranslator('zh-CN')
    const { reports, orgs } = demoDataset()
    for (const { findings } of checkDataset({ orgs, reports })) {
      for (const finding of findings) {
        const code = finding.status === 'failed' ? finding.rule : 'check-undecided'
        for (const name of params(issuesZh[code])) expect(finding.params, `${code} ${name}`).toHaveProperty(name)
        expect(issue(code, finding.params)).not.toContain('{')
      }
    }
  })
})
