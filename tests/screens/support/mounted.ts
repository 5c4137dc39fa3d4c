import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import type { VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { h } from 'vue'
import type { Component, DefineComponent } from 'vue'
import { afterEach, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Router } from 'vue-router'
import type { Dataset } from '../../../src/domain/dataset'
import { useDatasets } from '../../../src/stores/datasets'
import { useSettings } from '../../../src/stores/settings'
import { demoDataset } from '../../../src/cli/synthetic/demo'
import type { Locale } from '../../../src/i18n'

/** A page of the app without its screens: the stores hold the data given, the URL is where a test puts it. */
export interface Stage {
  router: Router
  mount: <T extends Component>(component: T, options?: { props?: Record<string, unknown> }) => VueWrapper
  /** What a composable gives within the app. */
  use: <T>(composable: () => T) => T
  go: (path: string) => Promise<void>
  query: () => Record<string, unknown>
}

enableAutoUnmount(afterEach)

/** A screen without anything on it. */
const Blank = { render: () => h('main') }

/** Some screens look at their room, which a page without layout has none of. */
const WIDE = { width: 800, height: 600, top: 0, left: 0, right: 800, bottom: 600, x: 0, y: 0, toJSON: () => ({}) }

/**
 * Opens a stage with the demo district, or other data, once a file: what the app makes once, it makes over the first.
 * Storage is memory: no database is there.
 */
export async function stage({
  set = demoDataset(),
  path = '/trends?collection=demo',
  locale = 'zh-CN',
}: { set?: Dataset; path?: string; locale?: Locale } = {}): Promise<Stage> {
  // Nothing ships with it: what is on show is what the test gives.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  Element.prototype.getBoundingClientRect = () => WIDE
  Element.prototype.scrollTo = () => undefined
  for (const side of ['client', 'offset']) {
    Object.defineProperty(HTMLElement.prototype, `${side}Height`, { configurable: true, value: WIDE.height })
    Object.defineProperty(HTMLElement.prototype, `${side}Width`, { configurable: true, value: WIDE.width })
  }
  const pinia = createPinia()
  setActivePinia(pinia)
  useSettings().locale = locale
  const datasets = useDatasets()
  await datasets.boot()
  await datasets.save({ datasets: [set] })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/trends', name: 'trends', component: Blank },
      { path: '/report/:org?/:year?', name: 'report', component: Blank },
    ],
  })
  const go = async (to: string): Promise<void> => {
    await router.push(to)
    await flushPromises()
  }
  await go(path)
  const global = { plugins: [pinia, router] }
  return {
    router,
    go,
    query: () => router.currentRoute.value.query,
    mount: (component, options = {}) =>
      mount(component as DefineComponent, {
        ...(options as object),
        global,
        attachTo: document.body,
      }) as unknown as VueWrapper,
    use: (composable) => {
      let made: ReturnType<typeof composable> | undefined
      const User = {
        setup() {
          made = composable()
          return () => h('i')
        },
      }
      mount(User, { global })
      return made!
    },
  }
}
