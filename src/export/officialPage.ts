import { BorderStyle, LineRuleType, Packer, TextRun } from 'docx'
import type { Document, IRunOptions } from 'docx'

/* Page, fonts and line pitch of official documents: GB/T 9704-2012. Twips; sizes in half points. */
export const PAGE = { width: 11906, height: 16838 }
export const MARGIN = { top: 2098, left: 1588, right: 1474, bottom: 1984 }
export const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right

/** 22 lines to a page: 580 would give 21. */
const PITCH = 579
/** 28 characters to a line: a quarter of a point closer than 16 pt sets them. */
const CLOSER = -5
/** One character of the body, closer as it stands. */
export const CHARACTER = 315

const font = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
const FANGSONG = font('仿宋_GB2312')
const HEI = font('黑体')
export const TITLE = { size: 44, font: font('方正小标宋简体') }
export const BODY = { size: 32, font: FANGSONG, characterSpacing: CLOSER }
export const SECTION = { ...BODY, font: HEI }
export const SMALL = { size: 21, font: FANGSONG }
export const HEAD = { size: 21, font: HEI }
export const NUMBER = { size: 28, font: font('宋体') }

export const run = (text: string, options: IRunOptions): TextRun => new TextRun({ ...options, text })
export const line = { line: PITCH, lineRule: LineRuleType.EXACT }

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
export const GRID = {
  top: border,
  bottom: border,
  left: border,
  right: border,
  insideHorizontal: border,
  insideVertical: border,
}

/** What stands in for a font that is not installed, the nearest first. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  方正小标宋简体: ['方正小标宋_GBK', '华文中宋', 'STZhongsong', '宋体'],
  仿宋_GB2312: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong'],
  黑体: ['SimHei', '华文黑体', 'STHeiti'],
  宋体: ['SimSun', '华文宋体', 'STSong'],
}
const FONT_TABLE = {
  path: 'word/fontTable.xml',
  data: [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
    ...Object.entries(FALLBACKS).map(
      ([name, others]) =>
        `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/></w:font>`,
    ),
    '</w:fonts>',
  ].join(''),
}

export const packedBlob = (document: Document): Promise<Blob> => Packer.toBlob(document, undefined, [FONT_TABLE])
export const packedBytes = async (document: Document): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await Packer.toArrayBuffer(document, undefined, [FONT_TABLE]))
