import type { Fill, RuledLine } from './marks'

/** Rules closer than this are one: double rules, the two edges of neighbouring cells. */
export const NEAR = 3.2
/** Dots and dashes that far apart are one rule. */
const GAP = 3.2
/** A shorter rule is part of a character or an ornament. */
const SHORTEST = 5

/** One rule for all that lie on each other, touch end to end, or run close beside each other. */
export function joinRules(rules: readonly RuledLine[]): RuledLine[] {
  const out: RuledLine[] = []
  for (const upright of [false, true]) {
    const sorted = rules.filter((rule) => rule.upright === upright).sort((a, b) => a.across - b.across)
    for (let i = 0; i < sorted.length;) {
      // A band of rules that lie on one another, no wider than NEAR in all.
      let end = i + 1
      while (end < sorted.length && sorted[end]!.across - sorted[i]!.across <= NEAR) end++
      const band = sorted.slice(i, end).sort((a, b) => a.from - b.from)
      i = end
      let run: RuledLine[] = []
      let reach = -Infinity
      const close = (): void => {
        if (run.length === 0) return
        const from = run[0]!.from
        // Weighed by length, so that a dot beside a rule does not move it.
        const weight = run.reduce((sum, rule) => sum + rule.to - rule.from, 0)
        const across = run.reduce((sum, rule) => sum + rule.across * (rule.to - rule.from), 0) / weight
        if (reach - from >= SHORTEST) out.push({ upright, across, from, to: reach })
        run = []
      }
      for (const rule of band) {
        if (rule.from > reach + GAP) {
          close()
          reach = -Infinity
        }
        run.push(rule)
        reach = Math.max(reach, rule.to)
      }
      close()
    }
  }
  return out
}

/** The edges of filled boxes: what shows where cells are told apart by their ground alone. */
export const edgesOf = (fills: readonly Fill[]): RuledLine[] =>
  fills.flatMap(({ left, top, right, bottom }) => [
    { upright: false, across: top, from: left, to: right },
    { upright: false, across: bottom, from: left, to: right },
    { upright: true, across: left, from: top, to: bottom },
    { upright: true, across: right, from: top, to: bottom },
  ])

const touch = (level: RuledLine, plumb: RuledLine): boolean =>
  plumb.across >= level.from - NEAR &&
  plumb.across <= level.to + NEAR &&
  level.across >= plumb.from - NEAR &&
  level.across <= plumb.to + NEAR

/** Rules that cross or meet, directly or through others. */
export function meshes(rules: readonly RuledLine[]): RuledLine[][] {
  const parent = rules.map((_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const levels = rules
    .flatMap((rule, i) => (rule.upright ? [] : [i]))
    .sort((a, b) => rules[a]!.across - rules[b]!.across)
  rules.forEach((plumb, i) => {
    if (!plumb.upright) return
    for (const k of levels) {
      const level = rules[k]!
      if (level.across > plumb.to + NEAR) break
      if (touch(level, plumb)) parent[root(k)] = root(i)
    }
  })
  const groups = new Map<number, RuledLine[]>()
  rules.forEach((rule, i) => {
    const key = root(i)
    groups.set(key, [...(groups.get(key) ?? []), rule])
  })
  return [...groups.values()]
}
