import { PICTURE } from '../text/marks'

/** A field of a document while it is read: its code, and whether anything of its result was written. */
export interface Field {
  part: 'code' | 'result'
  code: string
  shown: boolean
}

/** No code of a field that counts is longer. */
const LONGEST_CODE = 400

export const newField = (part: Field['part'] = 'code', code = ''): Field => ({ part, code, shown: false })

export function addCode(field: Field | undefined, text: string): void {
  if (field?.part === 'code' && field.code.length < LONGEST_CODE) field.code += text
}

const FORMULA = /^\s*=/u
/* Fields that print what they refer to or are made of; all others may well print nothing. */
const PRINTING = /^\s*(?:REF|DOCPROPERTY|DOCVARIABLE|MERGEFIELD|QUOTE|LINK|EQ)\b/iu

/**
 * What is read of a field that holds no result: a program works it out when it shows or prints it, so that its cell is
 * not empty, and nobody knows what it says.
 */
export function unworked({ code, shown }: Field): string {
  if (shown) return ''
  return FORMULA.test(code) ? code.trim() : PRINTING.test(code) ? PICTURE : ''
}
