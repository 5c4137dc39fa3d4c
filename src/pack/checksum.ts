/**
 * A 53-bit checksum of texts in order, as hexadecimal (cyrb53). It tells whether shipped data changed, not whether
 * somebody tampered: the Web Crypto API is missing on intranet pages without TLS.
 */
export function checksum(texts: Iterable<string>): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      high = Math.imul(high ^ unit, 2654435761)
      low = Math.imul(low ^ unit, 1597334677)
    }
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16)
}

/** The first eight digits of a checksum, as anything that leaves the program prints it. */
export const shortMark = (sum: string): string => sum.padStart(14, '0').slice(0, 8)
