import { ref } from 'vue'
import type { FileReading } from '../reading/readFile'
import { readFiles } from '../reading/reader'

/** Reads files one after another and hands on what was read as it comes; `take` gets the file and its path too. */
export function useReadInTurn(take: (given: FileReading, source: File, path: string) => void) {
  const reading = ref<{ done: number; total: number; file: string; share?: number }>()
  /** Files that a cancelled reading did not come to. */
  const left = ref(0)
  let control = new AbortController()

  /** Each shows as soon as it is read. Cancelling keeps what was read by then. */
  async function read(files: readonly File[], pathOf: (file: File) => string = ({ name }) => name): Promise<void> {
    control = new AbortController()
    left.value = 0
    reading.value = { done: 0, total: files.length, file: files[0]?.name ?? '' }
    let done = 0
    try {
      await readFiles(
        files,
        control.signal,
        (readings, file) => {
          readings.forEach((one) => take(one, file, pathOf(file)))
          done++
          reading.value = { done, total: files.length, file: files[done]?.name ?? '' }
        },
        (share) => {
          reading.value = { done, total: files.length, file: files[done]?.name ?? '', share }
        },
      )
    } catch (error) {
      if (!control.signal.aborted) throw error
      left.value = files.length - done
    } finally {
      reading.value = undefined
    }
  }
  const cancel = (): void => control.abort()

  return { reading, left, read, cancel }
}
