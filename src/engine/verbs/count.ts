/** How often each state from 0 to `kinds` - 1 occurs among every `stride`-th entry from `start` on. */
export function count(states: Uint8Array, kinds: number, start = 0, stride = 1): Uint32Array {
  const counts = new Uint32Array(kinds)
  for (let i = start; i < states.length; i += stride) counts[states[i]!]!++
  return counts
}
