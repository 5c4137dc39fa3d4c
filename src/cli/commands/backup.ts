import { BackupError, checkBackup } from '../../formats/backup/readBackup'
import { UsageError, command, readArguments } from '../arguments'
import { writeText } from '../output'
import { fileOnDisk } from '../sets'

/**
 * `backup check FILE`: whether a backup can be restored whole, read in parts, as one JSON object on standard output:
 * `{sound: true, made, datasets, reports, records}`, or `{sound: false, reason, part?}` where a part is missing, cut or
 * changed. Exit code 0 or 1.
 */
export const run = command(async (args) => {
  const { positionals } = readArguments({ args, allowPositionals: true, options: {} })
  const [what, path, ...rest] = positionals
  if (what !== 'check' || path === undefined || rest.length > 0) throw new UsageError('backup check FILE')
  const say = (answer: object): Promise<void> => writeText(undefined, [`${JSON.stringify(answer)}\n`])
  try {
    const { manifest } = await checkBackup(fileOnDisk(path))
    const { made, datasets, records } = manifest
    await say({
      sound: true,
      made: new Date(made).toISOString(),
      datasets: datasets.length,
      reports: datasets.reduce((sum, { reports }) => sum + reports, 0),
      records,
    })
    return 0
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    await say({ sound: false, reason: error.reason, ...(error.detail && { part: error.detail }) })
    return 1
  }
})
