const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const middle = (element: Element): { x: number; y: number } => {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}

/** The nearest cell in a direction, as the eye would find it: rows and columns of the statutory tables are uneven. */
function nearest(
  cells: readonly HTMLElement[],
  from: HTMLElement,
  [dx, dy]: readonly [number, number],
): HTMLElement | undefined {
  const here = middle(from)
  let best: HTMLElement | undefined
  let least = Infinity
  for (const cell of cells) {
    const { x, y } = middle(cell)
    const along = (x - here.x) * dx + (y - here.y) * dy
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)
    const distance = along + aside * 4
    if (along > 4 && distance < least) [best, least] = [cell, distance]
  }
  return best
}

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
      const target = nearest([...(box()?.querySelectorAll<HTMLElement>('[data-code]') ?? [])], from, arrow)
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
