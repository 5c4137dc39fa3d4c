import type { PartedFile } from './zipParts'

/** What is followed of long work over a file, and what ends it. */
export interface Following {
  signal?: AbortSignal
  /** Bytes read or written so far. */
  onStep?: (bytes: number) => Promise<void> | void
}

/** A browser's file, read in parts. */
export function partedFile(file: Blob, { signal, onStep }: Following = {}): PartedFile {
  let read = 0
  return {
    size: file.size,
    async slice(from, to) {
      signal?.throwIfAborted()
      const bytes = await file.slice(from, to).arrayBuffer()
      await onStep?.((read += bytes.byteLength))
      return bytes
    },
  }
}
