import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { backupFile, writeBackup } from '../../../src/formats/backup/backupFile'
import { partedFile } from '../../../src/formats/backup/partedFile'
import { checkBackup } from '../../../src/formats/backup/readBackup'
import { gathered, memoryTables, stampOf, storeOver, streamStore, streamedOf } from '../../../src/storage'
import type { Store } from '../../../src/storage'
import { correction } from '../../storage/correction'
import { everything } from '../../storage/places'
import { prepared } from '../../storage/prepared'

const MADE = { made: 1, originals: true }
const source = (dataset: string, file: Blob) => ({ dataset, org: '甲', year: 2021, name: '甲.txt', file })
/** A file that the browser has lost. */
const lostFile = (): Blob =>
  Object.assign(new Blob(['lost']), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('lost', 'NotReadableError')) }),
  })

async function filled(): Promise<Store> {
  const store = storeOver(memoryTables())
  await store.save({
    prepared: [prepared('a', { title: '甲的数据' }), prepared('b')],
    sources: [source('a', new Blob(['原文']))],
    choices: [{ org: '甲', year: 2021, dataset: 'a' }],
  })
  await store.correct(correction())
  return store
}

describe('a backup of a former release', () => {
  it('opens, every record as it was', async () => {
    const bytes = readFileSync('tests/fixtures/backup-of-0.1.zip')
    const { manifest, given } = await checkBackup(partedFile(new Blob([bytes])))
    expect(manifest).toMatchObject({ version: 1, datasets: [{ title: '甲的数据' }, { title: 'b' }] })
    const whole = await gathered(given)
    const [a] = (await storeOver(memoryTables()).save({ prepared: [prepared('a', { title: '甲的数据' })] })).values()
    expect(whole.datasets[0]).toEqual({ ...a, addedAt: expect.any(Number) as number })
    expect(whole.segments).toEqual([...prepared('a').segments, ...prepared('b').segments])
    const offices = ['乙', '甲']
    const { evidence } = prepared('a', { title: '甲的数据', offices })
    expect(whole.evidence).toEqual([...evidence, ...prepared('b', { offices }).evidence])
    expect(whole.currentCorrections).toEqual([correction()])
    expect(await whole.sources[0]!.file.text()).toBe('原文')
    expect(await whole.drafts[0]!.file!.text()).toBe('稿')
  })
})

describe('a backup of more originals than a zip can hold', () => {
  it('is refused with their size before anything is written', async () => {
    const given = streamedOf(await gathered(await streamStore(await filled(), true)))
    const large = { ...source('a', new Blob()), file: { size: 3 * 2 ** 30 } as Blob }
    const parts: typeof given.parts = async function* (table) {
      if (table === 'sources') for (let i = 0; i < 2; i++) yield [large] as never
      else yield* given.parts(table)
    }
    const written: Uint8Array[] = []
    const writing = writeBackup({ ...given, parts }, MADE, (piece) => void written.push(piece))
    await expect(writing).rejects.toMatchObject({ reason: 'beyond-zip', detail: '6.0 GB' })
    expect(written).toEqual([])
  })
})

describe('a backup that is written piece by piece', () => {
  it('asks for one page of a table at a time, and is the same as of everything in memory', async () => {
    const store = storeOver(memoryTables())
    const offices = Array.from({ length: 450 }, (_, i) => `单位${i}`)
    await store.save({ prepared: [prepared('a', { offices }), prepared('b')] })
    const given = await streamStore(store, true)
    const pages: number[] = []
    for await (const page of given.parts('evidence')) pages.push(page.length)
    expect(pages).toEqual([200, 200, 52])
    const read = async (file: Blob) => gathered((await checkBackup(partedFile(file))).given)
    expect(await read(await backupFile(given, MADE))).toEqual(
      await read(await backupFile(streamedOf(await gathered(given)), MADE)),
    )
  })

  it('ends at once where it is cancelled, with the reason', async () => {
    const ending = new AbortController()
    const pieces: number[] = []
    const writing = writeBackup(
      await streamStore(await filled(), true),
      { ...MADE, signal: ending.signal },
      (piece) => {
        pieces.push(piece.length)
        ending.abort()
      },
    )
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' })
    // Of the first table, and nothing of the others.
    expect(pieces.length).toBeLessThan(6)
  })

  it('is of one moment: a dataset that came meanwhile is told', async () => {
    const store = await filled()
    const given = await streamStore(store, true)
    await backupFile(given, MADE)
    await given.settle()
    await store.save({ prepared: [prepared('c')] })
    await expect(given.settle()).rejects.toMatchObject({ reason: 'changed' })
  })

  it('holds what is left of a dataset that has lost a file, and names it', async () => {
    const tables = memoryTables()
    const store = storeOver(tables)
    await store.save({ prepared: [prepared('a'), prepared('b')], sources: [source('b', lostFile())] })
    await tables.write(['segments'], async (tx) => {
      const [first] = await tx.under('segments', ['a'])
      await tx.put('segments', [{ ...first!, bytes: lostFile() }])
    })
    const given = await streamStore(store, true)
    const { given: read } = await checkBackup(partedFile(await backupFile(given, MADE)))
    expect(given.damaged().map(({ id }) => id)).toEqual(['a', 'b'])
    const whole = await gathered(read)
    expect(whole.segments.map(({ bytes }) => (bytes as ArrayBuffer).byteLength)).toEqual([0, 2])
    expect(whole.sources).toEqual([])
    expect(whole.evidence).toHaveLength(4)
  })
})

describe('a restore that is read piece by piece', () => {
  it('changes nothing where it is cancelled, or where the file is damaged after it was looked at', async () => {
    const file = await backupFile(await streamStore(await filled(), true), MADE)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const tables = memoryTables()
    const to = storeOver(tables)
    await to.save({ prepared: [prepared('own')] })
    const before = await everything(tables)
    const { given } = await checkBackup(partedFile(file))
    const seen = stampOf(await to.readCore())
    const restore = (parts: typeof given.parts, signal?: AbortSignal) =>
      to.restore(
        { core: given.core, parts },
        { mode: 'replace', seen, before: { time: 1, file: new Blob() }, ...(signal && { signal }) },
      )

    const ending = new AbortController()
    const cancelled = restore(async function* (table) {
      for await (const page of given.parts(table)) {
        if (table === 'evidence') {
          ending.abort()
          ending.signal.throwIfAborted()
        }
        yield page
      }
    }, ending.signal)
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    expect(await everything(tables)).toEqual(before)

    const text = new TextDecoder('latin1').decode(bytes)
    const at = text.indexOf('evidence.jsonl') + 'evidence.jsonl'.length + 20
    const source = new Blob([bytes.slice(0, at), Uint8Array.of(bytes[at]! ^ 1), bytes.slice(at + 1)])
    let now: Blob = file
    const changing = await checkBackup({ size: file.size, slice: (from, end) => now.slice(from, end).arrayBuffer() })
    now = source
    await expect(restore(changing.given.parts)).rejects.toMatchObject({ reason: 'damaged' })
    expect(await everything(tables)).toEqual(before)
    await restore(given.parts)
    expect((await to.listDatasets()).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
