import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codesTable } from '../../src/cli/codesTable'
import { schemaText } from '../../src/cli/schema'

describe('what is made from the catalogue', () => {
  it('the committed JSON Schema is the program’s own', () => {
    expect(readFileSync('data/dataset.schema.json', 'utf8')).toBe(schemaText())
  })

  it('data/README.md lists every code', () => {
    expect(readFileSync('data/README.md', 'utf8')).toContain(codesTable())
  })
})
