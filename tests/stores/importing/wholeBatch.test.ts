import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../src/domain/roster'
import { areaInPath, guessOf, onlyArea, yearInPath } from '../../../src/stores/importing/wholeBatch'

const entry = (name: string, aliases: string[] = []) => ({ id: name, name, level: 'street' as const, aliases })
const ROSTER: Roster = { area: '示范市新河区', areas: [], entries: [entry('柳塘街道', ['柳塘办']), entry('河埠街道')] }

describe('what a path says of all its files', () => {
  it.each([
    ['新河区2024年报/柳塘.docx', '新河区'],
    ['示范市新河区.zip/2024/柳塘.docx', '示范市新河区'],
    ['2024年新河区/河埠/年报.pdf', '新河区'],
    ['社区/年报.pdf', undefined],
    ['下载/年报.pdf', undefined],
    ['新河区年报.pdf', undefined],
  ])('%s lies in %s', (path, area) => {
    expect(areaInPath(path)).toBe(area)
  })

  it('the year nearest to the file', () => {
    expect(yearInPath('2023/柳塘街道2024年报.doc')).toBe(2024)
    expect(yearInPath('2023/柳塘街道.doc')).toBe(2023)
    expect(yearInPath('扫描20240103001.pdf')).toBeUndefined()
  })

  it('whose it is, by the names of a roster, in the file’s name before its folders’', () => {
    expect(guessOf('河埠街道/柳塘办2024扫描.pdf', [ROSTER])).toMatchObject({ entry: { name: '柳塘街道' }, year: 2024 })
    expect(guessOf('河埠街道/扫描.pdf', [ROSTER])).toMatchObject({ entry: { name: '河埠街道' } })
    expect(guessOf('扫描.pdf', [ROSTER])).toEqual({})
  })

  it('one area only where all rosters are of one', () => {
    expect(onlyArea([ROSTER])).toBe('示范市新河区')
    expect(onlyArea([ROSTER, { ...ROSTER, area: '示范市东河区' }])).toBeUndefined()
    expect(onlyArea([])).toBeUndefined()
  })
})
