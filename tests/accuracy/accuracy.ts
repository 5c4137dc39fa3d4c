import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { coreName } from '../../src/domain/orgs'
import { parseReport } from '../../src/parse'
import { compare, emptyScore } from './compare'
import type { Expected, Score } from './compare'
import { measureOffice } from './office'
import { measurePdfs } from './pdfFiles'
import { measureRenderings } from './renderings'
import { measureSabotage } from './saboteur'
import { measureSlips } from './slips'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const folder = resolve(process.argv[2] ?? join(ROOT, '../shared/reports'))
const say = (line: string): void => console.log(line)

const add = (sum: Score, more: Score, file: string): void => {
  sum.right += more.right
  for (const key of ['missed', 'wrong', 'unlisted'] as const) sum[key].push(...more[key].map((one) => `${file} ${one}`))
}
const line = ({ right, missed, wrong, unlisted }: Score): string =>
  `${right} right, ${missed.length} missed, ${wrong.length} wrong, ${unlisted.length} not listed`

async function measureReports(): Promise<void> {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>
  const cells = emptyScore()
  const prose = emptyScore()
  const identity = { org: 0, district: 0, year: 0, form: 0, files: 0 }
  for (const [file, want] of Object.entries(expected)) {
    if (!/\.(?:txt|html?|pdf)$/u.test(file) || !existsSync(join(folder, file))) continue
    // The name says the year of some files; what the text says is to be measured.
    const { report, issues } = await parseReport(
      new Uint8Array(readFileSync(join(folder, file))),
      `report${/\.\w+$/u.exec(file)![0]}`,
    )
    const score = compare(report, want)
    add(cells, score.cells, file)
    add(prose, score.prose, file)
    const form = want.forms?.['2'] ?? want.form
    const same = {
      org: (report?.org ?? '') !== '' && coreName(report!.org!) === coreName(want.org ?? ''),
      district: report?.district !== undefined && (want.district ?? '').endsWith(report.district),
      year: report?.year === want.year,
      form: report?.forms['2'] === form,
    }
    identity.files++
    for (const key of ['org', 'district', 'year', 'form'] as const) if (same[key]) identity[key]++
    say(`${file}\n  cells ${line(score.cells)}\n  prose ${line(score.prose)}`)
    for (const part of [score.cells, score.prose]) {
      for (const key of ['missed', 'wrong'] as const) part[key].forEach((one) => say(`    ${key} ${one}`))
    }
    score.prose.unlisted.forEach((one) => say(`    not listed ${one}`))
    if (score.cells.unlisted.length > 0) say(`    not listed ${score.cells.unlisted.join(' ')}`)
    say(
      `  org ${report?.org ?? '?'}${same.org ? '' : ` for ${want.org}`}; district ${report?.district ?? '?'}${same.district ? '' : ` for ${want.district}`}; ` +
        `year ${report?.year ?? '?'}${same.year ? '' : ` for ${want.year}`}; forms ${JSON.stringify(report?.forms)}${same.form ? '' : ` for ${form}`}`,
    )
    say(`  issues ${issues.map(({ code }) => code).join(' ')}`)
  }
  say(`\nCELLS ${line(cells)}\nPROSE ${line(prose)}`)
  say(
    `ORG ${identity.org}  DISTRICT ${identity.district}  YEAR ${identity.year}  FORM ${identity.form}  of ${identity.files} files`,
  )
}

if (existsSync(join(folder, 'expected.json'))) await measureReports()
else say(`No expected.json in ${folder}: only the synthetic renderings are measured.`)
measureSlips(say, folder)
measureRenderings(say)
await measureOffice(say)
await measurePdfs(say)
await measureSabotage(say, folder)
