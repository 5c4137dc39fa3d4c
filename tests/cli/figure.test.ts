import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/figure'

const folder = mkdtempSync(join(tmpdir(), 'figure-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)
const SPEC = { kind: 'rank', metric: 'applications.new.total', scope: { level: 'street', year: 2024 }, years: [2024] }
const spec = (name: string, rest: object = {}): string => {
  writeFileSync(at(name), JSON.stringify({ ...SPEC, ...rest }))
  return at(name)
}
const DEMO = 'data/demo-district.json'

/** What a failing call says. */
async function said(args: string[]): Promise<{ code: number; text: string }> {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await run(args)
  const text = write.mock.calls.map(([line]) => String(line)).join('')
  write.mockRestore()
  return { code, text }
}

describe('figure', () => {
  it('draws one figure as SVG and as a slide with a native chart', async () => {
    expect(await run([DEMO, '--spec', spec('a.json'), '-o', at('a.svg')])).toBe(0)
    const svg = readFileSync(at('a.svg'), 'utf8')
    expect(svg).toMatch(/^<svg /u)
    expect(svg).toContain('望江')
    expect(await run([DEMO, '--spec', at('a.json'), '-o', at('a.pptx')])).toBe(0)
    const files = unzipSync(readFileSync(at('a.pptx')))
    expect(strFromU8(files['ppt/charts/chart1.xml']!)).toContain('望江')
  })

  it('says what is wrong with a call or a spec, and writes nothing', async () => {
    for (const [args, part] of [
      [[DEMO], '--spec'],
      [[DEMO, '--spec', spec('b.json'), '-o', at('b.png')], 'PNG'],
      [[DEMO, '--spec', spec('c.json', { metric: 'nothing' }), '-o', at('b.svg')], 'metric'],
      [[DEMO, '--spec', spec('d.json', { kind: 'pie' }), '-o', at('b.svg')], 'kind'],
    ] as const) {
      const { code, text } = await said([...args])
      expect(code).toBe(2)
      expect(text).toContain(part)
    }
    expect(existsSync(at('b.svg')) || existsSync(at('b.png'))).toBe(false)
  })
})
