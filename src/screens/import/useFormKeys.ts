import { ARROWS, nearestCell } from '../shared/report/nearestCell'

/** Keys on a form's cells (`[data-code]`): arrows move, Enter or a digit begins to edit, N goes to the next doubt. */
export function useFormKeys(
  box: () => HTMLElement | null,
  { edit, next }: { edit: (first?: string) => void; next: () => void },
) {
  return (event: KeyboardEvent): void => {
    const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-code]') : null
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    if (arrow) {
      const target = nearestCell([...(box()?.querySelectorAll<HTMLElement>('[data-code]') ?? [])], from, arrow)
      target?.focus()
      target?.click()
    } else if (event.key === 'Enter') {
      from.click()
      edit()
    } else if (/^[\d—-]$/u.test(event.key)) {
      from.click()
      edit(event.key)
    } else if (event.key.toLowerCase() === 'n') next()
    else return
    event.preventDefault()
  }
}
