import { readPage } from './reader'

/**
 * The rows of cells of a file, of its tables or its lines: a spreadsheet, a CSV, a Word file. Read off the main thread.
 */
export async function rowsOfFile(file: File): Promise<string[][]> {
  const page = await readPage(file, file.name)
  return (page?.blocks ?? []).map((block) =>
    block.kind === 'row'
      ? block.cells.filter(({ merged }) => !merged).map(({ text }) => text.trim())
      : block.text.split(/\t|[|｜,，]/u).map((cell) => cell.trim()),
  )
}
