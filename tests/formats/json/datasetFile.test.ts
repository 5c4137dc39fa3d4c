import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../../src/cli/commands/check'
import { readDatasetFile } from '../../../src/formats/json/datasetFile'
import { duplicateKey } from '../../../src/formats/json/duplicateKey'
import { readDatasetStream } from '../../../src/formats/json/datasetStream'
import { readFile } from '../../../src/stores/reading/readFile'
import { toUtf16 } from '../../parse/render/encode'
import { pieces } from '../same'

const folder = mkdtempSync(join(tmpdir(), 'dataset-'))
afterAll(() => rmSync(folder, { recursive: true }))

const demo = readFileSync('data/demo-district.json', 'utf8')
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What the command line says is wrong with a file, as code and place; nothing where it takes it. */
async function checked(bytes: Uint8Array): Promise<[string, unknown][]> {
  const path = join(folder, 'set.json')
  writeFileSync(path, bytes)
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece)
    return true
  })
  const code = await run([path]).finally(() => out.mockRestore())
  if (code === 0) return []
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { rule: string; params: { path?: string } })
    .map(({ rule, params }) => [rule, params.path])
}

const inPage = async (bytes: Uint8Array): Promise<[string, unknown][]> =>
  (await readFile(bytes, 'a.json')).issues.map(({ code, at }) => [code, at?.path])

describe('a dataset file', () => {
  it.each<[string, Uint8Array, [string, string | undefined][]]>([
    ['as it is', utf8(demo), []],
    ['with a byte order mark', utf8(`\uFEFF${demo}`), []],
    ['in UTF-16', toUtf16(demo, true, true), []],
    ['cut', utf8(demo.slice(0, -9)), [['file-not-json', undefined]]],
    ['of nothing', new Uint8Array(), [['file-not-json', undefined]]],
    [
      'with a key twice',
      utf8(demo.replace('"synthetic":true', '"synthetic":true,"synthetic":false')),
      [['key-duplicate', 'synthetic']],
    ],
    [
      'with half a case',
      utf8(demo.replace('"license.decisions":', '"license.decisions":0.5,"rules.issued":')),
      [['value-fraction', 'reports[0].cells.license.decisions']],
    ],
  ])('%s: page and command line say the same', async (_, bytes, expected) => {
    expect(readDatasetFile(bytes).issues.map(({ code, at }) => [code, at?.path])).toEqual(expected)
    expect(await inPage(bytes)).toEqual(expected)
    expect(await checked(bytes)).toEqual(expected)
  })

  it('with a byte order mark is read as it comes, too', async () => {
    const { prepared, issues } = await readDatasetStream(pieces(utf8(`\uFEFF${demo}`), 1000))
    expect([prepared?.manifest.id, issues]).toEqual(['demo-district', []])
  })
})

describe('a key that stands twice', () => {
  it.each([
    ['{"a":1,"b":2}', undefined],
    ['{"a":1,"a":2}', 'a'],
    ['[{"a":1},{"a":1},{"b":{"c":[0,{"d":1,"d":2}]}}]', '[2].b.c[1].d'],
    ['{"a":"a","b":{"a":1}}', undefined],
    ['{"\\u0061":1,"a":2}', 'a'],
    ['{"a":{"x":1},"b":1,"a":{"x":1}}', 'a'],
    ['{"__proto__":1,"constructor":2,"__proto__":3}', '__proto__'],
    ['{"a":"}{\\"a\\":1","b":1}', undefined],
    ['1', undefined],
  ])('in %s: %s', (text, path) => expect(duplicateKey(text)).toBe(path))
})
