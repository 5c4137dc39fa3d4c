import { nextTick, ref } from 'vue'
import type { Ref } from 'vue'

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
}

/**
 * One tab stop for a whole table of links: arrow keys go from cell to cell, also to rows not drawn yet.
 * Cells carry `data-row` and `data-column`; `scrollTo` brings a row into view.
 */
export function useGridFocus(
  box: Readonly<Ref<HTMLElement | null>>,
  size: () => { rows: number; columns: number },
  scrollTo: (row: number) => void,
) {
  const row = ref(0)
  const column = ref(-1)

  const isStop = (r: number, c: number, first: number): boolean => {
    const { rows } = size()
    const current = Math.min(row.value, Math.max(0, rows - 1))
    return r === current && c === (column.value < 0 ? first : column.value)
  }

  const at = (r: number, c: number): HTMLElement | null | undefined =>
    box.value?.querySelector<HTMLElement>(`[data-row="${r}"][data-column="${c}"]`)

  async function onKey(event: KeyboardEvent): Promise<void> {
    const step = STEPS[event.key]
    const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-row]') : null
    if (!step || !from) return
    event.preventDefault()
    const { rows, columns } = size()
    const next = Math.max(0, Math.min(rows - 1, Number(from.dataset.row) + step[0]))
    // Cells that lead nowhere are stepped over.
    let side = Number(from.dataset.column) + step[1]
    scrollTo(next)
    await nextTick()
    while (!at(next, side) && side > 0 && side < columns) side += step[1] || 1
    const target = at(next, side)
    if (!target) return
    row.value = next
    column.value = side
    target.focus()
  }
  const onFocus = (r: number, c: number): void => {
    row.value = r
    column.value = c
  }
  return { isStop, onKey, onFocus }
}
