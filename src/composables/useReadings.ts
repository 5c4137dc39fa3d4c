import { shallowRef } from 'vue'
import type { Readings } from '../query/officeSearch'

const readings = shallowRef<Readings>()
let asked: readonly string[] | undefined

/**
 * How the characters of some names are read, once the dictionary has come: asked for when letters are typed, since it is large. Each
 * character is looked up once, with all its readings, so that a name is found by any of them.
 */
export function useReadings() {
  async function read(names: readonly string[]): Promise<void> {
    if (asked === names) return
    asked = names
    const { pinyin } = await import('pinyin-pro')
    const found = new Map<string, readonly string[]>()
    for (const name of names) {
      for (const character of name) {
        if (found.has(character)) continue
        const said = /^\p{Script=Han}$/u.test(character) ? pinyin(character, { toneType: 'none', multiple: true, type: 'array', v: true }) : [character.toLowerCase()]
        found.set(character, [...new Set(said)])
      }
    }
    if (asked === names) readings.value = found
  }
  return { readings, read }
}
