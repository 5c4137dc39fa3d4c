import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contextOf } from '../../charts/areaNames'
import { figureFrom } from '../../charts/recipe'
import { isWorthAPage, packPages } from '../../charts/yearPack'
import { LEVELS } from '../../domain/orgs'
import type { Level } from '../../domain/orgs'
import { askCircular, circularProblems } from '../../export/circular/answers'
import { circularFigures } from '../../export/circular/figures'
import { circularOf } from '../../export/circular/blocks'
import { askFeedback } from '../../export/feedback/answers'
import { feedbackFile } from '../../export/feedback/files'
import { MOST_SHEETS } from '../../export/feedback/limits'
import { fileName } from '../../export/fileName'
import { officialBytes } from '../../export/officialWord'
import { deckFile } from '../../export/pptx/deckFile'
import { slidesOf } from '../../export/pptx/slides'
import type { DeckPage } from '../../export/pptx/slides'
import { listsOf } from '../../export/problems/letters'
import { dataText } from '../../export/frame'
import type { Stamp } from '../../export/frame'
import { countedDoor } from '../../query/provenance'
import { wordBytes } from '../../export/problems/word'
import { MOST_IN_WORKBOOK, askComparison, comparisonSheets } from '../../export/wholeComparison'
import { workbook } from '../../export/workbook'
import { createTranslator } from '../../i18n'
import { officeMapOf } from '../../query/officeMap'
import type { OfficeMap, Scope } from '../../query/officeMap'
import { UsageError, command, readArguments } from '../arguments'
import { openData } from '../opened'
import type { Opened } from '../opened'

const USAGE = 'pack DATASET|BACKUP.zip --year YEAR [--org AREA|OFFICE] [--level LEVEL] -o DIR'

/** What is packed: the offices of an area, with one of them in focus where an office was named. */
interface Asked {
  scope: Scope & { level: Level }
  focus?: string
  name: string
}

/** The level that most offices of an area with a report of the year have. */
function levelOf(map: OfficeMap, area: string | undefined, year: number): Level {
  const counts = LEVELS.map((level) => ({
    level,
    n: map.count({ year, level, ...(area !== undefined && { area }) }).reporting,
  }))
  return counts.reduce((most, one) => (one.n > most.n ? one : most)).level
}

function askedFor(map: OfficeMap, year: number, named: string | undefined, given: Level | undefined): Asked {
  if (!map.years.includes(year)) throw new UsageError(`--year ${year}: 没有这一年的年报 (no report of that year)`)
  if (named === undefined) return { scope: { year, level: given ?? levelOf(map, undefined, year) }, name: '' }
  const org = map.get(named) ?? map.all.find(({ name }) => name === named)
  if (!org) throw new UsageError(`--org ${named}: 没有这个机关 (no such office)`)
  if (map.all.some(({ parents }) => parents.some((parent) => parent.org === org.id)))
    return { scope: { year, area: org.id, level: given ?? levelOf(map, org.id, year) }, name: org.name }
  const area = map.defaultArea(org, org.level, year)
  return { scope: { year, level: org.level, ...(area !== undefined && { area }) }, focus: org.id, name: org.name }
}

/** Everything that is handed out for a year, by file name. */
async function filesOf(
  { door: plain, collection, synthetic, data, decisions, noted, targets, pins }: Opened,
  map: OfficeMap,
  { scope, focus, name }: Asked,
): Promise<Map<string, Uint8Array>> {
  const words = createTranslator('zh-CN')
  const { t } = words
  const made = new Date()
  const { door, read } = countedDoor(plain)
  /** Of what is made now, with what was read for it and for those before it. */
  const stamp = (): Stamp => {
    const own = read()
    return { words, made, synthetic, data, ...(own && { read: own }) }
  }
  const of = () => ({ synthetic, data: dataText(stamp()) })
  const { year } = scope
  const years = map.years.filter((one) => one <= year)
  const ctx = { ...contextOf(map, { scope, ...(focus !== undefined && { focus }) }, words), targets, pins }
  const base = { collection, scope, years }
  const area = map.get(scope.area)?.name ?? ctx.scopeName
  const title =
    focus === undefined ? t('deck.pack.area', { area, year }) : t('deck.pack.office', { office: name, year })
  const pages: DeckPage[] = []
  for (const page of packPages(base, focus, { title, scopeName: ctx.scopeName }, words)) {
    const { recipe, ...rest } = page
    const figures = recipe ? [await figureFrom(recipe, door, ctx)] : []
    if (figures.every(isWorthAPage)) pages.push({ ...rest, figures })
  }
  const files = new Map<string, Uint8Array>([
    [fileName([title], made, 'pptx'), await deckFile(slidesOf(pages, stamp()), { title })],
  ])

  const answers = await askCircular(door, { scope, year, years })
  const problems = circularProblems(answers, noted, (id) => map.get(id), decisions)
  const date = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long' }).format(made)
  if (focus === undefined) {
    const figures = await circularFigures(door, map, base, words)
    const frame = { area, figures, problems, countsDoubtful: false, sender: '', date, ...of() }
    files.set(
      fileName([area, String(year), t('circular.file')], made, 'docx'),
      await officialBytes(circularOf(answers, frame, words), t('app.name')),
    )
  }
  const lists = listsOf(problems).filter(({ org }) => focus === undefined || org.id === focus)
  if (lists.length > 0)
    files.set(
      fileName([focus === undefined ? area : name, String(year), t('problems.name')], made, 'docx'),
      await wordBytes(lists, words, { title: t('submit.letter-title', { year }), sender: '', date }),
    )
  const within = map.within(scope)
  const n = within.length
  const told = focus === undefined ? within : within.filter(({ id }) => id === focus)
  if (told.length > 0 && told.length <= MOST_SHEETS) {
    const addressees = told.map((org) => ({ org, scope: { ...scope, level: org.level } }))
    const sheets = await feedbackFile(
      await askFeedback(door, addressees, { year, years }),
      ({ org }) => ({
        area,
        problems: problems.filter((one) => one.org.id === org.id),
        countsDoubtful: false,
        sender: '',
        date,
        ...of(),
      }),
      words,
      { area, made },
    )
    files.set(sheets.name, sheets.bytes)
  } else if (told.length > MOST_SHEETS) {
    process.stderr.write(`${t('feedback.file')}: ${t('feedback.too-many', { most: MOST_SHEETS })}\n`)
  }
  if (n <= MOST_IN_WORKBOOK) {
    const whole = await askComparison(door, { scope, years })
    const source = t('submit.sheet-reports', { n })
    files.set(
      fileName([t('submit.sheet-whole'), area, `${years[0] ?? year}-${year}`], made, 'xlsx'),
      workbook(comparisonSheets({ scope: ctx.scopeName, source, ...whole }, words)),
    )
  } else {
    process.stderr.write(`${t('submit.sheet-whole')}: ${t('submit.sheet-too-many', { n, most: MOST_IN_WORKBOOK })}\n`)
  }
  return files
}

/**
 * `pack DATASET|BACKUP.zip --year YEAR [--org AREA|OFFICE] [--level LEVEL] -o DIR`: what is handed out for a year, made
 * without a browser: the deck, of an area the circular, the lists of problems, a sheet for each office, and all figures
 * as a workbook; of a backup, with all that was corrected and decided in it. Exit code 0; 1 where the dataset is not
 * valid, with one line for each issue.
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      year: { type: 'string' },
      org: { type: 'string' },
      level: { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
  })
  const [path] = positionals
  const level = LEVELS.find((one) => one === values.level)
  const year = Number(values.year)
  if (
    path === undefined ||
    positionals.length > 1 ||
    values.output === undefined ||
    !Number.isInteger(year) ||
    (values.level !== undefined && !level)
  )
    throw new UsageError(USAGE)
  const read = await openData(path)
  if ('issues' in read) {
    for (const one of read.issues) process.stderr.write(`${JSON.stringify(one)}\n`)
    return 1
  }
  const { opened } = read
  const map = officeMapOf(opened.frame)
  const files = await filesOf(opened, map, askedFor(map, year, values.org, level))
  await mkdir(values.output, { recursive: true })
  for (const [name, bytes] of files) {
    await writeFile(join(values.output, name), bytes)
    process.stdout.write(`${name}\n`)
  }
  return 0
})
