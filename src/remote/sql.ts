/**
 * The only place where a value becomes part of a query's text. A current ClickHouse takes values beside the text
 * (`{name:Type}` with `param_name`); 18.16, which Debian has, does not, and the same text is to serve both. So a text
 * is written as the hexadecimal digits of its bytes, which can hold nothing that ends a literal; a fraction as the
 * digits of its eight bytes, so that none is lost on the way; a whole number as Number prints it. Names of columns and
 * tables are taken only where they are plain identifiers.
 */

/** A piece of a query whose text is known to be safe: made by `sql`, `identifier` and `joined` alone. */
export class Sql {
  constructor(readonly text: string) {}
}

type Value = Sql | number | string | readonly number[] | readonly string[]

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase())
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => DIGITS[byte]).join('')
const encoder = new TextEncoder()

function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`no such number in a query: ${value}`)
  if (Number.isSafeInteger(value)) return value < 0 ? `(${value})` : String(value)
  return `reinterpretAsFloat64(unhex('${hex(new Uint8Array(Float64Array.of(value).buffer))}'))`
}

const literal = (value: string | number): string =>
  typeof value === 'number' ? number(value) : `unhex('${hex(encoder.encode(value))}')`

function written(value: Value): string {
  if (value instanceof Sql) return value.text
  if (typeof value === 'string' || typeof value === 'number') return literal(value)
  if (value.length === 0) throw new RangeError('a list of nothing in a query')
  return `[${Array.from<string | number>(value).map(literal).join()}]`
}

/** A query, or part of one: what stands between the parts is written as values, other pieces as they are. */
export const sql = (parts: TemplateStringsArray, ...values: readonly Value[]): Sql =>
  new Sql(parts.reduce((text, part, i) => text + part + (i < values.length ? written(values[i]!) : ''), ''))

/**
 * A list for `column IN (…)`. Of a column of the table's order the server then reads only what may hold one of these;
 * `has([…], column)` says the same and makes it look at everything. A RangeError for an empty list.
 */
export function listOf(values: readonly (number | string)[]): Sql {
  if (values.length === 0) throw new RangeError('a list of nothing in a query')
  return new Sql(`(${values.map(literal).join()})`)
}

/** A name of a column, table or database. Throws a RangeError where it is no plain identifier. */
export function identifier(name: string): Sql {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)) throw new RangeError(`no name for a column or table: ${name}`)
  return new Sql(name)
}

export const joined = (pieces: readonly Sql[], between: ', ' | ' AND ' | ' OR ' | ' + '): Sql =>
  new Sql(pieces.map(({ text }) => text).join(between))
