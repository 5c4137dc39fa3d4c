import { nextTick } from 'vue'
import type { TableCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { pastedBlock, withTyped } from '../../parse/typed'
import { ARROWS, nearestCell } from '../shared/report/nearestCell'

const fieldOf = (target: EventTarget | null): HTMLInputElement | undefined =>
  target instanceof HTMLInputElement && target.dataset.code !== undefined ? target : undefined

/** Whether an arrow key would leave the text of a field: then it goes to the next cell. */
const leaves = ({ selectionStart, selectionEnd, value }: HTMLInputElement, key: string): boolean => {
  const isWhole = selectionStart === 0 && selectionEnd === value.length
  if (key === 'ArrowLeft') return isWhole || (selectionStart === 0 && selectionEnd === 0)
  if (key === 'ArrowRight') return isWhole || (selectionStart === value.length && selectionEnd === value.length)
  return true
}

/** The keyboard and the clipboard of a form that is typed in: arrows and Enter move, a block of cells fills cells. */
export function useTypedForm(
  box: () => HTMLElement | null,
  report: () => Report,
  change: (next: Report, filled: { cells: number; beyond: number }) => void,
) {
  const fields = (): HTMLInputElement[] => [...(box()?.querySelectorAll<HTMLInputElement>('input[data-code]') ?? [])]

  function onKey(event: KeyboardEvent): void {
    const from = fieldOf(event.target)
    if (!from || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const all = fields()
    const step = ARROWS[event.key]
    if (step) {
      if (event.shiftKey || !leaves(from, event.key)) return
      nearestCell(all, from, step)?.focus()
    } else if (event.key === 'Enter') {
      const down = nearestCell(all, from, [0, event.shiftKey ? -1 : 1])
      ;(down ?? all[all.indexOf(from) + (event.shiftKey ? -1 : 1)])?.focus()
    } else return
    event.preventDefault()
  }

  function onPaste(event: ClipboardEvent): void {
    const from = fieldOf(event.target)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!from || !/[\t\n]/u.test(text.trimEnd())) return
    event.preventDefault()
    const { changes, beyond } = pastedBlock(text, from.dataset.code as TableCode, report().forms)
    change(withTyped(report(), changes), { cells: changes.length, beyond })
    const last = changes.at(-1)?.[0]
    void nextTick(() =>
      fields()
        .find(({ dataset }) => dataset.code === last)
        ?.focus(),
    )
  }
  return { onKey, onPaste }
}
