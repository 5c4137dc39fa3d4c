import { zlibSync } from 'fflate'
import { toGb18030, toUtf16 } from './encode'
import { layTable, wrap } from './layout'
import type { Frame, LaidCell } from './layout'
import { partsOf } from './model'
import type { Grid, Model, TableName } from './model'

/** Ways of writing a PDF by hand, as programs do. */
export interface Style {
  /** A predefined character map and no ToUnicode, or (`identity`) codes that only ToUnicode explains. */
  map?: 'UniGB-UCS2-H' | 'UniGB-UTF16-H' | 'GBK-EUC-H' | 'identity'
  rules?: 'strokes' | 'rectangles' | 'bars' | 'double' | 'open sides' | 'grounds' | 'dots' | 'none'
  text?: 'run' | 'each character' | 'spaced' | 'twice' | 'backwards'
  /** Headers and page numbers. */
  margins?: boolean
  heads?: boolean
  /** The page's /Rotate, with its content turned so that it reads upright; or turned text on an upright page. */
  turn?: 'page' | 'text'
  /** Large grey letters across, and invisible ones. */
  watermark?: boolean
  hidden?: boolean
  size?: number
  wide?: boolean
  /** Streams deflated, as every program of today writes them. */
  packed?: boolean
}

const PAGE = { width: 595, height: 842 }
const TITLE = '某市试验区样本街道办事处2020年政府信息公开工作年度报告'
const PROSE =
  '本街道按照条例的要求编制本报告，报告由总体情况、主动公开、依申请公开、复议诉讼、存在问题和其他事项六个部分组成，现向社会公布，请各界监督。'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const hex = (bytes: Uint8Array): string => `<${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`
const number = (value: number): string => String(Math.round(value * 100) / 100)

class Writer {
  ops: string[] = []
  codes = new Map<string, number>()
  constructor(
    readonly style: Style,
    readonly height: number,
  ) {}

  encode(text: string): string {
    if (this.style.map === 'identity') {
      return hex(
        new Uint8Array(
          [...text].flatMap((char) => {
            if (!this.codes.has(char)) this.codes.set(char, this.codes.size + 1)
            const code = this.codes.get(char)!
            return [code >> 8, code & 255]
          }),
        ),
      )
    }
    return hex(this.style.map === 'GBK-EUC-H' ? toGb18030(text) : toUtf16(text, false, false))
  }

  /** The width of a character, which the fonts below declare. */
  advance(char: string, size: number): number {
    return char.charCodeAt(0) >= 0x80 ? size : size / 2
  }

  show(text: string, x: number, baseline: number, size: number): void {
    const at = (left: number, one: string): string =>
      `BT /F1 ${number(size)} Tf 1 0 0 1 ${number(left)} ${number(this.height - baseline)} Tm ${this.encode(one)} Tj ET`
    if (text === '') return
    const chars = [...text]
    const places = chars.reduce<number[]>(
      (sums, char) => [...sums, sums[sums.length - 1]! + this.advance(char, size)],
      [x],
    )
    switch (this.style.text) {
      case 'each character':
        chars.forEach((char, i) => this.ops.push(at(places[i]!, char)))
        break
      case 'backwards':
        ;[...chars.entries()].reverse().forEach(([i, char]) => this.ops.push(at(places[i]!, char)))
        break
      case 'spaced':
        this.ops.push(`${number(size * 0.3)} Tc`, at(x - chars.length * size * 0.15, text), '0 Tc')
        break
      case 'twice':
        this.ops.push(at(x, text), at(x + 0.4, text))
        break
      default:
        this.ops.push(at(x, text))
    }
  }

  box({ left, top, width, height }: LaidCell, table: { left: number; right: number }): void {
    const [right, bottom] = [left + width, top + height]
    const line = (x0: number, y0: number, x1: number, y1: number): void => {
      if (
        this.style.rules === 'open sides' &&
        x0 === x1 &&
        (Math.abs(x0 - table.left) < 1 || Math.abs(x0 - table.right) < 1)
      )
        return
      if (this.style.rules === 'bars')
        this.ops.push(
          `${number(x0 - 0.25)} ${number(this.height - y1 - 0.25)} ${number(x1 - x0 + 0.5)} ${number(y1 - y0 + 0.5)} re f`,
        )
      else if (this.style.rules === 'dots') {
        const length = Math.max(x1 - x0, y1 - y0)
        for (let at = 0; at < length; at += 2)
          this.ops.push(
            `${number(x0 + (x1 > x0 ? at : 0))} ${number(this.height - y0 - (y1 > y0 ? at : 0))} 0.8 0.8 re f`,
          )
      } else this.ops.push(`${number(x0)} ${number(this.height - y0)} m ${number(x1)} ${number(this.height - y1)} l S`)
    }
    switch (this.style.rules) {
      case 'none':
        break
      case 'rectangles':
        this.ops.push(`${number(left)} ${number(this.height - bottom)} ${number(width)} ${number(height)} re S`)
        break
      case 'grounds':
        this.ops.push(
          `0.9 0.93 0.95 rg ${number(left + 0.7)} ${number(this.height - bottom + 0.7)} ${number(width - 1.4)} ${number(height - 1.4)} re f 0 g`,
        )
        break
      case 'double':
        for (const gap of [0, 1.5])
          this.ops.push(
            `${number(left + gap)} ${number(this.height - bottom + gap)} ${number(width - 2 * gap)} ${number(height - 2 * gap)} re S`,
          )
        break
      default:
        line(left, top, right, top)
        line(left, bottom, right, bottom)
        line(left, top, left, bottom)
        line(right, top, right, bottom)
    }
  }
}

const FONTS: Record<NonNullable<Style['map']>, string> = {
  'UniGB-UCS2-H': '/Encoding /UniGB-UCS2-H',
  'UniGB-UTF16-H': '/Encoding /UniGB-UTF16-H',
  'GBK-EUC-H': '/Encoding /GBK-EUC-H',
  identity: '/Encoding /Identity-H /ToUnicode 5 0 R',
}

function toUnicode(codes: Map<string, number>): string {
  const lines = [...codes].map(
    ([char, code]) => `<${code.toString(16).padStart(4, '0')}> ${hex(toUtf16(char, false, false))}`,
  )
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) =>
    lines.slice(i * 100, i * 100 + 100),
  ).map((part) => `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${blocks.join('\n')}\nendcmap end end`
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    out.set(part, at)
    return at + part.length
  }, 0)
  return out
}

/** The objects of a PDF as a file, with its table of places. `extra` goes into the trailer. */
export function pdfFile(objects: readonly (string | Uint8Array)[], extra = ''): Uint8Array {
  const parts = [bytesOf('%PDF-1.5\n%\u0080\n')]
  let length = parts[0]!.length
  const places = objects.map((object, i) => {
    const part = joined([
      bytesOf(`${i + 1} 0 obj\n`),
      typeof object === 'string' ? bytesOf(object) : object,
      bytesOf('\nendobj\n'),
    ])
    parts.push(part)
    length += part.length
    return length - part.length
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return joined([
    ...parts,
    bytesOf(`xref\n0 ${size}\n0000000000 65535 f \n${table}`),
    bytesOf(`trailer\n<< /Size ${size} /Root 1 0 R ${extra} >>\nstartxref\n${length}\n%%EOF\n`),
  ])
}

/** A stream of these bytes; `more` goes into its dictionary. */
export const streamOf = (bytes: Uint8Array, more = ''): Uint8Array =>
  joined([bytesOf(`<< /Length ${bytes.length} ${more}>>\nstream\n`), bytes, bytesOf('\nendstream')])

/** A whole made-up report as a PDF. */
export function renderPdf(model: Model, style: Style = {}): Uint8Array {
  const turned = style.turn !== undefined
  const [width, height] = turned || style.wide ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height]
  const size = style.size ?? 9
  const frame: Frame = {
    left: 60,
    top: 70,
    width: width - 120,
    bottom: height - 70,
    size,
    leading: size * 1.25,
    padding: 4,
    ...(style.text === 'spaced' && { stretch: 1.45 }),
  }
  const stream = (text: string): Uint8Array =>
    style.packed ? streamOf(zlibSync(bytesOf(text)), '/Filter /FlateDecode ') : streamOf(bytesOf(text))
  const writers: Writer[] = []
  const codes = new Map<string, number>()
  const open = (): Writer => {
    const writer = new Writer(style, height)
    writer.codes = codes
    writers.push(writer)
    const page = writers.length
    if (style.margins) {
      writer.show('样本街道办事处政府信息公开', 60, 40, 8)
      writer.show(`— ${page} —`, width / 2 - 15, height - 30, 8)
    }
    return writer
  }
  let writer = open()
  let y = frame.top
  const line = (text: string, more = 0): void => {
    if (y + 20 > frame.bottom) {
      writer = open()
      y = frame.top
    }
    writer.show(text, frame.left + more, y + 12, 11)
    y += 20
  }
  const table = (grid: Grid, heads: number): void => {
    const { pages, below } = layTable(grid, frame, y, style.heads ? heads : 0)
    pages.forEach((cells, i) => {
      if (i > 0) writer = open()
      const sides = { left: frame.left, right: frame.left + frame.width }
      cells.forEach((cell) => writer.box(cell, sides))
      for (const cell of cells) {
        const room = cell.text.length * frame.leading
        cell.text.forEach((text, k) => {
          const long = [...text].reduce((sum, char) => sum + writer.advance(char, size), 0)
          writer.show(
            text,
            cell.left + (cell.width - long) / 2,
            cell.top + (cell.height - room) / 2 + k * frame.leading + size,
            size,
          )
        })
      }
    })
    y = below + 10
  }
  const tableIn = (name: TableName, heads: number): void =>
    partsOf(model, name).forEach((part) => (typeof part === 'string' ? line(part) : table(part, heads)))
  line(TITLE)
  line('一、总体情况', 22)
  wrap(PROSE, frame.width - 22, 11).forEach((text, i) => line(text, i === 0 ? 22 : 0))
  line('二、主动公开政府信息情况', 22)
  tableIn('two', 0)
  line('三、收到和处理政府信息公开申请情况', 22)
  tableIn('three', 3)
  line('四、政府信息公开行政复议、行政诉讼情况', 22)
  tableIn('four', 3)
  line('五、存在的主要问题及改进情况', 22)
  line('六、其他需要报告的事项', 22)
  for (const one of writers) {
    if (style.watermark) {
      one.ops.push('0.8 g')
      one.ops.push(
        `BT /F1 70 Tf 1 0 0 1 100 ${number(height / 2)} Tm ${one.encode('样本')} Tj ET BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm ${one.encode('内部资料')} Tj ET 0 g`,
      )
    }
    if (style.hidden)
      one.ops.push(`BT 3 Tr /F1 9 Tf 1 0 0 1 200 ${number(height - 300)} Tm ${one.encode('隐藏99999')} Tj 0 Tr ET`)
  }
  const first = 7
  const kids = writers.map((_, i) => `${first + 2 * i} 0 R`).join(' ')
  const widths =
    style.map === 'identity'
      ? `/W [${[...codes]
          .filter(([char]) => char.charCodeAt(0) < 0x80)
          .map(([, code]) => `${code} [500]`)
          .join(' ')}]`
      : style.map === 'GBK-EUC-H'
        ? '/W [814 908 500]'
        : '/W [1 95 500]'
  const box = style.turn === 'page' || style.turn === 'text' ? `0 0 ${height} ${width}` : `0 0 ${width} ${height}`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${writers.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light ${FONTS[style.map ?? 'UniGB-UCS2-H']} /DescendantFonts [4 0 R] >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${style.map === 'identity' ? 'Identity' : 'GB1'}) /Supplement 2 >> /DW 1000 ${widths} /FontDescriptor 6 0 R >>`,
    stream(style.map === 'identity' ? toUnicode(codes) : ''),
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ...writers.flatMap(({ ops }, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] ${style.turn === 'page' ? '/Rotate 90' : ''} /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * i + 1} 0 R >>`,
      stream(`0.5 w\n${turned ? `0 1 -1 0 ${height} 0 cm\n` : ''}${ops.join('\n')}`),
    ]),
  ]
  return pdfFile(objects)
}

/** Each way of drawing a report that the tests try. */
export const PDF: Record<string, Style> = {
  'strokes, a character map by name': { map: 'UniGB-UCS2-H' },
  'GBK-EUC-H, a rectangle a cell': { map: 'GBK-EUC-H', rules: 'rectangles' },
  'UniGB-UTF16-H, rules as thin bars': { map: 'UniGB-UTF16-H', rules: 'bars' },
  'codes that only ToUnicode explains': { map: 'identity', rules: 'bars' },
  'a character at a time': { text: 'each character', rules: 'double' },
  'letter-spaced': { text: 'spaced' },
  'bold by printing twice': { text: 'twice' },
  'characters in backward order': { text: 'backwards', rules: 'open sides' },
  'headers, page numbers, headings printed again': { margins: true, heads: true },
  'pages turned by /Rotate': { turn: 'page', margins: true },
  'text turned on upright pages': { turn: 'text', rules: 'bars' },
  'watermark and invisible text': { watermark: true, hidden: true },
  'grounds in place of rules': { rules: 'grounds' },
  'dotted rules, small print': { rules: 'dots', size: 6 },
  'deflated streams': { map: 'identity', packed: true },
  'wide pages, large print': { wide: true, size: 11, margins: true, heads: true },
}
