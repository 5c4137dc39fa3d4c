/**
 * An id that no other import has, in this browser or another: 128 random bits, in a context without `randomUUID` too.
 */
export const newId = (prefix: string): string =>
  `${prefix}-${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
