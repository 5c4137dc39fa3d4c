import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, it } from 'vitest'
import { serveReleases } from '../e2e/support/releases'
import type { Releases } from '../e2e/support/releases'
import { releaseAnywhere } from './browser/releases'
import { killScreens } from './browser/screens'
import { SEED, countOf, told } from './told'

let folder: string
let releases: Releases
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'torture-app-'))
  // Within a test the app would be built as for tests: without its service worker.
  const env = { ...process.env, NODE_ENV: 'production' }
  const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', folder]
  await promisify(execFile)(process.execPath, args, { env })
  releases = await serveReleases(pathToFileURL(`${folder}/`))
}, 120_000)
afterAll(async () => {
  await releases.close()
  await rm(folder, { recursive: true })
})

it('a newer release comes under pages in use', async () => {
  told('releases under open pages', await releaseAnywhere(releases, SEED, countOf('RELEASES', 90)))
})

it('the browser is killed while screens store something', async () => {
  await releases.first()
  told('kills on screens', await killScreens(releases.url, SEED, countOf('SCREENS', 60)))
})
