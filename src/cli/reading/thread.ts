import { parentPort } from 'node:worker_threads'
import { parseReport } from '../../parse'
import type { FileKind } from '../../readers/kind'

/** What the thread is asked: a file's bytes, its name without folders, and its kind. */
export interface Task {
  bytes: Uint8Array
  name: string
  kind: FileKind
}

/* One file a message; the answer is what `parseReport` gives. */
parentPort?.on('message', ({ bytes, name, kind }: Task) => {
  void parseReport(bytes, name, kind).then((result) => parentPort?.postMessage(result))
})
