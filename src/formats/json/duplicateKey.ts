import { visit } from 'jsonc-parser'

const pathOf = (steps: readonly (string | number)[]): string =>
  steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./u, '')

/**
 * The place of the first key that an object of a JSON text has twice (`reports[3].cells.review.total`), or nothing. A
 * parser takes the later of two and says nothing, so that a figure may be lost unseen. The text must be JSON.
 */
export function duplicateKey(text: string): string | undefined {
  const open: Set<string>[] = []
  let found: string | undefined
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set())
    },
    onObjectEnd: () => {
      open.pop()
    },
    onObjectProperty: (key, _offset, _length, _line, _column, within) => {
      const keys = open.at(-1)
      if (keys?.has(key)) found ??= pathOf([...within(), key])
      keys?.add(key)
    },
  })
  return found
}
