import { readDocument } from '../../readers'
import type { ReaderTask } from './reader'
import { readFiles } from './readFile'

/** Reads files off the main thread, one a message. */
self.onmessage = async ({ data }: MessageEvent<Partial<ReaderTask>>) => {
  const { name, bytes, as } = data
  if (name === undefined || bytes === undefined) return
  const read = new Uint8Array(bytes)
  self.postMessage({ answer: [as === 'page' ? (await readDocument(read, name)).page : await readFiles(read, name)] })
}
