import { readFile } from './readFile'

/** Reads files off the main thread, one a message. */
self.onmessage = async ({ data }: MessageEvent<{ name: string; bytes: ArrayBuffer }>) => {
  self.postMessage(await readFile(new Uint8Array(data.bytes), data.name))
}
