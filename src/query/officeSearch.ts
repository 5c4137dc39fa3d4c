/** How a character may be read, without tones: 长 is chang or zhang. */
export type Readings = ReadonlyMap<string, readonly string[]>

/** Names to search, with what stands above each: a hint that is searched too, made when it is needed. */
export interface Searched { names: readonly string[]; hintOf: (i: number) => string }

export interface Found { places: number[]; total: number }

/** Whether the letters from `at` on are spelled by the characters from `from` on: each by a whole reading, or by how one begins. */
function spells(letters: string, at: number, name: string, from: number, readings: Readings): boolean {
  if (at === letters.length) return true
  if (from >= name.length) return false
  for (const reading of readings.get(name[from]!) ?? []) {
    for (let n = Math.min(reading.length, letters.length - at); n > 0; n--) {
      if (letters.startsWith(reading.slice(0, n), at) && spells(letters, at + n, name, from + 1, readings)) return true
    }
  }
  return false
}

/** Where a name begins to be spelled by letters: 长庆街道 by `cq`, `changq` or `changqing`. -1 where it is not. */
export function spelledAt(letters: string, name: string, readings: Readings): number {
  for (let from = 0; from < name.length; from++) if (spells(letters, 0, name, from, readings)) return from
  return -1
}

/**
 * Places of the names that have every word typed, in themselves, in their hint or, of letters, in their pinyin: those that begin with
 * the first word come first, then those that have it, then those only their hint matches. At most `most` of them, and how many there are.
 */
export function searchNames({ names, hintOf }: Searched, typed: string, most: number, readings?: Readings): Found {
  const words = typed.trim().toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return { places: names.slice(0, most).map((_, i) => i), total: names.length }
  const spelled = (word: string): boolean => readings !== undefined && /^[a-z]+$/u.test(word)
  const at = (word: string, i: number): number => {
    const literal = names[i]!.toLowerCase().indexOf(word)
    return literal >= 0 || !spelled(word) ? literal : spelledAt(word, names[i]!, readings!)
  }
  const near: [number[], number[], number[]] = [[], [], []]
  for (let i = 0; i < names.length; i++) {
    const first = at(words[0]!, i)
    let hint: string | undefined
    const matches = words.every((word, w) => (w === 0 ? first : at(word, i)) >= 0 || (hint ??= hintOf(i).toLowerCase()).includes(word))
    if (matches) near[first === 0 ? 0 : first > 0 ? 1 : 2].push(i)
  }
  return { places: near.flatMap((places) => places.slice(0, most)).slice(0, most), total: near.reduce((n, places) => n + places.length, 0) }
}
