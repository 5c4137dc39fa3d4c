// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick, ref } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Asking, QueryClient, QuerySpec } from '../../../src/query/spec'
import { useQuery } from '../../../src/screens/shared/useQuery'

beforeEach(() => setActivePinia(createPinia()))

/** A door that answers with the year asked for, when told to. */
function door() {
  const asked: { signal: AbortSignal; answer(): void }[] = []
  const client = {
    run: (spec: QuerySpec & { kind: 'filled' }, { signal }: Asking = {}) =>
      new Promise((resolve, reject) => {
        signal!.addEventListener('abort', () => reject(signal!.reason as Error))
        asked.push({ signal: signal!, answer: () => resolve(spec.years[0] as never) })
      }),
  } as QueryClient
  return { asked, client }
}

const settled = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve))
  await nextTick()
}

describe('a question of a screen', () => {
  it('is given up when a newer one is asked, and its answer is not shown', async () => {
    const { asked, client } = door()
    const year = ref(2021)
    const scope = effectScope()
    const { result, error, loading } = scope.run(() =>
      useQuery(
        () => client,
        (own) => own.run({ kind: 'filled', years: [year.value] }),
      ),
    )!
    year.value = 2022
    await settled()
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
    expect([result.value, error.value, loading.value]).toEqual([undefined, '', true])
    asked[1]!.answer()
    await settled()
    expect([result.value, error.value, loading.value]).toEqual([2022, '', false])
    scope.stop()
  })

  it('is given up when nobody looks any more', async () => {
    const { asked, client } = door()
    const scope = effectScope()
    const { error } = scope.run(() =>
      useQuery(
        () => client,
        (own) => own.run({ kind: 'filled', years: [2021] }),
      ),
    )!
    scope.stop()
    await settled()
    expect([asked[0]!.signal.aborted, error.value]).toEqual([true, ''])
  })
})
