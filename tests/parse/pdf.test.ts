import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReport } from '../../src/parse'
import { models } from './render/model'
import { PDF, renderPdf } from './render/pdf'
import { differences, inventions } from './render/read'

const RUNS = 4

describe('PDF layouts', () => {
  for (const [name, style] of Object.entries(PDF)) {
    it(`reads every cell of both forms: ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(models(true), async (model) => {
          const result = await parseReport(renderPdf(model, style), 'r.pdf')
          expect(differences(model, result)).toEqual([])
          expect(inventions(model, result)).toEqual([])
          expect(result.report?.prose).toEqual({})
          expect(result.report).toMatchObject({
            org: '样本街道办事处',
            year: 2020,
            forms: { 2: model.form, 3: model.form, 4: model.form },
          })
        }),
        { numRuns: RUNS },
      )
    })
  }
})
