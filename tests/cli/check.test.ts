import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/check'
import { readDocument } from '../../src/readers'

const folder = mkdtempSync(join(tmpdir(), 'check-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function check(path: string): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece)
    return true
  })
  const code = await run([path]).finally(() => out.mockRestore())
  return {
    code,
    lines: text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

describe('check', () => {
  it('prints one line for each finding and is content with a valid dataset', async () => {
    const { code, lines } = await check('data/demo-district.json')
    expect(code).toBe(0)
    expect(lines).toHaveLength(10)
    expect(lines[1]).toEqual({
      org: '示例市明湖区文昌街道',
      year: 2019,
      rule: 'column-slip',
      status: 'failed',
      severity: 'warning',
      codes: ['penalty.change', 'penalty.decisions', 'penalty.previous'],
      params: { metric: 'penalty.change', published: expect.any(Number) as number, operand: 'penalty.decisions' },
    })
  })

  it('says where a file is no valid dataset', async () => {
    const broken = join(folder, 'broken.json')
    writeFileSync(
      broken,
      JSON.stringify({
        format: 'disclosure-dataset',
        version: 1,
        id: 'x',
        title: 'x',
        synthetic: false,
        orgs: [],
        reports: [{ org: 'a', year: 2020, forms: {}, cells: {}, prose: {} }],
      }),
    )
    expect(await check(broken)).toMatchObject({
      code: 1,
      lines: [{ rule: 'org-missing', severity: 'error', params: { path: 'reports[0].org', org: 'a' } }],
    })
    writeFileSync(broken, '{')
    expect(await check(broken)).toMatchObject({ code: 1, lines: [{ rule: 'file-not-json' }] })
  })

  it('wants one file', async () => {
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await run([])).toBe(2)
    expect(await run([join(folder, 'gone.json')])).toBe(1)
    expect(String(err.mock.calls[1])).toContain('ENOENT')
    err.mockRestore()
  })
})

describe('check as a list by office', () => {
  const list = async (format: string, ...more: string[]): Promise<Uint8Array> => {
    const path = join(folder, `list.${format}`)
    expect(await run(['data/demo-district.json', '--format', format, '-o', path, ...more])).toBe(0)
    return new Uint8Array(readFileSync(path))
  }
  const said = async (format: string, ...more: string[]): Promise<string> => {
    const { page } = await readDocument(await list(format, ...more), `list.${format}`)
    return page!.blocks
      .map((block) => (block.kind === 'line' ? block.text : block.cells.map(({ text }) => text).join(' ')))
      .join('\n')
  }

  it('is text with the arithmetic of each problem', async () => {
    const text = new TextDecoder().decode(await list('text'))
    expect(text).toContain('文昌街道\n')
    expect(text).toContain('2021 年结转下年度 2 件，2022 年上年结转 1 件，少 1 件')
    expect(new TextDecoder().decode(await list('text', '--year', '2024'))).not.toContain('文昌街道')
    expect(new TextDecoder().decode(await list('text', '--lang', 'en'))).toContain('2021 carried over 2')
  })

  it.each(['docx', 'xlsx'])('is %s with the offices that have problems', async (format) => {
    const text = await said(format, '--year', '2024')
    expect(text).toContain('北塔街道')
    expect(text).not.toContain('文昌街道')
  })

  it.each([
    ['--format', 'docx'],
    ['--format', 'pdf', '-o', 'x'],
    ['--year', 'all'],
  ])('refuses %s', async (...args) => {
    const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    expect(await run(['data/demo-district.json', ...args]).finally(() => err.mockRestore())).toBe(2)
  })
})
