import { UnknownOffice, createClient } from '../query/client'
import type { EvidenceReader } from '../query/evidenceReader'
import type { Frame } from '../query/load'
import { doorWithReceived, receivedDays } from '../query/receivedDays'
import type { QueryClient } from '../query/spec'
import type { LedgerRecord } from '../storage'
import { inTurn } from './inTurn'
import type { thereOf } from './there'

interface Door {
  ledger: readonly LedgerRecord[]
  stamp: string
  plain: QueryClient
  client: QueryClient
}

/** What doors are made over. `onFailure`: a question that failed may have met damage. */
interface Over {
  there: ReturnType<typeof thereOf>
  collectionOf: (frame: Frame) => string | undefined
  dataMark: (collection: string) => string
  ledger: () => readonly LedgerRecord[]
  readEvidence: EvidenceReader
  onFailure: () => void
}

const NONE: ReadonlyMap<string, string> = new Map()

/** The door to a frame's figures; the same one until a day on which a report came is noted anew. */
export function doorsOver({ there, collectionOf, dataMark, ledger, readEvidence, onFailure }: Over) {
  const doors = new WeakMap<Frame, Door>()

  const watchful = (client: QueryClient): QueryClient => ({
    run: (spec, asking) => {
      const answer = client.run(spec, asking)
      answer.catch((error: unknown) => {
        if (!(error instanceof UnknownOffice) && !asking?.signal?.aborted) onFailure()
      })
      return answer
    },
  })
  const plainOf = (frame: Frame, version: string): QueryClient =>
    there.clientOf(frame) ?? watchful(createClient(frame, readEvidence, { turn: inTurn, version }))

  return (frame: Frame): QueryClient => {
    const before = doors.get(frame)
    if (before?.ledger === ledger()) return before.client
    const collection = collectionOf(frame)
    const received = collection === undefined ? NONE : receivedDays(collection, ledger(), frame.mergers)
    const stamp = JSON.stringify([...received])
    const plain = before?.plain ?? plainOf(frame, collection === undefined ? '' : dataMark(collection))
    const client = before?.stamp === stamp ? before.client : doorWithReceived(plain, received)
    doors.set(frame, { ledger: ledger(), stamp, plain, client })
    return client
  }
}
