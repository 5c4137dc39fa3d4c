export interface ComboItem {
  value: string
  label: string
  hint?: string
  group?: string
  keywords?: string
}

/** What a search box offers: the first `most` that match what was typed, and how many match in all. */
export interface ComboSource {
  find(typed: string, most: number): { items: readonly ComboItem[]; total: number }
  labelOf(value: string): string
}

/** A short list to search: by label, hint and keywords. */
export function listSource(items: readonly ComboItem[]): ComboSource {
  const find = (typed: string): readonly ComboItem[] => {
    const words = typed.trim().toLowerCase().split(/\s+/u).filter(Boolean)
    if (words.length === 0) return items
    // A name that begins with what was typed comes first, then one that has it, then one only its other words match.
    const distance = ({ label }: ComboItem): number => {
      const at = label.toLowerCase().indexOf(words[0]!)
      return at === 0 ? 0 : at > 0 ? 1 : 2
    }
    return items
      .filter((item) => {
        const text = `${item.label} ${item.hint ?? ''} ${item.keywords ?? ''}`.toLowerCase()
        return words.every((word) => text.includes(word))
      })
      .map((item) => ({ item, distance: distance(item) }))
      .sort((a, b) => a.distance - b.distance)
      .map(({ item }) => item)
  }
  return {
    find: (typed, most) => {
      const found = find(typed)
      return { items: found.slice(0, most), total: found.length }
    },
    labelOf: (value) => items.find((item) => item.value === value)?.label ?? '',
  }
}
