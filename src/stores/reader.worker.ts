import { readFile } from './readFile'

/** Reads files off the main thread, one a message. */
self.onmessage = ({ data }: MessageEvent<{ name: string; bytes: ArrayBuffer }>) => {
  self.postMessage(readFile(new Uint8Array(data.bytes), data.name))
}
