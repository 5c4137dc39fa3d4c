import { isOldOffice, isProtected } from './oldOffice'
import { listZip } from '../../readers/zip/directory'
import { inflateEntry } from '../../readers/zip/inflate'
import type { Budget } from '../../readers/zip/inflate'

/**
 * Why a file cannot be a template: `old` is a format before 2007, `other` no office document of a kind that is filled.
 */
export type TemplateFault = 'password' | 'old' | 'damaged' | 'large' | 'other' | 'empty'

export class TemplateError extends Error {
  override name = 'TemplateError'
  constructor(readonly fault: TemplateFault) {
    super(fault)
  }
}

/** The parts of an office document by path, in their order. */
export type Parts = Map<string, Uint8Array>

/** Larger templates are refused: 50 MB, and 300 MB of what is in them. */
const MOST_BYTES = 50 * 1024 * 1024
const MOST_INFLATED = 300 * 1024 * 1024

/** Takes an office document apart. Throws a TemplateError. */
export function openTemplate(bytes: Uint8Array): Parts {
  if (bytes.length > MOST_BYTES) throw new TemplateError('large')
  if (isOldOffice(bytes)) throw new TemplateError(isProtected(bytes) ? 'password' : 'old')
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new TemplateError('other')
  const entries = listZip(bytes)
  if (!entries) throw new TemplateError('damaged')
  const budget: Budget = { left: MOST_INFLATED }
  const parts: Parts = new Map()
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue
    const inflated = inflateEntry(bytes, entry, MOST_INFLATED, budget)
    if ('failed' in inflated)
      throw new TemplateError(
        inflated.failed === 'bomb' ? 'large' : inflated.failed === 'password' ? 'password' : 'damaged',
      )
    parts.set(entry.name, inflated.bytes)
  }
  if (!parts.has('[Content_Types].xml')) throw new TemplateError('other')
  return parts
}
