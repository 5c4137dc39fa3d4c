import demoUrl from '../../data/demo-district.json?url'
import groupUrl from '../../data/pingtan.json?url'
import realUrl from '../../data/real-reports.json?url'

/**
 * The datasets that come with the app, the one a newcomer sees first at the beginning. The address holds a hash of the
 * content, so a new release is known by it.
 */
export const SHIPPED = [
  { id: 'pingtan', url: groupUrl },
  { id: 'real-reports', url: realUrl },
  { id: 'demo-district', url: demoUrl },
] as const

/** Fetches one file with progress from 0 to 1. Rejects with the reason when the server does not give it. */
export async function fetchShipped(url: string, onProgress: (share: number) => void): Promise<unknown> {
  const answer = await fetch(url)
  if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${url}`)
  const total = Number(answer.headers.get('content-length')) || 0
  const reader = answer.body.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let read = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value)
    read += next.value.length
    if (total > 0) onProgress(Math.min(1, read / total))
  }
  return JSON.parse(await new Blob(parts).text())
}
