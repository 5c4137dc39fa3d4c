import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/parse/normalise'
import { readProse } from '../../src/parse/prose'

const read = (text: string): Record<string, number | string> =>
  Object.fromEntries(Object.entries(readProse([{ text: normalise(text), line: 1 }])).map(([code, { value, approx }]) => [code, approx ? `~${value}` : value]))

describe('what was published', () => {
  it.each<[string, Record<string, number | string>]>([
    ['全年主动公开各类信息1,250条，其中政府网站公开900条，政务微博200条，政务微信150条。', { 'published.total': 1250, 'published.website': 900, 'published.weibo': 200, 'published.wechat': 150 }],
    ['全街公开信息80条，其中样本发布（微博、微信）50条。', { 'published.total': 80, 'published.new-media': 50 }],
    ['一年来，在区门户网站上主动公开信息77条。', { 'published.website': 77 }],
    ['把门户网站当作第一平台，主动上传、公开信息45条。', { 'published.website': 45 }],
    ['通过门户网站公开财政信息，1条；在公众号推送动态68余条。', { 'published.website': 1, 'published.wechat': '~68' }],
    ['用好网站、微博和微信，全年主动公开政府信息63条。', { 'published.total': 63 }],
    ['公开政府信息30条（其中网站公开20条，公开栏等形式公开10条）。', { 'published.total': 30, 'published.website': 20, 'published.noticeboard': 10 }],
    ['其他方式公开政府信息数5条。', { 'published.other': 5 }],
    ['在某某日报等媒体发布信息15篇。', { 'published.press': 15 }],
    ['网站访问量12万次，公开信息500条。', { 'published.total': 500 }],
    ['截至目前共发布800条信息，2019年公开政府信息60条。', { 'published.total': 60 }],
  ])('%s', (text, figures) => expect(read(text)).toEqual(figures))

  it.each(['主动公开动态类信息36条，预算信息4条。', '人员招录信息公开3条。', '通过网站公开文件解读4条。', '张贴海报570张。', '发布政策解读稿2篇，回应事件3次。', '公开政府信息数较上年增加20条。'])(
    'takes no part for the whole: %s', (text) => expect(read(text)).toEqual({}))
})

describe('what repeats the tables', () => {
  it.each<[string, Record<string, number | string>]>([
    ['收到政府信息公开申请12件，上年结转2件，办结13件，结转下年度继续办理1件。', {
      'applications.new.total': 12, 'applications.carried-in.total': 2, 'applications.closed.total': 13, 'applications.carried-out.total': 1,
    }],
    ['全年收到1份政府信息公开申请。', { 'applications.new.total': 1 }],
    ['办理依申请公开4件，其中3件为新增受理件，1件为上年结转件。', { 'applications.new.total': 3, 'applications.carried-in.total': 1 }],
    ['办理政府信息公开申请34件，其中予以公开的7件，部分公开的5件。', { 'applications.closed.total': 34, 'applications.granted.total': 7, 'applications.partial.total': 5 }],
    ['因政府信息公开引起行政复议2件，行政诉讼1件。', { 'review.total': 2, 'litigation.total': 1 }],
    ['处理行政许可决定数量19件；处理行政处罚数量8件；行政事业性收费共1.5万元。', { 'license.decisions': 19, 'penalty.decisions': 8, 'fee.amount': 15_000 }],
  ])('%s', (text, figures) => expect(read(text)).toEqual(figures))

  it.each(['未收到政府信息公开申请。', '没有发生行政复议、行政诉讼。', '主动公开行政许可办理结果546条。', '受理领导信箱337件。', '2021年1月1日起施行。'])(
    'gives nothing for: %s', (text) => expect(read(text)).toEqual({}))
})

it('keeps the words a figure stood in', () => {
  expect(readProse([{ text: '全年主动公开政府信息约20条。', line: 7 }])).toEqual({
    'published.total': { value: 20, approx: true, raw: '约20条', label: '全年主动公开政府信息', at: { line: 7 } },
  })
})
