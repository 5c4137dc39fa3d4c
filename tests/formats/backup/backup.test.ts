import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { run } from '../../../src/cli/commands/backup'
import { backupFile } from '../../../src/formats/backup/backupFile'
import { deflate } from '../../../src/formats/backup/deflate'
import { partedFile } from '../../../src/formats/backup/partedFile'
import { BackupError, checkBackup } from '../../../src/formats/backup/readBackup'
import { Parts, putBack, spanOf } from '../../../src/formats/backup/values'
import { METRIC_CODES } from '../../../src/domain/metrics'
import { prepare } from '../../../src/pack/prepare'
import { createClient } from '../../../src/query/client'
import { loadFrame } from '../../../src/query/load'
import type { QuerySpec } from '../../../src/query/spec'
import { storeOver, streamStore } from '../../../src/storage'
import type { Store } from '../../../src/storage'
import { stampOf } from '../../../src/storage'
import { YEARS, anyCode, datasets } from '../../query/arbitrary'
import { KINDS, PLACES, everything } from '../../storage/places'
import type { Place } from '../../storage/places'

const CODES = ['penalty.decisions', 'fee.amount', 'applications.new.total', 'published.total']

const backup = async (store: Store, originals = true): Promise<Uint8Array> => {
  const file = await backupFile(await streamStore(store, originals), { made: 1, originals })
  return new Uint8Array(await file.arrayBuffer())
}
const read = (bytes: Uint8Array) => checkBackup(partedFile(new Blob([bytes as Uint8Array<ArrayBuffer>])))
const restore = async (store: Store, bytes: Uint8Array, mode: 'merge' | 'replace' = 'merge') => {
  const seen = stampOf(await store.readCore())
  return store.restore((await read(bytes)).given, { mode, seen, before: { time: 0, file: new Blob() } })
}

const questions: QuerySpec[] = [
  ...METRIC_CODES.filter((code) => CODES.includes(code)).map((metric): QuerySpec => ({
    kind: 'matrix',
    metric,
    scope: { year: 2021 },
    years: [...YEARS],
  })),
  ...YEARS.map((year): QuerySpec => ({ kind: 'report', org: '甲', year, checked: true })),
  ...YEARS.map((year): QuerySpec => ({ kind: 'rank', metric: 'penalty.decisions', scope: { year }, year })),
]
/** Answers to questions of every made-up dataset and of the real ones together. */
async function answers(store: Store): Promise<unknown[]> {
  const held = await store.listDatasets()
  const client = createClient(
    await loadFrame(
      store,
      held.map(({ id }) => id),
    ),
    (ids, org, year, part) => store.readEvidence(ids, org, year, part),
  )
  return Promise.all(questions.map((question) => client.run(question).catch((error: unknown) => String(error))))
}
/** What is stored, but for what belongs to one browser; files as their content. */
async function content({ tables }: Place): Promise<unknown> {
  const { settings: _settings, ...rest } = await everything(tables)
  const plain = async (value: unknown): Promise<unknown> => {
    if (value instanceof Blob) return { type: value.type, bytes: [...new Uint8Array(await value.arrayBuffer())] }
    if (value instanceof ArrayBuffer) return [...new Uint8Array(value)]
    if (ArrayBuffer.isView(value)) return [value.constructor.name, ...(value as Uint8Array)]
    if (Array.isArray(value)) return Promise.all(value.map(plain))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await plain(one)] as const)),
    )
  }
  return plain(rest)
}

describe('values', () => {
  const leaf = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.uint32Array(),
    fc.float64Array(),
    fc.uint8Array().map(({ buffer, byteOffset, byteLength }) => buffer.slice(byteOffset, byteOffset + byteLength)),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bytes', '$plain', '__proto__')), tie('value'), {
        noNullPrototype: true,
      }),
    ),
  }))

  it('come back as they went in, whatever they are called', async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        const parts = new Parts()
        const text = JSON.stringify(parts.take(given))
        const bytes = new Uint8Array(await new Blob(parts.next() as BlobPart[]).arrayBuffer())
        expect(parts.size).toBe(bytes.length)
        const [first, end] = spanOf(JSON.parse(text)) ?? [0, 0]
        expect(putBack(JSON.parse(text), bytes.subarray(first, end), first)).toEqual(given)
        expect(putBack(JSON.parse(text), bytes)).toEqual(given)
      }),
    )
  })

  it('that cannot be kept are refused, not lost', () => {
    expect(() => new Parts().take({ a: [() => 1] })).toThrow(TypeError)
    expect(() => new Parts().take(new DataView(new ArrayBuffer(2)))).toThrow(TypeError)
    expect(() => putBack({ $bytes: { from: 0, size: 9, as: 'ArrayBuffer' } }, new Uint8Array(3))).toThrow(RangeError)
  })
})

describe.each(KINDS)('a backup of a store over %s', (kind) => {
  it('gives the same answers to every question after it is restored elsewhere', async () => {
    const corrections = fc.array(
      fc.record({
        org: fc.constantFrom('甲', '乙', '东区'),
        year: fc.constantFrom(...YEARS),
        code: fc.constantFrom('penalty.decisions', 'fee.amount'),
        value: fc.nat(99),
        isUndone: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(datasets(CODES), corrections, anyCode, fc.boolean(), async (sets, made, code, replace) => {
        const [from, to] = [await PLACES[kind](), await PLACES[kind]()]
        const [source, target] = [storeOver(from.tables), storeOver(to.tables)]
        await source.save({
          prepared: sets.map((one) => prepare(one)),
          sources: [{ dataset: sets[0]!.id, org: '甲', year: 2021, name: '甲.txt', file: new Blob(['原文']) }],
          choices: [{ org: '甲', year: 2021, dataset: sets[0]!.id }],
        })
        let time = 10
        for (const { org, year, code: at, value, isUndone } of made) {
          const figure = { collection: 'real', org, year, in: 'cells', code: at as 'fee.amount' } as const
          const before = (await source.historyOf(figure)).at(-1)
          const seen = before?.now ? { correction: before.time } : {}
          const { time: now } = await source.correct(
            { ...figure, now: { value }, was: 'blank', reason: code, time: time++ },
            seen,
          )
          if (isUndone) await source.takeBack(figure, time++, { correction: now })
        }
        await source.putDrafts([{ key: 'page/0', content: { kind: 'draft' }, file: new Blob(['稿']) }])
        await restore(target, await backup(source), replace ? 'replace' : 'merge')
        expect(await content(to)).toEqual(await content(from))
        expect(await answers(target)).toEqual(await answers(source))
        source.close()
        target.close()
      }),
      { numRuns: kind === 'memory' ? 40 : 10 },
    )
  })
})

describe('deflated bytes', () => {
  afterEach(() => vi.unstubAllGlobals())
  const pieces = async function* (all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    yield* all
  }

  it.each(['the platform', 'the library'])('are those of the content, packed by %s', async (by) => {
    if (by === 'the library') vi.stubGlobal('CompressionStream', undefined)
    const content = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 40 }), fc.uint8Array({ maxLength: 3000 }))
        .map(([few, bytes]) => bytes.map((one) => one % few)),
      { maxLength: 3 },
    )
    await fc.assert(
      fc.asyncProperty(content, async (all) => {
        const packed: Uint8Array[] = []
        for await (const piece of deflate(pieces(all))) packed.push(piece)
        expect(inflateRawSync(Buffer.concat(packed))).toEqual(Buffer.concat(all))
      }),
    )
  })
})

describe('a damaged backup', () => {
  const made = (async () => {
    const store = storeOver((await PLACES.memory()).tables)
    const [sets] = fc.sample(datasets(CODES), { numRuns: 1, seed: 7 })
    await store.save({ prepared: sets!.map((one) => prepare(one)) })
    return backup(store)
  })()

  it('is never taken for a sound one, wherever a bit is flipped or the end is cut', async () => {
    const whole = await made
    const sound = JSON.stringify((await read(whole)).manifest)
    const change = fc.record({ at: fc.nat(whole.length - 1), bit: fc.nat(7), isCut: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, bit, isCut }) => {
        const bytes = isCut ? whole.slice(0, at) : whole.slice()
        if (!isCut) bytes[at]! ^= 1 << bit
        let found: Awaited<ReturnType<typeof read>> | undefined
        try {
          found = await read(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(BackupError)
        }
        // What a zip says of dates and attributes changes nothing of the content, which was compared.
        if (found) expect(JSON.stringify(found.manifest)).toBe(sound)
      }),
      { numRuns: 300 },
    )
  })

  it('of a later release, or of another kind, is refused with the reason', async () => {
    await expect(read(new TextEncoder().encode('text'))).rejects.toMatchObject({ reason: 'not-backup' })
  })
})

describe('backup check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const check = async (bytes: Uint8Array): Promise<[number, Record<string, unknown>]> => {
    const path = join(folder, 'a.zip')
    writeFileSync(path, bytes)
    let text = ''
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
      text += String(piece)
      return true
    })
    const code = await run(['check', path]).finally(() => out.mockRestore())
    return [code, JSON.parse(text) as Record<string, unknown>]
  }

  it('tells a sound file from one that is not', async () => {
    const store = storeOver((await PLACES.memory()).tables)
    const [sets] = fc.sample(datasets(CODES), { numRuns: 1, seed: 3 })
    await store.save({ prepared: sets!.map((one) => prepare(one)) })
    const bytes = await backup(store)
    expect(await check(bytes)).toMatchObject([0, { sound: true, datasets: sets!.length }])
    expect(await check(bytes.subarray(0, bytes.length - 30))).toMatchObject([1, { sound: false, reason: 'damaged' }])
    expect(await run(['check'])).toBe(2)
  })
})
