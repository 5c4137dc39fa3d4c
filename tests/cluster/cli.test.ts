import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/publish'
import { currentAt } from '../../src/remote/versions'
import { LOADER, startCluster } from './support/servers'
import type { Cluster } from './support/servers'

let cluster: Cluster
beforeAll(async () => {
  cluster = await startCluster(1)
})
afterAll(() => cluster.stop())

async function called(args: string[], password = LOADER.password): Promise<{ code: number; out: string; err: string }> {
  vi.stubEnv('LENS_PASSWORD', password)
  let [out, err] = ['', '']
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  try {
    return { code: await run(args), out, err }
  } finally {
    stdout.mockRestore()
    stderr.mockRestore()
    vi.unstubAllEnvs()
  }
}

describe('cli publish', () => {
  it('puts datasets on one server, once', async () => {
    const to = ['--to', cluster.servers[0]!.url, '--database', 'cli', '--user', LOADER.user]
    const first = await called(['data/demo-district.json', ...to])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(first.out)).toMatchObject({ dataset: 'demo-district', unchanged: false })
    expect(JSON.parse((await called(['data/demo-district.json', ...to])).out)).toMatchObject({ unchanged: true })
    expect((await currentAt(cluster.reading('cli'))).map(({ dataset }) => dataset)).toEqual(['demo-district'])
  })

  it('says in one line what is wrong', async () => {
    const to = ['--to', cluster.servers[0]!.url, '--database', 'cli', '--user', LOADER.user]
    expect(await called(['data/demo-district.json'])).toMatchObject({ code: 2 })
    expect(await called(['data/demo-district.json', '--to', 'nowhere', '--database', 'cli'])).toMatchObject({ code: 2 })
    expect(await called(['data/demo-district.json', ...to.slice(0, 2), '--database', 'a;b'])).toMatchObject({ code: 2 })
    const refused = await called(['data/demo-district.json', ...to], 'wrong')
    expect([refused.code, JSON.parse(refused.err)]).toMatchObject([1, { code: 'refused' }])
    expect(await called(['missing.json', ...to])).toMatchObject({ code: 1 })
  })
})
