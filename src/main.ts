import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router'
import './style/base.css'
import './style/table.css'
import './style/chips.css'
import './style/findings.css'
import './style/report.css'

createApp(App).use(createPinia()).use(router).mount('#app')

// Only a secure context has service workers; on a plain http intranet the server stays the source of the app.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('./sw.js').catch(() => undefined)
}
