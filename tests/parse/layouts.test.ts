import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParseResult } from '../../src/parse'
import { toGb18030, toUtf16, toUtf8 } from './render/encode'
import { parseNow } from './render/now'
import { BARE, EXPLICIT, HTML } from './render/layouts'
import { MORE_BARE, MORE_EXPLICIT, MORE_HTML } from './render/moreLayouts'
import { models } from './render/model'
import type { Model } from './render/model'
import { differences, inventions } from './render/read'

const RUNS = 25

function expectAll(model: Model, result: ParseResult): void {
  expect(differences(model, result)).toEqual([])
  expect(inventions(model, result)).toEqual([])
  // A table's rows are no sentences: their figures must not be read again, joined or alone.
  expect(result.report?.prose).toEqual({})
  expect(result.report?.forms).toEqual({ '2': model.form, '3': model.form, '4': model.form })
  expect(
    result.issues.filter(
      ({ code }) => !['unit-inferred', 'unit-implausible', 'year-conflict', 'org-unknown'].includes(code),
    ),
  ).toEqual([])
}

const check = (name: string, blanks: boolean, read: (model: Model) => ParseResult): void => {
  it(`reads every cell of both forms: ${name}`, () => {
    fc.assert(
      fc.property(models(blanks), (model) => expectAll(model, read(model))),
      { numRuns: RUNS, endOnFailure: true },
    )
  })
}

describe('text layouts', () => {
  for (const [name, render] of Object.entries({ ...EXPLICIT, ...MORE_EXPLICIT }))
    check(name, true, (model) => parseNow(toUtf8(render(model)), 'r.txt'))
  for (const [name, render] of Object.entries({ ...BARE, ...MORE_BARE }))
    check(name, false, (model) => parseNow(toUtf8(render(model)), 'r.txt'))
})

describe('pages', () => {
  for (const [name, render] of Object.entries({ ...HTML, ...MORE_HTML }))
    check(name, true, (model) => parseNow(toUtf8(render(model)), 'r.html'))
})

describe('encodings', () => {
  const text = BARE['a cell a line']!
  const page = HTML['plain tables']!
  check('GB18030 text', false, (model) => parseNow(toGb18030(text(model)), 'r.txt'))
  check('GB18030 page that declares it', true, (model) =>
    parseNow(toGb18030(page(model).replace('<head>', '<head><meta charset="gb2312">')), 'r.html'),
  )
  check('UTF-8 page that declares GBK', true, (model) =>
    parseNow(toUtf8(page(model).replace('<head>', '<head><meta charset="gbk">')), 'r.html'),
  )
  check('UTF-8 with a mark', false, (model) => parseNow(toUtf8(`\ufeff${text(model)}`), 'r.txt'))
  check('UTF-16 little endian', false, (model) => parseNow(toUtf16(text(model), true, true), 'r.txt'))
  check('UTF-16 big endian', false, (model) => parseNow(toUtf16(text(model), false, true), 'r.txt'))
  check('UTF-16 without a mark', false, (model) => parseNow(toUtf16(text(model), true, false), 'r.txt'))
})
