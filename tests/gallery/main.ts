import { init } from 'echarts/core'
import type { ChartContext, Figure } from '../../src/charts/figure'
import { countOf, rowAt } from '../../src/charts/parts/longTable'
import { registerCharts } from '../../src/charts/register'
import { ancestorsOf, parentOf } from '../../src/domain/orgs'
import { LOCALES, createTranslator } from '../../src/i18n'
import type { Locale } from '../../src/i18n'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { officeMapOf } from '../../src/query/officeMap'
import type { QueryClient } from '../../src/query/spec'
import { FIGURES, FIGURE_NAMES } from './figures'
import type { FigureName } from './figures'
import { STATES, STATE_NAMES } from './states'
import type { State, StateName } from './states'
import './gallery.css'

/**
 * Every figure in every state. `?language=en&width=420&figure=trend,heat&state=small` narrows what is drawn; without
 * it, all is.
 */
const asked = new URLSearchParams(location.search)
const among = <T extends string>(key: string, all: readonly T[]): readonly T[] => {
  const wanted = asked.get(key)?.split(',')
  return wanted ? all.filter((one) => wanted.includes(one)) : all
}
const widths = asked.get('width')?.split(',').map(Number) ?? [640]

interface Scene {
  state: State
  door: QueryClient
  contextFor: (locale: Locale) => ChartContext
}

function sceneOf(name: StateName): Scene {
  const state = STATES[name]()
  const frame = frameOf([prepare(state.set)])
  const map = officeMapOf(frame)
  const { scope, focus, highlights } = state
  const aboveOf = (id: string | undefined) => map.get(id === undefined ? undefined : parentOf(map.get(id)!, scope.year))
  const home = map.get(focus) && aboveOf(focus)
  const contextFor = (locale: Locale): ChartContext => {
    const words = createTranslator(locale)
    const of = { n: map.count(scope).offices, level: words.t('scope.level.street') }
    const area = map.get(scope.area)
    return {
      words,
      scopeName: area ? words.t('scope.in', { area: area.name, ...of }) : words.t('scope.everywhere', of),
      ...(focus !== undefined && { focus }),
      ...(highlights && { highlights }),
      areaOf: ({ id }) => aboveOf(id)?.name,
      pathOf: ({ id }) =>
        ancestorsOf(map, id, scope.year)
          .reverse()
          .map((one) => map.get(one)?.name ?? '')
          .join(' '),
      ...(home && { home, isNear: (org) => parentOf(org, scope.year) === home.id }),
    }
  }
  return { state, door: createClient(frame, () => Promise.resolve(undefined)), contextFor }
}

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, text = '', className = ''): HTMLElementTagNameMap[K] => {
  const node = document.createElement(tag)
  node.textContent = text
  node.className = className
  return node
}

/** Rows of a table that show how it reads. */
const SAMPLE_ROWS = 12

function tableOf({ table }: Figure): HTMLElement {
  const node = make('table')
  const head = node.createTHead().insertRow()
  for (const { label } of table.columns) head.append(make('th', label))
  for (let i = 0; i < Math.min(SAMPLE_ROWS, countOf(table)); i++) {
    const row = node.insertRow()
    for (const { text, why } of rowAt(table, i).entries) row.append(make('td', why ? `${text} ${why}` : text))
  }
  return node
}

function draw(figure: Figure, width: number, into: HTMLElement): void {
  if (!figure.option) {
    into.append(figure.id.startsWith('table-') ? tableOf(figure) : make('p', 'nothing to draw', 'none'))
    return
  }
  const box = make('div', '', 'chart')
  const height = figure.heightAt?.(width) ?? figure.height
  box.style.width = `${width}px`
  box.style.height = `${height}px`
  into.append(box)
  const chart = init(box, undefined, { renderer: 'svg' })
  chart.setOption({ ...figure.option({ width, height, text: 12 }), animation: false })
}

async function show(
  name: FigureName,
  stateName: StateName,
  { state, door, contextFor }: Scene,
  locale: Locale,
  width: number,
): Promise<HTMLElement> {
  const card = make('section')
  Object.assign(card.dataset, { figure: name, state: stateName, locale, width: String(width) })
  card.style.width = `${width + 24}px`
  card.append(make('small', `${name} · ${stateName} · ${locale} · ${width}`))
  document.body.append(card)
  try {
    const figure = await FIGURES[name](state, door, contextFor(locale))
    card.append(make('h2', figure.title), make('p', figure.subtitle))
    draw(figure, width, card)
    card.append(make('p', [figure.source, ...figure.footnotes].join(' · '), 'notes'))
  } catch (error) {
    card.dataset.error = error instanceof Error ? (error.stack ?? error.message) : String(error)
    card.append(make('pre', card.dataset.error))
  }
  return card
}

async function showAll(): Promise<void> {
  registerCharts()
  for (const stateName of among('state', STATE_NAMES)) {
    const scene = sceneOf(stateName)
    for (const name of among('figure', FIGURE_NAMES))
      for (const locale of among('language', LOCALES))
        for (const width of widths) await show(name, stateName, scene, locale, width)
  }
  document.documentElement.dataset.ready = 'true'
}
void showAll()
