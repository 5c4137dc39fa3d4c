import { answer } from './answer'
import type { ReaderTask } from './reader'

/** Reads files off the main thread, one a message. */
self.onmessage = async ({ data }: MessageEvent<Partial<ReaderTask>>) => {
  const { name, bytes, as } = data
  if (name === undefined || bytes === undefined || as === undefined) return
  self.postMessage({ answer: [await answer({ name, bytes, as })] })
}
