/** What is held, in short: what stands in each dataset, at each corrected figure, in each draft and deck. */
export interface State {
  datasets: Record<string, number>
  corrections: Record<string, number>
  drafts: Record<string, number>
  decks: Record<string, number>
}

/** One write, each a transaction of the store. `restore` and `undo` are of the backup that holds `BACKUP`. */
export type Act =
  | { kind: 'save'; ids: string[]; value: number; draft?: string }
  | { kind: 'correct'; office: string; value: number }
  | { kind: 'takeBack'; office: string }
  | { kind: 'remove'; id: string }
  | { kind: 'draft'; key: string; value: number }
  | { kind: 'deck'; id: string; value: number }
  | { kind: 'merge' }
  | { kind: 'replace' }
  | { kind: 'undo' }
  | { kind: 'wipe' }
  | { kind: 'backup' }

export const EMPTY: State = { datasets: {}, corrections: {}, drafts: {}, decks: {} }
/** What the backup holds that is restored. */
export const BACKUP: State = {
  datasets: { y: 90, z: 91 },
  corrections: { 丙: 92 },
  drafts: { kept: 93 },
  decks: { kept: 94 },
}

const without = (record: Record<string, number>, key: string | undefined): Record<string, number> =>
  Object.fromEntries(Object.entries(record).filter(([one]) => one !== key))

/** What is held after a write that was done. */
export function after(state: State, act: Act): State {
  const { datasets, corrections, drafts, decks } = state
  switch (act.kind) {
    case 'save':
      return {
        ...state,
        datasets: { ...datasets, ...Object.fromEntries(act.ids.map((id) => [id, act.value])) },
        drafts: without(drafts, act.draft),
      }
    case 'correct':
      return { ...state, corrections: { ...corrections, [act.office]: act.value } }
    case 'takeBack':
      return { ...state, corrections: without(corrections, act.office) }
    case 'remove':
      return { ...state, datasets: without(datasets, act.id) }
    case 'draft':
      return { ...state, drafts: { ...drafts, [act.key]: act.value } }
    case 'deck':
      return { ...state, decks: { ...decks, [act.id]: act.value } }
    case 'merge':
      // What was done here is later than what is in the backup.
      return {
        datasets: { ...BACKUP.datasets, ...datasets },
        corrections: { ...BACKUP.corrections, ...corrections },
        drafts: { ...BACKUP.drafts, ...drafts },
        decks: { ...BACKUP.decks, ...decks },
      }
    case 'replace':
    case 'undo':
      return BACKUP
    case 'wipe':
      return EMPTY
    case 'backup':
      return state
  }
}

const IDS = ['a', 'b', 'c', 'd']
const OFFICES = ['甲', '乙']

/** A write that makes sense over a state, at random. `next` gives a whole number below what it is asked for. */
export function anyAct(state: State, next: (below: number) => number, value: number): Act {
  const one = <T>(all: readonly T[]): T => all[next(all.length)]!
  const held = Object.keys(state.datasets)
  const corrected = Object.keys(state.corrections).filter((office) => OFFICES.includes(office))
  const [draft] = Object.keys(state.drafts)
  const ids = IDS.filter(() => next(2) === 0)
  const acts: Act[] = [
    { kind: 'save', ids: ids.length > 0 ? ids : ['a'], value, ...(draft !== undefined && { draft }) },
    { kind: 'save', ids: [one(IDS)], value },
    { kind: 'correct', office: one(OFFICES), value },
    { kind: 'draft', key: one(['p', 'q']), value },
    { kind: 'deck', id: one(['m', 'n']), value },
    { kind: 'merge' },
    { kind: 'replace' },
    { kind: 'undo' },
    { kind: 'backup' },
    ...(held.length > 0 ? [{ kind: 'remove' as const, id: one(held) }, { kind: 'backup' as const }] : []),
    ...(corrected.length > 0 ? [{ kind: 'takeBack' as const, office: one(corrected) }] : []),
    ...(next(4) === 0 ? [{ kind: 'wipe' as const }] : []),
  ]
  return one(acts)
}
