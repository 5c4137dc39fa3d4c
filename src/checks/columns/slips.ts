import { SLIPPING } from '../columnSlip'
import { leeway } from '../leeway'
import { SINGLE, SOCIAL } from '../proseChannels'
import type { Channel } from '../../domain/metrics'
import { eachBit, hasBit } from '../../engine/bitset'
import { stateAt } from '../../engine/column'
import { CODE } from '../../pack/states'
import { figureAt, presentIn, valuesOf } from '../../frame/yearColumns'
import type { YearColumns } from '../../frame/yearColumns'

const isEmpty = (state: number): boolean => state === CODE.dash || state === CODE.blank

/** A number under 本年增/减 while the two cells beside it are empty. */
export function eachColumnSlip(columns: YearColumns, visit: (row: number) => void): void {
  for (const name of SLIPPING) {
    const change = columns.of(`${name}.change`)
    const rest = [columns.of(`${name}.decisions`), columns.of(`${name}.previous`)]
    const present = presentIn(columns, change)
    if (!change || !present || rest.some((column) => column === undefined)) continue
    eachBit(
      present,
      (row) => {
        if ((figureAt(columns, change, row) ?? 0) > 0 && rest.every((column) => isEmpty(stateAt(column!, row))))
          visit(row)
      },
      columns.owned,
    )
  }
}

/** The columns hold figures as sentences without 约 and 余 give them: half of the last place of each. */
const LEEWAY = leeway({ value: 0 })

/** Channels that add up to more than 全年公开总数; 政务新媒体 as one figure covers 微信 and 微博. */
export function eachChannelExcess(columns: YearColumns, visit: (row: number) => void): void {
  const total = valuesOf(columns, columns.of('published.total'))
  const read = (channels: readonly Channel[]): Float64Array[] =>
    channels.map((channel) => valuesOf(columns, columns.of(`published.${channel}`)))
  const [single, social, media] = [read(SINGLE), read(SOCIAL), read(['new-media'])]
  const every = [...single, ...social, ...media]
  const add = (list: readonly Float64Array[], row: number): number =>
    list.reduce((sum, values) => sum + (Number.isNaN(values[row]!) ? 0 : values[row]!), 0)
  for (let row = 0; row < columns.rows; row++) {
    if (!hasBit(columns.owned, row) || Number.isNaN(total[row]!)) continue
    const over = add(single, row) + Math.max(add(social, row), add(media, row)) - total[row]!
    if (over > 0 && over > LEEWAY * (1 + every.filter((values) => !Number.isNaN(values[row]!)).length)) visit(row)
  }
}
