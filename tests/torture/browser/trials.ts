import type { Page } from 'playwright-core'
import { WRITTEN_BY } from '../../storage/writtenBy'
import { numbers } from '../trials'
import type { Tally } from '../trials'
import { Mortal } from './chromium'
import { EMPTY, after, anyAct } from './model'
import type { Act, State } from './model'
import type { Torture } from './page/main'

/** Counts how a trial ended. */
export const count = ({ ends = {} }: Tally, end: string): void => {
  ends[end] = (ends[end] ?? 0) + 1
}
export const wait = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time))
type Own = typeof globalThis & { torture: Torture }

const look = (page: Page) => page.evaluate(() => (globalThis as Own).torture.look())
const act = (page: Page, one: Act) => page.evaluate((given) => (globalThis as Own).torture.act(given), one)

const textOf = (state: State): string =>
  JSON.stringify(Object.entries(state).map(([key, record]) => [key, Object.entries(record as object).sort()]))

/** How long each kind of write takes, learned from those that came to their end. */
export class Durations {
  private readonly known = new Map<string, number>()
  of(kind: string): number {
    return this.known.get(kind) ?? 300
  }
  learn(kind: string, time: number): void {
    this.known.set(kind, 0.7 * this.of(kind) + 0.3 * time)
  }
}

/**
 * The browser is killed at a random moment of a write: after it the database holds what it held before, or all of the
 * write; all of it where the page was told so.
 */
export async function killAnywhere(url: string, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [], ends: {} }
  const next = numbers(seed)
  const durations = new Durations()
  const mortal = await Mortal.start(url)
  let state = EMPTY
  try {
    while (tally.trials < trials) {
      const one = anyAct(state, next, 100 + tally.trials)
      // The backup that is restored is made before, not within the time of the trial.
      await mortal.page.evaluate(async () => void (await (globalThis as Own).torture.prepare()))
      const began = Date.now()
      let told: string | undefined = 'never'
      const acting = act(mortal.page, one).then(
        (reason) => {
          told = reason
          durations.learn(one.kind, Date.now() - began)
        },
        () => undefined,
      )
      await Promise.race([wait((durations.of(one.kind) * 1.25 * next(1000)) / 1000), acting])
      await mortal.kill()
      await acting
      tally.trials++
      await mortal.wake()
      const { state: found, faults } = await look(mortal.page)
      const at = `seed ${seed}, trial ${tally.trials}, ${JSON.stringify(one)}`
      const allowed = [...(told === undefined ? [] : [state]), after(state, one)].map(textOf)
      if (told !== undefined && told !== 'never') tally.losses.push(`${at}: refused: ${told}`)
      if (faults.length > 0) tally.losses.push(`${at}: ${faults.join('; ')}`)
      if (!allowed.includes(textOf(found)))
        tally.losses.push(
          `${at}${told === undefined ? ', said to be done' : ''}: ${textOf(found)}, not ${allowed.join(' or ')}`,
        )
      const changes = textOf(after(state, one)) !== textOf(state)
      if (changes)
        count(
          tally,
          told === undefined ? 'told as done' : textOf(found) === textOf(state) ? 'nothing of it' : 'done unsaid',
        )
      else count(tally, 'without a change')
      state = found
    }
  } finally {
    await mortal.end()
  }
  return tally
}

/**
 * Space ends at a random size: a write is done, or refused for that reason with nothing changed; with space again it is
 * done. The browser asks for its limit once in a while only: it is started anew before each.
 */
export async function fillAnywhere(url: string, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [], ends: {} }
  const next = numbers(seed)
  const mortal = await Mortal.start(url)
  const { origin } = new URL(url)
  const anew = async (spare?: number): Promise<void> => {
    await mortal.kill()
    await mortal.wake()
    if (spare === undefined) return
    const { usage = 0 } = await mortal.page.evaluate(() => navigator.storage.estimate())
    const session = await mortal.session()
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + spare })
  }
  let state = EMPTY
  try {
    while (tally.trials < trials) {
      const one = anyAct(state, next, 100 + tally.trials)
      await anew(next(3_000_000))
      const refused = await act(mortal.page, one)
      tally.trials++
      count(tally, refused === undefined ? 'done' : 'refused')
      await anew()
      const at = `seed ${seed}, trial ${tally.trials}, ${JSON.stringify(one)}`
      const first = await look(mortal.page)
      const expected = refused === undefined ? after(state, one) : state
      if (refused !== undefined && refused !== 'quota') tally.losses.push(`${at}: told as ${refused}`)
      if (first.faults.length > 0) tally.losses.push(`${at}: ${first.faults.join('; ')}`)
      if (textOf(first.state) !== textOf(expected))
        tally.losses.push(`${at}: ${textOf(first.state)}, not ${textOf(expected)}`)
      state = first.state
      if (refused === undefined) continue
      const again = await act(mortal.page, one)
      const second = await look(mortal.page)
      if (again !== undefined || second.faults.length > 0 || textOf(second.state) !== textOf(after(state, one)))
        tally.losses.push(`${at}: not done with space again: ${again ?? ''} ${second.faults.join('; ')}`)
      state = second.state
    }
  } finally {
    await mortal.end()
  }
  return tally
}

/**
 * The browser is killed while a database of a former version is brought to today's, at once or one version after
 * another: opened again, all of it is there, as if it had been brought there at once and undisturbed.
 */
export async function killUpgrades(url: string, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [], ends: {} }
  const next = numbers(seed)
  const durations = new Durations()
  const mortal = await Mortal.start(url)
  const versions = Object.keys(WRITTEN_BY).map(Number)
  const write = (name: string, version: number) =>
    mortal.page.evaluate(([at, of]) => (globalThis as Own).torture.writeFormer(at, of), [name, version] as const)
  const open = (name: string) => mortal.page.evaluate((at) => (globalThis as Own).torture.upgraded(at), name)
  const step = (name: string) => mortal.page.evaluate((at) => (globalThis as Own).torture.upgradeByStep(at), name)
  const whole = new Map<number, string>()
  try {
    while (tally.trials < trials) {
      const version = versions[next(versions.length)]!
      if (!whole.has(version)) {
        await write(`whole-${version}`, version)
        const began = Date.now()
        whole.set(version, await open(`whole-${version}`))
        durations.learn(`${version}`, Date.now() - began)
        await write(`steps-${version}`, version)
        await step(`steps-${version}`)
        if ((await open(`steps-${version}`)) !== whole.get(version))
          tally.losses.push(`version ${version}: another content by steps than at once`)
      }
      const isByStep = next(2) === 0
      const name = `killed-${tally.trials}`
      await write(name, version)
      let done = false
      const bring = (): Promise<string> => (isByStep ? step(name).then(() => open(name)) : open(name))
      const opening = bring().then(
        () => (done = true),
        () => undefined,
      )
      await Promise.race([wait((durations.of(`${version}`) * (isByStep ? 2 : 1.1) * next(1000)) / 1000), opening])
      await mortal.kill()
      await opening
      tally.trials++
      await mortal.wake()
      count(tally, `${isByStep ? 'by steps' : 'at once'}: ${done ? 'done before' : 'cut'}`)
      const found = await bring().catch((error: unknown) => String(error))
      if (found !== whole.get(version))
        tally.losses.push(`seed ${seed}, trial ${tally.trials}, version ${version}: ${found.slice(0, 200)}`)
      await mortal.page.evaluate((at) => void indexedDB.deleteDatabase(at), name)
    }
  } finally {
    await mortal.end()
  }
  return tally
}
