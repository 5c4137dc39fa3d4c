import {
  Float64,
  Int32,
  RecordBatch,
  Schema,
  Field,
  Struct,
  Uint16,
  Uint32,
  makeData,
  RecordBatchStreamWriter,
} from 'apache-arrow'
import type { Data, DataType } from 'apache-arrow'
import { flatten, isMoney } from './table'
import type { FlatTable } from './table'
import type { Nation } from './nation'

function metricData(values: Float64Array, money: boolean): Data {
  const valid = new Uint8Array((values.length + 7) >>> 3)
  let nullCount = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) nullCount++
    else valid[i >>> 3]! |= 1 << (i & 7)
  }
  const shared = { length: values.length, nullCount, nullBitmap: valid }
  return money
    ? makeData({ type: new Float64(), data: values.map((v) => (Number.isNaN(v) ? 0 : v)), ...shared })
    : makeData({ type: new Int32(), data: Int32Array.from(values, (v) => (Number.isNaN(v) ? 0 : v)), ...shared })
}

function batchOf(table: FlatTable): RecordBatch {
  const columns: [string, Data][] = [
    ...(['office', 'district', 'province'] as const).map((name): [string, Data] => [
      name,
      makeData({ type: new Uint32(), data: table[name] }),
    ]),
    ...(['year', 'cells', 'dashes'] as const).map((name): [string, Data] => [
      name,
      makeData({ type: new Uint16(), data: table[name] }),
    ]),
    ...[...table.metrics].map(([code, values]): [string, Data] => [code, metricData(values, isMoney(code))]),
  ]
  const schema = new Schema(columns.map(([name, { type }]) => new Field(name, type as DataType, true)))
  return new RecordBatch(
    schema,
    makeData({
      type: new Struct(schema.fields),
      length: table.rows,
      nullCount: 0,
      children: columns.map(([, data]) => data),
    }),
  )
}

/** The flat table as an Arrow IPC stream: a batch a year, a column a metric, null where there is no value. */
export const arrowStream = (nation: Nation): Uint8Array =>
  RecordBatchStreamWriter.writeAll(nation.years.map((year) => batchOf(flatten(nation, [year])))).toUint8Array(true)
