import type { Figure } from '../../src/charts/figure'
import { Document, Header, ImageRun, Packer, Paragraph, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { fillWord, readWordTemplate } from '../../src/export/template/fillWord'
import type { FilledWord, WordFills } from '../../src/export/template/fillWord'
import { circularFills } from '../../src/export/template/circularFills'
import { TemplateError } from '../../src/export/template/openTemplate'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const control = (tag: string, inner: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="${tag}"/><w:tag w:val="x"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`

const FIGURE: Figure = {
  id: 'a',
  title: '一图',
  subtitle: '',
  option: () => ({ xAxis: { type: 'category', data: ['甲'] }, yAxis: {}, series: [{ type: 'bar', data: [1] }] }),
  height: 200,
  footnotes: [],
  source: '',
  table: { columns: [], rows: [] },
  name: { metric: '', scope: '', years: '' },
}

/**
 * A document as an office would make it: a header, words cut into runs, a named picture, controls, and the place of all
 * words.
 */
async function template(): Promise<Uint8Array> {
  const bytes = await Packer.toBuffer(
    new Document({
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('{{机关}}文件')] }) },
          children: [
            new Paragraph({
              children: [
                new TextRun({ text: '关于{{标', bold: true }),
                new TextRun('题}}的通报'),
                new TextRun('（{{未知}}）'),
              ],
            }),
            new Paragraph({
              children: [
                new ImageRun({
                  type: 'png',
                  data: PNG,
                  transformation: { width: 400, height: 200 },
                  altText: { name: '图2', title: '', description: '' },
                }),
              ],
            }),
            new Paragraph({ children: [new TextRun({ text: '{{正文}}', font: '仿宋', size: 32 })] }),
            new Paragraph('照旧的一段。'),
          ],
        },
      ],
    }),
  )
  const files = unzipSync(new Uint8Array(bytes))
  const document = strFromU8(files['word/document.xml']!)
  const put =
    control('图1', '<w:p><w:r><w:t>此处放图</w:t></w:r></w:p>') + control('表1', '<w:p/>') + control('图9', '<w:p/>')
  files['word/document.xml'] = strToU8(document.replace('<w:body>', `<w:body>${put}`))
  return zipSync(files)
}

const asked: [number, number, number][] = []
const fills: WordFills = {
  texts: { title: '甲区 <2024> 年', office: '甲区人民政府' },
  picture(n, { width, height }) {
    asked.push([n, Math.round(width), Math.round(height)])
    return Promise.resolve(n < 3 ? { png: strToU8(`png ${n}`), title: `第 ${n} 张 "图"` } : undefined)
  },
  table: (n) =>
    n === 1
      ? {
          columns: [
            { label: '机关', numeric: false },
            { label: '件', numeric: true },
          ],
          rows: [['望江 & 文昌', '72']],
        }
      : undefined,
  body: [{ text: '一、报送', strong: true }, { text: '{{标题}}照写。' }],
}

let given: Uint8Array
let filled: FilledWord
let before: Record<string, Uint8Array>
let after: Record<string, Uint8Array>
let xml: string
beforeAll(async () => {
  given = await template()
  filled = await fillWord(given, fills)
  before = unzipSync(given)
  after = unzipSync(filled.bytes)
  xml = strFromU8(after['word/document.xml']!)
})

describe("an office's own Word document", () => {
  it('is read: what is to be filled', () => {
    expect(readWordTemplate(given)).toEqual({
      fields: ['标题', '未知', '正文', '机关'],
      charts: [1, 2, 9],
      tables: [1],
    })
  })

  it('has words in its text and headers, and keeps what it does not know', () => {
    const said = [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join('')
    expect(said).toContain('关于甲区 &lt;2024&gt; 年的通报（{{未知}}）')
    const header = Object.keys(after).find((name) => /^word\/header\d*\.xml$/u.test(name))!
    expect(strFromU8(after[header]!)).toContain('甲区人民政府')
  })

  it('has pictures at the place and size of the named one, in controls, and a table as cells', () => {
    expect(filled).toMatchObject({ filled: 4, without: 1 })
    expect(asked).toContainEqual([2, 300, 150])
    const pictures = Object.entries(after).filter(([name]) => !(name in before) && name.startsWith('word/media/'))
    expect(pictures.map(([, bytes]) => strFromU8(bytes)).sort()).toEqual(['png 1', 'png 2'])
    expect(xml).toContain('<w:tbl>')
    expect(xml).toContain('望江 &amp; 文昌')
    expect(xml).not.toContain('此处放图')
    const relations = strFromU8(after['word/_rels/document.xml.rels']!)
    for (const [, id] of xml.matchAll(/r:embed="([^"]+)"/gu)) expect(relations).toContain(`Id="${id}"`)
    const ids = [...relations.matchAll(/\bId="([^"]+)"/gu)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const drawn = [...xml.matchAll(/<wp:docPr [^>]*?\bid="(\d+)"/gu)].map(([, id]) => id)
    expect(new Set(drawn).size).toBe(drawn.length)
  })

  it('has all the words where they are asked for, in the look of that paragraph, and as they are', () => {
    const [, words = ''] = /(<w:p>(?:(?!<w:p>)[\s\S])*?一、报送[\s\S]*?<\/w:p>)/u.exec(xml) ?? []
    expect(words).toContain('仿宋')
    expect(words).toContain('<w:b/>')
    expect(xml).toContain('{{标题}}照写。')
    expect(xml).not.toContain('{{正文}}')
  })

  it('is otherwise as it was, byte for byte', () => {
    for (const [name, bytes] of Object.entries(before)) {
      if (/^word\/(document|header\d*)\.xml$|document\.xml\.rels$|^\[Content/u.test(name)) continue
      expect(Buffer.from(after[name] ?? []).equals(Buffer.from(bytes)), name).toBe(true)
    }
    expect(xml).toContain('照旧的一段。')
  })

  it('takes of a circular its words, and its tables by their order', async () => {
    const own = circularFills(
      [
        { kind: 'title', id: 't', text: '通报' },
        { kind: 'head', id: 'h', text: '一、情况' },
        { kind: 'text', id: 'x', text: '8 个机关均已报送。' },
        { kind: 'table', id: 'a', caption: '表1', columns: [{ label: '项', width: 1 }], rows: [['新收']] },
        { kind: 'table', id: 'b', caption: '表2', columns: [{ label: '件', width: 1, numeric: true }], rows: [['72']] },
        { kind: 'figure', id: 'f', caption: '图1', figure: FIGURE },
        { kind: 'sender', id: 's', text: '甲区政府办' },
        { kind: 'date', id: 'd', text: '2026年3月9日' },
      ],
      { office: '甲区' },
      (svg) => Promise.resolve(strToU8(svg)),
    )
    expect(own.texts).toMatchObject({ title: '通报', sender: '甲区政府办', date: '2026年3月9日', office: '甲区' })
    expect(own.body.map((one) => ('rows' in one ? one.rows[0]![0] : one.text))).toEqual([
      '一、情况',
      '8 个机关均已报送。',
      '表1',
      '新收',
      '表2',
      '72',
    ])
    expect(own.table(2)).toEqual({ columns: [{ label: '件', numeric: true }], rows: [['72']] })
    expect(own.table(3)).toBeUndefined()
    const drawn = await own.picture(1, { width: 400, height: 200 })
    expect([drawn?.title, strFromU8(drawn?.png ?? new Uint8Array())]).toEqual(['一图', expect.stringContaining('<svg')])
    expect(await own.picture(2, { width: 1, height: 1 })).toBeUndefined()
  })

  it('is refused with the reason', async () => {
    const fault = (bytes: Uint8Array): string => {
      try {
        readWordTemplate(bytes)
      } catch (error) {
        if (error instanceof TemplateError) return error.fault
        throw error
      }
      return 'none'
    }
    const plain = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('没有占位')] }] }))
    expect([fault(new Uint8Array(plain)), fault(given.slice(0, 900)), fault(zipSync({ a: strToU8('x') }))]).toEqual([
      'empty',
      'damaged',
      'other',
    ])
  })
})
