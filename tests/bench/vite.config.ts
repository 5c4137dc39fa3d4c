import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The page that measures, with every peer bundled into it: nothing comes from another host. */
export default defineConfig({
  root: fileURLToPath(new URL('page', import.meta.url)),
  publicDir: false,
  logLevel: 'warn',
  build: { target: 'esnext', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 100_000 },
  worker: { format: 'es' },
})
