import type { Dataset } from '../../src/domain/dataset'
import type { Level, Org, Parenthood } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'

export const org = (id: string, level: Level = 'street', parents: readonly Parenthood[] = []): Org => ({
  id,
  name: `${id}办事处`,
  level,
  parents,
})

export const report = (of: string, year: number, rest: Partial<Report> = {}): Report => {
  const form = year <= 2020 ? '2019' : '2021'
  return { org: of, year, forms: { '2': form, '3': form, '4': form }, cells: {}, prose: {}, ...rest }
}

export const dataset = (id: string, orgs: readonly Org[], reports: readonly Report[]): Dataset => ({
  format: 'disclosure-dataset',
  version: 1,
  id,
  title: id,
  synthetic: true,
  orgs: [...orgs],
  reports: [...reports],
})
