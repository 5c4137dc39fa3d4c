import { readFile } from 'node:fs/promises'
import type { Download } from 'playwright-core'
import { readDocument } from '../../../src/readers'

/** The text of a file that was saved, a line a paragraph or row. */
export async function linesOf(download: Download): Promise<string> {
  const { page } = await readDocument(
    new Uint8Array(await readFile(await download.path())),
    download.suggestedFilename(),
  )
  return page!.blocks
    .map((block) => (block.kind === 'line' ? block.text : block.cells.map(({ text }) => text).join(' ')))
    .join('\n')
}
