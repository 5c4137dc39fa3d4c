import type { Page } from 'playwright-core'

/** What is wrong with the labels of one chart: the two that touch, or the one that is cut off. */
export interface LabelFault {
  figure: string
  fault: 'overlap' | 'clipped' | 'cut' | 'on median'
  texts: string[]
}

/**
 * The faults in the labels of every chart under elements that match. A label is the square of its letters: lines of
 * text stand closer than the boxes fonts give them. `medianColour`: labels in other colours keep off straight lines in
 * it.
 */
export async function labelFaults(page: Page, selector: string, medianColour: string): Promise<LabelFault[]> {
  return page.evaluate(
    ([within, colour]) => {
      interface Label {
        text: string
        left: number
        right: number
        top: number
        bottom: number
        isMedian: boolean
        stroked: boolean
      }
      /** Pixels that a rounded edge or a letter's side may stand over. */
      const SLACK = 1.5
      const touch = (
        a: Omit<Label, 'text' | 'isMedian' | 'stroked'>,
        b: Omit<Label, 'text' | 'isMedian' | 'stroked'>,
      ): boolean =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK
      const labelOf = (node: SVGTextElement): Label => {
        const { left, right, top, bottom } = node.getBoundingClientRect()
        const [middle, half] = [(top + bottom) / 2, Number.parseFloat(getComputedStyle(node).fontSize) / 2]
        return {
          text: node.textContent ?? '',
          left,
          right,
          top: middle - half,
          bottom: middle + half,
          isMedian: node.getAttribute('fill') === colour,
          stroked: node.hasAttribute('stroke'),
        }
      }
      const straight = (path: SVGPathElement): boolean => /^M[^A-Z]+L[^A-Z]+$/i.test(path.getAttribute('d') ?? '')

      return [...document.querySelectorAll<HTMLElement>(within)].flatMap((card) => {
        const figure = card.dataset.figure ?? ''
        return [...card.querySelectorAll('svg')].flatMap((svg): LabelFault[] => {
          const room = svg.getBoundingClientRect()
          const labels = [...svg.querySelectorAll('text')].map(labelOf).filter(({ text }) => text.trim() !== '')
          const lines = [...svg.querySelectorAll('path')]
            .filter((path) => path.getAttribute('stroke') === colour && straight(path))
            .map((path) => path.getBoundingClientRect())
            .map(({ left, right, top, bottom }) => ({
              left: left - 1,
              right: right + 1,
              top: top - 1,
              bottom: bottom + 1,
            }))
          const covers = (path: Element, { left, right, top, bottom }: Label): boolean => {
            const box = path.getBoundingClientRect()
            return (
              box.left <= left + SLACK &&
              box.right >= right - SLACK &&
              box.top <= top + SLACK &&
              box.bottom >= bottom - SLACK
            )
          }
          const grounds = [...svg.querySelectorAll('path[fill="#ffffff"]')]
          const faults: LabelFault[] = []
          labels.forEach((label, i) => {
            for (const other of labels.slice(i + 1))
              if (touch(label, other)) faults.push({ figure, fault: 'overlap', texts: [label.text, other.text] })
            if (
              label.left < room.left - SLACK ||
              label.right > room.right + SLACK ||
              label.top < room.top - SLACK ||
              label.bottom > room.bottom + SLACK
            )
              faults.push({ figure, fault: 'clipped', texts: [label.text] })
            if (/(\.\.\.|…)$/.test(label.text)) faults.push({ figure, fault: 'cut', texts: [label.text] })
            // A name that must cross a line stands before it, on a ground or with an edge of its own.
            const isBefore = label.stroked || grounds.some((ground) => covers(ground, label))
            if (!isBefore && !label.isMedian && lines.some((line) => touch(label, line)))
              faults.push({ figure, fault: 'on median', texts: [label.text] })
          })
          return faults
        })
      })
    },
    [selector, medianColour] as const,
  )
}
