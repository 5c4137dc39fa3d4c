import { FileParts } from '../formats/fileParts'
import { download } from './download'

/** A file that is written piece by piece: nothing of it is there before it is done. */
export interface SaveTarget {
  write(piece: Uint8Array): Promise<void>
  /** Begins anew. */
  again(): Promise<void>
  done(): Promise<void>
  /** Leaves nothing behind. */
  drop(): Promise<void>
}

/** What browsers have that write where the user says; others have only downloads. */
interface Picker {
  showSaveFilePicker?: (options: {
    suggestedName: string
    types: { accept: Record<string, string[]> }[]
  }) => Promise<FileSystemFileHandle & { remove?: () => Promise<void> }>
}

function downloaded(name: string, type: string): SaveTarget {
  let parts = new FileParts()
  return {
    write: async (piece) => parts.add(piece),
    again: async () => {
      parts = new FileParts()
    },
    done: async () => download(parts.file(type), name),
    drop: async () => undefined,
  }
}

/**
 * Asks where a file shall go, and writes it straight to disk; where the browser cannot, it becomes a download when it
 * is done. Rejects with an AbortError where the user chooses nothing. To be called at a press.
 */
export async function saveTarget(name: string, type: string, page: Picker = globalThis as Picker): Promise<SaveTarget> {
  if (!page.showSaveFilePicker) return downloaded(name, type)
  const ending = name.slice(name.lastIndexOf('.'))
  try {
    const handle = await page.showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [ending] } }] })
    const file = await handle.createWritable()
    return {
      write: (piece) => file.write(piece as Uint8Array<ArrayBuffer>),
      again: () => file.truncate(0),
      done: () => file.close(),
      async drop() {
        await file.abort().catch(() => undefined)
        // The browser has made an empty file where the user said.
        if ((await handle.getFile()).size === 0) await handle.remove?.()
      },
    }
  } catch (error) {
    if ((error as { name?: string } | null)?.name === 'AbortError') throw error
    return downloaded(name, type)
  }
}
