import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { run as check } from '../../src/cli/commands/check'
import { run as figure } from '../../src/cli/commands/figure'
import { run as pack } from '../../src/cli/commands/pack'
import { backupFile } from '../../src/formats/backup/backupFile'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { decisionOver, problemKey, problemsOf } from '../../src/query/problems'
import { memoryTables, storeOver, streamedOf } from '../../src/storage'
import type { LedgerRecord } from '../../src/storage'
import { dataset, org, report } from '../query/small'
import { wholeOf } from '../storage/places'

const folder = mkdtempSync(join(tmpdir(), 'backup-as-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PARENT = [{ org: '市' }]
const FAILING = { 'review.upheld': 1, 'review.corrected': 1, 'review.other': 0, 'review.pending': 0, 'review.total': 5 }
const SET = {
  ...dataset(
    'own',
    [
      org('市', 'district'),
      org('甲街道', 'street', PARENT),
      org('乙街道', 'street', PARENT),
      org('丙街道', 'street', PARENT),
    ],
    [
      report('甲街道', 2022, { cells: { 'penalty.decisions': 40, 'applications.new.total': 7 } }),
      report('甲街道', 2023, { cells: { 'penalty.decisions': 4, 'applications.new.total': 9 } }),
      report('乙街道', 2023, { cells: { 'penalty.decisions': 6, ...FAILING } }),
      report('丙街道', 2022, { cells: { 'penalty.decisions': 8, ...FAILING } }),
    ],
  ),
  synthetic: false,
}
const BACKUP = join(folder, 'everything.zip')
const DATASET = join(folder, 'own.json')

const entry = (kind: string, key: string, content: unknown): LedgerRecord => ({
  collection: 'real',
  kind,
  key,
  time: 5,
  content,
})

async function said(run: (args: string[]) => Promise<number>, args: string[]): Promise<{ code: number; text: string }> {
  let text = ''
  const write = (piece: string | Uint8Array): boolean => {
    text += String(piece)
    return true
  }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(write)
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(write)
  const code = await run(args).finally(() => {
    out.mockRestore()
    err.mockRestore()
  })
  return { code, text }
}

beforeAll(async () => {
  writeFileSync(DATASET, JSON.stringify(SET))
  const prepared = prepare(SET)
  const door = createClient(frameOf([prepared]), () => Promise.resolve(undefined))
  const findings = await door.run({ kind: 'findings', scope: { year: 2023 }, year: 2023, most: Infinity })
  const [problem] = problemsOf(findings, new Map()).filter((one) => one.org.id === '乙街道')
  const store = storeOver(memoryTables())
  await store.save({ prepared: [prepared] })
  await store.correct({
    collection: 'real',
    org: '甲街道',
    year: 2023,
    in: 'cells',
    code: 'penalty.decisions',
    now: { value: 44 },
    was: 4,
    reason: '对照原件',
    time: 5,
  })
  const decision = decisionOver(problem!, 'explained', '已电话核实')
  await store.putLedger([
    entry('office', '甲街道', { id: '甲街道', name: '新名街道' }),
    entry('office', '丙街道', { id: '丙街道', merged: { into: '乙街道', name: '丙街道' } }),
    entry('problem', problemKey(decision), { ...decision }),
    entry('report', JSON.stringify(['乙街道', 2023]), { org: '乙街道', year: 2023, received: '2024-02-05' }),
    entry('target', 't', { id: 't', metric: 'penalty.decisions', side: 'least', value: 20, label: '区定目标' }),
  ])
  const file = await backupFile(streamedOf(await wholeOf(store, false)), { made: 1, originals: false })
  writeFileSync(BACKUP, new Uint8Array(await file.arrayBuffer()))
})

describe('a backup in place of a dataset', () => {
  it('is checked as the browser shows it: with its names, mergers and verdicts', async () => {
    const plain = await said(check, [DATASET, '--format', 'text'])
    const own = await said(check, [BACKUP, '--format', 'text'])
    expect([plain.code, own.code]).toEqual([0, 0])
    expect(plain.text).toContain('丙街道')
    expect(plain.text).not.toContain('已电话核实')
    expect(own.text).toContain('已电话核实')
    const lines = await said(check, [BACKUP, '--year', '2022'])
    const offices = lines.text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { org: string }).org)
    expect(offices).toContain('乙街道')
    expect(offices).not.toContain('丙街道')
  })

  it('is packed and drawn with what was corrected, renamed and set', async () => {
    const spec = join(folder, 'spec.json')
    writeFileSync(
      spec,
      JSON.stringify({
        kind: 'rank',
        metric: 'penalty.decisions',
        scope: { area: '市', level: 'street', year: 2023 },
        years: [2022, 2023],
      }),
    )
    const picture = join(folder, 'figure.svg')
    expect((await said(figure, [BACKUP, '--spec', spec, '-o', picture])).code).toBe(0)
    const drawn = readFileSync(picture, 'utf8')
    for (const text of ['新名', '44', '区定目标']) expect(drawn).toContain(text)
    expect(drawn).not.toContain('>甲')

    const dir = join(folder, 'packed')
    const { code } = await said(pack, [BACKUP, '--year', '2023', '--org', '市', '-o', dir])
    expect(code).toBe(0)
    const lists = readdirSync(dir).find((name) => name.includes('核对发现'))!
    const text = strFromU8(unzipSync(readFileSync(join(dir, lists)))['word/document.xml']!).replace(/<[^>]+>/gu, '')
    expect(text).toContain('已电话核实')
    const circular = readdirSync(dir).find((name) => name.includes('通报'))!
    const told = strFromU8(unzipSync(readFileSync(join(dir, circular)))['word/document.xml']!).replace(/<[^>]+>/gu, '')
    // The day that was noted is five days late.
    expect(told).toContain('乙逾期5天')
  })

  it('that is cut, or a zip of something else, is refused in one line', async () => {
    const cut = join(folder, 'cut.zip')
    writeFileSync(cut, readFileSync(BACKUP).subarray(0, 500))
    for (const run of [check, figure])
      expect(await said(run, run === check ? [cut] : [cut, '--spec', 'x.json', '-o', 'x.svg'])).toMatchObject({
        code: 2,
        text: expect.stringContaining('cut.zip') as string,
      })
  })
})
