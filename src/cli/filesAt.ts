import { readFile, stat } from 'node:fs/promises'
import { issue } from '../domain/issues'
import { MOST_BYTES } from '../parse'
import { MOST_ARCHIVE_BYTES, filesIn, isArchive } from '../readers/archive'
import type { PackedFile } from '../readers/archive'

/**
 * The file at a path, or each of a zip's; one that is too large is refused unread. Rejects where the path cannot be
 * read.
 */
export async function* filesAt(path: string): AsyncGenerator<PackedFile> {
  const { size } = await stat(path)
  const limit = /\.zip$/iu.test(path) ? MOST_ARCHIVE_BYTES : MOST_BYTES
  if (size > limit) {
    yield { name: path, issues: [issue('file-too-large', { file: path }, { bytes: size, limit })] }
    return
  }
  const bytes = new Uint8Array(await readFile(path))
  if (isArchive(bytes, path)) yield* filesIn(bytes, path)
  else yield { name: path, bytes, issues: [] }
}
