import { FormatError } from '../../formats/source'
import { publish } from '../../remote/publish/publish'
import { RemoteError } from '../../remote/wire'
import type { Address } from '../../remote/wire'
import { UsageError, command, readArguments } from '../arguments'
import { readSetFile } from '../sets'

const USAGE =
  'publish DATASET... --to http://HOST:8123[,http://REPLICA:8123] [--to ...] --database NAME ' +
  '[--cluster NAME] [--user NAME] (password in LENS_PASSWORD)'

function addressOf(url: string, database: string, user: string | undefined): Address {
  if (!/^https?:\/\//u.test(url) || !URL.canParse(url)) throw new UsageError(`--to ${url}: http(s)://HOST:PORT`)
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(database)) throw new UsageError(`--database ${database}: A–Z, 0–9, _`)
  const password = process.env.LENS_PASSWORD
  return { url, database, ...(user !== undefined && { user }), ...(password !== undefined && { password }) }
}

/** How far a dataset is, on one line that is written over; nothing where the output is no terminal. */
const progressOf = (path: string) => (done: number, total: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${path} ${done}/${total}${done === total ? '\n' : ''}`)
}

/**
 * `publish DATASET... --to URL --database NAME`: datasets of any kind to a ClickHouse server, or with `--to` for one
 * server of each shard (its replicas after commas) and `--cluster` to a cluster. Each dataset becomes readable when all
 * of it is there; what is there already is not sent again. One JSON object a dataset on standard output. Exit code 0; 1
 * where a dataset is not valid or a server refuses.
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      to: { type: 'string', multiple: true },
      database: { type: 'string' },
      cluster: { type: 'string' },
      user: { type: 'string' },
    },
  })
  const { to = [], database, cluster, user } = values
  if (positionals.length === 0 || to.length === 0 || database === undefined) throw new UsageError(USAGE)
  const shards = to.map((urls) => urls.split(',').map((url) => addressOf(url, database, user)))
  if (shards.flat().length > 1 && cluster === undefined) throw new UsageError(`--cluster NAME: ${USAGE}`)
  let status = 0
  for (const path of positionals) {
    try {
      const { prepared, issues } = await readSetFile(path)
      if (!prepared) {
        for (const one of issues) process.stderr.write(`${JSON.stringify(one)}\n`)
        status = 1
        continue
      }
      const { isUnchanged, rows, load } = await publish(
        prepared,
        shards.map(([first]) => first!),
        {
          replicas: shards.map(([, ...others]) => others),
          ...(cluster !== undefined && { cluster }),
          onProgress: progressOf(path),
        },
      )
      const { id } = prepared.manifest
      process.stdout.write(
        `${JSON.stringify({ file: path, dataset: id, version: load, unchanged: isUnchanged, rows })}\n`,
      )
    } catch (error) {
      if (error instanceof FormatError)
        process.stderr.write(`${JSON.stringify({ code: error.code, at: error.at, params: error.params })}\n`)
      else if (error instanceof RemoteError)
        process.stderr.write(`${JSON.stringify({ code: error.reason, at: error.where, detail: error.detail })}\n`)
      else throw error
      status = 1
    }
  }
  return status
})
