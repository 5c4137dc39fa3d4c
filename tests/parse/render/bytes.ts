/** Little-endian numbers and text, put together as binary files hold them. */
export const u8 = (...values: number[]): number[] => values.map((value) => value & 255)
export const u16 = (...values: number[]): number[] => values.flatMap((value) => [value & 255, (value >> 8) & 255])
export const u32 = (...values: number[]): number[] =>
  values.flatMap((value) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255])
export const f64 = (value: number): number[] => [...new Uint8Array(new Float64Array([value]).buffer)]
export const wide = (text: string): number[] =>
  u16(...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)))
