import { METRICS, METRIC_CODES } from '../domain/metrics'
import { guarded, quoted } from '../formats/wideTable'
import { createTranslator } from '../i18n'
import type { Prepared } from '../pack/records'
import { createClient } from '../query/client'
import { frameOf } from '../query/load'
import { observationsOf } from '../query/observations'

/** Few enough that every mark of a figure is known. */
const AT_ONCE = 500

export const LONG_HEAD = [
  'REF_AREA',
  'NAME',
  'TIME_PERIOD',
  'INDICATOR',
  'INDICATOR_NAME',
  'OBS_VALUE',
  'UNIT_MEASURE',
  'OBS_STATUS',
  'ORIGIN',
  'REASON',
] as const

/**
 * A dataset as a table of one figure a line, as CSV: with what the checks say of it (`OBS_STATUS` in SDMX codes) and
 * why. What no report of an office and year could hold (no report, or no such cell in its form) has no line. Money in
 * yuan.
 */
export async function* longCsv(prepared: Prepared): AsyncGenerator<string> {
  const frame = frameOf([prepared])
  const door = createClient(frame, () => Promise.resolve(undefined))
  yield `\uFEFF${LONG_HEAD.join()}\r\n`
  const { years } = prepared.manifest
  const ids = frame.orgs.map(({ id }) => id)
  const words = createTranslator('zh-CN')
  for (const metric of METRIC_CODES) {
    const name = words.metric(metric)
    const { unit } = METRICS[metric]
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const offices = ids.slice(from, from + AT_ONCE)
      const { matrix } = await door.run({ kind: 'lines', metric, offices, years })
      let lines = ''
      for (const { org, year, value, status, origin, reasons } of observationsOf(matrix)) {
        if (reasons.includes('no-report') || reasons.includes('not-in-form')) continue
        const fields = [org.id, org.name, year, metric, name, value ?? '', unit, status, origin, reasons.join(' ')]
        lines += `${fields.map((field) => (typeof field === 'string' ? quoted(guarded(field)) : field)).join()}\r\n`
      }
      if (lines !== '') yield lines
    }
  }
}
