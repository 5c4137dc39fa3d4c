import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { serverBinary } from './support/servers'

/**
 * Runs the tests against ClickHouse servers of their own; where there is no ClickHouse and none can be had, says so.
 */

const isRoot = process.getuid?.() === 0
if (!serverBinary() && isRoot && existsSync('/usr/bin/apt-get')) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' })
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'clickhouse-server')
}
if (serverBinary()) {
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'cluster',
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=node_modules/.cache/results/cluster.json',
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  )
  process.exitCode = status ?? 1
} else console.log('No ClickHouse here, so the cluster is not tried: apt-get install clickhouse-server')
