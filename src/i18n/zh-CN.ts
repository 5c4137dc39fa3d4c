import type { ColumnName, DerivedCode, RowName } from '../domain/metrics'

/** Names of the rows of the statutory tables, short enough for a chart. */
export const rowsZh = {
  'rules': '规章', 'normative': '规范性文件', 'license': '行政许可', 'service': '其他对外管理服务事项',
  'penalty': '行政处罚', 'coercion': '行政强制', 'fee': '行政事业性收费', 'procurement': '政府集中采购',
  'new': '新收申请', 'carried-in': '上年结转申请', 'granted': '予以公开', 'partial': '部分公开',
  'denied.state-secret': '不予公开·国家秘密', 'denied.law-forbidden': '不予公开·法律法规禁止',
  'denied.stability': '不予公开·三安全一稳定', 'denied.third-party': '不予公开·第三方合法权益',
  'denied.internal': '不予公开·内部事务信息', 'denied.process': '不予公开·过程性信息',
  'denied.case-file': '不予公开·行政执法案卷', 'denied.query': '不予公开·行政查询事项',
  'unable.not-held': '无法提供·本机关不掌握', 'unable.must-create': '无法提供·需另行制作', 'unable.unclear': '无法提供·补正后仍不明确',
  'unprocessed.petition': '不予处理·信访举报投诉', 'unprocessed.repeat': '不予处理·重复申请',
  'unprocessed.publication': '不予处理·公开出版物', 'unprocessed.excessive': '不予处理·大量反复申请',
  'unprocessed.reissue': '不予处理·重新出具信息',
  'other': '其他处理', 'other.not-supplemented': '其他处理·逾期不补正', 'other.fee-unpaid': '其他处理·逾期未缴费', 'other.misc': '其他处理·其他情形',
  'closed': '办理结果总计', 'carried-out': '结转下年度',
  'review': '行政复议', 'suit-direct': '行政诉讼·未经复议', 'suit-reviewed': '行政诉讼·复议后',
  'published': '主动公开信息',
} satisfies Record<RowName, string>

export const columnsZh = {
  'made': '本年新制作', 'disclosed': '本年新公开', 'public': '对外公开总数', 'issued': '本年制发', 'repealed': '本年废止', 'in-force': '现行有效',
  'previous': '上一年项目', 'change': '本年增/减', 'decisions': '处理决定', 'amount': '金额', 'projects': '项目数量',
  'natural': '自然人', 'business': '商业企业', 'research': '科研机构', 'welfare': '社会公益组织', 'legal': '法律服务机构', 'other': '其他', 'total': '总计',
  'upheld': '结果维持', 'corrected': '结果纠正', 'pending': '尚未审结',
  'website': '政府网站', 'wechat': '微信', 'weibo': '微博', 'new-media': '微博、微信', 'press': '报刊媒体', 'noticeboard': '公示栏',
} satisfies Record<ColumnName, string>

export const derivedZh = {
  'sum.denied': '不予公开合计', 'sum.unable': '无法提供合计', 'sum.unprocessed': '不予处理合计', 'sum.other': '其他处理合计', 'sum.suits': '行政诉讼合计',
  'rate.granted': '予以公开率', 'rate.denied': '不予公开率', 'rate.unable': '无法提供率', 'rate.carried-out': '结转率',
  'rate.review-corrected': '复议纠正率', 'rate.suits-lost': '诉讼纠正率', 'procurement.per-project': '集中采购项均金额',
  'share.website': '政府网站占比', 'share.wechat': '微信占比', 'share.weibo': '微博占比', 'share.new-media': '微博、微信占比',
  'share.press': '报刊媒体占比', 'share.noticeboard': '公示栏占比', 'share.other': '其他渠道占比',
} satisfies Record<DerivedCode, string>

export const zh = {
  'app.name': '公开镜', 'app.tagline': '政府信息公开年报 · 比较',
  'app.language': 'English', 'app.skip': '跳到正文', 'app.nav': '主导航',
  'app.held': '{offices} 个机关 · {from}—{to} · {reports} 份年报',
  'app.local': '数据仅存于本机浏览器',
  'app.demo': '示例（模拟）数据', 'app.demo-note': '本页为模拟数据，仅供演示，不反映任何真实机关。',
  'app.to-real': '返回真实数据', 'app.to-demo': '查看示例区',
  'app.memory': '浏览器未开放本地存储，数据只保留到关闭本页为止。',
  'app.copy-link': '复制链接', 'app.copied': '链接已复制', 'app.copy-failed': '无法写入剪贴板，请从地址栏复制',
  'app.update-failed': '数据未能更新：{reason}',

  'nav.overview': '综览', 'nav.trends': '趋势', 'nav.compare': '对比', 'nav.report': '年报原表', 'nav.quality': '数据质量', 'nav.data': '数据',

  'empty.title': '还没有年报', 'empty.next': '导入年报，或在“数据”页恢复随附的真实年报数据。', 'empty.data': '去导入或恢复',
  'boot.opening': '正在打开本机数据', 'boot.loading': '首次使用，正在载入“{title}”', 'boot.failed': '数据未能载入',
  'boot.retry': '重试', 'boot.import': '去导入年报',

  'scope.office': '机关', 'scope.area': '范围', 'scope.year': '年度', 'scope.years': '年度区间', 'scope.metric': '指标', 'scope.peers': '参照',
  'scope.all': '全部已收录', 'scope.level.street': '街道乡镇', 'scope.level.department': '部门', 'scope.level.district': '县区',
  'scope.level.city': '市', 'scope.level.province': '省', 'scope.level.nation': '全国',
  'scope.pick-office': '选择机关', 'scope.search': '按名称或上级查找', 'scope.search-metric': '查找指标', 'scope.none': '没有相符的项目', 'scope.more': '另有 {n} 项，请继续输入以缩小范围',
  'scope.in': '{area} {n} 个{level}', 'scope.everywhere': '全部已收录 {n} 个{level}', 'scope.year-value': '{year} 年', 'scope.to': '至',

  'group.published': '主动公开（正文）', 'group.conduct': '行政行为（表二）', 'group.documents': '规章与规范性文件（表二）', 'group.money': '收费与采购（表二）',
  'group.applications': '依申请公开（表三）', 'group.challenges': '复议与诉讼（表四）', 'group.rates': '比率', 'group.sums': '合计',
  'group.applicants': '依申请公开·按申请人（表三）',

  'unit.case': '件', 'unit.entry': '项', 'unit.record': '条', 'unit.yuan': '元', 'unit.percent': '%', 'unit.middle': '万{unit}', 'unit.large': '亿{unit}', 'unit.points': '个百分点',
  'unit.index': '指数（{year} 年 = 100）',

  'state.value': '有数', 'state.blank': '空白', 'state.dash': '填“—”', 'state.unreadable': '无法识读', 'state.not-in-form': '表式无此项',
  'state.no-report': '未收录', 'state.not-extracted': '未采集', 'state.undefined-rate': '分母为 0',
  'state.help.blank': '原表该格留空', 'state.help.dash': '原表该格填“—”“/”或“无”', 'state.help.unreadable': '原表该格文字不是数字',
  'state.help.not-in-form': '该年度表式没有这一项', 'state.help.no-report': '未收录该机关该年度的年报',
  'state.help.not-extracted': '只见到原文的一部分，这一项未采集', 'state.help.undefined-rate': '分母为 0，比率无意义',

  'kpi.rank': '第 {rank} / {of}', 'kpi.median': '中位数 {value}',
  'kpi.slip': '列位存疑', 'kpi.unit-slip': '单位存疑', 'kpi.slip-note': '填于“本年增/减”列，待核', 'kpi.per-project': '{projects} 项 · 项均 {amount}',
  'kpi.prose': '表三{state}，正文为 {value}', 'kpi.full': '全额 {value} 元',
  'kpi.chart': '在图中查看{metric}',

  'yoy.label': '较上年', 'yoy.flat': '持平', 'yoy.zero-base': '上年为 0', 'yoy.small-base': '上年基数小，不计百分比（{change}）', 'yoy.missing-base': '上年无可比数',
  'yoy.missing-value': '本年无数', 'yoy.form-break': '表式改版，不可比', 'yoy.points': '{sign}{value} 个百分点',
  'yoy.short.zero-base': '上年为 0', 'yoy.short.small-base': '{change}', 'yoy.short.missing-base': '—', 'yoy.short.missing-value': '—', 'yoy.short.form-break': '不可比',

  'title.office-rank': '{office} {year} 年：{metric} {value}，{area} {reported} 个有数{level}中居第 {rank}',
  'title.office-value': '{office} {year} 年：{metric} {value}',
  'title.office-missing': '{office} {year} 年：{metric}{state}',
  'title.no-report': '{office} {year} 年：未收录年报',

  'trend.title.up': '{office}{metric}：{from}—{to} 年由 {first}增至 {last}',
  'trend.title.down': '{office}{metric}：{from}—{to} 年由 {first}减至 {last}',
  'trend.title.flat': '{office}{metric}：{from} 与 {to} 年持平，均为 {last}',
  'trend.title.one': '{office}{metric}：仅 {year} 年有数，{value}',
  'trend.title.none': '{office}{metric}：各年均无数',
  'trend.title.scope': '{metric}逐年变化',
  'trend.subtitle': '{unit}；灰线为{scope}其他机关，虚线为中位数',
  'trend.subtitle.band': '{unit}；灰带为{scope}中间半数机关，虚线为中位数',
  'trend.subtitle.alone': '{unit}；{scope}暂无其他机关可比',
  'trend.median': '中位数', 'trend.form-change': '2021 年起新表式', 'trend.not-in-form': '新表式无此项', 'trend.not-in-old-form': '旧表式无此项',
  'trend.title.index': '{metric}：以 {year} 年为 100 的变化', 'trend.title.share': '{metric}：各机关占{scope}合计的比重',
  'trend.subtitle.index': '指数，{year} 年 = 100；基年无数或为 0 的 {n} 个机关未画出', 'trend.subtitle.index-all': '指数，{year} 年 = 100', 'trend.subtitle.share': '%；分母为当年有数机关之和',
  'trend.title.yoy': '{metric}：各年同比', 'trend.subtitle.yoy': '%；上年为 0、基数过小或不可比的不画', 'trend.subtitle.yoy-points': '个百分点；上年无数的不画', 'trend.others': '其余 {n} 个机关',

  'rank.title.focus': '{year} 年{metric}：{office}居第 {rank}（{reported} 个有数）',
  'rank.title': '{year} 年{metric}：{office}最多', 'rank.title.none': '{year} 年{metric}：{scope}无一有数',
  'rank.title.equal': '{year} 年{metric}：有数机关数值相同',
  'rank.subtitle': '{unit}；{scope}，有数 {reported}/{total}', 'rank.subtitle.window': '{unit}；有数 {reported}/{total}，图中为前列、末位与关注机关附近 {shown} 个',
  'rank.median': '中位数 {value}', 'rank.missing': '{state}：{names}', 'rank.missing-more': '{state}：{names}等 {n} 个',

  'dumbbell.title': '{metric}：{from} 至 {to} 年 {up} 升 {down} 降', 'dumbbell.title.flat': '{metric}：{from} 至 {to} 年 {up} 升 {down} 降 {flat} 平',
  'dumbbell.title.none': '{metric}：{from} 与 {to} 年无机关两年均有数',
  'dumbbell.subtitle': '{unit}；空心 {from} 年，实心 {to} 年', 'dumbbell.only': '{value}（{year} 年{state}）',
  'dumbbell.window': '图中为变化最大的 {shown} 个与关注机关，全部见表',

  'heat.title': '{metric}：机关 × 年度', 'heat.title.gaps': '{metric}：{offices} 个机关 {years} 年，{gaps} 格无数',
  'heat.subtitle': '{unit}；颜色为与当年中位数之差',
  'heat.window': '图中为 {shown} 个机关，全部 {total} 个见表',

  'multiples.title': '{metric}：各机关逐年', 'multiples.title.metrics': '{office}：各项指标逐年',
  'multiples.subtitle.shared': '{unit}；各图同一纵轴，虚线为中位数', 'multiples.subtitle.free': '{unit}；各图纵轴不同，只比走势，虚线为中位数',
  'multiples.by-office': '按机关', 'multiples.by-metric': '按指标', 'multiples.shared': '同一纵轴', 'multiples.by': '分面',
  'multiples.window': '图中为 {shown} 个，全部 {total} 个见表',

  'mode.value': '数值', 'mode.index': '指数', 'mode.share': '占比', 'mode.yoy': '同比', 'mode.label': '显示方式',

  'figure.table': '表', 'figure.chart': '图', 'figure.as': '以图或表显示', 'figure.png': '存为图片',
  'figure.failed': '图未能画出：{reason}', 'figure.empty': '没有可画的数据', 'figure.loading': '载入中', 'figure.source': '来源：{source}',
  'figure.open-cell': '点击查看原表单元格', 'figure.png-failed': '图片未能生成：{reason}', 'figure.summary': '{title}。{subtitle}。共 {rows} 行数据，见表。',
  'figure.synthetic': '示例（模拟）数据', 'figure.made': '公开镜 · {date}',

  'source.table-2': '各机关年报表二“{row}”', 'source.table-3': '各机关年报表三“{row}”', 'source.table-4': '各机关年报表四“{row}”', 'source.prose': '各机关年报正文',
  'source.derived': '由年报公布数计算：{definition}',
  'note.prose': '正文所列，各机关口径不一，排位仅供参考', 'note.reworded': '2019—2020 取“处理决定数量”，2021 起取“本年处理决定数量”，口径可比',
  'note.broken': '2021 年表式改版，前后计数对象不同，不连线', 'note.ends': '2021 年起表式不列此项', 'note.joins': '2021 年起为三个分项之和',
  'note.gap': '缺口表示无数，不作 0', 'note.change': '“本年增/减”为净增减，可为负数',
  'note.merged': '{names} {year} 年起划入{area}，此前年份一并列出',

  'findings.title': '本年要点', 'findings.none': '没有需要特别说明的事项', 'findings.foot': '每条可点开至年报原表单元格', 'findings.no-report': '未收录 {year} 年年报，无从归纳。',
  'findings.partial': '该年报只采集了一部分，未采集的不作 0。',
  'findings.share': '公开信息中 {share} 来自{channel}（{value} 条）', 'findings.channels-ok': '正文分渠道合计 {parts}＝{total}，与总数相符',
  'findings.procurement': '集中采购 {projects} 项、{amount} 元，项均 {average}', 'findings.dashes': '{tables}各格均填“—”',
 
  'findings.applications': '新收申请 {received} 件，办结 {closed} 件，予以公开 {granted} 件',
  'table.2': '表二', 'table.3': '表三', 'table.4': '表四',

  'report.title': '{office} {year} 年年报原表', 'report.none': '未收录{office} {year} 年年报', 'report.none-next': '若手上有该年报，可在“数据”页导入；或选择其他年度。',
  'report.table-2': '二、主动公开政府信息情况', 'report.table-3': '三、收到和处理政府信息公开申请情况', 'report.table-4': '四、政府信息公开行政复议、行政诉讼情况', 'report.prose': '正文所列数字',
  'report.form': '{form} 年版表式', 'report.unseen': '原文中未见此表，以下为该年度表式', 'report.item': '第二十条第（{item}）项', 'report.content': '信息内容',
  'report.applicants': '申请人情况', 'report.organisations': '法人或其他组织', 'report.suits': '行政诉讼',
  'report.source': '来源', 'report.retrieved': '取得日期', 'report.dataset': '数据集', 'report.cell': '单元格', 'report.pick-cell': '选中一格查看原文、来源与核对结果',
  'report.state': '状态', 'report.raw': '原文', 'report.place': '位置', 'report.line': '第 {line} 行', 'report.code': '指标代码', 'report.label': '上下文', 'report.approx': '约数',
  'report.unit-inferred': '原文未注明单位，按元计', 'report.checks': '核对', 'report.checks-none': '该格没有不符或存疑', 'report.legend': '图例', 'report.file': '文件',
  'report.section-item': '项目',

  'check.failed': '不符', 'check.suspicion': '存疑', 'check.undecided': '无法核对', 'check.missing': '缺 {operands}',

  'quality.title': '{scope}：{reported} / {due} 份年报已收录', 'quality.submitted': '哪些机关报了哪些年度', 'quality.submitted-sub': '数字为表内有数或填“—”的单元格占比；斜纹为未收录',
  'quality.missing-of-year': '{year} 年未收录：{names}', 'quality.all-reported': '{year} 年全部已收录', 'quality.findings': '不符与存疑', 'quality.findings-sub': '{year} 年，{n} 条',
  'quality.rule': '核对项', 'quality.office': '机关', 'quality.what': '说明', 'quality.none': '没有不符或存疑', 'quality.undecided': '含无法核对的',
  'quality.reading': '正在核对 {done} / {total} 份', 'quality.filled': '{share} 有数', 'quality.find': '筛选机关', 'quality.too-many': '范围内年报过多，请先选定县区再核对',

  'data.held': '已有数据集', 'data.held-title': '共 {datasets} 个数据集、{reports} 份年报', 'data.import': '导入年报', 'data.drop': '把年报文件拖到这里，或', 'data.choose': '选择文件',
  'data.kinds': '可读：年报 .docx、.pdf、.html、.xlsx、.csv、.txt，或装有年报的 .zip；数据集 .json；长表 .csv（机关, 年度, 指标, 数值）。文件不离开本机。', 'data.paste': '或粘贴年报全文', 'data.paste-read': '识读粘贴内容', 'data.paste-name': '粘贴内容.txt',
  'data.reading': '正在识读 {done} / {total}', 'data.cancel': '取消', 'data.review': '识读结果，尚未保存', 'data.review-sub': '请核对机关与年度；保存前不改动任何已有数据。',
  'data.office': '机关', 'data.district': '所属县区', 'data.year': '年度', 'data.cells': '表内有数', 'data.prose': '正文数字', 'data.form': '表式', 'data.issues': '提示', 'data.new-office': '新机关：{office}', 'data.known-office': '归入：{office}', 'data.unsure': '文中未写明所属，请核对县区', 'data.blocked': '有 {n} 份还不能保存：请补填或更正，或取消勾选',
  'data.replaces': '已有该年度年报，保存后以本次为准；移除本次导入即恢复', 'data.save': '保存 {n} 份', 'data.discard': '放弃', 'data.saved': '已保存 {n} 份年报，图表已更新', 'data.saving': '正在保存', 'data.save-failed': '未能保存，已有数据没有改动：{reason}',
  'data.nothing': '没有可保存的年报', 'data.failed': '未能识读', 'data.see': '查看', 'data.remove': '移除', 'data.remove-confirm': '移除“{title}”？其中 {n} 份年报将不再显示。', 'data.removed': '已移除“{title}”', 'data.restore': '恢复随附数据', 'data.restored': '已恢复“{title}”',
  'data.col.title': '名称', 'data.col.reports': '年报', 'data.col.offices': '机关', 'data.col.years': '年度', 'data.col.kind': '性质', 'data.col.added': '载入时间', 'data.kind.real': '真实', 'data.kind.demo': '示例（模拟）', 'data.kind.shipped': '随附', 'data.kind.imported': '导入',
  'data.used': '浏览器存储已用 {used}', 'data.batch-title': '导入 {date}（{n} 份）', 'data.org-needed': '请填写机关名称与年度后再保存', 'data.duplicate-in-batch': '本批中另有同一机关同一年度，只能保存一份', 'data.keep': '保存',
  'data.dataset-found': '数据集“{title}”：{offices} 个机关、{reports} 份年报', 'data.reason.quota': '浏览器存储空间不足，可移除不用的数据集后重试', 'data.reason.unavailable': '浏览器未开放本地存储', 'data.reason.blocked': '另一个标签页占用数据库，请关闭后重试', 'data.reason.unknown': '{detail}',
  'data.thin': '{area} {year} 年仅收录 {n} 个{level}的公开年报，难以比较。', 'data.thin-demo': '下面与全部已收录机关相比；也可查看完整的示例区。', 'data.thin-next': '可改看全部已收录机关，或查看完整的示例区。', 'data.thin-all': '改看全部',
  'data.confirm': '确认', 'data.to-overview': '看综览', 'data.pick-file': '选择年报文件',

  'missing.page': '没有这个页面', 'missing.home': '返回综览', 'common.close': '关闭', 'common.office': '机关', 'common.rank': '位次',
  'common.change': '{from}→{to} 变化', 'common.list-sep': '、', 'common.clause-sep': '；', 'common.colon': '：',
}

export type MessageKey = keyof typeof zh
