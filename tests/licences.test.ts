import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Licences that let an office use, copy and pass on the program without more than keeping their text. */
const ALLOWED = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
  'BlueOak-1.0.0',
]

interface Locked {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
}

/** A licence expression holds where one of its choices does, and all that are joined. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/gu, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.includes(licence.trim())))

describe('the packages that the program is built from', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
  const shipped = Object.entries(packages).filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)

  it('say their licence, each one that lets the program be passed on', () => {
    expect(shipped.length).toBeGreaterThan(20)
    const others = shipped.flatMap(([path, { license = 'none' }]) =>
      isAllowed(license) ? [] : [`${path}: ${license}`],
    )
    expect(others).toEqual([])
  })

  it('would be found out if one did not', () => {
    for (const expression of ['GPL-3.0', 'none', 'MIT AND AGPL-3.0', 'SEE LICENSE IN x'])
      expect(isAllowed(expression)).toBe(false)
    expect(isAllowed('(MIT OR GPL-3.0)')).toBe(true)
  })
})
