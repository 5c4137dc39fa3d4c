import { readFile, stat } from 'node:fs/promises'
import { issue } from '../../domain/issues'
import { MOST_ARCHIVE_BYTES, filesOf } from '../../readers/archive'
import type { FoundFile } from '../../readers/archive'
import { MOST_BYTES } from '../../readers/limits'

/**
 * The file at a path, or each of a zip's; one that is too large is refused unread. Rejects where the path cannot be
 * read.
 */
export async function* filesAt(path: string): AsyncGenerator<FoundFile> {
  const { size } = await stat(path)
  const limit = /\.zip$/iu.test(path) ? MOST_ARCHIVE_BYTES : MOST_BYTES
  if (size > limit) {
    yield { name: path, issues: [issue('file-too-large', { file: path }, { bytes: size, limit })] }
    return
  }
  yield* filesOf(new Uint8Array(await readFile(path)), path)
}
