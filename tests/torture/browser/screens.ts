import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { backupFile } from '../../../src/formats/backup/backupFile'
import { memoryTables, storeOver, streamStore } from '../../../src/storage'
import type { Records } from '../../../src/storage/records'
import { prepare } from '../../../src/pack/prepare'
import type { CorrectionRecord } from '../../../src/pack/records'
import { importFiles } from '../../e2e/support/app'
import { dataset, org, report } from '../../query/small'
import { numbers } from '../trials'
import type { Tally } from '../trials'
import { Mortal } from './chromium'
import { Durations, count, wait } from './trials'

const AREA = '某市甲区'
const OFFICE = `${AREA}base0街道`
const YEARS = [2021, 2022, 2023, 2024]
const STREETS = 40
const CODE = 'penalty.decisions'
const REPORT = `#/report/${encodeURIComponent(OFFICE)}/2021?collection=real&cell=${CODE}`
const SUBMISSIONS = `#/submit?collection=real&year=2021&area=${AREA}&office=${OFFICE}`
const IDS = ['a', 'b', 'c']
const PATIENCE = 60_000

/** A set of one figure, the same in each of its reports: half of it would show. */
const setOf = (id: string, value: number) => {
  const streets = Array.from({ length: STREETS }, (_, i) => org(`${AREA}${id}${i}街道`, 'street', [{ org: AREA }]))
  return {
    ...dataset(
      id,
      [org(AREA, 'district'), ...streets],
      streets.flatMap((one) => YEARS.map((year) => report(one.id, year, { cells: { [CODE]: value } }))),
    ),
    synthetic: false,
    title: `集${id} ${value}`,
  }
}

/** What a user has stored, in short. */
interface State {
  sets: Record<string, number>
  correction?: number
  received?: string
}
interface Look extends State {
  faults: string[]
  drafts: string[]
}

/** What the restored backup holds. */
const BACKUP: State = { sets: { base: 1, x: 90 }, correction: 92 }

async function makeBackup(folder: string): Promise<string> {
  const store = storeOver(memoryTables())
  await store.save({ prepared: Object.entries(BACKUP.sets).map(([id, value]) => prepare(setOf(id, value))) })
  const figure = { collection: 'real', org: OFFICE, year: 2021, in: 'cells', code: CODE } as const
  await store.correct({ ...figure, now: { value: BACKUP.correction! }, was: 1, reason: '核对', time: 5 })
  const file = await backupFile(await streamStore(store, true), { made: 1, originals: true })
  const path = join(folder, 'backup.zip')
  await writeFile(path, new Uint8Array(await file.arrayBuffer()))
  return path
}

/** Reads the database past the app, and says what is wrong with it. */
const look = (page: Page): Promise<Look> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('not read'))
      })
    const db = await answer(indexedDB.open('disclosure-lens'))
    const all = <T extends keyof Records>(table: T): Promise<Records[T][]> =>
      answer(db.transaction(table).objectStore(table).getAll() as IDBRequest<Records[T][]>)
    const [manifests, evidence, segments, corrections, history, ledger, drafts] = await Promise.all([
      all('datasets'),
      all('evidence'),
      all('segments'),
      all('currentCorrections'),
      all('correctionHistory'),
      all('ledger'),
      all('drafts'),
    ])
    db.close()
    const faults: string[] = []
    const sets: Record<string, number> = {}
    for (const { id, title, shipped, counts, parts } of manifests) {
      if (shipped) continue
      const value = Number(title.split(' ')[1])
      sets[id] = value
      const own = evidence.filter(({ dataset: of }) => of === id)
      if (own.length !== counts.reports || own.some((one) => one.report.cells['penalty.decisions'] !== value))
        faults.push(`${id}: ${own.length} reports, not all of ${value}`)
      if (segments.filter(({ dataset: of }) => of === id).length !== parts?.segments) faults.push(`${id}: segments`)
    }
    const held = new Set(manifests.map(({ id }) => id))
    if ([...evidence, ...segments].some(({ dataset: of }) => !held.has(of))) faults.push('orphans')
    const valueOf = (now: CorrectionRecord['now'] | undefined) => (now && 'value' in now ? now.value : undefined)
    const correction = valueOf(corrections[0]?.now)
    const last = valueOf(history.sort((a, b) => a.time - b.time).at(-1)?.now)
    if (last !== correction) faults.push(`history ends with ${last}, not ${correction}`)
    const days = ledger.flatMap(({ content }) => (content as { received?: string }).received ?? [])
    return {
      sets,
      ...(correction !== undefined && { correction }),
      ...(days[0] !== undefined && { received: days[0] }),
      faults,
      drafts: drafts.map(({ key }) => key),
    }
  })

const textOf = ({ sets, correction, received }: State): string =>
  JSON.stringify([Object.entries(sets).sort(), correction ?? null, received ?? null])

async function show(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), hash)
}
async function untilKept(page: Page): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if ((await look(page)).drafts.some((key) => !key.startsWith('typed/'))) return
    await wait(50)
  }
  throw new Error('the draft is not kept')
}

/** What somebody does on a screen: all that comes before, the click that stores it, and what says that it is stored. */
interface Act {
  kind: string
  after: State
  before: (page: Page) => Promise<void>
  store: (page: Page) => Promise<void>
  said: (page: Page) => Promise<void>
}

const without = (sets: Record<string, number>, id: string): Record<string, number> =>
  Object.fromEntries(Object.entries(sets).filter(([one]) => one !== id))

function save(state: State, id: string, value: number): Act {
  return {
    kind: 'import',
    after: { ...state, sets: { ...state.sets, [id]: value } },
    async before(page) {
      await importFiles(page, [{ name: `${id}.json`, content: JSON.stringify(setOf(id, value)) }])
      await page.locator('.found li').waitFor()
      if (state.sets[id] !== undefined) await page.getByTestId('clash').getByRole('radio').first().check()
      await untilKept(page)
    },
    store: (page) => page.getByTestId('save').click(),
    said: (page) => page.getByTestId('done').waitFor(),
  }
}
function correct(state: State, value: number): Act {
  return {
    kind: 'correction',
    after: { ...state, correction: value },
    async before(page) {
      await show(page, REPORT)
      await page.getByTestId('correct-box').locator('summary').click()
      await page.getByTestId('correct-value').fill(String(value))
    },
    store: (page) => page.getByTestId('correct').click(),
    said: (page) => page.locator(`[data-code="${CODE}"]`, { hasText: String(value) }).waitFor(),
  }
}
function remove(state: State, id: string): Act {
  return {
    kind: 'removal',
    after: { ...state, sets: without(state.sets, id) },
    before: (page) =>
      page
        .getByTestId('dataset')
        .filter({ hasText: `集${id} ` })
        .locator('button')
        .last()
        .click(),
    store: (page) => page.getByTestId('confirm-remove').click(),
    said: (page) => page.getByTestId('removed').waitFor(),
  }
}
function restore(path: string): Act {
  return {
    kind: 'restore',
    after: BACKUP,
    async before(page) {
      const choosing = page.waitForEvent('filechooser')
      await page.getByTestId('choose-backup').click()
      await (await choosing).setFiles(path)
      await page.getByTestId('restore-plan').getByRole('radio').nth(1).check()
    },
    store: (page) => page.getByTestId('restore-backup').click(),
    said: (page) => page.getByTestId('backup-done').waitFor(),
  }
}
function receive(state: State, day: string): Act {
  return {
    kind: 'received day',
    after: { ...state, received: day },
    async before(page) {
      await show(page, SUBMISSIONS)
      await page.locator('[data-testid="office-notes"] input[type="date"]').waitFor()
    },
    async store(page) {
      const field = page.locator('[data-testid="office-notes"] input[type="date"]')
      await field.fill(day)
      await field.dispatchEvent('change')
    },
    // The screen says nothing of it but the day itself.
    said: () => new Promise<never>(() => undefined),
  }
}

function anyAct(state: State, next: (below: number) => number, trial: number, backup: string): Act {
  const removable = Object.keys(state.sets).filter((id) => id !== 'base')
  const acts = [
    save(state, IDS[next(IDS.length)]!, 100 + trial),
    correct(state, 100 + trial),
    restore(backup),
    receive(state, `2022-${String(1 + (trial % 12)).padStart(2, '0')}-${String(1 + (trial % 27)).padStart(2, '0')}`),
    ...(removable.length > 0 ? [remove(state, removable[next(removable.length)]!)] : []),
  ]
  return acts[next(acts.length)]!
}

/** Lets go of what waits, so that the next trial begins without. */
const clearDrafts = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('disclosure-lens')
        opening.onsuccess = () => {
          const work = opening.result.transaction('drafts', 'readwrite')
          work.objectStore('drafts').clear()
          work.oncomplete = () => {
            opening.result.close()
            done()
          }
        }
        opening.onerror = () => fail(new Error('not opened'))
      }),
  )

/** What is being typed over a figure when the browser is killed is there again where it was kept by then. */
async function typed(mortal: Mortal, next: (below: number) => number, trial: number): Promise<[string, string[]]> {
  const { page } = mortal
  await show(page, REPORT)
  await page.getByTestId('correct-box').locator('summary').click()
  await page.getByTestId('correct-value').fill('')
  await page.getByTestId('correct-value').pressSequentially(String(1000 + trial), { delay: next(40) })
  await wait(next(150))
  await mortal.kill()
  await mortal.wake()
  const isKept = (await look(mortal.page)).drafts.some((key) => key.startsWith('typed/'))
  if (!isKept) return ['typed: not kept yet', []]
  await show(mortal.page, REPORT)
  await mortal.page.getByTestId('typed-restored').waitFor({ timeout: PATIENCE })
  const value = await mortal.page.getByTestId('correct-value').inputValue()
  const whole = String(1000 + trial)
  const losses = whole.startsWith(value) ? [] : [`${value} in place of ${whole}`]
  return [value === whole ? 'typed: all of it kept' : 'typed: its beginning kept', losses]
}

/**
 * The browser is killed while screens of the app store something: opened again, the database holds what it held before
 * or all of it; all of it where the screen said so; an import that was not stored waits to be stored.
 */
export async function killScreens(url: string, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [], ends: {} }
  const next = numbers(seed)
  const durations = new Durations()
  const folder = await mkdtemp(join(tmpdir(), 'torture-backup-'))
  const backup = await makeBackup(folder)
  const mortal = await Mortal.start(`${url}#/data`, () => document.querySelector('[data-testid="dataset"]') !== null)
  try {
    const first = save({ sets: {} }, 'base', 1)
    await first.before(mortal.page)
    await first.store(mortal.page)
    await first.said(mortal.page)
    let state: State = first.after
    while (tally.trials < trials) {
      tally.trials++
      const at = `seed ${seed}, trial ${tally.trials}`
      if (next(6) === 0) {
        const [end, losses] = await typed(mortal, next, tally.trials)
        count(tally, end)
        tally.losses.push(...losses.map((loss) => `${at}: ${loss}`))
      } else {
        const one = anyAct(state, next, tally.trials, backup)
        await one.before(mortal.page)
        const began = Date.now()
        let isSaid = false
        const acting = one
          .store(mortal.page)
          .then(() => one.said(mortal.page))
          .then(
            () => {
              isSaid = true
              durations.learn(one.kind, Date.now() - began)
            },
            () => undefined,
          )
        await Promise.race([wait((durations.of(one.kind) * 1.25 * next(1000)) / 1000), acting])
        await mortal.kill()
        await mortal.wake()
        const found = await look(mortal.page)
        const isDone = textOf(found) === textOf(one.after)
        if (found.faults.length > 0) tally.losses.push(`${at}, ${one.kind}: ${found.faults.join('; ')}`)
        if (!isDone && (isSaid || textOf(found) !== textOf(state)))
          tally.losses.push(`${at}, ${one.kind}${isSaid ? ', said to be done' : ''}: ${textOf(found)}`)
        const waits = found.drafts.some((key) => !key.startsWith('typed/'))
        if (one.kind === 'import' && isDone === waits)
          tally.losses.push(`${at}, import: ${isDone ? 'stored and waiting too' : 'neither stored nor waiting'}`)
        if ((await mortal.page.getByTestId('damaged').count()) > 0) tally.losses.push(`${at}, ${one.kind}: damaged`)
        count(tally, `${one.kind}: ${isSaid ? 'said' : isDone ? 'done unsaid' : 'nothing of it'}`)
        const { faults: _faults, drafts: _drafts, ...held } = found
        state = held
      }
      await clearDrafts(mortal.page)
      // What waited is gone for the page too.
      await show(mortal.page, '#/data')
      await mortal.page.reload()
      await mortal.page.getByTestId('dataset').first().waitFor({ timeout: PATIENCE })
    }
  } finally {
    await mortal.end()
    await rm(folder, { recursive: true })
  }
  return tally
}
