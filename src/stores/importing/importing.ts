import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, toRaw, watch } from 'vue'
import { checkReport } from '../../checks'
import type { Finding } from '../../checks'
import { correctReport, publishedAt, splitCorrections, uncorrected } from '../../domain/correction'
import type { CorrectedIn, Counted } from '../../domain/correction'
import type { Issue } from '../../domain/issues'
import type { ProseCode } from '../../domain/metrics'
import { ancestorsOf, parentOf } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { placer } from '../../domain/placement'
import type { Placement } from '../../domain/placement'
import type { Report } from '../../domain/report'
import { rosterAliases } from '../../domain/roster'
import { supersedes, versionDifferences } from '../../domain/versions'
import type { VersionDifference } from '../../domain/versions'
import type { ParsedReport } from '../../parse'
import { finishedReport } from '../../parse/typed'
import { officeMapOf } from '../../query/officeMap'
import { batchOf } from './batch'
import type { Entry } from './batch'
import { useDatasets } from '../datasets'
import { useDistrict } from '../district'
import { areaInPath, guessOf, onlyArea } from './wholeBatch'
import type { WholeBatch } from './wholeBatch'
import { foundIn } from './found'
import type { FoundSet } from './found'
import { besides, clashesOf } from './heldIds'
import type { Decision } from './heldIds'
import { DraftKeeper } from './draftKeeper'
import type { Waiting } from './draftKeeper'
import { readKept } from './keptDrafts'
import { newId } from '../newId'
import { StorageError, isShortOf } from '../../storage'
import type { DraftRecord, SourceRecord } from '../../storage'
import type { FileReading } from '../reading/readFile'
import { readFiles } from '../reading/reader'

/** One report that was read and waits for a decision. Office, district and year may be filled in or changed. */
export interface Draft {
  key: number
  file: string
  /** The file itself, to look at beside what was read from it. */
  blob?: Blob
  org: string
  district: string
  year: string
  keep: boolean
  /** With the corrections made so far; its own `org` and `year` count for nothing. */
  report: Report
  /** What the report itself leaves open. */
  unsure: readonly string[]
  issues: Issue[]
  findings: Finding[]
  /** Which of two versions counts; without one, this. */
  prefer?: 'this' | 'held'
  /** What a report that is being typed in is called in links. */
  typed?: string
  /** Id of the office, where it was chosen and not told from its name. */
  office?: string
  /** The day on which it came, as YYYY-MM-DD, where that is known of this one. */
  received?: string
}
/** A file that gave nothing, kept so that it can be tried again. */
export interface Failure {
  key: number
  file: string
  issues: Issue[]
  blob?: File
}

/** The version that is held, or that another file of the batch gave, with what differs in this one. */
export interface Rival {
  from: string
  report: Report
  differences: VersionDifference[]
}

export interface PlacedDraft {
  draft: Draft
  placement?: Placement
  /** The office it goes to, by its name of today behind those of its areas. */
  office?: string
  year?: number
  replaces: boolean
  twin?: Draft
  ready: boolean
  rival?: Rival
  doubts: number
}

/** An office's name behind those of the areas above it in a year. */
const fullNameIn = (orgs: ReadonlyMap<string, Org>, { id }: Org, year: number): string =>
  [...ancestorsOf(orgs, id, year).reverse(), id].map((one) => orgs.get(one)?.name ?? '').join('')

/** Bytes that an import takes at the least, where it is large at all. */
const sizeOf = (sets: readonly FoundSet[], sources: readonly SourceRecord[]): number =>
  sources.reduce((sum, { file }) => sum + file.size, 0) +
  sets
    .flatMap(({ prepared }) => [...(prepared?.segments ?? []), ...(prepared?.texts ?? [])])
    .reduce((sum, { bytes }) => sum + (bytes instanceof ArrayBuffer ? bytes.byteLength : bytes.size), 0)

const reportOf = (parsed: ParsedReport, file: string): Report => ({
  org: '',
  year: parsed.year ?? 0,
  forms: parsed.forms,
  cells: parsed.cells,
  prose: parsed.prose,
  source: {
    file,
    ...(parsed.title && { title: parsed.title }),
    ...(parsed.published !== undefined && { published: parsed.published }),
  },
})

const yearOf = (text: string): number | undefined => (/^20\d\d$/u.test(text.trim()) ? Number(text) : undefined)
const failedIn = (report: Report): Finding[] => checkReport(report).filter(({ status }) => status === 'failed')
const doubtsOf = ({ issues, findings }: Draft): number =>
  findings.length + issues.filter(({ severity }) => severity !== 'info').length
const keyFor = (org: string, year: number): string => `${org}\u0000${year}`

/** What is said of a report's year and organ that stays to be explained once it is saved. */
const NOTED: readonly string[] = ['year-conflict', 'org-conflict']

/** A draft is kept so long after the last change of it, in milliseconds. */
const KEEP_AFTER = 400

/** Files chosen, what was understood of them, and the one transaction that saves them. */
export const useImporting = defineStore('importing', () => {
  const datasets = useDatasets()
  const drafts = ref<Draft[]>([])
  const found = shallowRef<FoundSet[]>([])
  const failures = ref<Failure[]>([])
  const reading = ref<{ done: number; total: number; file: string; share?: number }>()
  const saving = ref(false)
  /** Files that a cancelled reading did not come to. */
  const left = ref(0)
  let control = new AbortController()
  let keys = 0
  /** Drafts that were weighed against another file of the batch. */
  const weighed = new Set<number>()
  /** Drafts that were compared with what is held. */
  const compared = new Set<number>()

  const district = useDistrict()
  /** What holds for every file that does not say it itself. */
  const whole = ref<WholeBatch>({ district: '', year: '', received: '' })
  const rosters = computed(() => district.rosters('real'))
  const aliases = computed(() => rosterAliases(rosters.value))
  const districtOf = (draft: Draft): string => draft.district.trim() || whole.value.district.trim()
  const yearTextOf = (draft: Draft): string => draft.year.trim() || whole.value.year.trim()
  const held = computed(() => datasets.frameOfCollection('real'))
  function placeOf(draft: Draft, year: number | undefined, places: ReturnType<typeof placer>): Placement {
    const chosen = draft.office === undefined ? undefined : held.value?.orgs[held.value.rowOf.get(draft.office) ?? -1]
    if (chosen) return { org: chosen, isNew: false, newAreas: [], confidence: 'known' }
    return places.place({
      org: draft.org.trim(),
      ...(year !== undefined && { year }),
      ...(districtOf(draft) !== '' && { district: districtOf(draft) }),
    })
  }
  /** All versions held, as published, for offices and years of the drafts; the one that counts first. */
  const rivals = shallowRef(new Map<string, { dataset: string; report: Report }[]>())

  /** As they were placed last: what is held changes beneath them while they are saved, and is no news to them. */
  let standing: PlacedDraft[] = []
  /** Where each draft belongs, given what is held and the drafts before it. */
  const placed = computed(() => (saving.value ? standing : (standing = placedNow())))
  function placedNow(): PlacedDraft[] {
    const places = placer(held.value?.orgs ?? [], aliases.value)
    const first = new Map<string, Draft>()
    const map = held.value && officeMapOf(held.value)
    const all = drafts.value.map((draft): PlacedDraft => {
      const year = yearOf(yearTextOf(draft))
      const doubts = doubtsOf(draft)
      if (draft.org.trim() === '' || year === undefined) return { draft, year, replaces: false, ready: false, doubts }
      const placement = placeOf(draft, year, places)
      const key = keyFor(placement.org.id, year)
      const twin = first.get(key)
      if (draft.keep && !twin) first.set(key, draft)
      const replaces = map?.isHeld(placement.org.id, year) ?? false
      const others = [
        ...(twin ? [{ from: twin.file, report: twin.report }] : []),
        ...(rivals.value.get(key) ?? []).map(({ dataset, report }) => ({
          from: datasets.manifests.find(({ id }) => id === dataset)?.title ?? dataset,
          report,
        })),
      ].map((other) => ({ ...other, differences: versionDifferences(other.report, draft.report) }))
      // One that says the same tells more than one that does not.
      const rival = others.find(({ differences }) => differences.length === 0) ?? others[0]
      return {
        draft,
        placement,
        year,
        replaces,
        ready: draft.keep,
        doubts,
        ...(twin && { twin }),
        ...(rival && { rival }),
      }
    })
    const orgs = new Map(places.orgs().map((org) => [org.id, org]))
    return all.map((one) => (one.placement ? { ...one, office: fullNameIn(orgs, one.placement.org, one.year!) } : one))
  }
  const ready = computed(() => placed.value.filter((entry) => entry.ready))
  const unready = computed(() => placed.value.filter(({ draft, ready: ok }) => draft.keep && !ok).length)
  /** Sets found whose id another has, and what was decided for each. */
  const clashes = computed(() => clashesOf(found.value, datasets.manifests))
  const decisions = ref(new Map<number, Decision>())
  const undecided = computed(() => [...clashes.value.keys()].filter((key) => !decisions.value.has(key)).length)
  const blocked = computed(() => unready.value > 0 || undecided.value > 0)
  const decide = (key: number, decision: Decision): void => void decisions.value.set(key, decision)
  const leaveOut = (key: number): void => {
    found.value = found.value.filter((set) => set.key !== key)
  }
  const count = computed(() => ready.value.length + found.value.reduce((sum, { reports }) => sum + reports, 0))
  /** Reports that are being typed in: they are saved one by one. */
  const typing = computed(() => drafts.value.filter(({ typed }) => typed !== undefined))
  const summary = computed(() => ({
    read: drafts.value.length - typing.value.length,
    doubtful: placed.value.filter(
      ({ draft, doubts, placement }) => draft.keep && (doubts > 0 || placement?.confidence === 'unsure' || !placement),
    ).length,
    failed: failures.value.length,
    duplicate: placed.value.filter(({ draft, twin, replaces }) => !draft.typed && (twin !== undefined || replaces))
      .length,
  }))

  // What is held is read when a draft turns out to be another version of it.
  watch(
    () =>
      placed.value.flatMap(({ replaces, placement, year }) =>
        replaces ? [{ org: placement!.org.id, year: year! }] : [],
      ),
    async (wanted) => {
      const frame = held.value
      if (!frame) return
      const client = datasets.clientOf(frame)
      for (const { org, year } of wanted) {
        const key = keyFor(org, year)
        if (rivals.value.has(key)) continue
        rivals.value = new Map(rivals.value).set(key, [])
        const counting = await client.run({ kind: 'report', org, year })
        const others = await Promise.all(
          counting.versions
            .filter((id) => id !== counting.dataset)
            .map((dataset) => client.run({ kind: 'report', org, year, dataset })),
        )
        rivals.value = new Map(rivals.value).set(
          key,
          [counting, ...others].flatMap(({ report, dataset }) =>
            report && dataset ? [{ dataset, report: splitCorrections(report).published }] : [],
          ),
        )
      }
    },
  )
  // Of two files of one report the fuller counts, or the one that says it is revised, until somebody chooses.
  watch(placed, (all) => {
    for (const { draft, twin } of all) {
      if (!twin || weighed.has(draft.key)) continue
      weighed.add(draft.key)
      const [one, other] = [draft, twin].map(({ file, report }) => ({ from: file, report }))
      if (draft.prefer === undefined && supersedes(one!, other!)) draft.prefer = 'this'
    }
  })
  // A draft that says nothing new is left out, once: who ticks it again means it.
  watch(placed, (all) => {
    for (const { draft, rival } of all) {
      if (rival?.differences.length !== 0 || compared.has(draft.key)) continue
      compared.add(draft.key)
      draft.keep = false
    }
  })
  const keeper = new DraftKeeper(datasets.drafts)
  /** What pages left that were closed, and nobody has saved. */
  const leftBehind = shallowRef<readonly DraftRecord[]>([])
  /** Why drafts would not outlive the page; none where they do. */
  const unkept = ref('')
  /** Whether all that waits is stored as it is. */
  const isKept = ref(false)
  /** Whether what this page had before it was loaded anew is here again. */
  const isBack = ref(false)

  const waitingDraft = (draft: Draft): Waiting => {
    const { org, district, year, keep, prefer, report, office, received, unsure } = draft
    const { key, findings: _findings, blob, ...rest } = toRaw(draft)
    return {
      key,
      parts: [org, district, year, keep, prefer, report, office, received, unsure, blob],
      kept: { kind: 'draft', draft: rest, ...(blob && { blob }) },
    }
  }
  /** Large sets are not kept: they are read again sooner than stored twice. */
  const waiting = (): Waiting[] => [
    ...drafts.value.map(waitingDraft),
    ...found.value
      .filter(({ dataset }) => dataset !== undefined)
      .map((set): Waiting => ({ key: set.key, parts: [set], kept: { kind: 'set', set } })),
  ]
  async function keepDrafts(): Promise<void> {
    // They are kept as soon as the data is open.
    if (datasets.status !== 'ready' || datasets.inMemory) return
    try {
      await keeper.keep(waiting())
      unkept.value = ''
      isKept.value = keeper.hasAll(waiting())
    } catch (error) {
      unkept.value = error instanceof StorageError ? error.reason : String(error)
    }
  }
  let keeping: ReturnType<typeof setTimeout> | undefined
  watch(
    () => waiting().flatMap(({ key, parts }) => [key, ...parts]),
    (_now, before) => {
      clearTimeout(keeping)
      isKept.value = false
      keeping = setTimeout(() => void keepDrafts(), before.length === 0 ? 0 : KEEP_AFTER)
    },
  )

  /** Brings back what was kept, under a number of this page. */
  function bringBack(record: DraftRecord, key: number): void {
    const kept = readKept(record)
    if (kept?.kind === 'set') found.value = [...found.value, { ...kept.set, key }]
    if (kept?.kind !== 'draft') return
    const report = markRaw(kept.draft.report)
    drafts.value.push({
      ...kept.draft,
      key,
      report,
      findings: failedIn(report),
      ...(kept.blob && { blob: markRaw(kept.blob) }),
    })
    compared.add(key)
  }
  watch(
    () => datasets.status === 'ready',
    async (isReady) => {
      if (!isReady) return
      isBack.value = datasets.inMemory
      if (isBack.value) return
      const { own, others } = await keeper.left().catch(() => ({ own: [], others: [] }))
      leftBehind.value = others
      for (const record of own) {
        const key = keys++
        bringBack(record, key)
        const restored = waiting().find((one) => one.key === key)
        if (restored) keeper.adopt(record, restored)
      }
      isBack.value = true
      await keepDrafts()
    },
    { immediate: true },
  )
  /** Goes on with what other pages left. */
  async function takeLeft(): Promise<void> {
    const records = leftBehind.value
    leftBehind.value = []
    for (const record of records) bringBack(record, keys++)
    await keepDrafts()
    if (unkept.value === '') await keeper.remove(records).catch(() => undefined)
  }
  async function dropLeft(): Promise<void> {
    const records = leftBehind.value
    leftBehind.value = []
    await keeper.remove(records)
  }

  // Closing the page would lose what is not kept; older browsers want a value.
  watch(
    () => drafts.value.length + found.value.length > 0,
    (isWaiting) => (isWaiting ? addEventListener : removeEventListener)('beforeunload', guard),
  )
  function guard(event: BeforeUnloadEvent): void {
    const isKept = found.value.every(({ dataset }) => dataset !== undefined) && keeper.hasAll(waiting())
    if (isKept && !datasets.inMemory) return
    event.preventDefault()
    event.returnValue = true
  }
  watch(
    () => datasets.version,
    () => {
      rivals.value = new Map()
    },
  )

  /** `path`: the folders on the way to the file, where it came with them. */
  function take(given: FileReading, source: File, path: string): void {
    const { blob, reports, issues } = given
    const file = path.slice(0, -source.name.length) + given.file
    if (whole.value.district === '') whole.value.district = onlyArea(rosters.value) ?? areaInPath(file) ?? ''
    const set = foundIn(given, keys++)
    if (set) found.value = [...found.value, set]
    for (const parsed of reports) {
      const report = markRaw(reportOf(parsed, file))
      drafts.value.push({
        key: keys++,
        file,
        report,
        issues,
        keep: true,
        unsure: parsed.unsure ?? (parsed.org === undefined ? ['org'] : []),
        org: parsed.org ?? guessOf(file, rosters.value).entry?.name ?? '',
        district: parsed.district ?? '',
        year: parsed.year === undefined ? '' : String(parsed.year),
        findings: failedIn(report),
        ...(blob && { blob: markRaw(blob) }),
      })
    }
    if (!set && reports.length === 0) failures.value.push({ key: keys++, file, issues, blob: markRaw(source) })
  }

  /** Reads files one after another; each shows as soon as it is read. Cancelling keeps what was read by then. */
  async function read(files: readonly File[], pathOf: (file: File) => string = ({ name }) => name): Promise<void> {
    control = new AbortController()
    left.value = 0
    reading.value = { done: 0, total: files.length, file: files[0]?.name ?? '' }
    let done = 0
    try {
      await readFiles(
        files,
        control.signal,
        (readings, file) => {
          readings.forEach((one) => take(one, file, pathOf(file)))
          done++
          reading.value = { done, total: files.length, file: files[done]?.name ?? '' }
        },
        (share) => {
          reading.value = { done, total: files.length, file: files[done]?.name ?? '', share }
        },
      )
    } catch (error) {
      if (!control.signal.aborted) throw error
      left.value = files.length - done
    } finally {
      reading.value = undefined
    }
  }

  const cancel = (): void => control.abort()

  /** Reads files that failed once more: all of them, or one. */
  async function retry(key?: number): Promise<void> {
    const again = failures.value.filter((failure) => failure.blob && (key === undefined || failure.key === key))
    failures.value = failures.value.filter((failure) => !again.includes(failure))
    const paths = new Map(again.map(({ blob, file }) => [blob, file]))
    await read(
      again.map(({ blob }) => blob!),
      (file) => (paths.get(file)?.endsWith(file.name) ? paths.get(file)! : file.name),
    )
  }
  const dismiss = (key: number): void => {
    failures.value = failures.value.filter((failure) => failure.key !== key)
  }

  /** An answer for one file of an office goes to its other files that said the same. */
  function answer(draft: Draft, field: 'org' | 'district', value: string): void {
    const { org, district: area } = draft
    const same = drafts.value.filter(
      (one) => one !== draft && org.trim() !== '' && one.org === org && one.district === area,
    )
    for (const one of [draft, ...same]) one[field] = value
  }

  /** The year that another part of a report names, where its title says another. */
  function otherYear({ issues, year }: Draft): string | undefined {
    const { year: titled, other } = issues.find(({ code }) => code === 'year-conflict')?.params ?? {}
    return other !== undefined && String(titled) === year.trim() ? String(other) : undefined
  }

  /** Somebody says that the name of an office is right that was only guessed: for all its files of the batch. */
  function confirm(draft: Draft): void {
    for (const one of drafts.value)
      if (one.org === draft.org && one.district === draft.district)
        one.unsure = one.unsure.filter((what) => what === 'year')
  }

  /** Keeps files that could not be read as received, each for an office and a year. Rejects with a StorageError. */
  async function receive(received: readonly { failure: Failure; org: string; year: number }[]): Promise<void> {
    await district.note(
      'real',
      received.map(({ failure, org, year }) => {
        const reason = failure.issues[0]?.code
        return {
          noted: { org, year, unread: { name: failure.file, ...(reason && { reason }) } },
          ...(failure.blob && { file: failure.blob }),
        }
      }),
    )
    const done = new Set(received.map(({ failure }) => failure.key))
    failures.value = failures.value.filter(({ key }) => !done.has(key))
  }
  const guess = (failure: Failure): ReturnType<typeof guessOf> => {
    const { entry, year } = guessOf(failure.file, rosters.value)
    const own = year ?? yearOf(whole.value.year)
    return { ...(entry && { entry }), ...(own !== undefined && { year: own }) }
  }

  /** What reports left open when they were saved, and the day they came: noted beside them. */
  async function noteSaved(entries: readonly PlacedDraft[]): Promise<void> {
    const notedOf = district.notedIn('real')
    const changes = entries.flatMap(({ draft, placement, year }) => {
      const issues = toRaw(draft.issues)
        .filter(({ code }) => NOTED.includes(code))
        .map(({ code, params }) => ({ code, ...(params && { params: { ...toRaw(params) } }) }))
      const known = notedOf(placement!.org.id, year!)
      const isAsked = draft.typed === undefined && draft.report.source?.published === undefined
      // A report of an earlier year that comes along with this year's came long ago.
      const isDue = Number(whole.value.received.slice(0, 4)) - 1 === year
      const received = draft.received ?? (isAsked && isDue ? whole.value.received : '')
      if (issues.length === 0 && received === '' && !known?.issues) return []
      return [
        {
          noted: {
            org: placement!.org.id,
            year: year!,
            // What a corrected version no longer has is no question any more.
            issues: issues.length > 0 ? issues : undefined,
            ...(received !== '' && { received }),
          },
        },
      ]
    })
    if (changes.length > 0) await district.note('real', changes)
  }

  /** Lets go of all that was read; what is being typed in stays. */
  function discard(): void {
    whole.value = { district: '', year: '', received: '' }
    drafts.value = [...typing.value]
    found.value = []
    decisions.value = new Map()
    failures.value = []
    left.value = 0
  }

  /** Lets go of what is being typed in too. */
  function discardAll(): void {
    discard()
    drafts.value = []
    leftBehind.value = []
  }

  const change = (draft: Draft, report: Report): void => {
    draft.report = markRaw(report)
    draft.findings = failedIn(report)
  }
  /** Corrects figures of a draft: what was read stays beside. */
  function correct(
    draft: Draft,
    changes: readonly { in: CorrectedIn; code: ProseCode; now: Counted }[],
    reason: string,
  ): void {
    const time = Date.now()
    change(
      draft,
      correctReport(
        draft.report,
        changes.map((one) => ({
          ...one,
          org: '',
          year: draft.report.year,
          was: publishedAt(draft.report, one.in, one.code),
          reason,
          time,
        })),
      ),
    )
  }
  /** Begins a report that is typed in; gives what it is called in links. It is saved when somebody says so. */
  function beginTyping(
    begun: Pick<Draft, 'file' | 'org' | 'district' | 'year' | 'report' | 'office' | 'blob'>,
  ): string {
    const typed = newId('typed')
    const { report, blob, ...rest } = begun
    drafts.value.push({
      ...rest,
      key: keys++,
      typed,
      keep: false,
      unsure: [],
      issues: [],
      findings: [],
      report: markRaw(report),
      ...(blob && { blob: markRaw(blob) }),
    })
    return typed
  }
  function retype(draft: Draft, report: Report): void {
    draft.report = markRaw(report)
  }
  /** Puts a picture or file beside what is typed, or takes it away. */
  function attach(draft: Draft, file: File | undefined): void {
    if (file) draft.blob = markRaw(file)
    else delete draft.blob
    draft.file = file?.name ?? ''
  }
  function drop(draft: Draft): void {
    drafts.value = drafts.value.filter(({ key }) => key !== draft.key)
  }
  const takeBack = (draft: Draft, where: CorrectedIn, code: ProseCode): void =>
    change(draft, uncorrected(draft.report, where, code))

  /** Everything known of organs once the drafts are placed. */
  function allOrgs(entries: readonly PlacedDraft[]): Map<string, Org> {
    const places = placer(held.value?.orgs ?? [], aliases.value)
    for (const { draft, year } of entries) placeOf(draft, year, places)
    return new Map([...(held.value?.orgs ?? []), ...places.orgs()].map((org) => [org.id, org]))
  }

  /** Drafts as what is stored. Of two versions in the batch the first counts, unless the second is preferred. */
  function entriesOf(entries: readonly PlacedDraft[]): Entry[] {
    const beaten = new Set(entries.flatMap(({ draft, twin }) => (twin && draft.prefer === 'this' ? [twin.key] : [])))
    const contested = new Set(entries.flatMap(({ twin }) => (twin ? [twin.key] : [])))
    return entries.map(({ draft, placement, year, replaces, twin }) => {
      const [counting] = rivals.value.get(keyFor(placement!.org.id, year!)) ?? []
      return {
        report: { ...draft.report, org: placement!.org.id, year: year! },
        file: { name: draft.file, ...(draft.blob && { blob: draft.blob }) },
        counts: twin ? draft.prefer === 'this' : !beaten.has(draft.key) && draft.prefer !== 'held',
        contested: replaces || twin !== undefined || contested.has(draft.key),
        ...(!twin && draft.prefer === 'held' && counting && { staying: counting.dataset }),
      }
    })
  }

  /** What was typed in, as it is stored: the report that it makes, of a source that says how it came. */
  function asTyped({ draft, twin: _twin, ...entry }: PlacedDraft): PlacedDraft {
    const source: Report['source'] = { origin: 'typed', ...(draft.blob && { file: draft.file }) }
    return { ...entry, draft: { ...draft, report: { ...finishedReport(draft.report), source } }, ready: true }
  }

  /**
   * Saves every draft that is ready, and each dataset file as its own, in one transaction; or `only` the one that was
   * typed in. Rejects with a StorageError.
   */
  async function save(
    titles: {
      main: (reports: number) => string
      others: (reports: number) => string
      /** Of a set that is kept beside another of the same id. */
      besides: (title: string) => string
    },
    only?: Draft,
  ): Promise<{
    reports: number
    /** Versions among them that do not count. */
    leftOut: number
    /** Why what they left open could not be noted beside them. */
    unnoted?: string
    first?: { org: string; year: number; collection: string; area?: string }
  }> {
    // What is held afterwards has it: the drafts are then no news any more.
    const saved = only
      ? placed.value.filter(({ draft, placement }) => draft.key === only.key && placement).map(asTyped)
      : ready.value
    if (only && saved.length === 0) throw new StorageError('gone')
    const settled = only ? [only.key] : drafts.value.filter(({ typed }) => !typed).map(({ key }) => key)
    saving.value = true
    try {
      const { datasets: batch, sources, choices } = batchOf(entriesOf(saved), allOrgs(saved), newId('import'), titles)
      const sets = (only ? [] : found.value).map((set) =>
        clashes.value.has(set.key) && decisions.value.get(set.key) === 'both'
          ? besides(set, titles.besides(set.title))
          : set,
      )
      clearTimeout(keeping)
      await keepDrafts()
      if (await isShortOf(sizeOf(sets, sources))) throw new StorageError('quota')
      const small = sets.flatMap(({ dataset }) => dataset ?? [])
      await datasets.save({
        datasets: [...batch, ...small],
        sources,
        choices,
        prepared: sets.flatMap(({ prepared }) => prepared ?? []),
        drafts: keeper.keys([...settled, ...sets.map(({ key }) => key)]),
      })
      keeper.forget([...settled, ...sets.map(({ key }) => key)])
      // The reports are stored by now, whatever becomes of what is noted beside them.
      let unnoted: string | undefined
      try {
        await noteSaved(saved)
      } catch (error) {
        unnoted = error instanceof StorageError ? error.reason : String(error)
      }
      const lead = batch.at(-1)
      const first = lead ? { ...(lead.start ?? lead.reports[0]!), collection: 'real' } : sets[0]?.first
      const office = lead?.orgs.find(({ id }) => id === first?.org)
      const area = office && first && parentOf(office, first.year)
      const reports =
        batch.reduce((sum, one) => sum + one.reports.length, 0) + sets.reduce((sum, one) => sum + one.reports, 0)
      if (only) drop(only)
      else discard()
      const leftOut = saved.length - (lead?.reports.length ?? 0)
      return {
        reports,
        leftOut: Math.max(0, leftOut),
        ...(unnoted !== undefined && { unnoted }),
        ...(first && {
          first: {
            org: first.org,
            year: first.year,
            collection: first.collection,
            ...(area !== undefined && { area }),
          },
        }),
      }
    } finally {
      saving.value = false
    }
  }

  return {
    drafts,
    found,
    failures,
    reading,
    saving,
    left,
    leftBehind,
    unkept,
    takeLeft,
    dropLeft,
    isBack,
    isKept,
    typing,
    beginTyping,
    retype,
    attach,
    drop,
    placed,
    ready,
    unready,
    blocked,
    clashes,
    decisions,
    undecided,
    decide,
    leaveOut,
    count,
    summary,
    read,
    cancel,
    retry,
    dismiss,
    whole,
    answer,
    confirm,
    otherYear,
    receive,
    guess,
    rosters,
    discard,
    discardAll,
    correct,
    takeBack,
    save,
  }
})
