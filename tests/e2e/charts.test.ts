import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLOUR } from '../../src/charts/parts/palette'
import type { Dataset } from '../../src/domain/dataset'
import { shortName } from '../../src/domain/orgs'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { chart, drawn, textsIn } from './support/charts'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function at(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const shared = !path.includes('lang=')
  const page = await app.open({ path, shared })
  await look(page)
  assertClean(page)
  await (shared ? page : page.context()).close()
}
const title = (page: Page) => page.locator('main h1').innerText()
const metricOf = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('metric')
const mode = (page: Page, name: string) =>
  page.getByRole('radiogroup', { name: '显示方式' }).getByText(name, { exact: true })

/** Figures beside the years of the axes: the labels of the value axis of a small multiple. */
const peaks = async (card: Locator): Promise<string[]> =>
  (await textsIn(card)).filter((text) => /^[\d,.]+(?:\s?[万亿])?$/.test(text) && !/^20\d\d$/.test(text))

/** How many strokes of a hatch lie under each text that says `word`. */
const hatching = (card: Locator, word: string): Promise<number[]> =>
  card.evaluate(
    (element, { text, colour }) => {
      const strokes = [...element.querySelectorAll(`svg path[stroke="${colour}"]`)].map((path) =>
        path.getBoundingClientRect(),
      )
      return [...element.querySelectorAll('svg text')]
        .filter((node) => node.textContent.trim() === text)
        .map((node) => {
          const box = node.getBoundingClientRect()
          const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
          return strokes.filter(
            (stroke) => stroke.left - 4 <= x && x <= stroke.right + 4 && stroke.top <= y && y <= stroke.bottom,
          ).length
        })
    },
    { text: word, colour: COLOUR.hatch },
  )

describe('trends', () => {
  it('draw the office among its peers, the median and the change of form', () =>
    at('#/trends?collection=demo&metric=published.total', async (page) => {
      const card = await drawn(page, 'trend')
      const texts = await textsIn(card)
      for (const text of ['柳岸 2,341', '明湖', '中位数', '2021 年起新表式', '2019', '2025'])
        expect(texts).toContain(text)
      expect(await card.locator(`svg path[stroke="${COLOUR.median}"][stroke-dasharray]`).count()).toBeGreaterThan(0)
      expect(await title(page)).toBe('柳岸主动公开信息：2019—2025 年由 1,552 条增至 2,341 条')
    }))

  it('say where the new form has no such item', () =>
    at('#/trends?collection=demo&metric=procurement.amount', async (page) => {
      const card = await drawn(page, 'trend')
      expect(await textsIn(card)).toContain('新表式无此项')
      expect(await card.locator('.foot').innerText()).toContain('2021 年起表式不列此项')
      await go(page, '#/trends?collection=demo&metric=published.total')
      expect(await textsIn(await drawn(page, 'trend-published.total'))).not.toContain('新表式无此项')
    }))

  it('are shown as figures, index, share or change: each has its title, and its own link', () =>
    at('#/trends?collection=demo&metric=published.total', async (page) => {
      const seen = new Set([await title(page)])
      for (const [name, key, wording] of [
        ['指数', 'index', '2025 年为 2019 年的'],
        ['占比', 'share', '有数据机关合计的'],
        ['同比', 'yoy', '2024 至 2025 年'],
      ] as const) {
        await mode(page, name).click()
        await drawn(page, `${key}-published.total`)
        expect(page.url()).toContain(`mode=${key}`)
        expect(await title(page)).toContain(wording)
        seen.add(await title(page))
      }
      expect(seen.size).toBe(4)
      await mode(page, '数值').click()
      await drawn(page, 'trend')
      expect(page.url()).not.toContain('mode=')
    }))

  it('turn into a table with full digits, and back', () =>
    at('#/trends?collection=demo&metric=fee.amount', async (page) => {
      const card = await drawn(page, 'trend')
      expect((await textsIn(card)).join()).not.toContain('174,100')
      await card.getByRole('button', { name: '表', exact: true }).click()
      expect(await card.getByRole('row', { name: /柳岸/ }).innerText()).toContain('174,100')
      expect(await card.locator('svg text').count()).toBe(0)
      await card.getByRole('button', { name: '图', exact: true }).click()
      await drawn(page, 'trend')
    }))
})

describe('small multiples', () => {
  it('share one axis, or have one each', () =>
    at('#/trends?collection=demo&metric=published.total', async (page) => {
      const card = await drawn(page, 'multiples')
      const together = await peaks(card)
      expect(new Set(together)).toEqual(new Set(['0', '1,500', '3,000']))
      await card.getByRole('checkbox', { name: '同一纵轴' }).uncheck()
      await card.getByText('各图纵轴不同', { exact: false }).waitFor()
      await page.waitForFunction(
        (before) => document.querySelectorAll('[data-figure^="multiples-"] svg text').length > before,
        (await card.locator('svg text').count()) - 1,
      )
      expect(new Set(await peaks(card)).size).toBeGreaterThan(3)
    }))

  it('are cut by office, or by metric for one office', () =>
    at('#/trends?collection=demo&metric=published.total', async (page) => {
      expect(await textsIn(await drawn(page, 'multiples'))).toEqual(
        expect.arrayContaining(['柳岸', '明湖', '北塔', '清溪', '望江', '文昌', '东桥', '槐荫里']),
      )
      await chart(page, 'multiples').getByText('按指标').click()
      const card = await drawn(page, 'metrics')
      expect(await card.locator('h2').innerText()).toBe('柳岸街道：各项指标逐年')
      const texts = (await textsIn(card)).join()
      for (const metric of ['行政处罚', '新收申请', '予以公开率']) expect(texts).toContain(metric)
    }))
})

describe('compare', () => {
  it('draws every figure', () =>
    at('#/compare?collection=demo&metric=published.total', async (page) => {
      for (const kind of ['dumbbell', 'heat', 'rank']) await drawn(page, kind)
      expect(
        await page
          .getByTestId('chart')
          .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset.state)),
      ).toEqual(['ready', 'ready', 'ready', 'ready'])
    }))

  it('hatches and names what is not held, and nothing else', () =>
    at('#/compare?collection=demo&metric=published.total', async (page) => {
      const card = await drawn(page, 'heat')
      const gaps = await hatching(card, '未收录')
      // Three cells, and the key, whose hatch stands beside its name.
      expect(gaps).toHaveLength(4)
      for (const strokes of gaps.slice(0, 3)) expect(strokes).toBeGreaterThan(0)
      for (const figure of ['1,552', '494', '2,341']) expect(await hatching(card, figure), figure).toEqual([0])
    }))

  it('has its table at hand, which sorts, and leads to the cells', () =>
    at('#/compare?collection=demo&metric=published.total', async (page) => {
      const card = page.locator('[data-figure^="table-"]')
      const first = () => card.locator('tbody th').first().innerText()
      await card.getByRole('button', { name: '2025', exact: true }).click()
      await card.locator('th[aria-sort="descending"]').waitFor()
      expect(await first()).toBe('明湖街道')
      await card.getByRole('button', { name: '2025', exact: true }).click()
      await card.locator('th[aria-sort="ascending"]').waitFor()
      expect(await first()).toBe('东桥街道')
      await card.getByRole('button', { name: '822', exact: true }).click()
      await page.locator('[data-code="published.total"][aria-pressed="true"]').waitFor()
      expect(await title(page)).toBe('东桥街道 2025 年年报原表')
    }))
})

describe('one way to compare', () => {
  const view = (page: Page, name: string) =>
    page.getByRole('radiogroup', { name: '对比方式' }).getByText(name, { exact: true })

  it.each([
    ['散点', 'scatter-published.total-applications.new.total', 'scatter', '柳岸：主动公开信息高于中位数'],
    ['排位', 'rank-published.total-2025', 'rank', '柳岸居第 2'],
    ['分布', 'spread-published.total-2025', 'spread', '明湖区有数据的 7/8 个机关在'],
    ['逐年', 'heat-published.total', 'heat', '年高于当年中位数'],
  ])('%s stands alone, with its finding as the title, in the link, and as a table', (name, figure, key, says) =>
    at('#/compare?collection=demo&metric=published.total', async (page) => {
      await view(page, name).click()
      const card = await drawn(page, figure)
      expect(page.url()).toContain(`view=${key}`)
      expect(await title(page)).toContain(says)
      expect(await page.getByTestId('chart').count()).toBe(1)
      await card.getByRole('button', { name: '表', exact: true }).click()
      expect(await card.getByRole('row').count()).toBeGreaterThan(1)
      await view(page, '并列').click()
      await drawn(page, 'dumbbell')
      expect(page.url()).not.toContain('view=')
    }),
  )

  it('sets another metric on the other axis, swaps them, and lays them out by orders of magnitude', () =>
    at('#/compare?collection=demo&metric=published.total&view=scatter', async (page) => {
      await page.getByRole('combobox', { name: '纵轴' }).fill('行政处罚')
      await page.getByRole('option', { name: '行政处罚', exact: true }).click()
      await drawn(page, 'scatter-published.total-penalty.decisions')
      await page.getByRole('button', { name: '横轴与纵轴互换' }).click()
      const card = await drawn(page, 'scatter-penalty.decisions-published.total')
      expect(new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('against')).toBe('published.total')
      await page.getByRole('radiogroup', { name: '坐标' }).getByText('对数').click()
      await card.locator('svg text', { hasText: '对数' }).first().waitFor()
      expect(page.url()).toContain('spacing=log')
    }))

  it('leads from a point to its cell', () =>
    at('#/compare?collection=demo&metric=published.total&view=scatter', async (page) => {
      const card = await drawn(page, 'scatter')
      await card.locator(`svg path[fill="${COLOUR.focus}"]`).first().click()
      await page.locator('[data-code="published.total"][aria-pressed="true"]').waitFor()
      expect(await title(page)).toBe('柳岸街道 2025 年年报原表')
    }))
})

describe('a link', () => {
  it('carries metric, years and area to another browser, and Back undoes each', () =>
    at('#/trends?collection=demo&metric=published.total', async (page) => {
      const titles = [await title(page)]
      await page.getByRole('combobox', { name: '指标' }).fill('行政处罚')
      await page.getByRole('option', { name: '行政处罚', exact: true }).click()
      await drawn(page, 'trend-penalty.decisions')
      expect(metricOf(page)).toBe('penalty.decisions')
      titles.push(await title(page))
      await page.getByLabel('年度区间').selectOption('2022')
      await page.waitForFunction((before) => document.querySelector('main h1')!.textContent !== before, titles[1])
      expect(page.url()).toContain('years=2022-2025')
      titles.push(await title(page))
      expect(titles[2]).toContain('2022—2025')
      await page.getByLabel('范围').selectOption({ label: '示例市' })
      await page.locator('[data-figure^="trend-"] .card-sub', { hasText: '示例市' }).waitFor()
      expect(decodeURIComponent(page.url())).toContain('area=示例市')
      await settled(page)

      const other = await app.open({ path: new URL(page.url()).hash })
      await drawn(other, 'trend-penalty.decisions')
      expect(await title(other)).toBe(await title(page))
      expect(await chart(other, 'trend').locator('.card-sub').innerText()).toBe(
        await chart(page, 'trend').locator('.card-sub').innerText(),
      )
      expect(await textsIn(chart(other, 'multiples'))).toEqual(await textsIn(chart(page, 'multiples')))
      await other.context().close()

      await page.goBack()
      for (const before of titles.reverse()) {
        await page.locator('main h1', { hasText: before }).waitFor()
        await page.goBack()
      }
    }))

  it('with parts that make no sense opens the default view', () =>
    at('#/trends?world=demo&metric=no.such&years=2030-1999&mode=pie&level=planet', async (page) => {
      await drawn(page, 'trend')
      expect(await title(page)).toContain('柳岸新收申请：2019—2025 年')
    }))
})

describe('in English', () => {
  const held = ['demo-district', 'real-reports', 'pingtan'].map(
    (name) => JSON.parse(readFileSync(new URL(`../../data/${name}.json`, import.meta.url), 'utf8')) as Dataset,
  )
  /** What stays in Chinese: names of organs and datasets, and titles and words printed in the reports. */
  const names = [
    ...new Set(
      held.flatMap(({ title: dataset, orgs, reports }) => [
        dataset,
        ...orgs.flatMap(({ id, name }) => [id, name, shortName(name)]),
        ...reports.flatMap(({ source, prose }) => [
          source?.title ?? '',
          ...Object.values(prose).map((one) => (typeof one === 'object' ? (one.label ?? '') : '')),
        ]),
      ]),
    ),
  ]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)

  const chinese = async (page: Page): Promise<string[]> => {
    const said = await page.evaluate(() => {
      const found: string[] = [document.title]
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement!
        // The switch to Chinese is in Chinese, and says so.
        if (element.closest('[lang="zh-CN"]:not(html), script, style, [data-testid="raw"]')) continue
        if (node instanceof Element)
          found.push(
            ...['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'].map(
              (name) => node.getAttribute(name) ?? '',
            ),
          )
        else found.push(node.textContent ?? '')
      }
      return found
    })
    const left = said
      .filter((text) => /\p{Script=Han}/u.test(text))
      .map((text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text))
      // Of two offices of one name, each has its district behind it: 新城（洪泽区）.
      .map((text) => text.replaceAll('（）', ''))
    // English has the quotation marks “” too.
    return [...new Set(left.filter((text) => /[\p{Script=Han}，。；：（）、]/u.test(text)))]
  }

  it('the screens have English names', () =>
    at('#/overview?lang=en', async (page) => {
      expect(await page.locator('nav a').allInnerTexts()).toEqual([
        'Overview',
        'Trends',
        'Compare',
        'Applications',
        'Report',
        'Submissions',
        'Data quality',
        'Slides',
        'Data',
      ])
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
    }))

  it.each(['real', 'demo'])('nothing but names is in Chinese in the %s collection', (collection) =>
    at(`#/overview?collection=${collection}&lang=en`, async (page) => {
      for (const screen of [
        'overview',
        'trends',
        'trends?mode=index',
        'trends?mode=share',
        'trends?mode=yoy',
        'trends?metric=procurement.amount',
        'compare',
        'compare?metric=fee.amount',
        'compare?view=scatter',
        'compare?view=rank&area=',
        'compare?view=spread',
        'compare?view=heat',
        'compare?view=table',
        'report',
        'report?cell=penalty.decisions',
        'quality',
        'data',
      ]) {
        await go(page, `#/${screen}${screen.includes('?') ? '&' : '?'}collection=${collection}`)
        expect(await chinese(page), screen).toEqual([])
      }
      for (const card of ['trend', 'rank']) {
        await go(page, `#/overview?collection=${collection}`)
        await chart(page, card).getByRole('button', { name: 'Table', exact: true }).click()
        await chart(page, card).getByRole('table').waitFor()
        expect(await chinese(page), `${card} as a table`).toEqual([])
      }
    }),
  )
})
