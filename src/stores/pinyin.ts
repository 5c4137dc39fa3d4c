import { initialsOf } from '../query/officeMap'
import type { Readings } from '../query/officeMap'

/** Characters looked up, and names gone through, between two looks at the clock. */
const AT_ONCE = 40

/** A moment in which the page has nothing else to do, and how long it lasts. */
const idle = (): Promise<{ timeRemaining(): number }> =>
  new Promise((done) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(done, { timeout: 4000 })
    else setTimeout(() => done({ timeRemaining: () => 8 }), 50)
  })

const found = new Map<string, readonly string[]>()

/**
 * How the characters of names are read, and the initials of each name: worked out while the page is idle, a little at a
 * time, so that they are there when letters are typed. Each character is looked up once, with all its readings.
 */
export async function learnNames(names: readonly string[]): Promise<{ readings: Readings; initials: Uint32Array }> {
  await idle()
  const { pinyin } = await import('pinyin-pro')
  const initials = new Uint32Array(names.length)
  let moment = await idle()
  for (let i = 0; i < names.length; i++) {
    if (i % AT_ONCE === 0 && moment.timeRemaining() < 2) moment = await idle()
    for (const character of names[i]!) {
      if (found.has(character)) continue
      const said = /^\p{Script=Han}$/u.test(character)
        ? pinyin(character, { toneType: 'none', multiple: true, type: 'array', v: true })
        : [character.toLowerCase()]
      found.set(character, [...new Set(said)])
    }
    initials[i] = initialsOf(names[i]!, found)
  }
  return { readings: found, initials }
}

const spellings = new Map<string, string>()

/**
 * How short texts are read, whole and by initials, worked out once while the page is idle: 行政处罚 is `xingzhengchufa
 * xzcf`.
 */
export async function spellingsOf(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await idle()
  const { pinyin } = await import('pinyin-pro')
  let moment = await idle()
  for (const [i, text] of texts.entries()) {
    if (i % AT_ONCE === 0 && moment.timeRemaining() < 2) moment = await idle()
    if (spellings.has(text)) continue
    const said = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
    spellings.set(text, `${said.join('')} ${said.map(([first = '']) => first).join('')}`)
  }
  return spellings
}
