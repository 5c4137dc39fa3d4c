import { readFile, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import * as v from 'valibot'
import { contextOf } from '../../charts/areaNames'
import { AREA_MEASURES } from '../../charts/areaRanking'
import { RECIPE_KINDS, figureFrom } from '../../charts/recipe'
import type { Recipe } from '../../charts/recipe'
import { isMetricId } from '../../domain/metrics'
import { LEVELS } from '../../domain/orgs'
import { figureSvg } from '../../export/figureSvg'
import { SHEETS } from '../../export/pictureSizes'
import { deckFile } from '../../export/pptx/deckFile'
import { slidesOf } from '../../export/pptx/slides'
import { createTranslator } from '../../i18n'
import { ENDINGS } from '../../query/applications'
import { countedDoor } from '../../query/provenance'
import { officeMapOf } from '../../query/officeMap'
import { UsageError, command, readArguments } from '../arguments'
import { openData } from '../opened'

const metric = v.pipe(v.string(), v.check(isMetricId, 'no such metric'))
const specShape = v.strictObject({
  kind: v.picklist(RECIPE_KINDS),
  metric,
  scope: v.strictObject({ area: v.optional(v.string()), level: v.optional(v.picklist(LEVELS)), year: v.number() }),
  years: v.array(v.number()),
  focus: v.optional(v.string()),
  highlights: v.optional(v.array(v.string())),
  against: v.optional(metric),
  by: v.optional(v.picklist(LEVELS)),
  measure: v.optional(v.picklist(AREA_MEASURES)),
  ending: v.optional(v.picklist(ENDINGS)),
  own: v.optional(v.boolean()),
})

/** What is drawn: a kind of figure, a metric, a scope and years, as JSON. */
function readSpec(text: string, collection: string): Recipe {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`spec: ${String(error)}`)
  }
  const read = v.safeParse(specShape, given)
  if (read.success) return { ...read.output, collection } as Recipe
  const [issue] = read.issues
  throw new UsageError(`spec: ${v.getDotPath(issue) ?? ''} ${issue.message}`)
}

const USAGE = 'figure DATASET|BACKUP.zip --spec spec.json -o FILE.svg|FILE.pptx'

/**
 * `figure DATASET|BACKUP.zip --spec spec.json -o FILE.(svg|pptx)`: one figure of a dataset or of a
 * backup, drawn without a browser. Exit code 0; 1
 * where the dataset is not valid, with one line for each issue.
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { spec: { type: 'string' }, output: { type: 'string', short: 'o' } },
  })
  const [path] = positionals
  const { spec, output } = values
  if (path === undefined || positionals.length > 1 || spec === undefined || output === undefined)
    throw new UsageError(USAGE)
  const kind = extname(output).toLowerCase()
  if (kind === '.png')
    throw new UsageError('PNG 需要浏览器绘制，请改用 .svg 或 .pptx (a PNG needs a browser: use .svg or .pptx)')
  if (kind !== '.svg' && kind !== '.pptx') throw new UsageError(USAGE)

  const read = await openData(path)
  if ('issues' in read) {
    for (const one of read.issues) process.stderr.write(`${JSON.stringify(one)}\n`)
    return 1
  }
  const { frame, door: plain, collection, synthetic, data, targets, pins } = read.opened
  const recipe = readSpec(await readFile(spec, 'utf8'), collection)
  const words = createTranslator('zh-CN')
  const ctx = { ...contextOf(officeMapOf(frame), recipe, words), targets, pins }
  const counted = countedDoor(plain)
  const figure = await figureFrom(recipe, counted.door, ctx)
  const own = counted.read()
  const stamp = { words, synthetic, made: new Date(), data, ...(own && { read: own }) }
  await writeFile(
    output,
    kind === '.svg'
      ? figureSvg(figure, stamp, { sheet: SHEETS.slide })
      : await deckFile(slidesOf([{ layout: 'figure', figures: [figure] }], stamp), { title: figure.title }),
  )
  return 0
})
