import type { Fault } from '../../src/checks/explain'
import type { ProseCode, TableCode } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import { rightnessOf } from './slipScore'
import type { Rightness } from './slipScore'

/**
 * What a person who read the page found wrong in real reports, and what should have stood there, by organ and year. Not
 * listed: reports of which the page does not tell.
 */
const DIAGNOSES: Readonly<Record<string, Partial<Record<TableCode, number>>>> = {
  '平潭综合实验区农业农村局 2021': { 'applications.closed.natural': 2, 'applications.closed.other': 1 },
  '平潭综合实验区农业农村局 2023': { 'applications.new.total': 7, 'applications.carried-in.total': 0 },
  '平潭综合实验区农业农村局 2024': {
    'applications.new.total': 3,
    'applications.granted.total': 1,
    'applications.denied.third-party.total': 2,
    'applications.closed.total': 3,
  },
  '平潭综合实验区农业农村局 2025': {
    'applications.new.total': 1,
    'applications.granted.total': 0,
    'applications.unable.not-held.total': 1,
    'applications.closed.total': 1,
  },
  '平潭综合实验区君山片区管理局 2020': {
    'applications.closed.natural': 1,
    'applications.closed.other': 1,
    'applications.closed.total': 2,
  },
  '平潭综合实验区君山片区管理局 2022': {
    'applications.unable.not-held.natural': 0,
    'applications.unable.not-held.other': 0,
    'applications.unable.not-held.total': 0,
  },
  '平潭综合实验区旅游与文化体育局 2025': {
    'applications.new.total': 1,
    'applications.unable.not-held.total': 1,
    'applications.closed.total': 1,
  },
  '平潭综合实验区海坛片区管理局 2021': { 'applications.closed.natural': 0 },
  '平潭综合实验区海坛片区管理局 2022': { 'applications.closed.natural': 4, 'applications.closed.total': 4 },
  '平潭综合实验区海坛片区管理局 2025': {
    'applications.new.total': 2,
    'applications.partial.total': 1,
    'applications.unable.not-held.total': 1,
    'applications.closed.total': 2,
  },
  '平潭综合实验区社会事业局 2024': { 'suit-reviewed.total': 19 },
  '平潭综合实验区经济发展局 2023': { 'applications.new.natural': 0, 'applications.new.total': 0 },
  '平潭综合实验区经济发展局 2024': { 'applications.closed.natural': 3, 'applications.closed.total': 3 },
  '平潭综合实验区经济发展局 2025': {
    'applications.closed.natural': 4,
    'applications.closed.total': 4,
    'review.total': 1,
  },
  '平潭综合实验区自然资源与生态环境局 2021': { 'applications.closed.natural': 16, 'applications.closed.welfare': 2 },
  '平潭综合实验区自然资源与生态环境局 2023': { 'applications.partial.business': 0, 'applications.closed.business': 0 },
  '平潭综合实验区行政审批局 2024': { 'review.total': 1 },
  '淮安市洪泽区 2023': { 'review.total': 11, 'suit-reviewed.total': 5 },
}

/** How sure what is said of a report is of what a person found in it; nothing where nobody can know. */
export function diagnosed({ org, year }: Report, faults: readonly Fault[]): Rightness | undefined {
  const truth = DIAGNOSES[`${org} ${year}`]
  if (!truth) return undefined
  const right = faults.map(({ sets }) =>
    sets.findIndex(({ changes }) => changes.every(({ code, to }) => truth[code as TableCode] === to)),
  )
  const put = new Set<ProseCode>(
    faults.flatMap(({ sets }, i) => sets[right[i]!]?.changes.map(({ code }) => code) ?? []),
  )
  return (Object.keys(truth) as TableCode[]).every((code) => put.has(code)) ? rightnessOf(faults, right) : 'absent'
}
