import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The gallery alone, beside the app: it ships with nothing. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  publicDir: false,
  logLevel: 'warn',
  server: { host: '127.0.0.1' },
  build: { target: 'esnext', emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
})
