import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
}

export interface FileServer {
  port: number
  close(): void
}

/**
 * Serves folders under the given paths of one port, as they are. Pages are isolated from other origins, which gives
 * them a finer clock and lets them ask for their memory.
 */
export async function serve(folders: Readonly<Record<string, string>>): Promise<FileServer> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    const prefix = Object.keys(folders)
      .filter((known) => path.startsWith(known))
      .sort((a, b) => b.length - a.length)[0]
    const file = prefix === undefined ? '' : join(folders[prefix]!, path.slice(prefix.length) || 'index.html')
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': file.includes('files') ? 'no-store' : 'max-age=3600',
    })
    createReadStream(file, { highWaterMark: 1 << 20 }).pipe(response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close()
    },
  }
}
