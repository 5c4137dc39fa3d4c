import { issue } from '../../domain/issues'
import { readSet } from '../../formats/read'
import { FormatError, chunksOf } from '../../formats/source'
import { metricOf } from '../../i18n/metricOf'
import { firstReport } from '../../pack/firstReport'
import { asFile } from '../../storage/files'
import type { SetAnswer } from './setReader'

/** A large set, packed as it is read: the same in a worker and on the page. Never rejects. */
export async function answerSet(file: File, onShare: (share: number) => void): Promise<SetAnswer> {
  let told = 0
  const onProgress = (share: number): void => {
    if (share - told < 0.01 && share < 1) return
    told = share
    onShare(share)
  }
  try {
    const reading = await readSet(
      {
        name: file.name,
        size: file.size,
        chunks: () => chunksOf(file.stream()),
        slice: (from, to) => file.slice(from, to).arrayBuffer(),
      },
      { onProgress, metricOf },
    )
    const { prepared } = reading
    const first = prepared && firstReport(prepared)
    return {
      ...reading,
      ...(prepared && { prepared: { ...prepared, segments: prepared.segments.map(asFile) } }),
      ...(first && { first }),
    }
  } catch (error) {
    const problem =
      error instanceof FormatError
        ? issue(error.code, { ...error.at, file: file.name }, error.params)
        : issue('file-broke-reader', { file: file.name }, { reason: String(error).slice(0, 120) })
    return { issues: [problem] }
  }
}
