import { describe, expect, it } from 'vitest'
import { runCompleteness } from '../../src/query/answers/completeness'
import { runFindings } from '../../src/query/answers/findings'
import { frameOf } from '../../src/query/load'
import {
  decisionOver,
  isPending,
  notedProblems,
  problemId,
  problemKey,
  problemsOf,
  readDecision,
} from '../../src/query/problems'
import type { Decision, Problem } from '../../src/query/problems'
import { prepare } from '../../src/pack/prepare'
import { dataset, org, report } from './small'

const table = (total: number, closed: number) => ({
  'applications.new.total': total,
  'applications.carried-in.total': 3,
  'applications.closed.total': closed,
  'applications.carried-out.total': 1,
})
/** New 24 and carried in 3 against closed and carried out 1. */
const version = (id: string, closed: number) =>
  prepare(dataset(id, [org('甲')], [report('甲', 2025, { cells: table(24, closed) })]))
const ask = (...versions: ReturnType<typeof version>[]) =>
  runFindings(frameOf(versions), { kind: 'findings', scope: { year: 2025 }, year: 2025, closed: true })
const keyed = (made: readonly Decision[]) => new Map(made.map((one) => [problemKey(one), one]))
const balance = (problems: readonly Problem[]) => problems.find(({ finding }) => finding?.rule === 'sum-balance')!

describe('a problem', () => {
  it('has the figures it is about', () => {
    const [one] = problemsOf(ask(version('a', 25)), new Map())
    expect(one).toMatchObject({
      grade: 'blocks',
      state: 'open',
      figures: {
        'applications.new.total': 24,
        'applications.carried-in.total': 3,
        'applications.closed.total': 25,
        'applications.carried-out.total': 1,
      },
    })
    expect(isPending(one!)).toBe(true)
  })

  it('keeps what was decided over it when the report is imported again', () => {
    const before = balance(problemsOf(ask(version('a', 25)), new Map()))
    const made = decisionOver(before, 'known', '街道说明：含口头申请')
    const again = balance(problemsOf(ask(version('b', 25)), keyed([made])))
    expect(again).toMatchObject({ key: before.key, id: before.id, state: 'known', note: '街道说明：含口头申请' })
    expect(isPending(again)).toBe(false)
  })

  it('opens again, with its note, where other figures stand there', () => {
    const before = balance(problemsOf(ask(version('a', 25)), new Map()))
    const made = decisionOver(before, 'explained', '见说明')
    const again = balance(problemsOf(ask(version('a', 29)), keyed([made])))
    expect(again).toMatchObject({ state: 'open', reopened: true, note: '见说明' })
  })

  it('closes by itself when a corrected version comes, and the proof stays', () => {
    const wrong = version('a', 25)
    const result = ask(wrong, version('b', 26))
    expect(result.findings).toEqual([])
    const closed = balance(problemsOf(result, new Map()))
    expect(closed).toMatchObject({
      state: 'corrected',
      closed: { dataset: 'a', by: 'b', now: { 'applications.closed.total': 26 } },
      figures: { 'applications.closed.total': 25 },
    })
    expect(closed.key).toBe(balance(problemsOf(ask(wrong), new Map())).key)
  })

  it('that an older version had and the newer still has is open, once', () => {
    const problems = problemsOf(ask(version('a', 25), version('b', 25)), new Map())
    expect(problems.filter(({ finding }) => finding?.rule === 'sum-balance')).toHaveLength(1)
    expect(balance(problems).state).toBe('open')
  })

  it('that was noted at import waits until it is explained', () => {
    const noted = [{ org: '甲', year: 2025, issues: [{ code: 'year-conflict', params: { year: 2025, other: 2024 } }] }]
    const office = (id: string) => (id === '甲' ? org('甲') : undefined)
    const [one] = notedProblems(noted, office, new Map())
    expect(one).toMatchObject({ state: 'open', grade: 'explain', issue: { code: 'year-conflict' } })
    const made = decisionOver(one!, 'dismissed', '标题有误')
    expect(notedProblems(noted, office, keyed([made]))).toMatchObject([{ state: 'dismissed', note: '标题有误' }])
    expect(notedProblems([{ org: '乙', year: 2025, issues: noted[0]!.issues }], office, new Map())).toEqual([])
  })
})

it('tells versions held of each report', () => {
  const frame = frameOf([version('a', 25), version('b', 26)])
  const { versions } = runCompleteness(frame, { kind: 'completeness', scope: { year: 2025 }, years: [2024, 2025] })
  expect([...versions!]).toEqual([0, 2])
})

it('has short ids that differ, and reads only decisions', () => {
  const keys = ['sum-balance applications.closed.total', 'sum-outcomes applications.closed.total'].map((subject) =>
    problemKey({ org: '甲', year: 2025, subject }),
  )
  const ids = keys.map(problemId)
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{7}$/u)
  expect(readDecision({ org: '甲', year: 2025, subject: 'x', state: 'gone', note: '', figures: '' })).toBeUndefined()
})
