import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BEFORE_RESTORE, planRestore, stampOf, storeOver, streamedOf } from '../../src/storage'
import type { RestoreMode, Store } from '../../src/storage'
import type { Prepared } from '../../src/pack/records'
import type { Tables } from '../../src/storage/tables'
import { correction } from './correction'
import { KINDS, PLACES, everything, wholeOf } from './places'
import { prepared } from './prepared'

const shipped = (id: string, title = id): Prepared => {
  const set = prepared(id, { title })
  return { ...set, manifest: { ...set.manifest, shipped: true } }
}
const source = (dataset: string, text: string) => ({
  dataset,
  org: '甲',
  year: 2021,
  name: text,
  file: new Blob([text]),
})

describe.each(KINDS)('restoring over %s', (kind) => {
  let from: Store
  let to: Store
  let tables: Tables
  beforeEach(async () => {
    from = storeOver((await PLACES[kind]()).tables)
    tables = (await PLACES[kind]()).tables
    to = storeOver(tables)
  })
  afterEach(() => {
    from.close()
    to.close()
  })

  const restore = async (mode: RestoreMode, originals = true) => {
    const given = await wholeOf(from, originals)
    const seen = stampOf(await to.readCore())
    return to.restore(streamedOf(given), { mode, seen, before: { time: 5, file: new Blob(['before']) } })
  }
  const titles = async () => (await to.listDatasets()).map(({ id, title }) => `${id} ${title}`)
  const names = (plan: Awaited<ReturnType<typeof restore>>) =>
    Object.fromEntries(
      Object.entries(plan).map(([key, list]) => [
        key,
        Array.isArray(list) ? (list as { id: string }[]).map(({ id }) => id).sort() : (list as number),
      ]),
    )

  it('brings decks: merged, the later of two states counts; replaced, those of the backup', async () => {
    const put = (store: Store, id: string, time: number, content: string) =>
      store.editDeck(id, () => ({ id, time, content }))
    await put(to, 'old', 1, 'here')
    await put(to, 'new', 9, 'here')
    await put(to, 'own', 1, 'here')
    for (const [id, time] of [
      ['old', 5],
      ['new', 5],
      ['fresh', 5],
    ] as const)
      await put(from, id, time, 'there')
    await restore('merge')
    const held = async () => Object.fromEntries((await to.readDecks()).map(({ id, content }) => [id, content]))
    expect(await held()).toEqual({ old: 'there', new: 'here', own: 'here', fresh: 'there' })
    await restore('replace')
    expect(await held()).toEqual({ old: 'there', new: 'there', fresh: 'there' })
  })

  it('adds what is missing, keeps what is there, and lets the later of two states count', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(1000)
    await to.save({ prepared: [prepared('own'), prepared('old', { title: 'before' })] })
    clock.mockRestore()
    await to.save({ prepared: [shipped('app', 'here')] })
    await from.save({ prepared: [prepared('new'), prepared('old', { title: 'after' }), shipped('app', 'there')] })
    const plan = await restore('merge')
    expect(names(plan)).toMatchObject({ add: ['new'], replace: ['old'], keep: ['app', 'own'], same: [], remove: [] })
    expect(await titles()).toEqual(['own own', 'old after', 'app here', 'new new'])
    expect(await to.readReports('new')).toHaveLength(2)
  })

  it('replaces everything that is the user’s, and leaves what came with the app to the app', async () => {
    await to.save({ prepared: [prepared('own'), shipped('app')], sources: [source('own', 'x')] })
    await to.correct(correction({ code: 'penalty.change' }))
    await from.save({ prepared: [prepared('new')] })
    await from.correct(correction())
    expect(names(await restore('replace'))).toMatchObject({
      add: ['new'],
      remove: ['own'],
      keep: ['app'],
      corrections: 2,
    })
    expect(await titles()).toEqual(['app app', 'new new'])
    expect((await to.readEdits()).corrections).toEqual([correction()])
    expect(await to.historyOf(correction({ code: 'penalty.change' }))).toEqual([])
  })

  it('mends a damaged dataset of the same content, and keeps originals that the backup has not', async () => {
    for (const store of [from, to]) await store.save({ prepared: [prepared('a')], sources: [source('a', 'original')] })
    await tables.write(['segments'], (tx) => tx.clear('segments'))
    expect(names(await restore('merge', false))).toMatchObject({ same: ['a'] })
    expect((await to.readDatasets(['a']))[0]!.segments).toHaveLength(1)
    expect((await to.readSource('a', '甲', 2021))?.name).toBe('original')
  })

  it('brings two histories of a figure together; what was done last counts', async () => {
    await to.correct(correction({ time: 100 }))
    await to.correct(correction({ time: 300, now: { value: 3 } }), { correction: 100 })
    await from.correct(correction({ time: 100, now: { value: 9 } }))
    await from.takeBack(correction(), 200, { correction: 100 })
    await from.correct(correction({ code: 'fee.amount', time: 400 }))
    await from.takeBack(correction({ code: 'fee.amount' }), 500, { correction: 400 })
    await to.correct(correction({ code: 'fee.amount', time: 400 }))
    expect((await restore('merge')).corrections).toBe(1)
    expect((await to.readEdits()).corrections).toEqual([correction({ time: 300, now: { value: 3 } })])
    expect((await to.historyOf(correction())).map(({ time, now }) => [time, now])).toEqual([
      [100, { value: 288 }],
      [101, { value: 9 }],
      [200, undefined],
      [300, { value: 3 }],
    ])
    const again = await restore('merge')
    expect(again.corrections).toBe(0)
    expect(await to.historyOf(correction())).toHaveLength(4)
  })

  it('brings what is kept beside the reports; of two states the later counts', async () => {
    const entry = (key: string, time: number, content: unknown) => ({
      collection: 'real',
      kind: 'problem',
      key,
      time,
      content,
    })
    await to.putLedger([entry('a', 5, 'mine'), entry('b', 5, 'mine')])
    await from.putLedger([
      entry('a', 9, 'later'),
      entry('b', 1, 'earlier'),
      { ...entry('c', 1, 'new'), file: new Blob(['scan']) },
    ])
    await restore('merge', false)
    expect((await to.readLedger()).map(({ content }) => content)).toEqual(['later', 'mine', 'new'])
    await restore('replace')
    expect((await to.readLedger()).map(({ content }) => content)).toEqual(['later', 'earlier', 'new'])
    expect(await (await to.readLedger())[2]!.file!.text()).toBe('scan')
  })

  it('can be undone, to the last record', async () => {
    await to.save({ prepared: [prepared('own'), shipped('app')], sources: [source('own', 'x')] })
    await to.correct(correction())
    await to.writeSetting('lang', 'en')
    await from.save({ prepared: [prepared('new'), prepared('own', { title: 'other' })] })
    const before = await everything(tables)
    const copy = await wholeOf(to, true)
    await restore('replace')
    expect(await to.readSetting(BEFORE_RESTORE)).toMatchObject({ time: 5 })
    await to.returnTo(streamedOf(copy))
    expect(await everything(tables)).toEqual(before)
  })

  it('is refused where something was stored after the plan was made, and changes nothing', async () => {
    await from.save({ prepared: [prepared('new')] })
    const given = await wholeOf(from, true)
    const seen = stampOf(await to.readCore())
    await to.save({ prepared: [prepared('own')] })
    const before = await everything(tables)
    const late = to.restore(streamedOf(given), { mode: 'replace', seen, before: { time: 5, file: new Blob() } })
    await expect(late).rejects.toMatchObject({ reason: 'changed' })
    expect(await everything(tables)).toEqual(before)
  })

  it('does what its plan says', async () => {
    await to.save({ prepared: [prepared('own'), prepared('old', { title: 'before' })] })
    await from.save({ prepared: [prepared('new'), prepared('old', { title: 'after' })] })
    const plan = planRestore(await wholeOf(to, false), await wholeOf(from, true), 'replace')
    expect(names(await restore('replace'))).toEqual(names(plan))
  })
})
