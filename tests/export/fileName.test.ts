import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileName } from '../../src/export/fileName'

const day = new Date(2026, 0, 5, 23, 59)

it('names metric, scope, years and the local day', () => {
  expect(fileName(['行政处罚', '下城区 8 个街道', '2019-2024'], day, 'png')).toBe(
    '行政处罚_下城区8个街道_2019-2024_20260105.png',
  )
  expect(fileName(['', '范围'], day, 'csv')).toBe('范围_20260105.csv')
})

it('drops what Windows forbids, and marks that are not seen', () => {
  expect(fileName(['a\\b/c:d*e?f"g<h>i|j\tk\u0007l', '微博、微信 (件)'], day, 'png')).toBe(
    'abcdefghijkl_微博、微信(件)_20260105.png',
  )
  expect(fileName(['街道\u202Egnp'], day, 'exe')).toBe('街道gnp_20260105.exe')
})

it('is a name any system takes, whatever the parts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 4 }), (parts) => {
      const name = fileName(parts, day, 'png')
      expect(name).toMatch(/20260105\.png$/u)
      // eslint-disable-next-line no-control-regex
      expect(name).not.toMatch(/[\\/:*?"<>|\s\u0000-\u001f]/u)
      expect(name.isWellFormed?.() ?? true).toBe(parts.every((part) => part.isWellFormed?.() ?? true))
      expect([...name].length).toBeLessThanOrEqual(4 * 41 + 12)
    }),
  )
})
