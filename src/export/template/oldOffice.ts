const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0] as const
/** The stream that holds a document under a password, by its name in UTF-16 (MS-OFFCRYPTO 1.3.3). */
const STREAM = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])

/** Whether a file is a compound file: a document of a format before 2007, or one under a password. */
export const isOldOffice = (bytes: Uint8Array): boolean => COMPOUND.every((byte, i) => bytes[i] === byte)

export function isProtected(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(STREAM[0]!); at >= 0; at = bytes.indexOf(STREAM[0]!, at + 1))
    if (STREAM.every((byte, i) => bytes[at + i] === byte)) return true
  return false
}
