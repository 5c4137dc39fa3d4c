import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preview } from 'vite'

/** A server of the built app, one release of it after another. */
export interface Releases {
  url: string
  /** Serves the app as it was built. */
  first(): Promise<void>
  /** Puts another release in place of the one served: every part of the page has another name. */
  next(): Promise<void>
  close(): Promise<void>
}

/** `built`: the folder that holds the built app. */
export async function serveReleases(built: URL): Promise<Releases> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'))
  const assets = join(folder, 'assets')
  const server = await preview({ build: { outDir: folder }, preview: { port: 0, open: false }, logLevel: 'silent' })
  return {
    url: server.resolvedUrls!.local[0]!,
    async first() {
      await rm(folder, { recursive: true })
      await cp(built, folder, { recursive: true })
    },
    async next() {
      const names = await readdir(assets)
      const parts = names.filter((name) => name.endsWith('.js'))
      const renamed = (text: string): string =>
        parts
          .reduce((so, part) => so.replaceAll(part, `next-${part}`), text)
          .replace(/(index\.html",revision:")/u, '$1next')
      for (const name of ['index.html', 'sw.js'])
        await writeFile(join(folder, name), renamed(await readFile(join(folder, name), 'utf8')))
      for (const name of parts) {
        await writeFile(join(assets, `next-${name}`), renamed(await readFile(join(assets, name), 'utf8')))
        await rm(join(assets, name))
      }
    },
    async close() {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}
