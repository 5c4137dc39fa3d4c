import { ref } from 'vue'
import type { ComputedRef, Ref } from 'vue'
import type { Roster } from '../../domain/roster'
import { useDistrict } from '../district'
import { yearOf } from './draft'
import type { Failure } from './draft'
import { guessOf } from './wholeBatch'
import type { WholeBatch } from './wholeBatch'

/** Files of a batch that gave nothing: read once more, kept as received, or let go. */
export function useFailures(
  rosters: ComputedRef<readonly Roster[]>,
  whole: Ref<WholeBatch>,
  read: (files: readonly File[], pathOf: (file: File) => string) => Promise<void>,
) {
  const district = useDistrict()
  const failures = ref<Failure[]>([])

  /** Reads files that failed once more: all of them, or one. */
  async function retry(key?: number): Promise<void> {
    const again = failures.value.filter((failure) => failure.blob && (key === undefined || failure.key === key))
    failures.value = failures.value.filter((failure) => !again.includes(failure))
    const paths = new Map(again.map(({ blob, file }) => [blob, file]))
    await read(
      again.map(({ blob }) => blob!),
      (file) => (paths.get(file)?.endsWith(file.name) ? paths.get(file)! : file.name),
    )
  }
  const dismiss = (key: number): void => {
    failures.value = failures.value.filter((failure) => failure.key !== key)
  }

  /** Keeps files that could not be read as received, each for an office and a year. Rejects with a StorageError. */
  async function receive(received: readonly { failure: Failure; org: string; year: number }[]): Promise<void> {
    await district.note(
      'real',
      received.map(({ failure, org, year }) => {
        const reason = failure.issues[0]?.code
        return {
          noted: { org, year, unread: { name: failure.file, ...(reason && { reason }) } },
          ...(failure.blob && { file: failure.blob }),
        }
      }),
    )
    const done = new Set(received.map(({ failure }) => failure.key))
    failures.value = failures.value.filter(({ key }) => !done.has(key))
  }

  /** Whose report a file that cannot be read may be, and of which year. */
  const guess = (failure: Failure): ReturnType<typeof guessOf> => {
    const { entry, year } = guessOf(failure.file, rosters.value)
    const own = year ?? yearOf(whole.value.year)
    return { ...(entry && { entry }), ...(own !== undefined && { year: own }) }
  }

  return { failures, retry, dismiss, receive, guess }
}
