import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync, zlibSync } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/parse'
import { openReader } from '../../src/cli/reading/reader'
import { DOCX } from '../parse/render/docx'
import { codesOf, modelOf } from '../parse/render/model'
import type { Figures } from '../parse/render/model'
import { pdfFile, renderPdf, streamOf } from '../parse/render/pdf'

const folder = mkdtempSync(join(tmpdir(), 'parse-'))
afterAll(() => rmSync(folder, { recursive: true }))

const model = modelOf('2021', Object.fromEntries(codesOf('2021').map((code, i) => [code, String(i)])) as Figures)
const word = DOCX['plain tables']!(model)

const at = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

interface Line {
  file: string
  error?: string
  cells?: object
  issues?: { code: string }[]
}

async function parse(...paths: string[]): Promise<{ code: number; lines: Line[] }> {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece)
    return true
  })
  const code = await run(paths).finally(() => out.mockRestore())
  const lines = text.split('\n').filter((line) => line !== '')
  return { code, lines: lines.map((line) => JSON.parse(line) as Line) }
}

describe('parse', () => {
  it('gives a line for each file in order, whatever another does', async () => {
    const bomb = pdfFile([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
      streamOf(zlibSync(new Uint8Array(80 * 1024 * 1024), { level: 9 }), '/Filter /FlateDecode '),
    ])
    const { code, lines } = await parse(
      at('1.docx', word),
      at('2.pdf', bomb),
      at('3.zip', zipSync({ 'a.docx': word, 'b.txt': strToU8('今天天气很好。') })),
      join(folder, 'gone.docx'),
      at('5.pdf', renderPdf(model)),
    )
    expect(code).toBe(1)
    expect(lines.map(({ file, error }) => [file.slice(folder.length + 1), error === undefined])).toEqual([
      ['1.docx', true],
      ['2.pdf', false],
      ['3.zip/a.docx', true],
      ['3.zip/b.txt', false],
      ['gone.docx', false],
      ['5.pdf', true],
    ])
    expect(lines.map(({ cells }) => Object.keys(cells ?? {}).length)).toEqual([200, 0, 200, 0, 0, 200])
    expect(lines[1]!.issues?.map(({ code: one }) => one)).toEqual(['pdf-too-much'])
  }, 300_000)
})

describe('a file beyond the limits', () => {
  it.each([
    ['of time', { time: -1, memory: Infinity, more: 0 }],
    ['of memory', { time: 300_000, memory: 0, more: -Infinity }],
  ])(
    '%s fails, and the next is read in a new thread',
    async (_, limits) => {
      const reader = openReader(limits)
      const file = { name: 'a.docx', bytes: word, kind: 'docx' as const, issues: [] }
      for (let i = 0; i < 2; i++)
        expect((await reader.parse(file)).issues.map(({ code }) => code)).toEqual(['file-bomb'])
      await reader.close()
      const other = openReader()
      expect((await other.parse(file)).report?.forms).toEqual({ 2: '2021', 3: '2021', 4: '2021' })
      await other.close()
    },
    300_000,
  )
})
