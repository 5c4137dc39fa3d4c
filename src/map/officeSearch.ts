import { coreName } from '../domain/orgs'

/** How a character may be read, without tones: 长 is chang or zhang. */
export type Readings = ReadonlyMap<string, readonly string[]>

/**
 * Names to search, in the order of the map, and what stands above each: names of one group share a path, which is
 * searched too.
 */
export interface Searched {
  names: readonly string[]
  groupOf: ArrayLike<number>
  paths: readonly string[]
}

/**
 * Whether the letters from `at` on are spelled by the characters from `from` on: each by a whole reading, or by how one
 * begins.
 */
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

/** Whether letters are spelled by all characters of a text, each by a whole reading. */
function spellsWhole(letters: string, text: string, readings: Readings, at = 0, from = 0): boolean {
  if (from === text.length) return at === letters.length
  return (readings.get(text[from]!) ?? []).some(
    (reading) => letters.startsWith(reading, at) && spellsWhole(letters, text, readings, at + reading.length, from + 1),
  )
}

/** How many letters the characters of an area's name may take, each by a whole reading or how one begins. */
function takenBy(letters: string, area: string, readings: Readings): Set<number> {
  let ends = new Set([0])
  for (const character of area) {
    const next = new Set<number>()
    for (const at of ends)
      for (const reading of readings.get(character) ?? [])
        for (let n = 1; n <= reading.length && letters.startsWith(reading.slice(0, n), at); n++) next.add(at + n)
    ends = next
  }
  return ends
}

/** An area's own name, as one types it before that of an office: 武林 and 武林区 of 某市 武林区. */
const ownAreas = (path: string): string[] => {
  const last = path.slice(path.lastIndexOf(' ') + 1)
  const short = last.replace(/[省市区县旗]$/u, '')
  return [...new Set([last, short])].filter((name) => name.length > 1 || name === last)
}

const bitOf = (letter: string): number => {
  const at = letter.charCodeAt(0) - 97
  return at >= 0 && at < 26 ? 1 << at : 0
}

/**
 * The letters that the readings of a name's characters begin with, a bit each: most names are told not to be spelled by
 * a look at these.
 */
export function initialsOf(name: string, readings: Readings): number {
  let bits = 0
  for (const character of name) for (const reading of readings.get(character) ?? []) bits |= bitOf(reading)
  return bits
}

/** Names made ready for a search, and what the last search found: as one types on, only that is looked through. */
export interface OfficeSearch {
  /** Places of the names that match, best first. */
  find(typed: string): Uint32Array
  /** Takes the readings of characters, so that letters are looked for too. `initials` has `initialsOf` each name. */
  learn(readings: Readings, initials: Uint32Array): void
}

/**
 * A search for the names that have every word typed, in themselves, in their path or, of letters, in their pinyin, that
 * of the area before it included: first those that are what was typed, then those that begin with the first word, then
 * those that have it, then those only their path matches; each in the order given.
 */
export function officeSearch({ names, groupOf, paths }: Searched): OfficeSearch {
  const lower = names.map((name) => name.toLowerCase())
  const above = paths.map((path) => path.toLowerCase())
  const areas = paths.map(ownAreas)
  let known: { readings: Readings; initials: Uint32Array } | undefined
  let last: { typed: string; places: Uint32Array } | undefined

  function at(word: string, spelled: boolean, i: number): number {
    const literal = lower[i]!.indexOf(word)
    if (literal >= 0 || !spelled || !known || (known.initials[i]! & bitOf(word)) === 0) return literal
    return spelledAt(word, names[i]!, known.readings)
  }

  /** Whether a name is what was typed, its kind of office left out or not. */
  function isExact(word: string, spelled: boolean, i: number): boolean {
    const core = coreName(names[i]!)
    if (word === lower[i] || word === core.toLowerCase()) return true
    return spelled && known !== undefined && spellsWhole(word, core, known.readings)
  }
  /** Of each group: how many letters of a word its area may take, so that the rest is to spell the name. */
  const takenIn = (word: string): number[][] =>
    areas.map((names) => [
      ...new Set(names.flatMap((area) => [...takenBy(word, area, known!.readings)].filter((n) => n < word.length))),
    ])
  /** Whether letters are the area's and, from there on, the name's. */
  const follows = (word: string, taken: readonly number[], i: number): boolean =>
    taken.some(
      (n) => n > 0 && (known!.initials[i]! & bitOf(word[n]!)) !== 0 && spells(word, n, names[i]!, 0, known!.readings),
    )

  function find(typed: string): Uint32Array {
    const words = typed.trim().toLowerCase().split(/\s+/u).filter(Boolean)
    if (words.length === 0) return Uint32Array.from(names, (_, i) => i)
    const spelled = words.map((word) => /^[a-z]+$/u.test(word))
    const inPath = words.map((word, w) =>
      Uint8Array.from(
        above,
        (path) => +(path.includes(word) || (spelled[w]! && known ? spelledAt(word, path, known.readings) >= 0 : false)),
      ),
    )
    const taken = words.map((word, w) => (spelled[w] && known ? takenIn(word) : undefined))
    const among = last && typed.startsWith(last.typed) ? last.places : undefined
    const near: [number[], number[], number[], number[], number[]] = [[], [], [], [], []]
    const places: number[] = []
    const count = among?.length ?? names.length
    for (let k = 0; k < count; k++) {
      const i = among ? among[k]! : k
      const group = groupOf[i]!
      const first = at(words[0]!, spelled[0]!, i)
      const joined = first < 0 && taken[0] !== undefined && follows(words[0]!, taken[0][group]!, i)
      let matches = first >= 0 || joined || inPath[0]![group] === 1
      for (let w = 1; matches && w < words.length; w++)
        matches = inPath[w]![group] === 1 || at(words[w]!, spelled[w]!, i) >= 0
      if (!matches) continue
      places.push(i)
      // Of an area and a name typed apart, the name decides.
      const isNamed = first === 0 && isExact(words[0]!, spelled[0]!, i)
      const isLast = words.length > 1 && isExact(words.at(-1)!, spelled.at(-1)!, i)
      near[isNamed || isLast ? 0 : first === 0 ? 1 : joined ? 2 : first > 0 ? 3 : 4].push(i)
    }
    last = { typed, places: Uint32Array.from(places) }
    return Uint32Array.from(near.flat())
  }
  return {
    find,
    learn(readings, initials) {
      known = { readings, initials }
      last = undefined
    },
  }
}
