import { defineStore } from 'pinia'
import { ref } from 'vue'

/** As long as this a page waits for a newer release to take over, in milliseconds, before it loads itself anyway. */
const PATIENCE = 3000
/** As often at most a page that is looked at again asks for a newer release, in milliseconds. */
const ASK_EVERY = 30 * 60_000

/**
 * Whether this page is still of the newest release. `offered`: a newer one is there, and everything here goes on
 * working. `needed`: a part of the page did not come, because a newer release has replaced it or the network is gone.
 * `unreachable`: the same, and the server does not answer.
 */
export const useRelease = defineStore('release', () => {
  const state = ref<'offered' | 'needed' | 'unreachable'>()
  /** Whether the app opens without a network: `failed` where the browser could not keep its files. */
  const offline = ref<'unavailable' | 'preparing' | 'ready' | 'failed'>('unavailable')
  let waiting: ServiceWorker | undefined
  /** Where the page was going when a part did not come. */
  let aim: string | undefined

  function offer(worker: ServiceWorker): void {
    waiting = worker
    state.value ??= 'offered'
  }

  /** Notices a newer release that waits until this page lets it take over: its files are then fetched already. */
  function follow(registration: ServiceWorkerRegistration): void {
    if (registration.waiting && registration.active) offer(registration.waiting)
    offline.value = registration.active ? 'ready' : 'preparing'
    const watch = (): void => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && registration.active) offer(coming)
        if (coming.state === 'activated') offline.value = 'ready'
        if (coming.state === 'redundant' && !registration.active) offline.value = 'failed'
      })
    }
    watch()
    registration.addEventListener('updatefound', watch)
    // Another page may have let the newer release take over: parts of this one are then gone.
    let wasControlled = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (wasControlled) state.value ??= 'offered'
      wasControlled = true
    })
    let asked = Date.now()
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < ASK_EVERY) return
      asked = Date.now()
      registration.update().catch(() => undefined)
    })
  }

  /** A part of the page did not come; `to` is where it was wanted, as the router writes it. */
  function need(to?: string): void {
    aim = to ?? aim
    state.value = 'needed'
  }

  /** Loads the page anew, in the newer release where one waits. Stays where nothing could be loaded. */
  async function proceed(): Promise<void> {
    const worker = waiting
    if (worker) {
      await new Promise<void>((done) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true })
        setTimeout(done, PATIENCE)
        worker.postMessage({ type: 'SKIP_WAITING' })
      })
    } else if (!isKept()) {
      const answers = await fetch('./', { method: 'HEAD', cache: 'no-store' }).then(
        ({ ok }) => ok,
        () => false,
      )
      if (!answers) {
        state.value = 'unreachable'
        return
      }
    }
    if (aim !== undefined) location.hash = aim
    location.reload()
  }

  return { state, offline, follow, need, proceed }
})

/** Whether the page comes from a service worker, and so needs no server. */
const isKept = (): boolean => 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null
