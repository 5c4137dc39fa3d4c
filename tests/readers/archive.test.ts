import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { filesIn, filesOf, isArchive } from '../../src/readers/archive'
import { docxOf, paragraph, run } from '../parse/render/docx'
import { toGb18030 } from '../parse/render/encode'

const text = (words: string): Uint8Array => strToU8(words)

async function all(zip: Uint8Array, name = '报告.zip') {
  const out: [string, string][] = []
  for await (const { name: file, bytes, issues } of filesIn(zip, name))
    out.push([file, bytes ? new TextDecoder().decode(bytes) : issues.map(({ code }) => code).join()])
  return out
}

/** Names of a zip as Chinese Windows writes them: fflate's own are UTF-8 and flagged so. */
function withNames(zip: Uint8Array, from: string, to: Uint8Array): Uint8Array {
  const out = zip.slice()
  const wanted = new TextEncoder().encode(from)
  for (let at = 0; at + wanted.length <= out.length; at++) {
    if (wanted.every((byte, i) => out[at + i] === byte)) out.set(to, at)
  }
  return out
}

describe('a zip of reports', () => {
  it('gives its files under its name; folders and what systems leave behind are passed over', async () => {
    const zip = zipSync({
      '长庆街道/2023.txt': text('a'),
      '长庆街道/': new Uint8Array(),
      '__MACOSX/长庆街道/._2023.txt': text('x'),
      '.DS_Store': text('x'),
      '~$2023.docx': text('x'),
      'Thumbs.db': text('x'),
      '天水街道.html': text('b'),
    })
    expect(await all(zip)).toEqual([
      ['报告.zip/长庆街道/2023.txt', 'a'],
      ['报告.zip/天水街道.html', 'b'],
    ])
  })
  it('reads names in GBK', async () => {
    const zip = withNames(zipSync({ 'ABCDEFGH.txt': text('a') }), 'ABCDEFGH', toGb18030('长庆街道'))
    expect(await all(zip)).toEqual([['报告.zip/长庆街道.txt', 'a']])
  })
  it('opens a zip within, and no further', async () => {
    const inner = zipSync({ 'c.txt': text('c') })
    const middle = zipSync({ 'b.txt': text('b'), 'inner.zip': inner })
    expect(await all(zipSync({ 'a.txt': text('a'), 'middle.zip': middle }))).toEqual([
      ['报告.zip/a.txt', 'a'],
      ['报告.zip/middle.zip/b.txt', 'b'],
      ['报告.zip/middle.zip/inner.zip', 'file-packed'],
    ])
  })
  it('keeps names from leading out of it', async () => {
    const names = (
      await all(
        zipSync({
          '../../etc/a.txt': text('1'),
          '/abs/b.txt': text('2'),
          'C:\\x\\..\\c.txt': text('3'),
          'd\u0000\n\u202Etxt.e': text('4'),
        }),
      )
    ).map(([name]) => name)
    expect(names).toEqual(['报告.zip/etc/a.txt', '报告.zip/abs/b.txt', '报告.zip/x/c.txt', '报告.zip/dtxt.e'])
  })
  it('gives each file with its kind, and a file that is no zip as it is', async () => {
    const found = async (bytes: Uint8Array, name: string) => {
      const out: [string, string | undefined][] = []
      for await (const { name: file, kind } of filesOf(bytes, name)) out.push([file, kind])
      return out
    }
    const word = docxOf(paragraph(run('a')))
    expect(await found(zipSync({ 'a.html': text('<p>'), 'b.doc': word }), 'r.zip')).toEqual([
      ['r.zip/a.html', 'html'],
      ['r.zip/b.doc', 'docx'],
    ])
    expect(await found(word, 'r.docx')).toEqual([['r.docx', 'docx']])
  })
  it('is told from documents that are zips inside', () => {
    expect(isArchive(zipSync({ 'a.txt': text('a') }), 'a.docx')).toBe(true)
    expect(isArchive(docxOf(paragraph(run('a'))), 'a.zip')).toBe(false)
    expect(isArchive(text('PK is a name'), 'a.zip')).toBe(false)
  })
  it('says where it is empty, damaged or under a password', async () => {
    const zip = zipSync({ 'a.txt': text('a'.repeat(3000)) }, { level: 0 })
    expect(await all(zipSync({}))).toEqual([['报告.zip', 'archive-empty']])
    expect(await all(zipSync({ '__MACOSX/._a': text('a') }))).toEqual([['报告.zip', 'archive-empty']])
    expect(await all(zip.slice(0, 2000))).toEqual([['报告.zip', 'file-broken']])
    const locked = zip.slice()
    const central = locked.length - 22 - (46 + 5)
    locked[central + 8]! |= 1
    expect(await all(locked)).toEqual([['报告.zip/a.txt', 'file-password']])
  })
})
