import { ref, watch } from 'vue'
import type { Org } from '../../../domain/orgs'
import { officeSearch } from '../../../query/officeMap'
import type { OfficeSearch } from '../../../query/officeMap'
import { learnNames } from '../../../stores/pinyin'
import { useView } from '../view/useView'

interface Made {
  year: number
  paths: readonly string[]
  search: OfficeSearch
}
const made = new WeakMap<readonly Org[], Made>()
const read = new WeakMap<readonly Org[], ReturnType<typeof learnNames>>()

/** Offices by name, by what they stand under, or by pinyin, as one types; and what each stands under, in words. */
export function useOfficeSearch(offices: () => readonly Org[]) {
  const { state, offices: map } = useView()

  /** The areas above an office, widest first; those at and above `root` left out. */
  function pathOf(id: string, root?: string): string {
    if (!map.value) return ''
    const { all, rowOf } = map.value
    const tree = map.value.tree(state.value.year)
    const names: string[] = []
    for (
      let at = tree.above(rowOf(id)), depth = 0;
      at >= 0 && depth < 16 && all[at]!.id !== root;
      at = tree.above(at), depth++
    )
      names.unshift(all[at]!.name)
    return names.join(' ')
  }

  function make(orgs: readonly Org[]): Made {
    const year = state.value.year
    const held = made.get(orgs)
    if (held?.year === year) return held
    const tree = map.value?.tree(year)
    const groups = new Map<number, number>()
    const paths: string[] = []
    const groupOf = Uint32Array.from(orgs, ({ id }) => {
      const above = tree?.above(map.value?.rowOf(id) ?? -1) ?? -1
      const known = groups.get(above)
      if (known !== undefined) return known
      groups.set(above, paths.length)
      return paths.push(pathOf(id)) - 1
    })
    const one = { year, paths, search: officeSearch({ names: orgs.map(({ name }) => name), groupOf, paths }) }
    made.set(orgs, one)
    return one
  }

  /** Counts what was learned, so that a list on show is searched anew. */
  const learned = ref(0)
  const find = (typed: string): Uint32Array => {
    void learned.value
    return make(offices()).search.find(typed)
  }
  /** Learns how the names are read, in idle moments, once a list. */
  watch(
    [offices, () => state.value.year],
    async ([orgs]) => {
      if (orgs.length === 0) return
      // Paths are read too; what comes of them lies behind what comes of the names.
      const coming = read.get(orgs) ?? learnNames([...orgs.map(({ name }) => name), ...make(orgs).paths])
      read.set(orgs, coming)
      const { readings, initials } = await coming
      make(orgs).search.learn(readings, initials)
      learned.value++
    },
    { immediate: true },
  )

  return { find, pathOf }
}
