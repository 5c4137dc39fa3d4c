import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Imports flow from right to left along this line; siblings on one step do not know each other. */
const LINE = [
  ['domain'],
  ['readers', 'engine'],
  ['parse', 'pack'],
  ['frame'],
  ['map'],
  ['checks', 'storage'],
  ['query'],
  ['formats'],
  ['remote'],
  ['charts'],
  ['export'],
  ['stores'],
  ['screens'],
  ['router'],
  ['main'],
] as const

/**
 * Each side of the line's beginning is read without the other: bytes to reports on the left, reports to columns on the
 * right.
 */
const APART: readonly (readonly [string, string])[] = [
  ['readers', 'engine'],
  ['parse', 'engine'],
  ['pack', 'readers'],
  ['pack', 'parse'],
  ['frame', 'readers'],
  ['frame', 'parse'],
  ['map', 'readers'],
  ['map', 'parse'],
  ['checks', 'readers'],
  ['checks', 'parse'],
  ['storage', 'readers'],
  ['storage', 'parse'],
  ['storage', 'engine'],
  ['storage', 'frame'],
  ['storage', 'map'],
  ['query', 'readers'],
  ['query', 'parse'],
]

/** Behind the door of `query`: who shows data asks a question, and never reaches past it. */
const BEHIND_THE_DOOR = ['engine', 'frame', 'map']
const BEFORE_THE_DOOR = ['charts', 'export', 'stores', 'screens', 'router', 'main']

/** Folders beside the line. */
const BESIDE = ['i18n', 'cli', 'style']
const CLI_IMPORTS = [
  'domain',
  'readers',
  'parse',
  'pack',
  'checks',
  'query',
  'formats',
  'remote',
  'charts',
  'export',
  'i18n',
]
/** What words are keyed by: metrics, issues, and the rules of the checks. */
const I18N_IMPORTS = ['domain', 'checks']
const FRAMEWORK = /^(vue|pinia|vue-router|vue-echarts|reka-ui|@tanstack\/vue-.*|@vueuse\/.*|@vue\/.*)(\/|$)/
const RAW_HTML = /\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write)\b|\bv-html\b/

interface Source {
  path: string
  text: string
}

const stepOf = (layer: string): number => LINE.findIndex((step) => (step as readonly string[]).includes(layer))

/** The layer a path under src belongs to: its folder, or for the files at the top, what they are. */
function layerOf(path: string): string | undefined {
  const [first = '', second] = path.replace(/^src\//, '').split('/')
  if (second !== undefined) return BESIDE.includes(first) || stepOf(first) >= 0 ? first : undefined
  if (/^router\.ts$/.test(first)) return 'router'
  return /^(main\.ts|App\.vue)$/.test(first) ? 'main' : undefined
}

/**
 * All that a file imports, in every way the bundler follows: static, dynamic, type-only, re-exported, by URL, by glob,
 * from CSS.
 */
function importsOf({ path, text }: Source): string[] {
  const matches = (pattern: RegExp, from: string): string[] =>
    [...from.matchAll(pattern)].map((match) => match[1] ?? '')
  const fromCss = (css: string): string[] =>
    [
      ...matches(/@import\s+(?:url\()?\s*['"]?([^'")\s;]+)/g, css),
      ...matches(/\burl\(\s*['"]?([^'")\s]+)/g, css),
    ].filter((specifier) => !/^(data:|#)/.test(specifier))
  if (path.endsWith('.css')) return fromCss(text)
  const vue = path.endsWith('.vue')
  const script = vue ? matches(/<script\b[^>]*>([\s\S]*?)<\/script>/g, text).join('\n') : text
  return [
    ...ts.preProcessFile(script, true, true).importedFiles.map((file) => file.fileName),
    ...matches(/new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g, script),
    ...matches(/import\.meta\.glob(?:<[^>]*>)?\(\s*['"]([^'"]+)['"]/g, script),
    ...(vue ? matches(/<style\b[^>]*>([\s\S]*?)<\/style>/g, text).flatMap(fromCss) : []),
    ...(vue
      ? matches(/<(?:script|img|link|use|iframe)\b[^>]*\s(?:src|href)="([^"]+)"/g, text).filter(
          (target) => !target.startsWith('#'),
        )
      : []),
  ]
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true
  if (to === 'cli') return false
  if (from === 'cli') return CLI_IMPORTS.includes(to)
  if (from === 'i18n') return I18N_IMPORTS.includes(to)
  if (from === 'style') return false
  if (to === 'style') return stepOf(from) >= stepOf('screens')
  if (to === 'i18n') return stepOf(from) >= stepOf('charts')
  if (APART.some(([one, other]) => one === from && other === to)) return false
  if (BEFORE_THE_DOOR.includes(from) && BEHIND_THE_DOOR.includes(to)) return false
  return stepOf(to) < stepOf(from)
}

/** The screen a path belongs to: what is in one folder of `screens`; `shared` is everyone's. */
const screenOf = (path: string): string | undefined => /^src\/screens\/([^/]+)\//.exec(path)?.[1]

/** A screen knows itself and what is shared; what is shared knows no screen. */
function betweenScreens(from: string, to: string): boolean {
  const [one, other] = [screenOf(from), screenOf(to)]
  return one !== undefined && other !== undefined && one !== other && other !== 'shared'
}

/** What is wrong with one import of one file, if anything. */
function judge(path: string, specifier: string): string | undefined {
  const layer = layerOf(path)
  if (layer === undefined) return 'is in no known layer'
  if (/^([a-z]+:)?\/\//i.test(specifier)) return `imports from another host: ${specifier}`
  if (!specifier.startsWith('.')) {
    const early = stepOf(layer) < stepOf('stores')
    return early && FRAMEWORK.test(specifier)
      ? `imports ${specifier}, which belongs to stores and rightward`
      : undefined
  }
  const target = posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, ''))
  if (/^(data\/|package\.json$)/.test(target)) return undefined
  if (!target.startsWith('src/')) return `imports ${target}, outside src and data`
  const to =
    layerOf(/\.[a-z]+$/.test(target) || target.split('/').length > 2 ? target : `${target}.ts`) ??
    layerOf(`${target}/index.ts`)
  if (to === undefined) return `imports ${target}, which is in no known layer`
  if (betweenScreens(path, target)) return `imports ${target} of another screen`
  return mayImport(layer, to) ? undefined : `is in ${layer} and imports ${target} from ${to}`
}

/** Every breach of the architecture in these files, one sentence each. */
function breaches(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const wrong = importsOf(source)
      .map((specifier) => judge(source.path, specifier))
      .filter((fault) => fault !== undefined)
    if (layerOf(source.path) === undefined) wrong.push('is in no known layer')
    const raw = RAW_HTML.exec(source.text)
    if (raw) wrong.push(`uses ${raw[0]}: imported text is never HTML`)
    return [...new Set(wrong)].map((fault) => `${source.path} ${fault}`)
  })
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function readSources(): Source[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue|css)$/.test(name))
    .map((name) => ({
      path: posix.join('src', ...name.split(sep)),
      text: readFileSync(join(root, 'src', name), 'utf8'),
    }))
}

describe('the sources', () => {
  it('import one way, from no other host, and make no raw HTML', () => {
    const sources = readSources()
    expect(sources.length).toBeGreaterThan(0)
    expect(breaches(sources)).toEqual([])
  })

  it('start from a page that loads nothing from another host', () => {
    const page = readFileSync(join(root, 'index.html'), 'utf8')
    expect(page).not.toMatch(/\b(?:src|href)\s*=\s*["']?\s*(?:https?:)?\/\//i)
  })
})

describe('the check itself', () => {
  const one = (path: string, text: string): string[] => breaches([{ path, text }])

  it.each([
    ['src/domain/cell.ts', "import { run } from '../query/run'"],
    ['src/domain/cell.ts', "import type { Issue } from '../parse'"],
    ['src/domain/cell.ts', "import type { Words } from '../i18n'"],
    ['src/parse/map.ts', "import { CHECKS } from '../checks/index'"],
    ['src/engine/verbs/rollup.ts', "import { db } from '../../storage/db'"],
    ['src/storage/db.ts', "export { pack } from '../engine/pack'"],
    ['src/query/run.ts', "import { figure } from '../charts/figure'"],
    ['src/query/run.ts', "import { t } from '../i18n'"],
    ['src/query/run.ts', "export type Figure = import('../charts/figure').Figure"],
    ['src/charts/trend.ts', "const xlsx = await import('../export/xlsx')"],
    ['src/charts/register.ts', "import VChart from 'vue-echarts'"],
    ['src/export/png.ts', "import { useSlides } from '../stores/slides'"],
    ['src/export/png.ts', "import { markRaw } from 'vue'"],
    ['src/i18n/index.ts', "import { ref } from 'vue'"],
    ['src/i18n/index.ts', "import type { Figure } from '../charts/figure'"],
    ['src/charts/trend.ts', "import '../style/chart.css'"],
    ['src/stores/datasets.ts', "import { useQuery } from '../screens/shared/useQuery'"],
    ['src/stores/useParser.ts', "new Worker(new URL('../screens/worker.ts', import.meta.url), { type: 'module' })"],
    ['src/stores/Chart.vue', '<script setup lang="ts">\nimport View from \'../views/View.vue\'\n</script>'],
    ['src/screens/compare/View.vue', "<script setup>\nimport { router } from '../../router'\n</script>"],
    ['src/screens/compare/all.ts', "import.meta.glob('../../cli/*.ts')"],
    ['src/router.ts', "import './main'"],
    ['src/cli/main.ts', "import { pack } from '../engine/pack'"],
    ['src/cli/main.ts', "import { db } from '../storage/db'"],
    ['src/cli/main.ts', "import { createApp } from 'vue'"],
    ['src/main.ts', "import { main } from './cli/main'"],
    ['src/helpers/date.ts', 'export const now = 1'],
    ['src/screens/compare/all.ts', "import { useTrend } from '../trends/useTrend'"],
    ['src/screens/shared/view.ts', "import { useTrend } from '../trends/useTrend'"],
    ['src/screens/compare/all.ts', "import { buildFrame } from '../../frame/frame'"],
    ['src/readers/pdf.ts', "import { readTables } from '../parse/tables'"],
    ['src/pack/packer.ts', "import { readCount } from '../parse/numbers'"],
    ['src/frame/frame.ts', "import { selectionOf } from '../map/selection'"],
    ['src/screens/compare/View.vue', "<script setup>\nimport { now } from '../../helpers/date'\n</script>"],
    ['src/domain/cell.ts', "import { fixture } from '../../tests/fixtures/cell'"],
    ['src/screens/compare/map.ts', "import map from 'https://example.com/map.js'"],
    ['src/style/main.css', "@import url('//example.com/font.css');"],
    ['src/screens/compare/View.vue', '<style>a { background: url(https://example.com/a.png) }</style>'],
    ['src/screens/compare/View.vue', '<template><img alt="" src="https://example.com/a.png"></template>'],
    ['src/screens/compare/View.vue', '<template><p v-html="name" /></template>'],
    ['src/screens/shared/tip.ts', 'element.innerHTML = name'],
  ])('fails %s with %s', (path, text) => {
    expect(one(path, text)).toHaveLength(1)
  })

  it.each([
    ['src/parse/map.ts', "import type { Cell } from '../domain/cell'\nimport { rows } from './tables'"],
    ['src/query/run.ts', "import { pack } from '../engine/pack'\nimport { db } from '../storage/db'"],
    ['src/charts/trend.ts', "import { t } from '../i18n'\nimport { use } from 'echarts/core'"],
    [
      'src/cli/commands/build.ts',
      "import { parse } from '../../parse'\nimport { main } from '../main'\nimport fs from 'node:fs'",
    ],
    [
      'src/screens/compare/View.vue',
      "<script setup>\nimport { ref } from 'vue'\nimport Chart from '../shared/Chart.vue'\nimport demo from '../../../data/demo.json?url'\n</script>",
    ],
    ['src/main.ts', "import App from './App.vue'\nimport { router } from './router'\nimport './style/main.css'"],
  ])('passes %s with %s', (path, text) => {
    expect(one(path, text)).toEqual([])
  })
})
