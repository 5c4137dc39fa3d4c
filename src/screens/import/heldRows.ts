import type { Manifest } from '../../pack/records'

/** So many datasets are listed as they lie over one another; of more, so many at a time. */
export const FEW_SETS = 100

/**
 * The datasets that are listed. Of many, those whose title has the words sought: what is in trouble first, then the
 * newest; `left`: how many more were found than `most`.
 */
export function heldRows(
  manifests: readonly Manifest[],
  { sought, most, isInTrouble }: { sought: string; most: number; isInTrouble: (id: string) => boolean },
): { rows: readonly Manifest[]; left: number } {
  if (manifests.length <= FEW_SETS) return { rows: manifests, left: 0 }
  const words = sought.toLowerCase().split(/\s+/u).filter(Boolean)
  const found = manifests
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .map((manifest) => ({ manifest, isFirst: Number(isInTrouble(manifest.id)) }))
    .sort((a, b) => b.isFirst - a.isFirst || b.manifest.addedAt - a.manifest.addedAt)
    .map(({ manifest }) => manifest)
  return { rows: found.slice(0, most), left: Math.max(0, found.length - most) }
}
