import { computed } from 'vue'
import type { ComboSource } from './comboSource'
import { parentOf } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { searchNames } from '../query/officeSearch'
import { useReadings } from './useReadings'
import { useView } from './useView'

/** Offices to pick from by name, area or pinyin, as one types. Nothing is made of the many that are not shown. */
export function useOfficeItems(offices: () => readonly Org[], hinted = true) {
  const { state, orgOf } = useView()
  const { readings, read } = useReadings()
  const year = computed(() => state.value.year)
  return computed((): ComboSource => {
    const orgs = offices()
    const names = orgs.map(({ name }) => name)
    const hintOf = (i: number): string => {
      const org = orgs[i]
      if (!hinted || !org) return ''
      const parent = orgOf(parentOf(org, year.value) ?? org.parents.at(-1)?.org)
      const above = parent && orgOf(parentOf(parent, year.value))
      return [above?.name, parent?.name].filter(Boolean).join(' ')
    }
    return {
      labelOf: (id) => orgOf(id)?.name ?? '',
      find: (typed, most) => {
        if (/[a-z]/iu.test(typed)) void read(names)
        const { places, total } = searchNames({ names, hintOf }, typed, most, readings.value)
        return { items: places.map((i) => ({ value: orgs[i]!.id, label: names[i]!, hint: hintOf(i) })), total }
      },
    }
  })
}
