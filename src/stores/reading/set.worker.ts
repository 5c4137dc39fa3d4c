import { readSet } from '../../formats/read'
import { FormatError, chunksOf } from '../../formats/source'
import { issue } from '../../domain/issues'
import { metricOf } from '../../i18n/metricOf'
import { asFile } from '../../storage/files'
import { firstReport } from '../../pack/firstReport'

/** Reads a large set off the main thread; its columns are handed over as files or buffers, never copied. */
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  let told = 0
  const onProgress = (share: number): void => {
    if (share - told < 0.01 && share < 1) return
    told = share
    self.postMessage({ share })
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
    const stored = prepared && { ...prepared, segments: prepared.segments.map(asFile) }
    const buffers = [...(stored?.segments ?? []), ...(stored?.texts ?? [])].flatMap(({ bytes }) =>
      bytes instanceof ArrayBuffer ? [bytes] : [],
    )
    self.postMessage(
      { answer: [{ ...reading, ...(stored && { prepared: stored }), ...(first && { first }) }] },
      { transfer: buffers },
    )
  } catch (error) {
    const problem =
      error instanceof FormatError
        ? issue(error.code, { ...error.at, file: file.name }, error.params)
        : issue('file-broke-reader', { file: file.name }, { reason: String(error).slice(0, 120) })
    self.postMessage({ answer: [{ issues: [problem] }] })
  }
}
