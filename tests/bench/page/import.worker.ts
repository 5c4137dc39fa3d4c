import { readSet } from '../../../src/formats/read'
import { chunksOf } from '../../../src/formats/source'
import { indexedDbTables, storeOver } from '../../../src/storage'

export interface ImportTask {
  url: string
  name: string
  store: boolean
}
/** Milliseconds: all, and of that the fetch, reading and packing, and storing. */
export interface ImportTimes {
  all: number
  fetch: number
  read: number
  store: number
}

const alone = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * Imports a file as the app does: off the main thread, from a file that the browser holds. One that is not to be stored
 * is read from memory, as what it is compared with is.
 */
async function importFile({ url, name, store }: ImportTask): Promise<ImportTimes> {
  const start = performance.now()
  const blob = await (await fetch(url)).blob()
  const bytes = store ? undefined : new Uint8Array(await blob.arrayBuffer())
  const fetched = performance.now()
  const { prepared, issues } = await readSet({
    name,
    size: blob.size,
    chunks: () => (bytes ? alone(bytes) : chunksOf(blob.stream() as ReadableStream<Uint8Array>)),
    slice: (from, to) => blob.slice(from, to).arrayBuffer(),
  })
  if (!prepared) throw new Error(`${name}: ${JSON.stringify(issues)}`)
  const read = performance.now()
  if (store) {
    const kept = storeOver(await indexedDbTables())
    await kept.save({ prepared: [prepared] })
    kept.close()
  }
  const end = performance.now()
  return { all: end - start, fetch: fetched - start, read: read - fetched, store: end - read }
}

onmessage = ({ data }: MessageEvent<ImportTask>) => {
  importFile(data).then(
    (times) => {
      postMessage({ times })
    },
    (error: unknown) => {
      postMessage({ error: error instanceof Error ? `${error.message}\n${error.stack}` : JSON.stringify(error) })
    },
  )
}
