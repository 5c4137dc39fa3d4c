import type { Frame } from './frame'

const MOST = 400
const kept = new WeakMap<Frame, Map<string, unknown>>()

/**
 * Something made of a frame alone, made once: a frame never changes. Of the many that a long session may ask for, those
 * asked for longest ago are made again.
 */
export function rememberIn<T>(frame: Frame, key: string, make: () => T): T {
  const own = kept.get(frame) ?? new Map<string, unknown>()
  kept.set(frame, own)
  if (own.has(key)) {
    const held = own.get(key) as T
    if (own.size >= MOST) {
      own.delete(key)
      own.set(key, held)
    }
    return held
  }
  const made = make()
  own.set(key, made)
  if (own.size > MOST) own.delete(own.keys().next().value!)
  return made
}
