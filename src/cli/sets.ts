import { createReadStream, createWriteStream, openSync, closeSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { metricOf } from '../i18n/metricOf'
import type { Prepared } from '../pack/records'
import { packedFile } from '../formats/lens/packedFile'
import { parquetPieces } from '../formats/parquet/parquet'
import { readSet } from '../formats/read'
import type { SetFile } from '../formats/read'
import { wideCsv } from '../formats/csv/wideCsv'

export const fileOnDisk = (path: string): SetFile => ({
  name: basename(path),
  size: statSync(path).size,
  chunks: () => createReadStream(path, { highWaterMark: 1 << 20 }),
  slice: (from, to) => {
    const bytes = new Uint8Array(to - from)
    const file = openSync(path, 'r')
    try {
      const read = readSync(file, bytes, 0, to - from, from)
      return Promise.resolve(bytes.buffer.slice(0, read))
    } finally {
      closeSync(file)
    }
  },
})

/** A dataset file of any kind from disk. */
export const readSetFile = (path: string) => readSet(fileOnDisk(path), { metricOf })

export const SET_FORMATS = ['pack', 'csv', 'parquet'] as const
export type SetFormat = (typeof SET_FORMATS)[number]

/** Writes a packed dataset as a file; packed files, and tables whose name ends in .gz, are gzipped. */
export async function writeSet(prepared: Prepared, format: SetFormat, path: string): Promise<void> {
  const out = createWriteStream(path)
  if (format === 'parquet') return pipeline(Readable.from(parquetPieces(prepared)), out)
  const source = Readable.from(format === 'pack' ? packedFile(prepared) : wideCsv(prepared))
  if (format === 'pack' || /\.gz$/iu.test(path))
    return pipeline(source, createGzip({ level: constants.Z_BEST_COMPRESSION }), out)
  return pipeline(source, out)
}
