import { partsOf } from './model'
import type { Grid, Model, Printed, TableName } from './model'
import { textsOf } from './places'

const SECTIONS = {
  two: '二、主动公开政府信息情况',
  three: '三、收到和处理政府信息公开申请情况',
  four: '四、政府信息公开行政复议、行政诉讼情况',
}
const HEAD = '某市试验区样本街道办事处2020年政府信息公开工作年度报告\n一、总体情况\n本街道按要求编制本报告。\n'
const TAIL = '五、存在的主要问题及改进情况\n还需继续努力。\n六、其他需要报告的事项\n无其他事项。\n'

const tables = ['two', 'three', 'four'] as const
/** A table, or its parts where a page ends within it, and the lines between them. */
const printed = (model: Model, table: TableName, print: (grid: Grid) => string): string =>
  partsOf(model, table)
    .map((part) => (typeof part === 'string' ? part : print(part)))
    .join('\n')
export const page = (model: Model, print: (grid: Grid) => string): string =>
  `${HEAD}${tables.map((table) => `${SECTIONS[table]}\n${printed(model, table, print)}\n`).join('')}${TAIL}`

export const texts = (row: readonly Printed[]): string[] => row.map(({ text }) => text)
export const flat = (grid: Grid): string[] => grid.flatMap(texts)
/** A merged cell leaves its extra columns as empty ones behind the row, as some converters do. */
export const padded = (row: readonly Printed[]): string[] => [
  ...texts(row),
  ...row.flatMap(({ span = 1 }) => Array.from({ length: span - 1 }, () => '')),
]

const markdown = (rows: string[][]): string => {
  const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`)
  return [head, `|${rows[0]!.map(() => ' --- |').join('')}`, ...body].join('\n')
}

const split = (text: string): string => text.replace(/^(本年新|对外公开|商业|科研|结果|其他结|尚未)/u, '$1\n')

/** Text layouts that show an empty cell. */
export const EXPLICIT: Record<string, (model: Model) => string> = {
  'pipes behind each cell': (model) =>
    page(model, (grid) => grid.map((row) => `${padded(row).join(' | ')} |`).join('\n')),
  'pipes around each row': (model) =>
    page(model, (grid) => grid.map((row) => `| ${padded(row).join(' | ')} |`).join('\n')),
  'pipes between cells': (model) => page(model, (grid) => grid.map((row) => texts(row).join(' | ')).join('\n')),
  'a cell below its pipe': (model) =>
    page(model, (grid) =>
      grid
        .map(
          (row) =>
            `| ${padded(row)
              .map((text) => `\n ${text}  | `)
              .join('')}`,
        )
        .join('\n'),
    ),
  'Markdown, merged cells as blanks': (model) => page(model, (grid) => markdown(textsOf(grid, () => ''))),
  'Markdown, merged cells repeated': (model) => page(model, (grid) => markdown(textsOf(grid, (text) => text))),
  'tabs, merged cells as blanks': (model) =>
    page(model, (grid) =>
      textsOf(grid, () => '')
        .map((row) => row.join('\t'))
        .join('\n'),
    ),
  'tabs between cells': (model) => page(model, (grid) => grid.map((row) => texts(row).join('\t')).join('\n')),
  'a tab before each cell, a cell a line': (model) =>
    page(model, (grid) =>
      grid
        .map(
          (row) =>
            `${texts(row)
              .map((text) => `\t${text}`)
              .join('\n')}\n`,
        )
        .join('\n'),
    ),
}

/** Text layouts where an empty cell would leave no trace. */
export const BARE: Record<string, (model: Model) => string> = {
  'a cell a line': (model) => page(model, (grid) => flat(grid).join('\n')),
  'a cell a line, blank lines between': (model) => page(model, (grid) => flat(grid).join('\n\n')),
  'a cell a line, labels over two lines': (model) => page(model, (grid) => flat(grid).map(split).join('\n')),
  'a cell a line, labels over many lines': (model) =>
    page(model, (grid) =>
      flat(grid)
        .map((text) => (/^(?=.*[一-龥])\D{5,}$/u.test(text) ? text.replace(/(.{4})(?=.)/gu, '$1\n') : text))
        .join('\n'),
    ),
  'spaces between cells': (model) => page(model, (grid) => grid.map((row) => texts(row).join('  ')).join('\n')),
  'a table on one line': (model) => page(model, (grid) => flat(grid).join(' ')),
  'everything on one line, pipes between cells': (model) =>
    page(model, (grid) => flat(grid).join(' | ')).replace(/\n/gu, ' | '),
  'Windows line ends and wide figures': (model) =>
    page(model, (grid) => flat(grid).join('\n'))
      .replace(/\n/gu, '\r\n')
      .replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
}

export const tag = ({ text, span = 1, down = 1 }: Printed, inner: (text: string) => string): string =>
  `<td${span > 1 ? ` colspan="${span}"` : ''}${down > 1 ? ` rowspan=${down}` : ''}>${inner(text)}</td>`
export const table =
  (inner: (text: string) => string) =>
  (grid: Grid): string =>
    `<table border=1><tbody>${grid.map((row) => `<tr>${row.map((one) => tag(one, inner)).join('')}</tr>`).join('\n')}</tbody></table>`
export const html = (body: string): string =>
  `<!DOCTYPE html><html><head><title>样本</title><style>td{width:1px}</style><script>var a="<td>9</td>"</script></head><body>${body}</body></html>`
export const paragraphs = (text: string): string => text.replace(/^([^<\n].*)$/gmu, '<p>$1</p>')

export const HTML: Record<string, (model: Model) => string> = {
  'plain tables': (model) =>
    html(
      paragraphs(
        page(
          model,
          table((text) => text),
        ),
      ),
    ),
  'paragraphs and spaces in cells': (model) =>
    html(
      paragraphs(
        page(
          model,
          table((text) => `<p class="x"><span>&nbsp;${text.replace(/([一-龥]{2})/u, '$1<br>')}</span></p>`),
        ),
      ),
    ),
  'Word’s cells': (model) =>
    html(
      paragraphs(
        page(
          model,
          table(
            (text) =>
              `<p class=MsoNormal align=center style='mso-pagination:widow-orphan'><span lang=EN-US style='font-size:10.0pt'>${text}<o:p></o:p></span></p>`,
          ),
        ),
      ),
    ),
  'merged cells repeated': (model) =>
    html(
      paragraphs(
        page(model, (grid) =>
          table((text) => text)(textsOf(grid, (text) => text).map((row) => row.map((text) => ({ text })))),
        ),
      ),
    ),
  'merged cells as blanks': (model) =>
    html(
      paragraphs(
        page(model, (grid) =>
          table((text) => text || '&nbsp;')(textsOf(grid, () => '').map((row) => row.map((text) => ({ text })))),
        ),
      ),
    ),
  'inside layout tables': (model) =>
    html(
      `<table><tr><td>导航</td><td><table><tr><td>${paragraphs(
        page(
          model,
          table((text) => text),
        ),
      )}</td></tr></table></td></tr><tr><td>页脚 123</td></tr></table>`,
    ),
  'unclosed cells': (model) =>
    html(paragraphs(page(model, (grid) => table((text) => text)(grid).replace(/<\/t[dr]>/gu, '')))),
}
