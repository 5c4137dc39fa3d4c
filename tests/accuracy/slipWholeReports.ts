import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredCell } from '../../src/domain/cell'
import type { TableCode } from '../../src/domain/metrics'
import type { Level, Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'

/** Whole reports with the organs they are of. */
export interface WholeReports {
  reports: Report[]
  orgs: Org[]
}

interface Line {
  org: string
  year: number
  level: string
  parent?: string | null
  forms: Report['forms']
  cells: Partial<Record<TableCode, number | null>>
  prose?: Report['prose']
  unitInferred?: string[]
}

export const FILES = ['full-reports.jsonl', 'pingtan-reports.jsonl'] as const

/** One body under two names. */
const SAME: Readonly<Record<string, string>> = {
  平潭综合实验区投资促进局: '平潭综合实验区国有资产管理局',
}

/** 平潭综合实验区(全区汇总) is the zone itself. */
const nameOf = (org: string): string => SAME[org] ?? org.replace(/[（(]全区汇总[）)]$/u, '')

const levelOf = (level: string): Level =>
  level.startsWith('city') ? 'city' : level.startsWith('department') ? 'department' : 'district'

function cellsOf({ cells, unitInferred = [] }: Line): Report['cells'] {
  return Object.fromEntries(
    Object.entries(cells).map(([code, value]): [string, StoredCell] => [
      code,
      value === null ? { missing: 'blank' } : unitInferred.includes(code) ? { value, unitInferred: true } : value,
    ]),
  )
}

/** The whole reports of a file of JSON lines, `null` as blank. */
function readLines(path: string): WholeReports {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
  const orgs = new Map<string, Org>()
  for (const { org, level, parent } of lines) {
    const name = nameOf(org)
    orgs.set(name, { id: name, name, level: levelOf(level), parents: parent ? [{ org: parent }] : [] })
  }
  return {
    reports: lines.map((line) => ({
      org: nameOf(line.org),
      year: line.year,
      forms: line.forms,
      cells: cellsOf(line),
      prose: line.prose ?? {},
    })),
    orgs: [...orgs.values()],
  }
}

/** The files of whole reports in a folder, or in `data` beside it. */
export function wholeReportsIn(folder: string): { file: string; whole: WholeReports }[] {
  const at = [folder, join(folder, '../data')].find((place) => FILES.some((file) => existsSync(join(place, file))))
  return at === undefined
    ? []
    : FILES.filter((file) => existsSync(join(at, file))).map((file) => ({ file, whole: readLines(join(at, file)) }))
}
