/** A folder may hold anything: more files than this are not taken. */
export const MOST_DROPPED = 5000

const HIDDEN = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/iu

const fileOf = (entry: FileSystemFileEntry): Promise<File | undefined> =>
  new Promise((resolve) => {
    entry.file(resolve, () => resolve(undefined))
  })

/** A directory hands out its entries in portions until one is empty. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const found: FileSystemEntry[] = []
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]))
    })
    if (portion.length === 0) return found
    found.push(...portion)
  }
}

/** The folders on the way to files that were dropped with them. */
const paths = new WeakMap<File, string>()

/** A file's name with the folders on the way to it, where it was dropped or chosen with them. */
export const pathOf = (file: File): string => paths.get(file) ?? (file.webkitRelativePath || file.name)

/** What one may see of a folder, by name; not what systems and programs leave in it. */
export const visibleFiles = (files: Iterable<File>): File[] =>
  [...files].filter(({ name }) => !HIDDEN.test(name)).slice(0, MOST_DROPPED)

/**
 * The files that were dropped, those of dropped folders and of the folders in them included. Must be called while the
 * drop is being handled: what was dropped is gone afterwards.
 */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const plain = [...data.files]
  const waiting = [...data.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry?.() ?? []) : []))
  if (!waiting.some((entry) => entry.isDirectory)) return plain
  const files: File[] = []
  while (waiting.length > 0 && files.length < MOST_DROPPED) {
    const entry = waiting.shift()!
    if (HIDDEN.test(entry.name)) continue
    if (entry.isDirectory) waiting.push(...(await entriesOf(entry as FileSystemDirectoryEntry)))
    else {
      const file = await fileOf(entry as FileSystemFileEntry)
      if (!file) continue
      paths.set(file, entry.fullPath.replace(/^\//u, ''))
      files.push(file)
    }
  }
  return files
}
