import { readDocument } from '../parse/readers'
import type { ReaderTask } from './reader'
import { readFiles } from './readFile'

/** Reads files off the main thread, one a message. */
self.onmessage = async ({ data: { name, bytes, as } }: MessageEvent<ReaderTask>) => {
  self.postMessage(as === 'page' ? (await readDocument(new Uint8Array(bytes), name)).page : await readFiles(new Uint8Array(bytes), name))
}
