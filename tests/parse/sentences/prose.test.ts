import { describe, expect, it } from 'vitest'
import { normalise } from '../../../src/readers/text/normalise'
import { readProse } from '../../../src/parse/sentences'

const read = (text: string, year = 2022): Record<string, number | string> =>
  Object.fromEntries(
    Object.entries(readProse([{ text: normalise(text), line: 1 }], year)).map(([code, { value, approx }]) => [
      code,
      approx ? `~${value}` : value,
    ]),
  )

describe('what was published', () => {
  it.each<[string, Record<string, number | string>]>([
    [
      '全年主动公开各类信息1,250条，其中政府网站公开900条，政务微博200条，政务微信150条。',
      { 'published.total': 1250, 'published.website': 900, 'published.weibo': 200, 'published.wechat': 150 },
    ],
    ['全街公开信息80条，其中样本发布（微博、微信）50条。', { 'published.total': 80, 'published.new-media': 50 }],
    ['一年来，在区门户网站上主动公开信息77条。', { 'published.website': 77 }],
    ['把门户网站当作第一平台，主动上传、公开信息45条。', { 'published.website': 45 }],
    ['通过门户网站公开财政信息，1条；在公众号推送动态68余条。', { 'published.website': 1, 'published.wechat': '~68' }],
    ['用好网站、微博和微信，全年主动公开政府信息63条。', { 'published.total': 63 }],
    [
      '公开政府信息30条（其中网站公开20条，公开栏等形式公开10条）。',
      { 'published.total': 30, 'published.website': 20, 'published.noticeboard': 10 },
    ],
    ['其他方式公开政府信息数5条。', { 'published.other': 5 }],
    ['在某某日报等媒体发布信息15篇。', { 'published.press': 15 }],
    ['网站访问量12万次，公开信息500条。', { 'published.total': 500 }],
    ['在政务微博和微信上发布信息分别为31条和42条。', { 'published.weibo': 31, 'published.wechat': 42 }],
    ['通过本局子站点主动公开政府信息21条；在某某政府在线主动公开政府信息19条。', { 'published.website': 21 }],
    ['在新闻网站发布信息16条；政府网站公开信息8条。', { 'published.press': 16, 'published.website': 8 }],
    ['通过区政府网、微信公众号等方式对外公布信息13条。', { 'published.total': 13 }],
    ['通过门户网站，同时依托微信公众号累计发布各类信息33条。', { 'published.total': 33 }],
    ['通过政务新媒体微信公众号发布信息54条。', { 'published.wechat': 54 }],
    ['通过某某微信公众号等7个新媒体平台发布信息26条。', { 'published.new-media': 26 }],
    [
      '主动公开政府信息80条；通过某某微信公众号，推送24篇；政务公开栏，及时公布政府信息7条。',
      { 'published.total': 80, 'published.wechat': 24, 'published.noticeboard': 7 },
    ],
    ['累计公开政府信息30条，线下方式公开11条。', { 'published.total': 30, 'published.noticeboard': 11 }],
    [
      '在甲市日报、乙市晚报等报刊刊发稿件7篇；在某某视频等新媒体平台发布报道9篇。',
      { 'published.press': 7, 'published.new-media': 9 },
    ],
    ['通过线上网页和线下专区等渠道主动公开政府信息62条。', { 'published.total': 62 }],
    ['主动公开机构职能、人事任免等政府信息206条。', { 'published.total': 206 }],
    ['全年共发布212条。', { 'published.total': 212 }],
    ['主动向社会公开信息4百余条。', { 'published.total': '~400' }],
    ['街道全年完成信息公开32条。', { 'published.total': 32 }],
    ['加强公众号建设，全年公开信息500条。', { 'published.total': 500 }],
    ['在全省网站考评中位列第一，全年公开信息50条。', { 'published.total': 50 }],
    ['截至目前共发布800条信息，2019年公开政府信息60条。', { 'published.total': 60 }],
  ])('%s', (text, figures) => expect(read(text)).toEqual(figures))

  it.each([
    '主动公开动态类信息36条，预算信息4条。',
    '人员招录信息公开3条。',
    '通过网站公开文件解读4条。',
    '张贴海报570张。',
    '发布政策解读稿2篇，回应事件3次。',
    '公开政府信息数较上年增加20条。',
    '在“某某e家”主动公开政府信息20条。',
    '市级平台发布信息43条。',
    '在主动公开栏目共发布政府信息92条。',
    '累计公开信息976条（2022年新增45条）。',
    '街道受理政府公开信息查询3条。',
  ])('takes no part for the whole: %s', (text) => expect(read(text)).toEqual({}))
})

describe('what repeats the tables', () => {
  it.each<[string, Record<string, number | string>]>([
    [
      '收到政府信息公开申请12件，上年结转2件，办结13件，结转下年度继续办理1件。',
      {
        'applications.new.total': 12,
        'applications.carried-in.total': 2,
        'applications.closed.total': 13,
        'applications.carried-out.total': 1,
      },
    ],
    ['全年收到1份政府信息公开申请。', { 'applications.new.total': 1 }],
    [
      '受理申请公开8件，接办上年2件，在期限内答复9件，结转至2023年度办理1件。',
      {
        'applications.new.total': 8,
        'applications.carried-in.total': 2,
        'applications.closed.total': 9,
        'applications.carried-out.total': 1,
      },
    ],
    [
      '收到政府信息公开申请12件。含2021年结转3件，办结14件，1件按规定结转下年度继续办理。',
      {
        'applications.new.total': 12,
        'applications.carried-in.total': 3,
        'applications.closed.total': 14,
        'applications.carried-out.total': 1,
      },
    ],
    [
      '收到政府信息公开申请5件。已办结4件，结转1件。',
      { 'applications.new.total': 5, 'applications.closed.total': 4, 'applications.carried-out.total': 1 },
    ],
    [
      '收到依申请公开7件。7件均已按期答复，“予以公开”的4件，作出“部分公开”决定1件。',
      {
        'applications.new.total': 7,
        'applications.closed.total': 7,
        'applications.granted.total': 4,
        'applications.partial.total': 1,
      },
    ],
    ['收到依申请公开2件，2件按规范予以公开。', { 'applications.new.total': 2, 'applications.granted.total': 2 }],
    ['全区收到自然人申请信息公开29件。', { 'applications.new.natural': 29 }],
    ['收到3件由公民提出的政府信息公开申请。', { 'applications.new.total': 3 }],
    ['收到政府信息公开申请一件。', { 'applications.new.total': 1 }],
    ['某某街道依申请公开事项6件。', { 'applications.new.total': 6 }],
    ['收到并办结政府信息公开申请2件。', { 'applications.closed.total': 2 }],
    [
      '办理政府信息公开申请9件，结转下年度继续办理1件。',
      { 'applications.closed.total': 9, 'applications.carried-out.total': 1 },
    ],
    ['办理政府信息公开申请9件，已答复8件。', { 'applications.closed.total': 8 }],
    [
      '因信息公开被申请行政复议（含上一年度结转1件）9件，结果维持5件，结果纠正2件。',
      { 'review.total': 9, 'review.upheld': 5, 'review.corrected': 2 },
    ],
    ['涉及行政复议6件。', { 'review.total': 6 }],
    [
      '制发行政规范性文件2件，废止规范性文件1件，现行有效规范性文件共有5件。',
      { 'normative.issued': 2, 'normative.repealed': 1, 'normative.in-force': 5 },
    ],
    [
      '公开办理行政许可22件；行政处罚3件；行政强制1件。',
      { 'license.decisions': 22, 'penalty.decisions': 3, 'coercion.decisions': 1 },
    ],
    ['公开政府采购信息20项，采购金额2.5万元。', { 'procurement.projects': 20, 'procurement.amount': 25_000 }],
    [
      '办理依申请公开4件，其中3件为新增受理件，1件为上年结转件。',
      { 'applications.new.total': 3, 'applications.carried-in.total': 1 },
    ],
    [
      '办理政府信息公开申请34件，其中予以公开的7件，部分公开的5件。',
      { 'applications.closed.total': 34, 'applications.granted.total': 7, 'applications.partial.total': 5 },
    ],
    ['因政府信息公开引起行政复议2件，行政诉讼1件。', { 'review.total': 2, 'litigation.total': 1 }],
    [
      '处理行政许可决定数量19件；处理行政处罚数量8件；行政事业性收费共1.5万元。',
      { 'license.decisions': 19, 'penalty.decisions': 8, 'fee.amount': 15_000 },
    ],
  ])('%s', (text, figures) => expect(read(text)).toEqual(figures))

  it.each([
    '未收到政府信息公开申请。',
    '没有发生行政复议、行政诉讼。',
    '主动公开行政许可办理结果546条。',
    '受理领导信箱337件。',
    '受理低保申请12件，办结12件。',
    '收到行政许可申请23件，办结20件。',
    '办理行政复议案件53件，应诉行政诉讼案件12件。',
    '受理投诉8件，办结8件。',
    '审查规范性文件12件，备案规范性文件3件。',
    '2021年结转至2022年办理的申请2件。',
    '高效办成一件事8件。',
    '依申请公开培训3次。',
    '2021年1月1日起施行。',
  ])('gives nothing for: %s', (text) => expect(read(text)).toEqual({}))
})

it('keeps the words a figure stood in', () => {
  expect(readProse([{ text: '全年主动公开政府信息约20条。', line: 7 }])).toEqual({
    'published.total': { value: 20, approx: true, raw: '约20条', label: '全年主动公开政府信息', at: { line: 7 } },
  })
})

it('takes the form in force for normative documents', () => {
  expect(read('公开政府信息40条，其中规范性文件3件。', 2020)).toEqual({
    'published.total': 40,
    'normative.disclosed': 3,
  })
  expect(read('制定规范性文件2件。', 2019)).toEqual({ 'normative.made': 2 })
})

it('reads a section by the heading above it', () => {
  const [heading, text] = ['（二）依申请公开', '办结8件。'].map(normalise)
  expect(
    readProse([
      { text: heading!, line: 1 },
      { text: text!, line: 2 },
    ])['applications.closed.total']?.value,
  ).toBe(8)
})
