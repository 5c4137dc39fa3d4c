import { answerSet } from './setAnswer'

/** Reads a large set off the main thread; its columns are handed over as files or buffers, never copied. */
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  const answer = await answerSet(file, (share) => self.postMessage({ share }))
  const { segments = [], texts = [] } = answer.prepared ?? {}
  const buffers = [...segments, ...texts].flatMap(({ bytes }) => (bytes instanceof ArrayBuffer ? [bytes] : []))
  self.postMessage({ answer: [answer] }, { transfer: buffers })
}
