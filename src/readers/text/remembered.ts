/** Texts longer than this are read once or twice in a document, and not kept. */
const LONGEST = 120
const MOST = 4_096

/**
 * A function of short texts that keeps its answers: a table asks the same words over and over, as each may begin or go
 * on with a label.
 */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, { answer: T }>()
  return (text) => {
    if (text.length > LONGEST) return of(text)
    const held = known.get(text)
    if (held) return held.answer
    if (known.size >= MOST) known.clear()
    const answer = of(text)
    known.set(text, { answer })
    return answer
  }
}
