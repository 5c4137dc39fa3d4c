import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { router } from './router'
import { showRescue } from './screens/rescue/rescue'
import { useDatasets } from './stores/datasets'
import { useRelease } from './stores/release'
import { trustOwnScripts } from './screens/shell/trustedTypes'
import './style/base.css'
import './style/table.css'
import './style/chips.css'
import './style/findings.css'
import './style/labelled.css'
import './style/report.css'

trustOwnScripts()

const RESCUE = '#/rescue'
const root = document.getElementById('app')!

/** The app, or the rescue page where that was asked for or the app cannot so much as begin. */
function start(): void {
  if (location.hash.startsWith(RESCUE)) {
    void showRescue(root)
    return
  }
  // The rescue page is another program: it begins with a page of its own.
  addEventListener('hashchange', () => {
    if (location.hash.startsWith(RESCUE)) location.reload()
  })
  try {
    createApp(App).use(createPinia()).use(router).mount(root)
    followReleases()
  } catch (error) {
    void showRescue(root)
    throw error
  }
}

/** Parts of the page may be gone when they are asked for: a newer release has other files. */
function followReleases(): void {
  const release = useRelease()
  addEventListener('vite:preloadError', () => release.need())
  router.onError((_error, to) => release.need(to.fullPath))
  // Only a secure context has service workers; on a plain http intranet the server stays the source of the app.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // First the page, then its copy for times without a network.
  const datasets = useDatasets()
  watch(
    () => datasets.status !== 'opening',
    () => {
      try {
        // Where they are switched off, some browsers answer with nothing.
        const registered = navigator.serviceWorker.register('./sw.js') as Promise<ServiceWorkerRegistration | undefined>
        registered.then(
          (one) => one && release.follow(one),
          () => undefined,
        )
      } catch {
        // Where it is forbidden outright, the same holds.
      }
    },
    { once: true },
  )
}

start()
