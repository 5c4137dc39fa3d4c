import { describe, expect, it } from 'vitest'
import { FEW_SETS, heldRows } from '../../../src/screens/import/heldRows'
import { prepared } from '../../storage/prepared'

const manifests = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ ...prepared(`${i}`, { title: `导入 ${i}` }).manifest, order: i, addedAt: i }))
const HOW = { sought: '', most: FEW_SETS, isInTrouble: () => false }
const ids = ({ rows }: ReturnType<typeof heldRows>): string[] => rows.map(({ id }) => id)

describe('the datasets listed', () => {
  it('are all of few, in their order', () => {
    const few = manifests(FEW_SETS)
    expect(heldRows(few, { ...HOW, sought: 'nothing', most: 1 })).toEqual({ rows: few, left: 0 })
  })

  it('are of many the newest, what is in trouble before them, and how many are left', () => {
    const { rows, left } = heldRows(manifests(1000), { ...HOW, isInTrouble: (id) => id === '3' })
    expect(rows.slice(0, 3).map(({ id }) => id)).toEqual(['3', '999', '998'])
    expect([rows.length, left]).toEqual([FEW_SETS, 900])
  })

  it('are of many those whose title has every word sought', () => {
    expect(ids(heldRows(manifests(1000), { ...HOW, sought: ' 导入  99 ' })).slice(0, 4)).toEqual([
      '999',
      '998',
      '997',
      '996',
    ])
    expect(heldRows(manifests(1000), { ...HOW, sought: '导入 99' }).rows).toHaveLength(19)
    expect(heldRows(manifests(1000), { ...HOW, sought: '没有' })).toEqual({ rows: [], left: 0 })
  })
})
