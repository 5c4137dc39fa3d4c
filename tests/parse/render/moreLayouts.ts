import { flat, html, padded, page, paragraphs, table, texts } from './layouts'
import { partsOf } from './model'
import type { Grid, Model, Printed, TableName } from './model'

/* A label broken at every second character, as narrow columns break it; figures stay whole. */
const everyTwo = (text: string, by: string): string =>
  /[一-龥]/u.test(text) ? text.replace(/([^\d\s]{2})(?=[^\d\s])/gu, `$1${by}`) : text
const everyOne = (text: string, by: string): string => (/[一-龥]/u.test(text) ? [...text].join(by) : text)

/** Text layouts that show an empty cell. */
export const MORE_EXPLICIT: Record<string, (model: Model) => string> = {
  'a cell and its pipe a line, merged cells behind': (model) =>
    page(model, (grid) =>
      grid
        .map(
          (row) =>
            `${texts(row)
              .map((text) => (text === '' ? '|' : `${text} |`))
              .join('\n')}\n${'|'.repeat(padded(row).length - row.length)}`,
        )
        .join('\n'),
    ),
  'a pipe on a line of its own': (model) =>
    page(model, (grid) =>
      grid
        .map((row) =>
          texts(row)
            .map((text) => `${text === '' ? '' : `${text}\n`}|`)
            .join('\n'),
        )
        .join('\n'),
    ),
  'a pipe on a line of its own, merged cells behind': (model) =>
    page(model, (grid) =>
      grid
        .map(
          (row) =>
            `${texts(row)
              .map((text) => `${text === '' ? '' : `${text}\n`}|`)
              .join('\n')}\n${'|'.repeat(padded(row).length - row.length)}`,
        )
        .join('\n'),
    ),
  'pipes, labels over two lines': (model) =>
    page(model, (grid) =>
      grid
        .map(
          (row) =>
            `${texts(row)
              .map((text) => (/^[一-龥]{4}$/u.test(text) ? `${text.slice(0, 2)}\n${text.slice(2)}` : text))
              .join(' | ')} |`,
        )
        .join('\n'),
    ),
  'tabs, blanks around cells': (model) =>
    page(model, (grid) =>
      grid
        .map((row) =>
          texts(row)
            .map((text) => ` ${text} `)
            .join('\t'),
        )
        .join('\n\n'),
    ),
  'an empty line for an empty cell': (model) =>
    page(model, (grid) => `${grid.map((row) => texts(row).join('\n\n')).join('\n\n')}\n`),
  'Markdown with tables of HTML': (model) => page(model, (grid) => table((text) => text)(grid)).replace(/^/u, '# '),
  'escaped pipes': (model) => page(model, (grid) => grid.map((row) => `${texts(row).join(' \\| ')} \\|`).join('\n')),
}

/** What copying a PDF gives: a label that does not fit goes on below its row's figures. */
const wrapped = (grid: Grid): string =>
  grid
    .map((row) => {
      const labels = row.filter(({ text }) => /[一-龥]/u.test(text)).map(({ text }) => text)
      const figures = row.filter(({ text }) => !/[一-龥]/u.test(text)).map(({ text }) => text)
      if (figures.length === 0 || labels.length === 0) return texts(row).join(' ')
      const last = labels.pop()!
      return `${[...labels, last.slice(0, 12), ...figures].join(' ')}${last.length > 12 ? `\n${last.slice(12)}` : ''}`
    })
    .join('\n')

/** Text layouts where an empty cell would leave no trace. */
export const MORE_BARE: Record<string, (model: Model) => string> = {
  'labels broken every two characters': (model) =>
    page(model, (grid) =>
      flat(grid)
        .map((text) => everyTwo(text, '\n'))
        .join('\n'),
    ),
  'labels of one character a line': (model) =>
    page(model, (grid) =>
      flat(grid)
        .map((text) => (/[\d/]/u.test(text) ? text : everyOne(text, '\n')))
        .join('\n'),
    ),
  'labels broken every two characters by spaces': (model) =>
    page(model, (grid) =>
      grid
        .map((row) =>
          texts(row)
            .map((text) => everyTwo(text, ' '))
            .join('  '),
        )
        .join('\n'),
    ),
  'labels that go on below their figures': (model) => page(model, wrapped),
  'spaces before and behind every cell': (model) =>
    page(model, (grid) =>
      flat(grid)
        .map((text) => `      ${text}   `)
        .join('\n \n'),
    ),
  'a row over lines, spaces between': (model) =>
    page(model, (grid) =>
      grid
        .map((row) =>
          texts(row)
            .map((text, i) => text + (i % 3 === 2 ? '\n' : '   '))
            .join(''),
        )
        .join('\n'),
    ),
}

const heading = (text: string): string => `<tr><td colspan=10>${text}</td></tr>`
const rows = (grid: Grid): string =>
  table((text) => text)(grid).replace(/^<table border=1><tbody>|<\/tbody><\/table>$/gu, '')
const rowsIn = (model: Model, name: TableName): string =>
  partsOf(model, name)
    .map((part) => (typeof part === 'string' ? heading(part) : rows(part)))
    .join('')
const oneTable = (model: Model): string =>
  html(
    `<p>某市试验区样本街道办事处2020年政府信息公开工作年度报告</p><table>${heading('一、总体情况')}${heading('本街道按要求编制本报告。')}${heading('二、主动公开政府信息情况')}${rowsIn(model, 'two')}${heading('三、收到和处理政府信息公开申请情况')}${rowsIn(model, 'three')}${heading('四、政府信息公开行政复议、行政诉讼情况')}${rowsIn(model, 'four')}${heading('五、存在的主要问题及改进情况')}${heading('还需继续努力。')}</table>`,
  )
/** The grid cut into tables after every `size` rows, where no merged cell is cut. */
const inPieces =
  (size: number) =>
  (grid: Grid): string => {
    const out: Grid[] = [[]]
    let reach = 0
    grid.forEach((row, y) => {
      if (y >= reach && out[out.length - 1]!.length >= size) out.push([])
      out[out.length - 1]!.push(row)
      reach = Math.max(reach, ...row.map(({ down = 1 }) => y + down))
    })
    return out.map(table((text) => text)).join('<br>')
  }
const cellsOf =
  (inner: (text: string) => string) =>
  (model: Model): string =>
    html(paragraphs(page(model, table(inner))))
const isFigure = (text: string): boolean => !/[一-龥]/u.test(text)
const entities = (text: string): string => [...text].map((char) => `&#${char.codePointAt(0)};`).join('')
const escape = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')
const inner = (model: Model): string =>
  paragraphs(
    page(
      model,
      table((text) => text),
    ),
  )
const label = ({ text }: Printed): boolean => /[一-龥]/u.test(text)

export const MORE_HTML: Record<string, (model: Model) => string> = {
  'all in one table': oneTable,
  'tables in pieces': (model) => html(paragraphs(page(model, inPieces(4)))),
  'a cell of a table of its own around each table': (model) =>
    html(paragraphs(page(model, (grid) => `<table><tr><td>${table((text) => text)(grid)}</td></tr></table>`))),
  'one character a paragraph': cellsOf((text) =>
    isFigure(text) ? `<p>${text}</p>` : [...text].map((char) => `<p>${char}</p>`).join(''),
  ),
  'one character a line': cellsOf((text) => everyOne(text, '<br>')),
  'two characters a line': cellsOf((text) => everyTwo(text, '<br/>')),
  'figures in inputs': cellsOf((text) => (isFigure(text) ? `<input type="text" readonly value="${text}">` : text)),
  'notes’ marks, and figures struck out': cellsOf((text) =>
    /\d/u.test(text) ? `<del>8</del>${text}<sup>4</sup>` : text,
  ),
  'figures in links': cellsOf((text) =>
    isFigure(text) ? `<a href="#"><u><span>${text}</span></u></a>` : `<strong>${text}</strong>`,
  ),
  entities: cellsOf(entities),
  'heading cells': (model) =>
    html(
      paragraphs(
        page(
          model,
          table((text) => text),
        ),
      ).replace(/<td([^>]*)>(信息内容.*?)<\/td>/gu, '<th$1>$2</th>'),
    ),
  'hidden rows and cells': (model) =>
    html(
      paragraphs(
        page(model, (grid) =>
          table((text) => text)(grid)
            .replace(/<\/tr>/gu, '</tr><tr style="display: none"><td>规章</td><td>7</td><td>7</td><td>7</td></tr>')
            .replace(/<tr>/gu, '<tr><td style="display:none;">9</td>'),
        ),
      ),
    ),
  'printed twice, for small screens hidden': (model) =>
    html(`<div class="pc">${inner(model)}</div><div class="mobile" style="display:none">${inner(model)}</div>`),
  'printed twice': (model) => html(`<div class="pc">${inner(model)}</div><div class="mobile">${inner(model)}</div>`),
  'escaped in a text area': (model) =>
    html(`<p>年报</p><textarea style="display:none">${escape(inner(model))}</textarea>`),
  'escaped in a hidden input': (model) =>
    html(`<p>年报</p><input type="hidden" id="content" value="${escape(inner(model))}">`),
  'in a script as JSON': (model) =>
    html(
      `<p>年报</p><script>var detail = ${JSON.stringify({ title: '年报', content: inner(model) }).replace(/</gu, '\\u003c')};</script>`,
    ),
  'in a script as a quoted string': (model) =>
    html(`<p>年报</p><script>document.write('${inner(model).replace(/\n/gu, '\\n').replace(/'/gu, "\\'")}')</script>`),
  'a row’s label reaching too far down': (model) =>
    html(
      paragraphs(
        page(
          model,
          table((text) => text),
        ),
      ).replace(/rowspan=(\d+)/gu, (_, n: string) => (Number(n) > 10 ? `rowspan=${Number(n) + 5}` : `rowspan=${n}`)),
    ),
  'traditional characters': (model) =>
    traditional(
      html(
        paragraphs(
          page(
            model,
            table((text) => text),
          ),
        ),
      ),
    ),
  'headings with hints and figures with units': (model) =>
    html(
      paragraphs(
        page(model, (grid) =>
          table((text) => text)(
            grid.map((row) =>
              row.map((one) =>
                label(one)
                  ? one
                  : { ...one, text: /^\d+$/u.test(one.text) && one.text !== '0' ? `${one.text}件` : one.text },
              ),
            ),
          ),
        ),
      ),
    ),
}

const SIMPLE =
  '规范条内许处罚强对务总数减废现发费采购额单万亿请况织构机关业会团结转办继续开国祕稳护权属类过执询实补确认举报诉复议讼维纠审经后余网与号区县乡镇东样产个书张录据点观广楼湾为于这仅况计统进认项须'
const TRAD =
  '規範條內許處罰強對務總數減廢現發費採購額單萬億請況織構機關業會團結轉辦繼續開國祕穩護權屬類過執詢實補確認舉報訴復議訟維糾審經後餘網與號區縣鄉鎮東樣產個書張錄據點觀廣樓灣為於這僅況計統進認項須'
const traditional = (text: string): string =>
  [...text]
    .map((char) => {
      const at = [...SIMPLE].indexOf(char)
      return at < 0 ? char : [...TRAD][at]!
    })
    .join('')
