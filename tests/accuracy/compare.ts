import type { ParsedReport } from '../../src/parse'

/** What a person read in a file. `dash|blank` admits either. */
export interface Expected {
  org?: string
  district?: string
  year?: number
  form?: '2019' | '2021'
  forms?: Record<string, string>
  cells: Record<string, number | string>
  prose: Record<string, number | { approx: number }>
}

export interface Score {
  right: number
  missed: string[]
  wrong: string[]
  unlisted: string[]
}
export const emptyScore = (): Score => ({ right: 0, missed: [], wrong: [], unlisted: [] })

const close = (a: number, b: number): boolean => Math.abs(a - b) < 0.005

/** Cells and prose against what was expected. What is not listed was not judged by the person: counted apart. */
export function compare(report: ParsedReport | undefined, expected: Expected): { cells: Score; prose: Score } {
  const cells = emptyScore()
  const prose = emptyScore()
  for (const [code, want] of Object.entries(expected.cells)) {
    const got = (report?.cells as Record<string, { value?: number; missing?: string }> | undefined)?.[code]
    if (!got) cells.missed.push(code)
    else if (
      typeof want === 'number'
        ? got.value !== undefined && close(got.value, want)
        : want.split('|').includes(got.missing ?? '')
    )
      cells.right++
    else cells.wrong.push(`${code}: ${got.value ?? got.missing} for ${want}`)
  }
  for (const [code, want] of Object.entries(expected.prose)) {
    const got = (report?.prose as Record<string, { value: number; approx?: boolean }> | undefined)?.[code]
    const exact = typeof want === 'number'
    if (!got) prose.missed.push(code)
    else if (close(got.value, exact ? want : want.approx) && Boolean(got.approx) === !exact) prose.right++
    else prose.wrong.push(`${code}: ${got.approx ? '~' : ''}${got.value} for ${JSON.stringify(want)}`)
  }
  for (const [code, got] of Object.entries(report?.cells ?? {}))
    if (!(code in expected.cells)) cells.unlisted.push(`${code}=${got.value ?? got.missing}`)
  for (const [code, got] of Object.entries(report?.prose ?? {}))
    if (!(code in expected.prose)) prose.unlisted.push(`${code}=${got.value} <${got.label}>`)
  return { cells, prose }
}
