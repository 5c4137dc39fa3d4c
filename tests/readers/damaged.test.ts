import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReport } from '../../src/parse'
import type { ParseResult } from '../../src/parse'
import { DOCX } from '../parse/render/docx'
import { models } from '../parse/render/model'
import { renderPdf } from '../parse/render/pdf'
import { XLSX } from '../parse/render/xlsx'

const FLIPS = 200
const SOME = 50
const [model] = fc.sample(models(true), { numRuns: 1, seed: 7 }) as [Parameters<typeof renderPdf>[0]]

/** Copies of a file with one bit turned, at places that are the same in every run. */
function* flipped(bytes: Uint8Array, count: number): Generator<Uint8Array> {
  let state = 12_345
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const bit = Math.floor((state / 2 ** 32) * bytes.length * 8)
    const copy = bytes.slice()
    copy[bit >> 3]! ^= 1 << (bit & 7)
    yield copy
  }
}

/** What each damaged copy gives, if it gives figures that the whole file does not have. */
async function wrong(bytes: Uint8Array, name: string, count = FLIPS): Promise<ParseResult[]> {
  const whole = await parseReport(bytes, name)
  expect(Object.keys(whole.report?.cells ?? {}).length).toBeGreaterThan(190)
  const out: ParseResult[] = []
  for (const copy of flipped(bytes, count)) {
    const result = await parseReport(copy, name)
    const invented = Object.entries(result.report?.cells ?? {}).some(
      ([code, { value }]) =>
        value !== undefined && value !== (whole.report!.cells as Record<string, { value?: number }>)[code]?.value,
    )
    if (invented) out.push(result)
  }
  return out
}

describe('a file with one bit turned gives no wrong figure', () => {
  it.each([
    ['r.docx', DOCX['sections numbered by lists']!(model)],
    ['r.docx', DOCX['hidden text']!(model)],
    ['r.xlsx', XLSX['hidden columns and rows']!(model)],
    ['r.pdf', renderPdf(model, { packed: true })],
  ])(
    '%s',
    async (name, bytes) => {
      expect(await wrong(bytes, name)).toEqual([])
    },
    900_000,
  )
  it('or says that nothing vouches for it: a PDF without checksums', async () => {
    for (const { issues } of await wrong(renderPdf(model), 'r.pdf', SOME))
      expect(issues.map(({ code }) => code)).toContain('pdf-unchecked')
  }, 900_000)
})

describe('a PDF with damage', () => {
  const bytes = renderPdf(model, { packed: true })
  const streams = [...new TextDecoder('latin1').decode(bytes).matchAll(/\nstream\n/gu)].map(({ index }) => index + 8)
  const damagedAt = (at: number): Uint8Array => {
    const copy = bytes.slice()
    copy[at + 40]! ^= 4
    return copy
  }
  it('on one page leaves out that page’s figures alone, and says which', async () => {
    const whole = await parseReport(bytes, 'r.pdf')
    const { report, issues } = await parseReport(damagedAt(streams.at(-1)!), 'r.pdf')
    const damaged = issues.filter(({ code }) => code === 'pdf-damaged')
    expect(damaged).toHaveLength(1)
    const { page } = damaged[0]!.at!
    expect(page).toBeGreaterThan(1)
    const expected = Object.entries(whole.report!.cells).filter(([, cell]) => cell.at?.page !== page)
    expect(Object.keys(report!.cells)).toEqual(expected.map(([code]) => code))
  })
  it('in what all pages share is not read', async () => {
    const shared = renderPdf(model, { map: 'identity', packed: true })
    const first = new TextDecoder('latin1').decode(shared).indexOf('\nstream\n') + 8
    shared[first + 40]! ^= 4
    expect((await parseReport(shared, 'r.pdf')).issues.map(({ code }) => code)).toEqual(['pdf-broken'])
  })
  it('in its frame alone is read, with a doubt', async () => {
    const text = new TextDecoder('latin1').decode(bytes)
    const copy = bytes.slice()
    copy[text.indexOf(' 00000 n') - 1]! ^= 2
    const { report, issues } = await parseReport(copy, 'r.pdf')
    expect(Object.keys(report!.cells).length).toBeGreaterThan(190)
    expect(issues.map(({ code }) => code)).toContain('pdf-damaged')
  })
})
