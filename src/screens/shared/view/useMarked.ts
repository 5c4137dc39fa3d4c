import { computed } from 'vue'
import type { Pin } from '../../../domain/pins'
import type { Target } from '../../../domain/targets'
import { useMarkings } from '../../../stores/markings'
import { useView } from './useView'

interface Marked {
  targets: readonly Target[]
  pins: readonly Pin[]
}

/** What is shown of targets and pinned notes: those of the ids, or without ids all. */
export function markedOf(targets: readonly Target[], pins: readonly Pin[], ids: readonly string[] | undefined): Marked {
  const isShown = ({ id }: { id: string }): boolean => ids === undefined || ids.includes(id)
  return { targets: targets.filter(isShown), pins: pins.filter(isShown) }
}

/** Targets and pinned notes of the collection in view: all that are kept, and those that the address shows. */
export function useMarked() {
  const { state } = useView()
  const markings = useMarkings()
  const all = computed((): Marked => {
    const { collection } = state.value
    return { targets: markings.targets(collection), pins: markings.pins(collection) }
  })
  // As a text, it stays the same until a part of it changes, and nothing is drawn twice.
  const text = computed(() => JSON.stringify(markedOf(all.value.targets, all.value.pins, state.value.marked)))
  const shown = computed(() => JSON.parse(text.value) as Marked)
  const ids = computed(() => [...all.value.targets, ...all.value.pins].map(({ id }) => id))
  return { all, shown, ids }
}
