import { describe, expect, it } from 'vitest'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { doorWithReceived, receivedDays } from '../../src/query/receivedDays'
import type { LedgerRecord } from '../../src/storage'
import { dataset, org, report } from './small'

const noted = (office: string, year: number, received: string, time = 1): LedgerRecord => ({
  collection: 'real',
  kind: 'report',
  key: JSON.stringify([office, year]),
  time,
  content: { org: office, year, received },
})
const page = (published: string) => ({ source: { published } })

describe('days noted as those of receipt', () => {
  const set = dataset(
    'a',
    [
      org('市', 'district'),
      org('甲', 'street', [{ org: '市' }]),
      org('乙', 'street', [{ org: '市' }]),
      org('丙', 'street', [{ org: '市' }]),
    ],
    [report('甲', 2022, page('2023-01-20')), report('乙', 2022, {}), report('丙', 2021, {})],
  )
  const ask = (ledger: readonly LedgerRecord[], mergers: Parameters<typeof frameOf>[2] = []) => {
    const frame = frameOf([prepare(set)], [], mergers)
    const plain = createClient(frame, () => Promise.resolve(undefined))
    const door = doorWithReceived(plain, receivedDays('real', ledger, frame.mergers))
    return door.run({ kind: 'completeness', scope: { area: '市', level: 'street', year: 2022 }, years: [2021, 2022] })
  }
  const days = async (...asked: Parameters<typeof ask>) => {
    const { published, orgs, years } = await ask(...asked)
    return published.map(({ at, day, from, daysLate }) => [
      `${orgs[Math.floor(at / years.length)]!.id} ${years[at % years.length]}`,
      day,
      from,
      daysLate,
    ])
  }

  it('stand where the page does not say, and are late as any other', async () => {
    const ledger = [noted('甲', 2022, '2023-05-01'), noted('乙', 2022, '2023-02-03'), noted('丙', 2022, '2023-01-01')]
    // The page of the first says when; of the third no report is held.
    expect(await days(ledger)).toEqual([
      ['甲 2022', '2023-01-20', 'page', 0],
      ['乙 2022', '2023-02-03', 'received', 3],
    ])
    expect(await days([])).toEqual([['甲 2022', '2023-01-20', 'page', 0]])
  })

  it('are of the collection, and of the office that another went into', async () => {
    const others = { ...noted('乙', 2022, '2023-02-03'), collection: 'other' }
    expect(await days([others])).toHaveLength(1)
    expect(await days([noted('丙', 2021, '2022-01-31')], [{ office: '丙', into: '乙' }])).toContainEqual([
      '乙 2021',
      '2022-01-31',
      'received',
      0,
    ])
  })
})
