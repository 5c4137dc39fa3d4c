import { describe, expect, it } from 'vitest'
import { RULES } from '../../src/checks'
import { ISSUES } from '../../src/domain/issues'
import type { IssueCode } from '../../src/domain/issues'
import { DERIVED_CODES, METRIC_CODES } from '../../src/domain/metrics'
import { LOCALES, createTranslator } from '../../src/i18n'
import { en } from '../../src/i18n/en'
import { issuesEn, rulesEn } from '../../src/i18n/issues.en'
import { issuesZh, rulesZh } from '../../src/i18n/issues.zh-CN'
import { zh } from '../../src/i18n/zh-CN'
import type { MessageKey } from '../../src/i18n/zh-CN'

const paramsOf = (message: string): string[] =>
  [...new Set([...message.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]!))].sort()
const dummies = (message: string): Record<string, string> =>
  Object.fromEntries(paramsOf(message).map((name) => [name, `<${name}>`]))

describe.each([
  ['messages', zh, en],
  ['issues', issuesZh, issuesEn],
  ['rules', rulesZh, rulesEn],
] as [string, Record<string, string>, Record<string, string>][])('%s', (_, chinese, english) => {
  const keys = Object.keys(chinese)
  it('exist in both languages with the same parameters', () => {
    expect(Object.keys(english).sort()).toEqual([...keys].sort())
    for (const key of keys) expect([key, paramsOf(english[key]!)]).toEqual([key, paramsOf(chinese[key]!)])
  })
  it('are not empty, and each language is its own', () => {
    for (const key of keys) {
      expect([key, chinese[key]!.trim(), english[key]!.trim()]).not.toContain('')
      if (key !== 'app.language')
        expect([key, english[key]]).not.toEqual([key, expect.stringMatching(/\p{Script=Han}/u)])
    }
  })
})

describe.each(LOCALES)('in %s', (locale) => {
  const words = createTranslator(locale)
  const plain: Record<string, string> = locale === 'en' ? en : zh
  const issues: Record<string, string> = locale === 'en' ? issuesEn : issuesZh

  it('every message takes its parameters and leaves nothing open', () => {
    for (const [key, message] of Object.entries(plain))
      expect(words.t(key as MessageKey, dummies(message))).toBe(message.replace(/\{(\w+)\}/gu, '<$1>'))
    for (const [key, message] of Object.entries(issues))
      expect(words.issue(key as IssueCode, dummies(message))).toBe(message.replace(/\{(\w+)\}/gu, '<$1>'))
  })

  it('every issue and rule has words', () => {
    expect(Object.keys(issues).sort()).toEqual(Object.keys(ISSUES).sort())
    for (const rule of RULES) expect(words.rule(rule)).toBeTruthy()
  })

  it('every metric has a name of its own', () => {
    const names = [...METRIC_CODES, ...DERIVED_CODES].map((metric) => words.metric(metric))
    expect(names.filter((name) => !name || /undefined/u.test(name))).toEqual([])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it('parameters are text, never messages or markup of their own', () => {
    expect(words.t('figure.source', { source: "{x} | @:y {'z'}" })).toContain("{x} | @:y {'z'}")
  })

  it('years stay whole, and larger numbers are grouped', () => {
    expect(words.t('scope.year-value', { year: 2024 })).toMatch(/^2024\b/u)
    expect(words.t('data.saved', { n: 12345 })).toContain('12,345')
  })
})

describe('English of one thing', () => {
  const words = createTranslator('en')
  /** Words in -s that are no plurals. */
  const SINGULAR = new Set(['is', 'was', 'has', 'across', 'does', 'as', 'its', 'this', 'less', 'agrees', 'disagrees'])
  const VERBS = new Set(
    'answers differs falls goes holds lies makes needs rises shares states stays accounts rows takes yes'.split(' '),
  )

  it('counts no plural, whatever is counted once', () => {
    const wrong = Object.keys(en).flatMap((key) => {
      const params = Object.fromEntries(paramsOf(en[key as MessageKey]).map((name) => [name, '1']))
      const text = words.t(key as MessageKey, params)
      return [...text.matchAll(/(?<![\d.,]|no\. |number |rank )\b1 ((?:more |other |earlier |stray )?)([a-z]+s)\b/giu)]
        .filter(([, , word]) => !SINGULAR.has(word!) && !VERBS.has(word!))
        .map(([found]) => `${key}: ${found}`)
    })
    expect(wrong).toEqual([])
  })

  it('leaves numbers alone that end or begin with a 1', () => {
    expect(words.t('scatter.offices', { n: 1 })).toBe('1 office')
    expect(words.t('scatter.offices', { n: 21 })).toBe('21 offices')
    expect(words.t('scatter.offices', { n: 1001 })).toBe('1,001 offices')
    expect(words.t('scatter.offices', { n: '0.1' })).toBe('0.1 offices')
    expect(words.t('apps.counted', { n: 1, total: 15 })).toContain('1 of 15 offices')
  })
})
