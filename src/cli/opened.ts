import { latest } from '../domain/correction'
import type { Issue } from '../domain/issues'
import type { Pin } from '../domain/pins'
import type { Noted } from '../domain/submission'
import type { Target } from '../domain/targets'
import { BackupError, checkBackup } from '../formats/backup/readBackup'
import { findExtras } from '../pack/extras'
import { REAL, collectionOf } from '../pack/records'
import type { EvidenceRecord, TextsRecord } from '../pack/records'
import { createClient } from '../query/client'
import type { EvidenceReader } from '../query/evidenceReader'
import { besideReports, dataMark, decisionsIn, frameBeside, pinsIn, reportNotesIn, targetsIn } from '../query/ledger'
import { openPart } from '../query/load'
import type { Edits, Frame } from '../query/load'
import type { Decision } from '../query/problems'
import { doorWithReceived, receivedDays } from '../query/receivedDays'
import type { QueryClient } from '../query/spec'
import { UsageError } from './arguments'
import { fileOnDisk, readSetFile } from './sets'

/** What a command works on. */
export interface Opened {
  frame: Frame
  door: QueryClient
  collection: string
  synthetic: boolean
  /** What the figures come from, in short, as pictures and decks print it. */
  data: string
  decisions: ReadonlyMap<string, Decision>
  /** What was noted of reports. */
  noted: readonly Noted[]
  targets: readonly Target[]
  pins: readonly Pin[]
}

/** Reports with their raw texts, of datasets in memory. */
function evidenceIn(evidence: readonly EvidenceRecord[], texts: readonly TextsRecord[]): EvidenceReader {
  const keyOf = (dataset: string, org: string, year: number): string => JSON.stringify([dataset, org, year])
  const reports = new Map(evidence.map((one) => [keyOf(one.dataset, one.org, one.year), one]))
  return (datasets, org, year, part) => {
    const held = datasets.map((id) => reports.get(keyOf(id, org, year))).findLast((one) => one !== undefined)
    if (held) return Promise.resolve(held)
    const dataset = datasets.at(-1)
    const own = texts.find((one) => one.dataset === dataset && one.part === part)
    const extras = own && findExtras(own.bytes, org, year)
    return Promise.resolve(extras && { dataset: own.dataset, extras })
  }
}

/** Datasets of one collection, first to last, and what was done to them. */
interface Held {
  collection: string
  datasets: readonly Parameters<typeof openPart>[0][]
  edits: Edits
  ledger: Parameters<typeof besideReports>[1]
  evidence: readonly EvidenceRecord[]
  texts: readonly TextsRecord[]
}

async function openedOf({ collection, datasets, edits, ledger, evidence, texts }: Held): Promise<Opened> {
  const manifests = datasets.map(({ manifest }) => manifest)
  const parts = await Promise.all(datasets.map(openPart))
  const frame = frameBeside(parts, edits, besideReports(collection, ledger))
  const data = dataMark(manifests, edits, frame)
  return {
    frame,
    door: doorWithReceived(
      createClient(frame, evidenceIn(evidence, texts), { version: data }),
      receivedDays(collection, ledger, frame.mergers),
    ),
    collection,
    synthetic: manifests.every(({ synthetic }) => synthetic),
    data,
    noted: [...reportNotesIn(collection, ledger, frame.mergers).values()].map(({ one }) => one),
    decisions: decisionsIn(collection, ledger, frame.mergers),
    targets: targetsIn(collection, ledger),
    pins: pinsIn(collection, ledger, frame.mergers),
  }
}

/** A dataset of any kind as it was published, or nothing and why it is not valid. */
async function openSet(path: string): Promise<{ opened: Opened } | { issues: readonly Issue[] }> {
  const { prepared, issues } = await readSetFile(path)
  if (!prepared) return { issues }
  const { manifest, meta, segments, evidence, texts = [], corrections } = prepared
  const opened = await openedOf({
    collection: manifest.id,
    datasets: [{ manifest: { ...manifest, order: 0, addedAt: 0 }, meta, segments: [...segments] }],
    edits: { corrections: latest(corrections), choices: [] },
    ledger: [],
    evidence,
    texts,
  })
  return { opened }
}

type Given = Awaited<ReturnType<typeof checkBackup>>['given']

/** What a backup holds of a table of its datasets. */
async function partsOf<T extends Parameters<Given['parts']>[0]>({ parts }: Given, table: T) {
  const records = []
  for await (const page of parts(table)) records.push(...page)
  return records
}

async function backupAt(path: string): Promise<Given> {
  try {
    return (await checkBackup(fileOnDisk(path))).given
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    throw new UsageError(`${path}: 不是完整的备份 (not a sound backup): ${error.reason} ${error.detail}`.trim())
  }
}

/**
 * A backup as the browser it came from shows it: its real datasets laid over one another, or where it has none the
 * first made-up one, with corrections, chosen versions, rosters, offices renamed, moved and merged, days noted,
 * verdicts, targets and notes. Throws a UsageError where it cannot be read.
 */
export async function openBackup(path: string): Promise<Opened> {
  const given = await backupAt(path)
  const { core } = given
  const [first, ...rest] = [...core.datasets].sort((a, b) => a.order - b.order)
  if (!first) throw new UsageError('备份里没有数据集 (the backup holds no dataset)')
  const collection = [first, ...rest].some((one) => collectionOf(one) === REAL) ? REAL : collectionOf(first)
  const manifests = [first, ...rest].filter((one) => collectionOf(one) === collection)
  const [metas, all, evidence, texts] = await Promise.all([
    partsOf(given, 'meta'),
    partsOf(given, 'segments'),
    partsOf(given, 'evidence'),
    partsOf(given, 'texts'),
  ])
  return openedOf({
    collection,
    datasets: manifests.map((manifest) => {
      const meta = metas.find(({ dataset }) => dataset === manifest.id)
      const segments = all.filter(({ dataset }) => dataset === manifest.id).sort((a, b) => a.first - b.first)
      return { manifest, segments, ...(meta && { meta }) }
    }),
    edits: {
      corrections: latest(core.currentCorrections.filter((one) => one.collection === collection)),
      choices: collection === REAL ? core.choices : [],
    },
    ledger: core.ledger,
    evidence,
    texts,
  })
}

/** Whether a path is that of a backup; datasets are no zips. */
export const isBackup = (path: string): boolean => /\.zip$/iu.test(path)

/** A dataset file, or a backup made in a browser (.zip). Throws a UsageError where a backup cannot be read. */
export const openData = async (path: string): Promise<{ opened: Opened } | { issues: readonly Issue[] }> =>
  isBackup(path) ? { opened: await openBackup(path) } : openSet(path)
