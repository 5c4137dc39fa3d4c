/** Bytes within a record: they stand in a file of their own, one after another. */
const VIEWS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const
type View = keyof typeof VIEWS

/** What stands in a line in place of bytes: where they are, and what they were. */
interface Place {
  from: number
  size: number
  as: View | 'ArrayBuffer' | 'Blob'
  type?: string
}

const BYTES = '$bytes'
const PLAIN = '$plain'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isView = (name: string): name is View => Object.hasOwn(VIEWS, name)

/** Takes bytes out of values, and counts them. */
export class Parts {
  private taken: (Uint8Array | Blob)[] = []
  /** Of all bytes taken so far. */
  size = 0

  /** What was taken since this was asked last. */
  next(): (Uint8Array | Blob)[] {
    const taken = this.taken
    this.taken = []
    return taken
  }

  private add(part: Uint8Array | Blob, size: number, as: Place['as'], type?: string): Record<string, Place> {
    const place: Place = { from: this.size, size, as, ...(type && { type }) }
    this.taken.push(part)
    this.size += size
    return { [BYTES]: place }
  }

  /** A value as JSON can hold it. Throws a TypeError for what it knows no way to keep. */
  take(value: unknown): unknown {
    if (!isObject(value)) {
      if (['function', 'symbol', 'bigint'].includes(typeof value))
        throw new TypeError(`cannot be kept: ${typeof value}`)
      return value
    }
    if (Array.isArray(value)) return value.map((one) => this.take(one))
    if (value instanceof ArrayBuffer) return this.add(new Uint8Array(value), value.byteLength, 'ArrayBuffer')
    if (value instanceof Blob) return this.add(value, value.size, 'Blob', value.type)
    if (ArrayBuffer.isView(value)) {
      const name = value.constructor.name
      if (!isView(name)) throw new TypeError(`cannot be kept: ${name}`)
      return this.add(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), value.byteLength, name)
    }
    const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, this.take(one)])
    return BYTES in value || PLAIN in value ? { [PLAIN]: entries } : Object.fromEntries(entries)
  }
}

const isWhole = (one: unknown): one is number => Number.isSafeInteger(one) && (one as number) >= 0

/** A place that makes sense. Throws a RangeError. */
function placeIn(given: unknown): { from: number; size: number; as: unknown; type: unknown } {
  if (!isObject(given)) throw new RangeError('no place')
  const { from, size, as, type } = given as Partial<Place>
  if (!isWhole(from) || !isWhole(size)) throw new RangeError('no place')
  return { from, size, as, type }
}

/**
 * All bytes that a value points to lie from one place to another; nothing where it points to none. Throws a RangeError.
 */
export function spanOf(value: unknown): [from: number, to: number] | undefined {
  if (!isObject(value)) return undefined
  if (BYTES in value && !Array.isArray(value)) {
    const { from, size } = placeIn(value[BYTES])
    return [from, from + size]
  }
  let span: [number, number] | undefined
  for (const one of Object.values(value)) {
    const next = spanOf(one)
    if (next) span = span ? [Math.min(span[0], next[0]), Math.max(span[1], next[1])] : next
  }
  return span
}

function bytesAt(place: unknown, bytes: Uint8Array, first: number): unknown {
  const { from, size, as, type } = placeIn(place)
  if (from < first || from - first + size > bytes.length) throw new RangeError('place beyond the end')
  const own = bytes.slice(from - first, from - first + size).buffer
  if (as === 'ArrayBuffer') return own
  if (as === 'Blob') return new Blob([own], typeof type === 'string' ? { type } : {})
  if (typeof as !== 'string' || !isView(as)) throw new RangeError('bytes of no kind')
  return new VIEWS[as](own)
}

/**
 * A value as it was; `bytes` are those that were taken out, from the place `first` on. Throws a RangeError where a
 * place makes no sense.
 */
export function putBack(value: unknown, bytes: Uint8Array, first = 0): unknown {
  if (!isObject(value)) return value
  if (Array.isArray(value)) return value.map((one) => putBack(one, bytes, first))
  if (BYTES in value) return bytesAt(value[BYTES], bytes, first)
  const plain: unknown = value[PLAIN]
  const entries = Array.isArray(plain) ? (plain as [string, unknown][]) : Object.entries(value)
  return Object.fromEntries(entries.map(([key, one]): [string, unknown] => [String(key), putBack(one, bytes, first)]))
}
