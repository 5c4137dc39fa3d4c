import { describe, expect, it, vi } from 'vitest'
import { UnknownOffice, createClient } from '../../src/query/client'
import type { EvidenceReader } from '../../src/query/evidenceReader'
import { frameOf } from '../../src/query/load'
import { checksumOf, prepare } from '../../src/pack/prepare'
import type { QuerySpec } from '../../src/query/spec'
import { dataset, org, report } from './small'

const base = dataset('base', [org('甲'), org('乙')], [report('甲', 2021), report('乙', 2021)])
const fix = dataset('fix', [org('甲')], [report('甲', 2021, { cells: { 'review.total': 1 } })])
const frame = frameOf([prepare(base), prepare(fix)])
const nothing: EvidenceReader = () => Promise.resolve(undefined)

const matrix = (year: number): QuerySpec => ({ kind: 'matrix', metric: 'review.total', scope: { year }, years: [year] })

describe('a client', () => {
  it('asks only the dataset that counts for evidence', async () => {
    const reader = vi.fn<EvidenceReader>((ids) => Promise.resolve({ report: fix.reports[0]!, dataset: ids[0]! }))
    const client = createClient(frame, reader)
    expect(await client.run({ kind: 'report', org: '甲', year: 2021 })).toMatchObject({ dataset: 'fix' })
    expect(reader).toHaveBeenLastCalledWith(['fix'], '甲', 2021)
    expect(await client.run({ kind: 'report', org: '乙', year: 2021 })).toMatchObject({ dataset: 'base' })
    await client.run({ kind: 'report', org: '乙', year: 2020 })
    expect(reader).toHaveBeenCalledTimes(2)
  })

  it('rejects what it cannot answer', async () => {
    await expect(createClient(frame, nothing).run({ kind: 'report', org: 'x', year: 2021 })).rejects.toBeInstanceOf(
      UnknownOffice,
    )
    const closed = createClient(frame, () => Promise.reject(new Error('closed')))
    await expect(closed.run({ kind: 'report', org: '甲', year: 2021 })).rejects.toThrow('closed')
  })

  it('keeps the latest answers, and forgets the oldest', async () => {
    const client = createClient(frame, nothing)
    const first = await client.run(matrix(2021))
    const second = await client.run(matrix(2020))
    for (let year = 2022; year < 2022 + 63; year++) {
      await client.run(matrix(year))
      expect(await client.run(matrix(2021))).toBe(first)
    }
    expect(await client.run(matrix(2020))).not.toBe(second)
    expect(await client.run(matrix(2020))).toEqual(second)
  })

  it('answers completeness too', async () => {
    const { held } = await createClient(frame, nothing).run({
      kind: 'completeness',
      scope: { year: 2021 },
      years: [2020, 2021],
    })
    expect([...held]).toEqual([0, 1, 0, 1])
  })
})

describe('a checksum', () => {
  it('follows the content', () => {
    expect(checksumOf(structuredClone(base))).toBe(checksumOf(base))
    expect(checksumOf({ ...base, reports: base.reports.slice(1) })).not.toBe(checksumOf(base))
    expect(checksumOf({ ...base, title: 'x' })).not.toBe(checksumOf(base))
    expect(prepare(base, { shipped: true }).manifest).toMatchObject({
      shipped: true,
      checksum: checksumOf(base),
      years: [2021],
      counts: { orgs: 2, reports: 2, cells: 0 },
    })
  })
})
