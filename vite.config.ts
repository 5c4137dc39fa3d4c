import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

import { headersWith, pagePolicy } from './deploy/headers.ts'

const HOST = '127.0.0.1'

/** A server of another host that the page may ask, where one is named. */
const REMOTE = process.env.LENS_REMOTE
const PAGE_POLICY = pagePolicy(REMOTE)

/** The page's own policy; while developing, styles and changes come in ways that it would forbid. */
const policy = (): Plugin => {
  let isServed = false
  return {
    name: 'page-policy',
    configResolved: ({ command }) => {
      isServed = command === 'serve'
    },
    transformIndexHtml: (html) =>
      html.replace(
        '%PAGE_POLICY%',
        isServed
          ? PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
              .replace("connect-src 'self'", `connect-src 'self' ws://${HOST}:*`)
              .replace("; require-trusted-types-for 'script'", '')
          : PAGE_POLICY,
      ),
  }
}

/* A module of the PDF reader is shipped as it is; servers that know no .mjs would give it a type that no browser runs. */
const assetFileNames = ({ names }: { names: string[] }): string =>
  names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]'

/** Suites that take long: every layout and damage of every kind of file. */
const SLOW = ['tests/parse/{hostile,layouts,office,robust}.test.ts', 'tests/readers/damaged.test.ts']

/** Of pure code, which leaves nothing behind: its files share their modules, which are then read once. */
const PURE = ['tests/{charts,checks,domain,engine,formats,frame,i18n,map,pack,parse,query,readers,remote}/**/*.test.ts']

/** Against two servers on loopback, which its setup starts. */
const CLUSTER = 'tests/cluster/**/*.test.ts'

/** Trials by the thousand of everything that may go wrong with what is stored. */
const TORTURE = 'tests/torture/{torture,browser,releases}.test.ts'

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [
    vue(),
    policy(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      workbox: {
        globPatterns: ['**/*.{html,js,css,json,svg,woff2,bcmap,pfb,ttf}'],
        maximumFileSizeToCacheInBytes: 30 * 1024 * 1024,
        navigateFallback: 'index.html',
        // The first visit is offline-ready at once. A newer release waits until no page of the former is open, or a page
        // asks for it: until then the files of the former stay.
        clientsClaim: true,
        skipWaiting: false,
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  build: {
    target: ['chrome109', 'firefox115', 'safari16'],
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { assetFileNames } },
  },
  worker: { format: 'es', rolldownOptions: { output: { assetFileNames } } },
  server: { host: HOST },
  preview: { host: HOST, headers: headersWith(REMOTE) },
  test: {
    setupFiles: ['tests/seed.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit-pure',
          include: PURE,
          exclude: SLOW,
          environment: 'node',
          env: { TZ: 'Asia/Shanghai' },
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', CLUSTER, TORTURE, ...PURE, ...SLOW],
          environment: 'node',
          env: { TZ: 'Asia/Shanghai' },
        },
      },
      {
        extends: true,
        test: { name: 'slow', include: SLOW, environment: 'node', env: { TZ: 'Asia/Shanghai' } },
      },
      {
        extends: true,
        test: {
          name: 'torture',
          include: [TORTURE],
          environment: 'node',
          env: { TZ: 'Asia/Shanghai' },
          testTimeout: 3_600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: [CLUSTER],
          environment: 'node',
          env: { TZ: 'Asia/Shanghai' },
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: 1,
          fileParallelism: false,
        },
      },
    ],
  },
})
