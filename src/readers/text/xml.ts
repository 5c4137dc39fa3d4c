import { Parser } from 'htmlparser2'

/** Deeper than any document an office program writes. */
const DEEPEST = 1000
const PIECE = 65_536

export interface XmlHandler {
  /** `name` is without its prefix; `stack` holds the names around it, itself last. */
  open?(name: string, attributes: Record<string, string>, stack: readonly string[]): void
  text?(text: string): void
  close?(name: string, stack: readonly string[]): void
  /** Stops the reading early. */
  done?(): boolean
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function decoderOf(bytes: Uint8Array): TextDecoder {
  const [a, b] = bytes
  return new TextDecoder(a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8')
}

/** An attribute by its name without prefix: `w:val` of any file that calls its prefix otherwise. */
export function attributeOf(attributes: Record<string, string>, name: string): string | undefined {
  for (const key in attributes) if (local(key) === name) return attributes[key]
  return undefined
}

/**
 * Reads XML as a sequence of events, without a tree. Declarations and entities of its own (`<!ENTITY`) are passed over:
 * nothing expands, nothing is fetched. False where it nests so deeply that no program wrote it; what came before has
 * been told.
 */
export function readXml(bytes: Uint8Array, handler: XmlHandler): boolean {
  const stack: string[] = []
  let deep = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (stack.length >= DEEPEST) deep = true
        stack.push(local(name))
        if (!deep) handler.open?.(local(name), attributes, stack)
      },
      ontext(text) {
        if (!deep) handler.text?.(text)
      },
      onclosetag(name) {
        if (!deep) handler.close?.(local(name), stack)
        stack.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  const decoder = decoderOf(bytes)
  for (let at = 0; at < bytes.length && !deep && !handler.done?.(); at += PIECE)
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }))
  if (!deep) parser.end(decoder.decode())
  return !deep
}
