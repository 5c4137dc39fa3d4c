import { PRIORITIES } from '../query/spec'
import type { Priority } from '../query/spec'

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
let isRunning = false
const queues: Record<Priority, (() => void)[]> = { 'user-blocking': [], 'user-visible': [], background: [] }

/** The most urgent of those that wait, and of these the first. */
const next = (): (() => void) | undefined => queues[PRIORITIES.find((one) => queues[one].length > 0)!]?.shift()

async function runQueues(): Promise<void> {
  isRunning = true
  for (;;) {
    if (performance.now() - since > SLICE) {
      await breathe()
      since = performance.now()
    }
    const begin = next()
    if (!begin) break
    begin()
    // What waited for its turn does its work before this goes on.
    await Promise.resolve()
  }
  isRunning = false
}

/**
 * Resolves when a piece of work may begin: at once, or after a breath where those before it have kept the page busy.
 * One after another, the more urgent first.
 */
export const inTurn = (priority: Priority = 'user-visible'): Promise<void> =>
  new Promise((begin) => {
    queues[priority].push(begin)
    if (!isRunning) void runQueues()
  })
