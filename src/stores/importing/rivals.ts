import { shallowRef, watch } from 'vue'
import type { ComputedRef } from 'vue'
import { splitCorrections } from '../../domain/correction'
import type { Frame } from '../../query/load'
import { useDatasets } from '../datasets'
import { keyFor } from './placeDrafts'
import type { HeldVersion, PlacedDraft } from './placeDrafts'

type Rivals = ReadonlyMap<string, readonly HeldVersion[]>

/** All versions of a report that are held, as published; the one that counts first. */
async function versionsOf(frame: Frame, org: string, year: number): Promise<HeldVersion[]> {
  const client = useDatasets().clientOf(frame)
  const counting = await client.run({ kind: 'report', org, year })
  const others = await Promise.all(
    counting.versions
      .filter((id) => id !== counting.dataset)
      .map((dataset) => client.run({ kind: 'report', org, year, dataset })),
  )
  return [counting, ...others].flatMap(({ report, dataset }) =>
    report && dataset ? [{ dataset, report: splitCorrections(report).published }] : [],
  )
}

/** What is held of the offices and years of drafts, by `keyFor`. */
export const useRivals = () => shallowRef<Rivals>(new Map())

/** Reads what is held when a draft turns out to be another version of it; again after each change of the data. */
export function readRivals(
  rivals: ReturnType<typeof useRivals>,
  placed: ComputedRef<readonly PlacedDraft[]>,
  held: ComputedRef<Frame | undefined>,
): void {
  const datasets = useDatasets()
  watch(
    () =>
      placed.value.flatMap(({ replaces, placement, year }) =>
        replaces ? [{ org: placement!.org.id, year: year! }] : [],
      ),
    async (wanted) => {
      const frame = held.value
      if (!frame) return
      for (const { org, year } of wanted) {
        const key = keyFor(org, year)
        if (rivals.value.has(key)) continue
        rivals.value = new Map(rivals.value).set(key, [])
        rivals.value = new Map(rivals.value).set(key, await versionsOf(frame, org, year))
      }
    },
  )
  watch(
    () => datasets.version,
    () => {
      rivals.value = new Map()
    },
  )
}
