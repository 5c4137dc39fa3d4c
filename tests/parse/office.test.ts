import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReport } from '../../src/parse'
import { CSV } from './render/csv'
import { DOC } from './render/doc'
import { DOCX, SAVED_AS } from './render/docx'
import { models } from './render/model'
import type { Model } from './render/model'
import { ODS, ODT } from './render/odf'
import { differences, inventions } from './render/read'
import { RTF } from './render/rtf'
import { XLS } from './render/xls'
import { XLSX } from './render/xlsx'

const RUNS = 12

/** Every cell of both forms as printed, nothing else, and no complaint. */
const check = (name: string, file: string, render: (model: Model) => Uint8Array): void => {
  it(`reads every cell of both forms: ${name}`, async () => {
    await fc.assert(
      fc.asyncProperty(models(true), async (model) => {
        const result = await parseReport(render(model), file)
        expect(differences(model, result)).toEqual([])
        expect(inventions(model, result)).toEqual([])
        expect(result.report?.prose).toEqual({})
        expect(result.report?.forms).toEqual({ '2': model.form, '3': model.form, '4': model.form })
        expect(result.report?.year).toBe(2020)
        expect(
          result.issues.filter(({ code }) => !['unit-inferred', 'unit-implausible', 'year-conflict'].includes(code)),
        ).toEqual([])
      }),
      { numRuns: RUNS },
    )
  }, 60_000)
}

describe('Word documents', () => {
  for (const [name, render] of Object.entries(DOCX)) check(name, 'r.docx', render)
  for (const [name, [file, render]] of Object.entries(SAVED_AS)) check(name, file, render)
})

describe('workbooks', () => {
  for (const [name, render] of Object.entries(XLSX)) check(name, 'r.xlsx', render)
})

describe('OpenDocument files', () => {
  for (const [name, render] of Object.entries(ODT)) check(name, 'r.odt', render)
  for (const [name, render] of Object.entries(ODS)) check(name, 'r.ods', render)
})

describe('rich text', () => {
  for (const [name, render] of Object.entries(RTF)) check(name, 'r.rtf', render)
})

describe('files of Office 97 to 2003', () => {
  for (const [name, render] of Object.entries(DOC)) check(name, 'r.doc', render)
  for (const [name, render] of Object.entries(XLS)) check(name, 'r.xls', render)
})

describe('sheets saved as text', () => {
  for (const [name, [file, render]] of Object.entries(CSV)) check(name, file, render)
})
