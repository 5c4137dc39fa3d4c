import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/domain/dataset'
import type { Merger } from '../../../src/domain/mergers'
import { backupFile } from '../../../src/formats/backup/backupFile'
import { differencesOf, offered, pickedWhole } from '../../../src/formats/backup/differences'
import type { Here, Picked } from '../../../src/formats/backup/differences'
import { partedFile } from '../../../src/formats/backup/partedFile'
import { checkBackup } from '../../../src/formats/backup/readBackup'
import { isDecided, isBeside, selectedWhole, takeReports, wantedOffices } from '../../../src/formats/backup/selection'
import type { Wanted } from '../../../src/formats/backup/selection'
import { prepare } from '../../../src/pack/prepare'
import { createClient } from '../../../src/query/client'
import { buildFrame, editsOf, loadFrame, openPart } from '../../../src/query/load'
import type { Frame } from '../../../src/query/load'
import { officeMapOf } from '../../../src/query/officeMap'
import type { QuerySpec } from '../../../src/query/spec'
import { splitCorrections } from '../../../src/domain/correction'
import { gathered, memoryTables, stampOf, storeOver, streamedOf } from '../../../src/storage'
import type { Store, Whole } from '../../../src/storage'
import { YEARS, datasets } from '../../query/arbitrary'
import { wholeOf } from '../../storage/places'
import { dataset, org, report } from '../../query/small'

const CODES = ['penalty.decisions', 'applications.new.total', 'published.total']

async function storeOf(sets: readonly Dataset[]): Promise<Store> {
  const store = storeOver(memoryTables())
  await store.save({ prepared: sets.map((set) => prepare({ ...set, synthetic: false })) })
  return store
}
async function frameIn(store: Store, mergers: readonly Merger[] = []): Promise<Frame> {
  const ids = (await store.listDatasets()).map(({ id }) => id)
  if (mergers.length === 0) return loadFrame(store, ids)
  const parts = await Promise.all((await store.readDatasets(ids)).map(openPart))
  return buildFrame(parts, await editsOf(store, 'real'), { mergers })
}
const clientIn = (store: Store, frame: Frame) =>
  createClient(frame, (ids, id, year, part) => store.readEvidence(ids, id, year, part))

/** A selection as a file, read again. */
async function handed(store: Store, wanted: Wanted, mergers: readonly Merger[] = []): Promise<Whole> {
  const frame = await frameIn(store, mergers)
  const map = officeMapOf(frame)
  const offices = wantedOffices(map, wanted)
  const reports = await takeReports(clientIn(store, frame), offices, map.isHeld, wanted.years)
  const whole = selectedWhole({
    id: 'handed',
    title: '选集',
    synthetic: false,
    collection: 'real',
    mergers: frame.mergers,
    offices,
    known: map,
    years: wanted.years,
    reports,
    sources: [],
    whole: await wholeOf(store, false),
    now: 1000,
  })
  const selection = { offices: offices.length, years: wanted.years }
  const file = await backupFile(streamedOf(whole), { made: 1, originals: false, selection })
  const read = await checkBackup(partedFile(file))
  expect(read.manifest.selection).toEqual(selection)
  return gathered(read.given)
}
async function hereIn(store: Store): Promise<Here> {
  const frame = await frameIn(store)
  const map = officeMapOf(frame)
  const held = await wholeOf(store, false)
  return {
    officeIn: (id) => id,
    corrections: held.currentCorrections,
    decided: held.ledger.filter(isDecided),
    beside: held.ledger.filter(isBeside),
    async reportOf(id, year) {
      if (!map.isHeld(id, year)) return undefined
      const { report: found } = await clientIn(store, frame).run({ kind: 'report', org: id, year })
      return found && splitCorrections(found).published
    },
  }
}
async function take(store: Store, whole: Whole, pick = (all: Picked, _: Here): Picked => all) {
  const here = await hereIn(store)
  const differences = await differencesOf(whole, here)
  const picked = pick(offered(differences), here)
  const { whole: given, choices } = pickedWhole(whole, picked, { id: 'taken', now: 2000 })
  const seen = stampOf(await store.readCore())
  await store.restore(streamedOf(given), { mode: 'merge', seen, before: { time: 0, file: new Blob() } })
  for (const choice of choices) await store.choose(choice)
  return differences
}

const questions = (area: string, [from, to]: Wanted['years']): QuerySpec[] =>
  YEARS.filter((year) => from <= year && year <= to).flatMap((year): QuerySpec[] => [
    { kind: 'matrix', metric: 'penalty.decisions', scope: { area, year }, years: [year] },
    { kind: 'rank', metric: 'applications.new.total', scope: { area, year }, year, top: 50 },
    { kind: 'completeness', scope: { area, year }, years: [year] },
    { kind: 'report', org: '甲', year, checked: false },
  ])
/* Where an office stands on the list follows from offices that were not handed on, and so does which dataset it is. */
const LEFT_OUT: readonly string[] = ['dataset', 'versions', 'place']
const said = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      LEFT_OUT.includes(key)
        ? undefined
        : ArrayBuffer.isView(value)
          ? Array.from(value as Float64Array, String)
          : value,
    ),
  )
/** The same by office, as siblings stand in the order in which they became known. */
function byOffice(answer: unknown): unknown {
  const { orgs, years = [0], entries, top, ...rest } = answer as Record<string, unknown> & { orgs?: { id: string }[] }
  if (!orgs) {
    const all = (top ?? entries ?? []) as { org: { id: string } }[]
    return { ...rest, top: [...all].sort((a, b) => (a.org.id < b.org.id ? -1 : 1)) }
  }
  const width = (years as unknown[]).length
  return orgs
    .map(({ id }, i) => [
      id,
      ...Object.entries(rest)
        .filter(([, value]) => Array.isArray(value) && value.length === orgs.length * width)
        .map(([key, value]) => [key, (value as unknown[]).slice(i * width, (i + 1) * width)]),
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}

describe('a selection', () => {
  it('answers the same in an empty store, corrections included', async () => {
    await fc.assert(
      fc.asyncProperty(
        datasets(CODES),
        fc.constantFrom('市', '东区'),
        fc.constantFrom<Wanted['years']>([2019, 2022], [2020, 2021], [2021, 2021]),
        async (sets, area, years) => {
          const [from, to] = [await storeOf(sets), storeOver(memoryTables())]
          const whole = await handed(from, { area, years })
          const one = await frameIn(from)
          // Without a report nothing is handed on. An area that reports in other years only is one that never does
          // there.
          const reports = new Set(whole.evidence.map(({ org: id }) => id))
          const areas = new Set(one.orgs.flatMap(({ parents }) => parents.map((parent) => parent.org)))
          fc.pre(reports.size > 0)
          fc.pre(officeMapOf(one).reporting.every(({ id }) => !areas.has(id) || reports.has(id)))
          await take(to, whole)
          const other = await frameIn(to)
          for (const spec of questions(area, years)) {
            const ask = (store: Store, frame: Frame) => clientIn(store, frame).run(spec)
            if (spec.kind === 'report' && other.rowOf.get('甲') === undefined) continue
            const [here, there] = [said(await ask(from, one)), said(await ask(to, other))]
            if (spec.kind === 'report')
              expect((there as typeof spec & { report?: object }).report).toEqual((here as { report?: object }).report)
            else expect(byOffice(there)).toEqual(byOffice(here))
          }
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)

  const cells = (value: number) => ({ cells: { 'penalty.decisions': value } })
  const correction = (office: string, value: number, time: number) => ({
    collection: 'real',
    org: office,
    year: 2021,
    in: 'cells' as const,
    code: 'penalty.decisions' as const,
    now: { value },
    was: 1,
    reason: '对照原件',
    time,
  })
  const verdict = (office: string, state: string, time: number) => ({
    collection: 'real',
    kind: 'problem',
    key: JSON.stringify([office, 2021, 'r']),
    time,
    content: { org: office, year: 2021, subject: 'r', state, note: '', figures: '' },
  })
  const EAST = org('甲区', 'district')
  const under = (id: string) => org(id, 'street', [{ org: '甲区' }])
  const OFFICES = [EAST, under('甲'), under('乙'), under('丙')]
  const mine = dataset('mine', OFFICES, [
    report('甲', 2021, cells(1)),
    report('乙', 2021, cells(2)),
    report('丙', 2021, cells(3)),
    report('丙', 2018, cells(9)),
  ])
  const theirs = dataset('theirs', OFFICES, [report('甲', 2021, cells(1)), report('乙', 2021, cells(7))])
  const WANTED: Wanted = { area: '甲区', years: [2021, 2021] }
  const valueOf = async (store: Store, office: string): Promise<unknown> => {
    const { report: found } = await clientIn(store, await frameIn(store)).run({
      kind: 'report',
      org: office,
      year: 2021,
    })
    const cell: unknown = found?.cells['penalty.decisions']
    return typeof cell === 'object' && cell !== null ? (cell as { value?: number }).value : cell
  }

  it('tells what is new, equal and changed, and merges nothing that was not picked', async () => {
    const [from, to] = [await storeOf([mine]), await storeOf([theirs])]
    await from.correct(correction('甲', 11, 5))
    await from.correct(correction('丙', 33, 5))
    await from.putLedger([verdict('甲', 'explained', 5), verdict('乙', 'known', 5)])
    await to.correct(correction('甲', 12, 9))
    await to.putLedger([verdict('甲', 'dismissed', 9)])
    const whole = await handed(from, WANTED)
    expect(whole.evidence.map(({ org: id, year }) => `${id} ${year}`).sort()).toEqual(
      ['丙 2021', '乙 2021', '甲 2021'].sort(),
    )

    const differences = await take(to, whole)
    const told = differences.reports.map((one) => `${one.org.id} ${one.is} ${one.differences}`)
    expect(told.sort()).toEqual(['丙 fresh 0', '乙 changed 1', '甲 equal 0'].sort())
    expect(differences.corrections.map(({ given, held }) => [given.org, held?.now])).toEqual(
      expect.arrayContaining([
        ['甲', { value: 12 }],
        ['丙', undefined],
      ]),
    )
    expect(differences.decided.map(({ given, held }) => [given.content.org, held !== undefined])).toEqual(
      expect.arrayContaining([
        ['甲', true],
        ['乙', false],
      ]),
    )
    // What differs stays as it is here; what is new came.
    expect(await Promise.all(['甲', '乙', '丙'].map((office) => valueOf(to, office)))).toEqual([12, 7, 33])
    expect((await to.readLedger()).map(({ content }) => (content as { state: string }).state).sort()).toEqual([
      'dismissed',
      'known',
    ])
    expect((await differencesOf(whole, await hereIn(to))).reports.map(({ is }) => is).sort()).toEqual([
      'changed',
      'equal',
      'equal',
    ])
  })

  it('hands notes pinned to its offices and the areas above them, and targets; what differs waits to be picked', async () => {
    const [from, to] = [await storeOf([mine]), await storeOf([theirs])]
    const pin = (id: string, office: string, year: number, text: string, rest = {}) => ({
      collection: 'real',
      kind: 'pin',
      key: id,
      time: 5,
      content: { id, org: office, year, text, ...rest },
    })
    const target = (id: string, value: number) => ({
      collection: 'real',
      kind: 'target',
      key: id,
      time: 5,
      content: { id, metric: 'penalty.decisions', side: 'least', value, label: '目标' },
    })
    await from.putLedger([
      pin('a', '甲', 2021, '机构改革'),
      pin('b', '甲区', 2021, '全区改革', { below: true }),
      pin('c', '甲区', 2021, '只是本级'),
      pin('d', '乙', 2021, '别家'),
      pin('e', '甲', 2018, '早年'),
      target('x', 10),
      target('y', 20),
    ])
    await to.putLedger([pin('a', '甲', 2021, '另一种说法'), target('y', 30)])
    const whole = await handed(from, { office: '甲', years: [2021, 2021] })
    expect(whole.ledger.map(({ key }) => key).sort()).toEqual(['a', 'b', 'x', 'y'])

    const differences = await take(to, whole)
    expect(differences.decided.map(({ given, held }) => [given.key, held !== undefined]).sort()).toEqual([
      ['a', true],
      ['b', false],
    ])
    expect(differences.beside.map(({ given, held }) => [given.key, held !== undefined]).sort()).toEqual([
      ['x', false],
      ['y', true],
    ])
    const kept = new Map((await to.readLedger()).map(({ key, content }) => [key, content]))
    expect([...kept.keys()].sort()).toEqual(['a', 'b', 'x', 'y'])
    expect(kept.get('a')).toMatchObject({ text: '另一种说法' })
    expect(kept.get('y')).toMatchObject({ value: 30 })

    const all = await differencesOf(whole, await hereIn(to))
    await take(to, whole, () => all)
    const after = new Map((await to.readLedger()).map(({ key, content }) => [key, content]))
    expect(after.get('a')).toMatchObject({ text: '机构改革' })
    expect(after.get('y')).toMatchObject({ value: 20 })
  })

  it('hands rosters of its areas, bases of its offices and own figures with an area', async () => {
    const [from, to] = [await storeOf([mine]), await storeOf([theirs])]
    const entry = (kind: string, key: string, content: object) => ({ collection: 'real', kind, key, time: 5, content })
    const line = (id: string) => ({ id, name: id, level: 'street', aliases: [] })
    const roster = (area: string, ids: string[]) =>
      entry('roster', area, {
        area,
        areas: [{ id: area, name: area, level: 'district', parents: [] }],
        entries: ids.map(line),
      })
    const row = (office: string, year?: number) => ({
      org: office,
      ...(year !== undefined && { year }),
      values: { 'base.population': 1000 },
    })
    const own = 'own:比:penalty.decisions/applications.new.total@100'
    await from.putLedger([
      roster('甲区', ['甲', '丙']),
      roster('乙区', ['外']),
      entry('bases', 'a', { id: 'a', title: '人口', source: '年鉴', rows: [row('甲'), row('外'), row('乙', 2018)] }),
      entry('bases', 'b', { id: 'b', title: '别处人口', source: '', rows: [row('外')] }),
      entry('metric', own, {}),
    ])
    await to.putLedger([roster('甲区', ['甲'])])
    const whole = await handed(from, WANTED, [{ office: '丙', into: '甲' }])
    const given = new Map(whole.ledger.map(({ kind, key, content }) => [`${kind} ${key}`, content]))
    expect([...given.keys()].sort()).toEqual(['bases a', `metric ${own}`, 'roster 甲区'].sort())
    expect((given.get('bases a') as { rows: object[] }).rows).toEqual([row('甲')])
    expect((given.get('roster 甲区') as { entries: { id: string; aliases: string[] }[] }).entries).toEqual([
      expect.objectContaining({ id: '甲', aliases: ['丙'] }),
    ])
    const differences = await take(to, whole)
    expect(differences.beside.map(({ given: { kind }, held }) => [kind, held !== undefined]).sort()).toEqual([
      ['bases', false],
      ['metric', false],
      ['roster', true],
    ])

    expect((await handed(from, { office: '乙', years: [2021, 2021] })).ledger.map(({ kind }) => kind)).toEqual([
      'metric',
    ])
  })

  it('brings what differs where that was picked, also over what was chosen and corrected later here', async () => {
    const [from, to] = [await storeOf([mine]), await storeOf([theirs])]
    await from.correct(correction('甲', 11, 5))
    await from.putLedger([verdict('甲', 'explained', 5)])
    await to.correct(correction('甲', 12, 9))
    await to.putLedger([verdict('甲', 'dismissed', 9)])
    await to.choose({ org: '乙', year: 2021, dataset: 'theirs' })
    const whole = await handed(from, WANTED)
    const all = await differencesOf(whole, await hereIn(to))
    await take(to, whole, () => ({ ...all, reports: all.reports.filter(({ is }) => is !== 'equal') }))
    expect(await Promise.all(['甲', '乙', '丙'].map((office) => valueOf(to, office)))).toEqual([11, 2, 3])
    expect((await to.readLedger()).map(({ content }) => (content as { state: string }).state)).toEqual(['explained'])
    const figure = correction('甲', 0, 0)
    expect((await to.historyOf(figure)).map(({ time }) => time)).toEqual([5, 9, 2000])
  })

  it('has offices that were put together as one', async () => {
    const from = await storeOf([mine])
    await from.correct(correction('甲', 11, 5))
    await from.putLedger([verdict('甲', 'explained', 5)])
    const lone = dataset('lone', OFFICES, [report('甲', 2021, cells(1))])
    const other = await storeOf([lone])
    await other.correct(correction('甲', 11, 5))
    await other.putLedger([verdict('甲', 'explained', 5)])
    const whole = await handed(other, { office: '乙', years: [2021, 2021] }, [{ office: '甲', into: '乙' }])
    expect(whole.evidence.map(({ report: { org: id } }) => id)).toEqual(['乙'])
    expect(whole.currentCorrections.map((one) => one.org)).toEqual(['乙'])
    expect(whole.ledger.map(({ key }) => JSON.parse(key) as unknown[])).toEqual([['乙', 2021, 'r']])
  })
})
