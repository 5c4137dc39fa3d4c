import CFB from 'cfb'

/** The streams of an OLE compound file by name, whatever storage they are in; nothing where there is none. */
export type Streams = (name: string) => Uint8Array | undefined

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0]

/** Opens a compound file ([MS-CFB]). Throws where its tables of sectors are damaged. */
export function openOle(bytes: Uint8Array): Streams {
  // The library opens zips and mails too, without a limit.
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) throw new RangeError('No compound file.')
  const file = CFB.read(bytes, { type: 'array' })
  return (name) => {
    const content = CFB.find(file, `/${name}`)?.content
    return content === undefined ? undefined : new Uint8Array(content)
  }
}
