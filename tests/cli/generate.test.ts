import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { checkDataset } from '../../src/query/checkDataset'
import { run } from '../../src/cli/commands/generate'
import { readDataset } from '../../src/domain/dataset'
import { asCell } from '../../src/domain/cell'

const folder = mkdtempSync(join(tmpdir(), 'generate-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function generate(...args: string[]): Promise<string> {
  const file = join(folder, `${args.join('')}.json`)
  expect(await run([...args, '-o', file])).toBe(0)
  return readFileSync(file, 'utf8')
}

describe('generate', () => {
  it('makes a valid synthetic set whose tables reconcile', async () => {
    const { dataset, issues } = readDataset(JSON.parse(await generate('--orgs', '300', '--years', '7', '--seed', 'a')))
    expect(issues).toEqual([])
    expect(dataset?.synthetic).toBe(true)
    expect(dataset?.orgs.filter(({ level }) => level === 'street')).toHaveLength(300)
    const share = (dataset?.reports.length ?? 0) / 2100
    expect(share).toBeGreaterThan(0.8)
    expect(share).toBeLessThan(0.9)
    const failed = [...checkDataset(dataset!)].flatMap(({ findings }) =>
      findings.filter(
        ({ rule, status }) =>
          status === 'failed' && (rule.startsWith('sum-') || rule === 'prose-table' || rule === 'carry-over'),
      ),
    )
    expect(failed).toEqual([])
  })

  it('leaves most of table 三 at zero', async () => {
    const { dataset } = readDataset(JSON.parse(await generate('--orgs', '100', '--years', '3')))
    const cells =
      dataset?.reports.flatMap(({ cells: all }) =>
        Object.entries(all).filter(([code]) => code.startsWith('applications.')),
      ) ?? []
    const zeros = cells.filter(([, cell]) => asCell(cell).value === 0).length
    expect(zeros / cells.length).toBeGreaterThan(0.85)
  })

  it('gives the same bytes for the same seed, and others for another', async () => {
    const [a, b] = [
      await generate('--orgs', '20', '--years', '2', '--seed', '7'),
      await generate('--orgs', '20', '--years', '2', '--seed=7'),
    ]
    expect(a).toBe(b)
    expect(await generate('--orgs', '20', '--years', '2', '--seed', '8')).not.toBe(a)
  })

  it('refuses what is no number of offices', async () => {
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await run(['--orgs', 'many'])).toBe(2)
    expect(await run(['--nonsense'])).toBe(2)
    expect(err.mock.calls[0]).toEqual(['--orgs many: 1–1000000\n'])
    err.mockRestore()
  })
})
