import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Address } from '../../../src/remote/wire'

/** ClickHouse servers of our own on loopback: nothing of the system's is used or touched. */

export const CLUSTER_NAME = 'lens'
export const READER = { user: 'lens_reader', password: 'to read' }
export const LOADER = { user: 'lens_loader', password: 'to load' }

const BINARIES = ['/usr/sbin/clickhouse-server', '/usr/bin/clickhouse-server']

export const serverBinary = (): string | undefined => BINARIES.find((path) => existsSync(path))

interface Ports {
  http: number
  tcp: number
  interserver: number
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer()
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

const clusterXml = (all: readonly Ports[]): string =>
  all.length < 2
    ? '<remote_servers/>'
    : `<remote_servers><${CLUSTER_NAME}>${all
        .map(
          ({ tcp }) =>
            `<shard><replica><host>127.0.0.1</host><port>${tcp}</port><user>${READER.user}</user><password>${READER.password}</password></replica></shard>`,
        )
        .join('')}</${CLUSTER_NAME}></remote_servers>`

const configXml = (
  folder: string,
  { http, tcp, interserver }: Ports,
  all: readonly Ports[],
): string => `<?xml version="1.0"?>
<yandex>
  <logger><level>warning</level><log>${folder}/log</log><errorlog>${folder}/errors</errorlog></logger>
  <http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><interserver_http_port>${interserver}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path>
  <users_config>users.xml</users_config><default_profile>default</default_profile>
  <default_database>default</default_database>
  <mark_cache_size>268435456</mark_cache_size><uncompressed_cache_size>0</uncompressed_cache_size>
  ${clusterXml(all)}
</yandex>`

const USERS = `<?xml version="1.0"?>
<yandex>
  <profiles><default><connect_timeout>2</connect_timeout></default></profiles>
  <users/>
  <quotas><default><interval><duration>3600</duration><queries>0</queries><errors>0</errors><result_rows>0</result_rows><read_rows>0</read_rows><execution_time>0</execution_time></interval></default></quotas>
</yandex>`

/** The users that are told of for a server in earnest; here they may read every database of a test. */
const LENS_USERS = readFileSync(
  fileURLToPath(new URL('../../../deploy/clickhouse/users.d/lens.xml', import.meta.url)),
  'utf8',
).replace(/<allow_databases>.*<\/allow_databases>/u, '')

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const ENVIRONMENT = {
  ...process.env,
  LENS_READER_SHA256: sha256(READER.password),
  LENS_LOADER_SHA256: sha256(LOADER.password),
}

/** One server, which can be stopped and started again with what it holds. */
class Server {
  private child: ChildProcess | undefined
  constructor(
    private readonly folder: string,
    readonly ports: Ports,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`
  }

  async start(): Promise<void> {
    this.child = spawn(serverBinary()!, [`--config-file=${this.folder}/config.xml`], {
      stdio: 'ignore',
      env: ENVIRONMENT,
    })
    for (let i = 0; i < 300; i++) {
      if (
        await fetch(`${this.url}/ping`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return
      if (this.child.exitCode !== null) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no server at ${this.url}: see ${this.folder}/errors`)
  }

  /** Leaves it where it is, neither answering nor refusing, as one does that is overloaded; or lets it go on. */
  pause(isOn: boolean): void {
    this.child?.kill(isOn ? 'SIGSTOP' : 'SIGCONT')
  }

  /** Ends it at once, as a failing machine does. */
  async stop(): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}

export interface Cluster {
  servers: readonly Server[]
  /** What to publish to, a shard each. */
  loading(database: string): Address[]
  /** What to ask: the first server, or another. */
  reading(database: string, at?: number): Address
  stop(): Promise<void>
}

/** Starts so many servers, each a shard of one cluster. */
export async function startCluster(shards: number): Promise<Cluster> {
  const root = mkdtempSync(join(tmpdir(), 'lens-cluster-'))
  const ports = await freePorts(shards * 3)
  const all = Array.from({ length: shards }, (_, i) => ({
    http: ports[i * 3]!,
    tcp: ports[i * 3 + 1]!,
    interserver: ports[i * 3 + 2]!,
  }))
  const servers = all.map((own, i) => {
    const folder = join(root, String(i))
    for (const name of ['', 'data', 'tmp', 'users.d']) mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, 'config.xml'), configXml(folder, own, all))
    writeFileSync(join(folder, 'users.xml'), USERS)
    writeFileSync(join(folder, 'users.d', 'lens.xml'), LENS_USERS)
    return new Server(folder, own)
  })
  await Promise.all(servers.map((server) => server.start()))
  return {
    servers,
    loading: (database) => servers.map(({ url }) => ({ url, database, ...LOADER })),
    reading: (database, at = 0) => ({ url: servers[at]!.url, database, ...READER }),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()))
      rmSync(root, { recursive: true, force: true })
    },
  }
}
