/** As long as this the page may be kept busy before it gets a breath, in milliseconds. */
const SLICE = 12

const channel = typeof MessageChannel === 'undefined' ? undefined : new MessageChannel()
const waiting: (() => void)[] = []
if (channel) channel.port1.onmessage = () => waiting.shift()?.()

/** Lets the page paint and hear its user; a timer would be held back. */
export const breathe = (): Promise<void> =>
  new Promise((done) => {
    if (!channel) {
      setTimeout(done, 0)
      return
    }
    waiting.push(done)
    channel.port2.postMessage(0)
  })

let since = 0
let last: Promise<void> = Promise.resolve()

/**
 * Resolves when a piece of work may begin: at once, or after a breath where those before it have kept the page busy.
 * One after another.
 */
export const inTurn = (): Promise<void> =>
  (last = last.then(async () => {
    if (performance.now() - since <= SLICE) return
    await breathe()
    since = performance.now()
  }))
