import { readDocument } from '../../readers'
import type { Page } from '../../parse'
import type { ReaderTask } from './reader'
import { readFiles } from './readFile'
import type { FileReading } from './readFile'

/** What a file says, or how it looks: the same in a worker and on the page. */
export async function answer({ name, bytes, as }: ReaderTask): Promise<FileReading[] | Page | undefined> {
  const read = new Uint8Array(bytes)
  return as === 'page' ? (await readDocument(read, name)).page : readFiles(read, name)
}
