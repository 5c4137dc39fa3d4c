import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/build'

const folder = mkdtempSync(join(tmpdir(), 'sources-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The commands that `data/README.md` gives: their arguments, and the file each makes. */
const commands = [
  ...readFileSync('data/README.md', 'utf8').matchAll(
    /^npm run --silent cli -- (build (?!--schema)(?:[^\n]*\\\n)*[^\n]*) -o (data\/\S+\.json)$/gmu,
  ),
].map(([, text = '', file = '']) => ({ file, args: text.replaceAll('\\\n', ' ').trim().split(/\s+/u).slice(1) }))

describe('the shipped real data', () => {
  it('are two datasets', () => {
    expect(commands.map(({ file }) => file)).toEqual(['data/pingtan.json', 'data/real-reports.json'])
  })

  it.each(commands)('$file is what its command makes of its sources, byte for byte', async ({ file, args }) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const output = join(folder, file.slice('data/'.length))
    expect(await run([...args, '-o', output]).finally(() => said.mockRestore())).toBe(0)
    expect(readFileSync(output, 'utf8')).toBe(readFileSync(file, 'utf8'))
  })
})
