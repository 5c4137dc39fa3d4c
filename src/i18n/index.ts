import { compile, createCoreContext, registerMessageCompiler, resolveWithKeyValue, translate } from '@intlify/core-base'
import { METRICS, isBaseCode, isDerivedCode, isMetricCode, readOwn } from '../domain/metrics'
import type { BaseCode, ColumnName, MetricCode, MetricId, OwnMetric, RowName } from '../domain/metrics'
import type { RuleCode } from '../checks'
import type { IssueCode } from '../domain/issues'
import { columnsEn, derivedEn, en, rowsEn } from './en'
import { issuesEn, rulesEn } from './issues.en'
import { issuesZh, rulesZh } from './issues.zh-CN'
import { inSingular } from './singular'
import { columnsZh, derivedZh, rowsZh, zh } from './zh-CN'
import type { MessageKey } from './zh-CN'

export type { MessageKey } from './zh-CN'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

registerMessageCompiler(compile)

const MESSAGES = {
  'zh-CN': { plain: zh, issues: issuesZh, rules: rulesZh, rows: rowsZh, columns: columnsZh, derived: derivedZh },
  en: { plain: en, issues: issuesEn, rules: rulesEn, rows: rowsEn, columns: columnsEn, derived: derivedEn },
}

type Params = Record<string, string | number>

/** Wording in one language. Pure: charts and the command line use it as the pages do. */
export interface Translator {
  locale: Locale
  t(key: MessageKey, params?: Params): string
  issue(code: IssueCode, params?: Params): string
  rule(code: RuleCode): string
  row(row: RowName): string
  column(column: ColumnName): string
  /** The name of a metric, whole: 行政处罚·处理决定; or of what figures are divided by. */
  metric(id: MetricId | BaseCode): string
  list(items: readonly string[]): string
}

/** What a metric's name leaves out because the row already says it. */
const IMPLIED: Partial<Record<ColumnName, true>> = { total: true, decisions: true }

/** Parameters that hold a year: every other number is a count or a place, and is grouped. */
const YEARS: ReadonlySet<string> = new Set(['year', 'from', 'to', 'base', 'other'])

export function createTranslator(locale: Locale): Translator {
  const words = MESSAGES[locale]
  const context = createCoreContext({
    locale,
    messages: { [locale]: { ...words.plain, ...words.issues } },
    messageResolver: resolveWithKeyValue,
    missingWarn: false,
    fallbackWarn: false,
  })
  const grouped = (name: string, value: string | number): string | number =>
    typeof value === 'number' && !YEARS.has(name) ? value.toLocaleString('en-US') : value
  const say = (key: string, params: Params = {}): string => {
    const named = Object.entries(params).map(([name, value]) => [name, grouped(name, value)] as const)
    const text = String(translate(context, key, Object.fromEntries(named)))
    return locale === 'en' ? inSingular(text) : text
  }
  const row = (name: RowName): string => words.rows[name]
  const column = (name: ColumnName): string => words.columns[name]
  const published = (code: MetricCode): string => {
    const def = METRICS[code]
    return IMPLIED[def.column] ? row(def.row) : `${row(def.row)}·${column(def.column)}`
  }
  const added = (codes: readonly (MetricCode | BaseCode)[]): string => {
    const names = codes.map(metric).join(' + ')
    return codes.length > 1 ? `(${names})` : names
  }
  const named = ({ name, numerator, denominator, per }: OwnMetric): string => {
    if (name !== '') return name
    if (denominator.length === 0) return numerator.map(metric).join(' + ')
    const [only] = denominator
    if (per && only && denominator.length === 1)
      return say(`own.per.${per}`, {
        of: metric(only).replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase()),
        metric: added(numerator),
      })
    return `${added(numerator)} ÷ ${added(denominator)}${per && per > 1 ? ` × ${per.toLocaleString('en-US')}` : ''}`
  }
  function metric(id: MetricId | BaseCode): string {
    if (isDerivedCode(id)) return words.derived[id]
    if (isBaseCode(id)) return say(id)
    if (isMetricCode(id)) return published(id)
    const own = readOwn(id)
    return own ? named(own) : id
  }
  return {
    locale,
    t: say,
    issue: say,
    rule: (code) => words.rules[code],
    row,
    column,
    metric,
    list: (items) => items.join(say('common.list-sep')),
  }
}
