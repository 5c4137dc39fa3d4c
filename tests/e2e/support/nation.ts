import type { Page } from 'playwright-core'
import type { Org } from '../../../src/domain/orgs'
import type { Report } from '../../../src/domain/report'
import { nationOrgs } from '../../../src/cli/synthetic/nation'
import { prepare } from '../../../src/pack/prepare'

/** A nation that opens quickly: as many street offices as asked, with a handful of figures a report. */
export interface Nation {
  offices: number
  years: readonly number[]
}

/** A different, repeatable number below `most` for each office, year and item. */
const draw = (office: number, year: number, item: number, most: number): number =>
  (Math.imul(office * 31 + year * 7 + item, 2654435761) >>> 0) % most

function report(org: Org, n: number, year: number): Report {
  const form = year <= 2020 ? ('2019' as const) : ('2021' as const)
  const size = 1 + draw(n, 0, 1, 40)
  const published = size * (20 + draw(n, year, 2, 30))
  return {
    org: org.id,
    year,
    forms: { '2': form, '3': form, '4': form },
    cells: {
      'license.decisions': n % 4 === 0 ? { missing: 'dash' } : draw(n, year, 3, size * 9),
      'penalty.decisions': draw(n, year, 4, size * 12),
      'applications.new.total': draw(n, year, 5, 3 + size),
      'applications.closed.total': draw(n, year, 6, 3 + size),
      'review.total': draw(n, year, 7, 3),
      ...(year <= 2020
        ? { 'procurement.amount': 1000 * draw(n, year, 8, size * 90) }
        : { 'fee.amount': 10 * draw(n, year, 8, size * 50) }),
    },
    prose: { 'published.total': published, 'published.website': Math.floor(published / 2) },
  }
}

/** The offices and one report in seven missing, ready to be stored. */
export function nation({ offices, years }: Nation) {
  const orgs = [...nationOrgs({ orgs: offices, years: years.length, seed: '1' })]
  const streets = orgs.filter(({ level }) => level === 'street')
  const reports = streets.flatMap((org, n) =>
    years.filter((year) => n === 0 || draw(n, year, 9, 7) > 0).map((year) => report(org, n, year)),
  )
  return {
    streets,
    prepared: prepare({
      format: 'disclosure-dataset',
      version: 1,
      id: 'nation',
      title: '模拟全国',
      synthetic: true,
      orgs,
      reports,
    }),
  }
}

/**
 * Puts a dataset into the app's database, as its import would, without the reports' texts. The page must be loaded
 * again.
 */
export async function store(
  page: Page,
  { manifest, meta, segments }: ReturnType<typeof nation>['prepared'],
): Promise<void> {
  const packed = JSON.stringify(
    { datasets: [{ ...manifest, order: 1000, addedAt: 1 }], meta: [meta], segments },
    (_key, value: unknown) => {
      if (value instanceof ArrayBuffer) return { type: 'buffer', base64: Buffer.from(value).toString('base64') }
      if (!ArrayBuffer.isView(value)) return value
      return {
        type: value.constructor.name,
        base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
      }
    },
  )
  await page.evaluate(async (text) => {
    const kinds: Record<string, (bytes: ArrayBuffer) => unknown> = {
      buffer: (bytes) => bytes,
      Uint8Array: (bytes) => new Uint8Array(bytes),
      Uint32Array: (bytes) => new Uint32Array(bytes),
    }
    const records = JSON.parse(text, (_key, value: unknown) => {
      const { type, base64 } = (value ?? {}) as { type?: string; base64?: string }
      if (type === undefined || base64 === undefined) return value
      return kinds[type]!(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer)
    }) as Record<string, unknown[]>
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open('disclosure-lens')
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error ?? new Error('not opened'))
    })
    await new Promise<void>((done, fail) => {
      const work = db.transaction(Object.keys(records), 'readwrite')
      for (const [name, rows] of Object.entries(records)) for (const row of rows) work.objectStore(name).put(row)
      work.oncomplete = () => done()
      work.onerror = () => fail(work.error ?? new Error('not stored'))
    })
    db.close()
  }, packed)
}
