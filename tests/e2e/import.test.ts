import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, importFiles, settled, startApp, type App, type TestFile } from './support/app'
import { bar, chart, drawn, picture, textsIn, tooltip } from './support/charts'
import { contents, countOf } from './support/database'

const fixture = (name: string): TestFile => ({
  name,
  content: readFileSync(new URL(`../fixtures/${name}`, import.meta.url)),
})
const TIANSHUI = fixture('tianshui-2019.made-up.txt')
const WULIN = fixture('wulin-2020.made-up.html')
const RANKING_2019 = '#/overview?year=2019&metric=published.total'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/**
 * The data screen of a browser that holds what came with the app; `shared`: that others look at too, as nothing
 * changes.
 */
async function importing(look: (page: Page) => Promise<void>, shared = false): Promise<void> {
  const page = await app.open({ path: '#/data', shared })
  await page.getByTestId('dataset').nth(2).waitFor()
  await look(page)
  assertClean(page)
  await (shared ? page : page.context()).close()
}
const draft = (page: Page, nth = 0) => page.getByTestId('draft').nth(nth)
const fields = (page: Page, nth = 0) =>
  draft(page, nth)
    .locator('.draft-fields input')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))

async function save(page: Page): Promise<void> {
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()
}
/** What a ranking says: offices without their rank and area, and their figures. */
async function ranking(page: Page, more = ''): Promise<string[]> {
  await go(page, RANKING_2019 + more)
  return rankingShown(page)
}
async function rankingShown(page: Page): Promise<string[]> {
  const texts = await textsIn(await drawn(page, 'rank'))
  return texts.map((text) => text.replace(/^[\d,]+ {2}/u, '').replace(/（[^（）]*）$/u, ''))
}

describe('a report that is imported', () => {
  it('is shown as it was understood, and nothing is saved before it is asked for', () =>
    importing(async (page) => {
      const before = await contents(page)
      await importFiles(page, [TIANSHUI, WULIN])
      await draft(page, 1).waitFor()
      expect(await fields(page, 0)).toEqual(['天水街道办事处', '杭州市下城区', '2019'])
      expect(await fields(page, 1)).toEqual(['武林街道办事处', '杭州市下城区', '2020'])
      const text = await draft(page, 0).innerText()
      for (const figure of ['1,980 条', '45 件', '1,234,567.89 元', '新机关：杭州市下城区天水街道'])
        expect(text).toContain(figure)
      expect(await draft(page, 1).innerText()).toContain('1,460 条')
      expect(await contents(page)).toEqual(before)
      expect(await page.getByTestId('dataset').count()).toBe(3)

      await expect.poll(() => countOf(page, 'drafts'), { timeout: 20_000 }).toBe(2)
      await page.reload()
      await page.getByTestId('dataset').nth(2).waitFor()
      // What was read waits to be saved or put aside.
      await draft(page, 1).waitFor()
      expect(await contents(page)).toEqual(before)
    }))

  it('shows on the overview without a reload, and still after one', () =>
    importing(async (page) => {
      expect(await ranking(page)).not.toContain('天水')
      await page.evaluate(() => {
        ;(window as { same?: boolean }).same = true
      })
      await go(page, '#/data')
      await importFiles(page, [TIANSHUI])
      await draft(page).waitFor()
      await save(page)
      expect(await page.getByTestId('done').innerText()).toContain('已保存 1 份年报')
      expect(await page.getByTestId('dataset').count()).toBe(4)

      const shown = await ranking(page)
      expect(shown).toEqual(expect.arrayContaining(['天水', '1,980', '长庆', '1,670']))
      expect(shown.indexOf('天水')).toBeLessThan(shown.indexOf('长庆'))
      expect(await page.getByTestId('kpi').filter({ hasText: '主动公开信息' }).innerText()).toContain('第 2 / 9')
      expect(await page.evaluate(() => (window as { same?: boolean }).same)).toBe(true)

      await page.reload()
      await settled(page)
      expect(await rankingShown(page)).toEqual(shown)
      await bar(chart(page, 'rank'), 1).click()
      await page.locator('[data-code="published.total"][aria-pressed="true"]').waitFor()
      expect(await page.getByTestId('cell-detail').innerText()).toMatch(/1,980[\s\S]*tianshui-2019\.made-up\.txt/)
    }))

  it('shows in another tab that was open', () =>
    importing(async (page) => {
      const other = await page.context().newPage()
      await other.goto(`${app.url}${RANKING_2019}`)
      expect(await rankingShown(other)).not.toContain('天水')
      await importFiles(page, [TIANSHUI])
      await draft(page).waitFor()
      await save(page)
      await chart(other, 'rank').locator('svg text', { hasText: /天水/ }).waitFor()
    }))

  it('removed again, leaves everything as it was', () =>
    importing(async (page) => {
      const [before, shown] = [await contents(page), await ranking(page)]
      await go(page, '#/data')
      await importFiles(page, [TIANSHUI, WULIN])
      await draft(page, 1).waitFor()
      await save(page)
      expect(await contents(page)).not.toEqual(before)
      await page.getByTestId('dataset').nth(3).getByRole('button', { name: '移除' }).click()
      expect(await page.getByRole('alertdialog').innerText()).toContain('2 份年报')
      await page.getByTestId('confirm-remove').click()
      await page.getByTestId('dataset').nth(3).waitFor({ state: 'detached' })
      expect(await contents(page)).toEqual(before)
      expect(await ranking(page)).toEqual(shown)
    }))

  it('over a year that is held says so, and gives way when it is removed', () =>
    importing(async (page) => {
      const content = String(TIANSHUI.content).replaceAll('天水', '长庆').replaceAll('1980', '1981')
      await importFiles(page, [{ name: 'again.txt', content }])
      await draft(page).waitFor()
      expect(await draft(page).innerText()).toMatch(/归入：杭州市下城区长庆街道[\s\S]*已有该年度年报/)
      await save(page)
      expect(await ranking(page)).toContain('1,981')
      await go(page, '#/data')
      await page.getByTestId('dataset').nth(3).getByRole('button', { name: '移除' }).click()
      await page.getByTestId('confirm-remove').click()
      await page.getByTestId('dataset').nth(3).waitFor({ state: 'detached' })
      expect(await ranking(page, '&collection=real')).toContain('1,670')
    }))

  it('whose office and year the user corrects is saved as corrected', () =>
    importing(async (page) => {
      await importFiles(page, [TIANSHUI])
      await draft(page).waitFor()
      await draft(page).getByLabel('机关', { exact: true }).fill('朝晖街道')
      await draft(page).getByLabel('年度').fill('')
      await page.getByTestId('blocked').waitFor()
      expect(await page.getByTestId('save').isDisabled()).toBe(true)
      await draft(page).getByLabel('年度').fill('2019')
      await save(page)
      const shown = await ranking(page)
      expect(shown).toContain('朝晖')
      expect(shown).not.toContain('天水')
    }))
})

describe('other ways in', () => {
  it('drag and drop', () =>
    importing(async (page) => {
      const dropped = await page.evaluateHandle(
        ({ name, text }) => {
          const data = new DataTransfer()
          data.items.add(new File([text], name, { type: 'text/plain' }))
          return data
        },
        { name: TIANSHUI.name, text: String(TIANSHUI.content) },
      )
      await page.getByTestId('drop').dispatchEvent('dragover', { dataTransfer: dropped })
      await page.locator('.drop.over').waitFor()
      await page.getByTestId('drop').dispatchEvent('drop', { dataTransfer: dropped })
      await draft(page).waitFor()
      expect(await fields(page)).toEqual(['天水街道办事处', '杭州市下城区', '2019'])
      expect(await page.locator('.drop.over').count()).toBe(0)
    }))

  it('a whole folder, what systems leave in it aside', () =>
    importing(async (page) => {
      const folder = mkdtempSync(join(tmpdir(), 'reports-'))
      mkdirSync(join(folder, '街道', '2020'), { recursive: true })
      writeFileSync(join(folder, '街道', TIANSHUI.name), TIANSHUI.content)
      writeFileSync(join(folder, '街道', '2020', WULIN.name), WULIN.content)
      writeFileSync(join(folder, '街道', '.DS_Store'), 'x')
      await page.getByTestId('folder').setInputFiles(folder)
      await draft(page, 1).waitFor()
      await page.getByText('正在识读').waitFor({ state: 'detached' })
      expect(await page.getByTestId('draft').count()).toBe(2)
      expect(await page.getByTestId('failures').count()).toBe(0)
      rmSync(folder, { recursive: true })
    }))

  it('pasting the text', () =>
    importing(async (page) => {
      await page.locator('details.paste summary').click()
      await page.getByRole('textbox', { name: '或粘贴年报全文' }).fill(String(TIANSHUI.content))
      await page.getByRole('button', { name: '识读粘贴内容' }).click()
      await draft(page).waitFor()
      expect(await draft(page).innerText()).toContain('1,980 条')
      await save(page)
      expect(await ranking(page)).toContain('天水')
    }))

  it('a long table as Excel saves it, with its byte order mark', () =>
    importing(async (page) => {
      const content =
        '\ufeff机关,年度,指标,数值\r\n杭州市下城区天水街道,2019,主动公开信息,"1,980"\r\n杭州市下城区天水街道,2019,penalty.decisions,45\r\n杭州市下城区武林街道,2019,主动公开信息,1460\r\n'
      await importFiles(page, [{ name: '汇总.csv', content, type: 'text/csv' }])
      await draft(page, 1).waitFor()
      expect(await draft(page, 0).innerText()).toMatch(/1,980 条[\s\S]*45 件/)
      await save(page)
      expect(await page.getByTestId('done').innerText()).toContain('2 份')
      expect(await ranking(page)).toEqual(expect.arrayContaining(['天水', '1,980', '武林', '1,460']))
    }))

  it('a dataset file, which is named before it is saved', () =>
    importing(async (page) => {
      const dataset = {
        format: 'disclosure-dataset',
        version: 1,
        id: 'one-office',
        title: '一份数据集',
        synthetic: false,
        orgs: [
          { id: '某市', name: '某市', level: 'city', parents: [] },
          { id: '某市甲街道', name: '甲街道', level: 'street', parents: [{ org: '某市' }] },
        ],
        reports: [
          {
            org: '某市甲街道',
            year: 2019,
            forms: { 2: '2019' },
            cells: { 'penalty.decisions': 9 },
            prose: { 'published.total': 2222 },
          },
        ],
      }
      await importFiles(page, [{ name: 'one.json', content: JSON.stringify(dataset), type: 'application/json' }])
      await page.getByText('数据集“一份数据集”：2 个机关、1 份年报').waitFor()
      expect(await page.getByTestId('dataset').count()).toBe(3)
      await save(page)
      expect(await page.getByTestId('dataset').nth(3).innerText()).toContain('一份数据集')
      expect(await ranking(page)).toEqual(expect.arrayContaining(['甲', '2,222']))
    }))

  it('the keyboard alone', () =>
    importing(async (page) => {
      const tabTo = async (name: string): Promise<void> => {
        await page.evaluate(() => {
          ;(document.activeElement as HTMLElement | null)?.blur()
        })
        const reached: string[] = []
        for (let stops = 0; stops < 100 && reached.at(-1) !== name; stops++) {
          await page.keyboard.press('Tab')
          reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''))
        }
        expect(reached).toContain(name)
      }
      await tabTo('选择文件')
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
      expect(chooser.isMultiple()).toBe(true)
      await chooser.setFiles([{ name: TIANSHUI.name, mimeType: 'text/plain', buffer: Buffer.from(TIANSHUI.content) }])
      await draft(page).waitFor()
      await tabTo('保存 1 份')
      await page.keyboard.press('Enter')
      await page.getByTestId('done').waitFor()
      await tabTo('看综览')
      await page.keyboard.press('Enter')
      await page.locator('main h1', { hasText: '天水街道 2019 年' }).waitFor()
    }))
})

describe('a change of mind', () => {
  it('cancelling the reading leaves nothing behind, and the next import works', () =>
    importing(async (page) => {
      const before = await contents(page)
      // A reader that never answers: the file is being read for as long as the test needs.
      await page.evaluate(() => {
        const post = Worker.prototype.postMessage
        Worker.prototype.postMessage = () => {
          Worker.prototype.postMessage = post
        }
      })
      await importFiles(page, [TIANSHUI])
      await page.getByText('正在识读 0 / 1').waitFor()
      await page.getByRole('button', { name: '取消' }).click()
      await page.getByText('正在识读').waitFor({ state: 'detached' })
      expect(await page.getByTestId('review').count()).toBe(0)
      expect(await contents(page)).toEqual(before)
      await importFiles(page, [TIANSHUI])
      await draft(page).waitFor()
    }))

  it('discarding what was read saves nothing', () =>
    importing(async (page) => {
      const before = await contents(page)
      await importFiles(page, [TIANSHUI])
      await draft(page).waitFor()
      await page.getByTestId('discard').click()
      await page.getByTestId('confirm-discard').click()
      await page.getByTestId('review').waitFor({ state: 'detached' })
      expect(await contents(page)).toEqual(before)
    }))

  it('what is unticked stays out', () =>
    importing(async (page) => {
      await importFiles(page, [
        TIANSHUI,
        { ...TIANSHUI, name: 'other.txt', content: String(TIANSHUI.content).replaceAll('天水', '武林') },
      ])
      await draft(page, 1).waitFor()
      await draft(page, 0).getByRole('checkbox').uncheck()
      await save(page)
      const shown = await ranking(page)
      expect(shown).toContain('武林')
      expect(shown).not.toContain('天水')
    }))
})

describe('a file that cannot be read', () => {
  const wrong = {
    format: 'disclosure-dataset',
    version: 1,
    id: 'wrong',
    title: '错',
    synthetic: false,
    orgs: [{ id: '甲', name: '甲', level: 'street', parents: [] }],
    reports: [{ org: '甲', year: 2019, forms: {}, cells: { 'penalty.change': 'many' }, prose: {} }],
  }
  const BROKEN: readonly (TestFile & { says: RegExp })[] = [
    {
      name: 'binary.txt',
      content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
      says: /没有可读的文字/,
    },
    { name: 'cut.json', content: JSON.stringify(wrong).slice(0, 120), says: /不是有效的 JSON/ },
    { name: 'wrong.json', content: JSON.stringify(wrong), says: /reports\[0\]\.cells\.penalty\.change 不符合格式/ },
    { name: 'other.json', content: '{"a":1}', says: /不是本系统的数据集/ },
    { name: 'empty.txt', content: '', says: /文件是空的/ },
    { name: 'huge.txt', content: Buffer.alloc(25 * 1024 * 1024, '年'), says: /超过大小上限/ },
    { name: 'novel.txt', content: '从前有一座山。\n山里有一座庙。\n', says: /未找到年度报告的内容/ },
    { name: 'columns.csv', content: '机关,年度,数值\n甲,2019,1\n', says: /缺少“指标”列/ },
  ]

  it.each(BROKEN)('$name: says why, and changes nothing', ({ says, ...file }) =>
    importing(async (page) => {
      const before = await contents(page)
      await importFiles(page, [file])
      const failure = page.getByTestId('failures').getByRole('listitem')
      await failure.waitFor()
      expect(await failure.innerText()).toContain(file.name)
      expect(await failure.innerText()).toMatch(says)
      expect(await page.getByTestId('save').isDisabled()).toBe(true)
      expect(await contents(page)).toEqual(before)
      expect(await page.getByTestId('dataset').count()).toBe(3)
    }, true),
  )

  it('does not keep a sound one beside it from being saved', () =>
    importing(async (page) => {
      await importFiles(page, [BROKEN[0]!, TIANSHUI])
      await draft(page).waitFor()
      expect(await page.getByTestId('failures').getByRole('listitem').count()).toBe(1)
      await save(page)
      expect(await ranking(page)).toContain('天水')
    }))
})

describe('a name that is HTML', () => {
  const attack = (name: string) => ({
    format: 'disclosure-dataset',
    version: 1,
    id: 'attack',
    title: name,
    synthetic: false,
    start: { org: name, year: 2019 },
    orgs: [{ id: name, name, level: 'street', parents: [] }],
    reports: [
      {
        org: name,
        year: 2019,
        forms: { 2: '2019' },
        source: { title: name, file: name },
        cells: { 'penalty.change': { value: 7, raw: name } },
        prose: { 'published.total': { value: 5000, raw: name, label: name } },
      },
    ],
  })
  // A slash parts attributes as well as a space does, and outlives the tidying of names.
  const SPACED = '<img src=x onerror=window.__hacked=1>'
  const TIGHT = '<img/src=x/onerror=window.__hacked=1>'
  const FILES: readonly (TestFile & { kind: string; office: string })[] = [
    { kind: 'dataset', office: SPACED, name: 'attack.json', content: JSON.stringify(attack(SPACED)) },
    {
      kind: 'table',
      office: TIGHT,
      name: 'attack.csv',
      content: `机关,年度,指标,数值\n${TIGHT},2019,主动公开信息,5000\n${TIGHT},2019,penalty.change,7\n`,
    },
  ]

  it.each(FILES)('in a $kind is text on every screen, and never runs', ({ office, kind: _kind, ...file }) =>
    importing(async (page) => {
      const fetched: string[] = []
      page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
      await importFiles(page, [file])
      await page.getByTestId('review').waitFor()
      await save(page)
      const view = `office=${encodeURIComponent(office)}&year=2019`

      await go(page, `#/overview?${view}`)
      await page.locator('main h1', { hasText: office }).waitFor()
      const card = await drawn(page, 'rank')
      expect((await textsIn(card)).join()).toContain('<img')
      await bar(card, 1).hover()
      await tooltip(card).getByText(office, { exact: true }).waitFor()
      expect(await page.locator('main h1').innerText()).toContain('<img')
      const { name, bytes } = await picture(page, card)
      expect(name).toMatch(/^[^<>"/\\]+\.png$/)
      expect(bytes.length).toBeGreaterThan(10_000)

      await go(page, `#/trends?${view}`)
      await drawn(page, 'trend')
      await go(page, `#/compare?${view}`)
      expect(await page.locator('[data-figure^="table-"]').innerText()).toContain(office)
      await go(page, `#/report/${encodeURIComponent(office)}/2019?cell=penalty.change`)
      await page.getByTestId('cell-detail').waitFor()
      expect(await page.locator('main h1').innerText()).toContain(office)
      await go(page, `#/quality?${view}`)
      await page.getByRole('searchbox').fill('img')
      await page.getByTestId('submission').getByText(office).waitFor()
      await page.getByRole('combobox', { name: '机关' }).fill('img')
      await page.getByRole('option', { name: office }).waitFor()
      await page.keyboard.press('Escape')
      await go(page, '#/data')
      await page.getByTestId('dataset').nth(3).waitFor()

      expect(await page.evaluate(() => (window as { __hacked?: number }).__hacked)).toBeUndefined()
      expect(await page.locator('img').count()).toBe(0)
      expect(fetched.filter((path) => path.startsWith('/x'))).toEqual([])
    }),
  )
})
