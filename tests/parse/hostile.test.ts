import { strToU8, zipSync, zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { MOST_BYTES, parseReport } from '../../src/parse'
import { filesIn } from '../../src/readers/archive'
import { readDocument } from '../../src/readers'
import { DOCX, docxOf, paragraph, run } from './render/docx'
import { codesOf, modelOf } from './render/model'
import type { Figures } from './render/model'
import { pdfFile, streamOf } from './render/pdf'
import { DOC } from './render/doc'
import { odfOf } from './render/odf'
import { XLS, oleOf } from './render/xls'
import { XLSX, sheetXml, workbookOf } from './render/xlsx'

const MB = 1024 * 1024
const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MB)
const model = modelOf('2021', Object.fromEntries(codesOf('2021').map((code, i) => [code, String(i)])) as Figures)

const codes = async (bytes: Uint8Array, name: string): Promise<string[]> =>
  (await parseReport(bytes, name)).issues.map(({ code }) => code)
async function unpacked(zip: Uint8Array) {
  const out: [string, string | number][] = []
  for await (const { name, bytes, issues } of filesIn(zip, 'a.zip'))
    out.push([name, bytes?.length ?? issues.map(({ code }) => code).join()])
  return out
}

describe('bombs', () => {
  const bomb = zipSync({ 'a.txt': zeros(300), 'b.txt': strToU8('b') })
  it('stop when they have grown too large, and leave the other files', async () => {
    expect(bomb.length).toBeLessThan(MB)
    expect(await unpacked(bomb)).toEqual([
      ['a.zip/a.txt', 'file-bomb'],
      ['a.zip/b.txt', 1],
    ])
  })
  it('stop whatever size they claim', async () => {
    const lying = bomb.slice()
    const view = new DataView(lying.buffer)
    // The first central header follows the last local file.
    let at = 0
    while (view.getUint32(at, true) !== 0x02014b50) at++
    view.setUint32(at + 24, 10, true)
    expect((await unpacked(lying))[0]).toEqual(['a.zip/a.txt', 'file-bomb'])
  })
  it('stop within each other', async () => {
    expect(await unpacked(zipSync({ 'in.zip': zipSync({ 'deep.zip': bomb }), 'b.txt': strToU8('b') }))).toEqual([
      ['a.zip/in.zip/deep.zip', 'file-packed'],
      ['a.zip/b.txt', 1],
    ])
  })
  it('of many files stop at the sum of all', async () => {
    const one = zeros(19)
    const many = await unpacked(
      zipSync(Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`${i}.txt`, one])), { level: 1 }),
    )
    expect(many.at(-1)?.[1]).toBe('file-bomb')
    expect(many.filter(([, size]) => typeof size === 'number')).toHaveLength(21)
  }, 60_000)
  it('of many names stop at a count', async () => {
    const many = await unpacked(
      zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${i}.txt`, new Uint8Array(1)]))),
    )
    expect(many).toHaveLength(2001)
    expect(many.at(-1)).toEqual(['a.zip', 'archive-too-many'])
  }, 60_000)
  it('as documents are refused', async () => {
    const spaces = new Uint8Array(80 * MB).fill(0x20)
    expect(await codes(docxOf('', { 'word/document.xml': spaces }), 'a.docx')).toEqual(['file-bomb'])
    expect(await codes(zipSync({ '[Content_Types].xml': strToU8(''), 'xl/workbook.xml': spaces }), 'a.xlsx')).toEqual([
      'file-bomb',
    ])
  }, 60_000)
  it('of entities do not expand', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY ${'abcdefghijklmnopqrstuvwxyzABCDE'[i + 1]} "${`&${'abcdefghijklmnopqrstuvwxyzABCDE'[i]};`.repeat(10)}">`).join('')}]>`
    const { page } = await readDocument(
      docxOf('', {
        'word/document.xml': `${laughs}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&E;&amp;</w:t></w:r></w:p></w:body></w:document>`,
      }),
      'a.docx',
    )
    expect(page?.blocks).toEqual([{ kind: 'line', text: '&E;&', line: 1 }])
  })
})

describe('bombs in a PDF', () => {
  const page = (resources = ''): string[] => [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << ${resources} >> >>`,
  ]
  const spaces = zlibSync(new Uint8Array(80 * MB).fill(0x20), { level: 9 })
  /** Runs of 128 bytes each, as long as the packed form allows. */
  const runs = Uint8Array.from({ length: 2 * MB }, (_, i) => (i % 2 === 0 ? 129 : 0x20))
  it.each([
    ['a stream', spaces, '/Filter /FlateDecode '],
    ['a stream in a stream', zlibSync(spaces), '/Filter [/FlateDecode /FlateDecode] '],
    ['runs in a stream', zlibSync(runs), '/Filter [/FlateDecode /RunLengthDecode] '],
    ['a stream called by a short name', spaces, '/Filter /Fl '],
  ])('of %s are refused', async (_, packed, more) => {
    expect(packed.length).toBeLessThan(MB)
    expect(await codes(pdfFile([...page(), streamOf(packed, more)]), 'a.pdf')).toEqual(['pdf-too-much'])
  })
  it('of a hidden object are refused', async () => {
    const inner = pdfFile([streamOf(spaces, '/Filter /FlateDecode ')])
    expect(await codes(pdfFile([...page(), streamOf(inner)]), 'a.pdf')).toEqual(['pdf-too-much'])
  })
  it('called a picture are never unpacked', async () => {
    const picture = streamOf(spaces, '/Subtype /Image /Width 9000 /Height 9000 /Filter /FlateDecode ')
    expect(await codes(pdfFile([...page(), picture]), 'a.pdf')).toEqual(['pdf-scanned'])
  })
  it('of forms within each other end', async () => {
    const form = (at: number, inner: string): Uint8Array =>
      streamOf(
        strToU8(inner),
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${at + 1} 0 R >> >> `,
      )
    const file = pdfFile([
      ...page('/XObject << /F 5 0 R >>'),
      streamOf(strToU8('/F Do '.repeat(200))),
      ...[5, 6, 7].map((at) => form(at, '/F Do '.repeat(200))),
      form(8, '0 0 m 9 9 l S '.repeat(200)),
    ])
    expect(await codes(file, 'a.pdf')).toEqual(['pdf-too-much'])
  }, 120_000)
})

describe('depth and size', () => {
  it('of nesting', async () => {
    const nested = (open: string, close: string, depth: number): string =>
      open.repeat(depth) + paragraph(run('1')) + close.repeat(depth)
    for (const depth of [400, 100_000]) {
      expect(
        await codes(docxOf(nested('<w:sdt><w:sdtContent>', '</w:sdtContent></w:sdt>', depth)), 'a.docx'),
      ).toContain(depth > 400 ? 'file-bomb' : 'no-report-found')
      expect(await codes(docxOf(nested('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', depth)), 'a.docx')).toContain(
        'file-bomb',
      )
    }
    expect(await codes(docxOf(nested('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', 200)), 'a.docx')).toEqual([
      'no-report-found',
    ])
    expect(await codes(strToU8('<div>'.repeat(1_000_000)), 'a.html')).toEqual(['no-report-found'])
  }, 60_000)
  it('of OpenDocument files and of rich text', async () => {
    const deep = (depth: number): Uint8Array =>
      odfOf('text', '<table:table><table:table-row><table:table-cell>'.repeat(depth))
    expect(await codes(deep(200), 'a.odt')).toEqual(['no-report-found'])
    expect(await codes(deep(100_000), 'a.odt')).toEqual(['file-bomb'])
    const spaces = new Uint8Array(80 * MB).fill(0x20)
    expect(await codes(zipSync({ mimetype: strToU8(''), 'content.xml': spaces }), 'a.odt')).toEqual(['file-bomb'])
    const rows =
      '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row>'
    const { page } = await readDocument(odfOf('spreadsheet', `<table:table>${rows.repeat(200)}</table:table>`), 'a.ods')
    expect(page!.blocks.length).toBeLessThanOrEqual(20_000)
    for (const [text, code] of [
      ['{'.repeat(100_000), 'file-bomb'],
      ['\\par a'.repeat(700_000), 'file-bomb'],
      ['\\trowd\\cellx1\\intbl 1\\cell\\row '.repeat(200_000), 'no-report-found'],
      ['\\itap20 \\nestcell\\nestrow\\itap1 '.repeat(50_000), 'no-report-found'],
    ] as const)
      expect(await codes(strToU8(`{\\rtf1 ${text}`), 'a.rtf')).toEqual([code])
  }, 120_000)
  it('of a million rows and of ten thousand columns', async () => {
    const rows = Array.from(
      { length: 400_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="XFD${i + 1}"><v>2</v></c></row>`,
    ).join('')
    expect(await codes(workbookOf([{ name: 'a', xml: sheetXml(rows) }]), 'a.xlsx')).toEqual(['no-report-found'])
    const wide = Array.from(
      { length: 200 },
      (_, row) => `<row r="${row + 1}">${'<c><v>1</v></c>'.repeat(10_000)}</row>`,
    ).join('')
    const { page } = await readDocument(
      workbookOf([
        {
          name: 'a',
          xml: sheetXml(wide, {
            merges: ['A1:XFD1048576', ...Array.from({ length: 30_000 }, (_, i) => `B${i + 1}:C${i + 2}`)],
          }),
        },
      ]),
      'a.xlsx',
    )
    expect(page!.blocks.length).toBeLessThanOrEqual(201)
    expect(
      Math.max(...page!.blocks.map((block) => (block.kind === 'row' ? block.cells.length : 1))),
    ).toBeLessThanOrEqual(256)
    expect(await codes(strToU8(`${'1,'.repeat(10_000)}\n`.repeat(500)), 'a.csv')).toEqual(['no-report-found'])
    expect(await codes(strToU8('1,2\n'.repeat(1_000_000)), 'a.csv')).toEqual(['no-report-found'])
    expect(
      await codes(
        docxOf(`<w:tbl>${`<w:tr>${'<w:tc><w:p/></w:tc>'.repeat(10)}</w:tr>`.repeat(120_000)}</w:tbl>`),
        'a.docx',
      ),
    ).toEqual(['file-bomb'])
  }, 120_000)
  it('of a file is looked at before its content', async () => {
    expect(await codes(new Uint8Array(MOST_BYTES + 1), 'a.docx')).toEqual(['file-too-large'])
  })
})

describe('what is not whole', () => {
  for (const [name, bytes] of [
    ['a.docx', DOCX['plain tables']!(model)],
    ['a.xlsx', XLSX['one sheet, figures as text']!(model)],
  ] as const) {
    it(`${name}, cut anywhere`, async () => {
      for (const share of [0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999]) {
        const { report, issues } = await parseReport(bytes.slice(0, Math.floor(bytes.length * share)), name)
        expect(report).toBeUndefined()
        expect(['file-empty', 'file-broken', 'no-report-found', 'file-not-text']).toContain(issues[0]?.code)
      }
    }, 60_000)
    it(`${name}, damaged anywhere, gives no figure that is not there`, async () => {
      for (let at = 40; at < bytes.length; at += 997) {
        const damaged = bytes.slice()
        damaged.fill(0xff, at, at + 30)
        const { report, issues } = await parseReport(damaged, name)
        if (!report) expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
      }
    }, 120_000)
  }
})

describe('files of Office 97 to 2003', () => {
  for (const [name, bytes] of [
    ['a.doc', DOC['the text in many pieces']!(model)],
    ['a.xls', XLS['shared texts']!(model)],
  ] as const) {
    it(`${name}, cut or damaged anywhere, ends`, async () => {
      for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
        const { report, issues } = await parseReport(bytes.slice(0, Math.floor(bytes.length * share)), name)
        if (!report) expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
      }
      for (let at = 8; at < bytes.length; at += 499) {
        for (const byte of [0, 0xff]) {
          const damaged = bytes.slice()
          damaged.fill(byte, at, at + 12)
          const { report, issues } = await parseReport(damaged, name)
          if (!report) expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
        }
      }
    }, 120_000)
  }
  it('that are zips inside are not unpacked by another reader', async () => {
    const bomb = zipSync({ '[Content_Types].xml': strToU8(''), 'xl/workbook.bin': zeros(60) })
    expect(await codes(bomb, 'a.xls')).toEqual(['file-legacy-sheet'])
  })
})

describe('files that are not what they are called', () => {
  const ole = (stream: string): Uint8Array =>
    new Uint8Array([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Uint8Array(600),
      ...[...stream].flatMap((char) => [char.charCodeAt(0), 0]),
      ...new Uint8Array(600),
    ])
  const part = (...names: string[]): Uint8Array =>
    zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))
  it.each([
    ['file-legacy-word', oleOf({ WordDocument: [0xdc, 0xa5, ...new Array<number>(800).fill(0)] }), 'a.docx'],
    ['file-legacy-word', oleOf({ WordDocument: [0xdc, 0xa5, ...new Array<number>(800).fill(0)] }), 'a.wps'],
    ['file-broken', ole('WordDocument'), 'a.docx'],
    ['no-report-found', strToU8('{\\rtf1 1}'), 'a.doc'],
    ['file-legacy-sheet', oleOf({ Book: [9, 8, 4, 0, 0, 5, 5, 0] }), 'a.xlsx'],
    ['file-legacy-sheet', oleOf({ Workbook: [9, 8, 4, 0, 0, 5, 5, 0] }), 'a.et'],
    ['file-broken', ole('Workbook'), 'a.xlsx'],
    ['file-broken', ole('Nothing'), 'a.et'],
    ['file-legacy-sheet', part('[Content_Types].xml', 'xl/workbook.bin'), 'a.xlsx'],
    ['file-password', ole('EncryptedPackage'), 'a.docx'],
    ['file-picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'a.pdf'],
    ['file-picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]), 'a.docx'],
    ['file-packed', strToU8('Rar!\x1a\x07\x00'), 'a.zip'],
    ['file-packed', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), 'a.7z'],
    ['file-program', strToU8('MZ\x00\x00\x00\x00'), 'a.doc'],
    ['file-other-office', part('OFD.xml'), 'a.ofd'],
    ['file-other-office', part('mimetype', 'content.xml'), 'a.docx'],
    ['file-other-office', part('[Content_Types].xml', 'ppt/presentation.xml'), 'a.pptx'],
    ['file-broken', part('[Content_Types].xml', 'word/other.xml'), 'a.docx'],
    ['file-empty', new Uint8Array(), 'a.docx'],
    ['file-not-text', Uint8Array.from({ length: 400 }, (_, i) => i % 32), 'a.doc'],
  ] as const)('%s', async (code, bytes, name) => {
    expect(await codes(bytes, name)).toEqual([code])
  })
  it('read where their content is known', async () => {
    expect(await codes(strToU8('MZ 是名称的开头'), 'a.txt')).toEqual(['no-report-found'])
    expect((await parseReport(DOCX['plain tables']!(model), 'a.xlsx')).report?.forms).toEqual({
      2: '2021',
      3: '2021',
      4: '2021',
    })
  })
})

describe('formulas and scripts', () => {
  it('are never worked out, and no figures', async () => {
    const cells = ["=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org")', '@SUM(1)']
      .map(
        (text, i) =>
          `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${text}</t></is></c><c r="B${i + 1}"><f>1+1</f></c></row>`,
      )
      .join('')
    const { page } = await readDocument(workbookOf([{ name: 'a', xml: sheetXml(cells) }]), 'a.xlsx')
    expect(
      page?.blocks.flatMap((block) => (block.kind === 'row' ? [block.cells.map(({ text }) => text)] : [])),
    ).toEqual([
      ["=cmd|' /C calc'!A0", '=1+1'],
      ['=HYPERLINK("http://example.org")', '=1+1'],
      ['@SUM(1)', '=1+1'],
    ])
  })
  it('of a page are dropped', async () => {
    const { page } = await readDocument(
      strToU8(
        '<html><body><script>alert(1)</script><img src=x onerror=alert(2)><p onclick="alert(3)">年报</p><svg><text>4</text></svg></body></html>',
      ),
      'a.doc',
    )
    expect(page?.blocks.map((block) => (block.kind === 'line' ? block.text : ''))).toEqual(['年报'])
  })
})
