import type { ColumnName, DerivedCode, RowName } from '../domain/metrics'
import type { MessageKey } from './zh-CN'

export const rowsEn = {
  'rules': 'Rules', 'normative': 'Normative documents', 'license': 'Licences', 'service': 'Other external services',
  'penalty': 'Penalties', 'coercion': 'Coercive measures', 'fee': 'Administrative fees', 'procurement': 'Central procurement',
  'new': 'Applications received', 'carried-in': 'Carried over from last year', 'granted': 'Granted', 'partial': 'Granted in part',
  'denied.state-secret': 'Denied: state secret', 'denied.law-forbidden': 'Denied: forbidden by law', 'denied.stability': 'Denied: security and stability',
  'denied.third-party': 'Denied: third-party interests', 'denied.internal': 'Denied: internal affairs', 'denied.process': 'Denied: deliberative',
  'denied.case-file': 'Denied: enforcement case file', 'denied.query': 'Denied: administrative query',
  'unable.not-held': 'Unable: not held', 'unable.must-create': 'Unable: would have to be made', 'unable.unclear': 'Unable: still unclear',
  'unprocessed.petition': 'Not processed: petition', 'unprocessed.repeat': 'Not processed: repeated', 'unprocessed.publication': 'Not processed: publication',
  'unprocessed.excessive': 'Not processed: excessive', 'unprocessed.reissue': 'Not processed: reissue',
  'other': 'Other outcome', 'other.not-supplemented': 'Other: not supplemented', 'other.fee-unpaid': 'Other: fee unpaid', 'other.misc': 'Other: miscellaneous',
  'closed': 'Closed', 'carried-out': 'Carried over to next year',
  'review': 'Administrative reviews', 'suit-direct': 'Suits without review', 'suit-reviewed': 'Suits after review',
  'published': 'Items published',
} satisfies Record<RowName, string>

export const columnsEn = {
  'made': 'made', 'disclosed': 'newly disclosed', 'public': 'disclosed in all', 'issued': 'issued', 'repealed': 'repealed', 'in-force': 'in force',
  'previous': 'items last year', 'change': 'change this year', 'decisions': 'decisions', 'amount': 'amount', 'projects': 'projects',
  'natural': 'natural persons', 'business': 'businesses', 'research': 'research bodies', 'welfare': 'welfare organisations', 'legal': 'legal services', 'other': 'other', 'total': 'total',
  'upheld': 'upheld', 'corrected': 'corrected', 'pending': 'pending',
  'website': 'website', 'wechat': 'WeChat', 'weibo': 'Weibo', 'new-media': 'Weibo and WeChat', 'press': 'press', 'noticeboard': 'noticeboards',
} satisfies Record<ColumnName, string>

export const derivedEn = {
  'sum.denied': 'Denied, all grounds', 'sum.unable': 'Unable to provide, all grounds', 'sum.unprocessed': 'Not processed, all grounds', 'sum.other': 'Other outcomes, all', 'sum.suits': 'Suits, all',
  'rate.granted': 'Granted rate', 'rate.denied': 'Denial rate', 'rate.unable': 'Unable-to-provide rate', 'rate.carried-out': 'Carried-over rate',
  'rate.review-corrected': 'Review correction rate', 'rate.suits-lost': 'Suits-lost rate', 'procurement.per-project': 'Procurement spend per project',
  'share.website': 'Website share', 'share.wechat': 'WeChat share', 'share.weibo': 'Weibo share', 'share.new-media': 'Weibo and WeChat share',
  'share.press': 'Press share', 'share.noticeboard': 'Noticeboard share', 'share.other': 'Other channels share',
} satisfies Record<DerivedCode, string>

export const en = {
  'app.name': 'Disclosure Lens', 'app.tagline': 'Disclosure reports, compared',
  'app.language': '中文', 'app.skip': 'Skip to content', 'app.nav': 'Main navigation',
  'app.held': '{offices} offices · {from}–{to} · {reports} reports',
  'app.local': 'Data stays in this browser',
  'app.demo': 'Demo (simulated) data', 'app.demo-note': 'These figures are simulated for demonstration and describe no real office.',
  'app.to-real': 'Back to real data', 'app.to-demo': 'See the demo district',
  'app.memory': 'This browser offers no local storage; data is kept only until this page closes.',
  'app.copy-link': 'Copy link', 'app.copied': 'Link copied', 'app.copy-failed': 'The clipboard is closed; copy from the address bar',
  'app.update-failed': 'The data could not be updated: {reason}',

  'nav.overview': 'Overview', 'nav.trends': 'Trends', 'nav.compare': 'Compare', 'nav.report': 'Report', 'nav.quality': 'Data quality', 'nav.data': 'Data',

  'empty.title': 'No report yet', 'empty.next': 'Import reports, or restore the shipped real reports under “Data”.', 'empty.data': 'Import or restore',
  'boot.opening': 'Opening the data in this browser', 'boot.loading': 'First use: loading “{title}”', 'boot.failed': 'The data could not be loaded',
  'boot.retry': 'Try again', 'boot.import': 'Import reports',

  'scope.office': 'Office', 'scope.area': 'Scope', 'scope.year': 'Year', 'scope.years': 'Years', 'scope.metric': 'Metric', 'scope.peers': 'Peers',
  'scope.all': 'All held', 'scope.level.street': 'sub-districts and townships', 'scope.level.department': 'departments', 'scope.level.district': 'districts',
  'scope.level.city': 'cities', 'scope.level.province': 'provinces', 'scope.level.nation': 'nation',
  'scope.pick-office': 'Choose an office', 'scope.search': 'Find by name or parent', 'scope.search-metric': 'Find a metric', 'scope.none': 'Nothing matches', 'scope.more': '{n} more; type to narrow down',
  'scope.in': '{area}, {n} {level}', 'scope.everywhere': 'all {n} {level} held', 'scope.year-value': '{year}', 'scope.to': 'to',

  'group.published': 'Published (prose)', 'group.conduct': 'Administrative acts (table 2)', 'group.documents': 'Rules and normative documents (table 2)', 'group.money': 'Fees and procurement (table 2)',
  'group.applications': 'Applications (table 3)', 'group.challenges': 'Reviews and suits (table 4)', 'group.rates': 'Rates', 'group.sums': 'Sums',
  'group.applicants': 'Applications by applicant (table 3)',

  'unit.case': 'cases', 'unit.entry': 'items', 'unit.record': 'items', 'unit.yuan': 'yuan', 'unit.percent': '%', 'unit.middle': 'thousand {unit}', 'unit.large': 'million {unit}', 'unit.points': 'points',
  'unit.index': 'Index ({year} = 100)',

  'state.value': 'figure', 'state.blank': 'blank', 'state.dash': 'dash', 'state.unreadable': 'unreadable', 'state.not-in-form': 'not in form',
  'state.no-report': 'no report', 'state.not-extracted': 'not extracted', 'state.undefined-rate': 'base is 0',
  'state.help.blank': 'Left empty in the report', 'state.help.dash': 'The report prints a dash', 'state.help.unreadable': 'The report prints text that is no number',
  'state.help.not-in-form': 'The form of that year has no such cell', 'state.help.no-report': 'No report is held for this office and year',
  'state.help.not-extracted': 'The source was seen only in part', 'state.help.undefined-rate': 'The denominator is 0, so the rate means nothing',

  'kpi.rank': '{rank} of {of}', 'kpi.median': 'median {value}',
  'kpi.slip': 'Column in doubt', 'kpi.unit-slip': 'Unit in doubt', 'kpi.slip-note': 'Printed under “change this year”: to be checked', 'kpi.per-project': '{projects} projects, {amount} each',
  'kpi.prose': 'Table 3: {state}; prose: {value}', 'kpi.full': 'In full: {value} yuan',
  'kpi.chart': 'Chart {metric}',

  'yoy.label': 'on last year', 'yoy.flat': 'unchanged', 'yoy.zero-base': 'last year was 0', 'yoy.small-base': 'small base, no percentage ({change})', 'yoy.missing-base': 'no figure last year',
  'yoy.missing-value': 'no figure this year', 'yoy.form-break': 'form changed, not comparable', 'yoy.points': '{sign}{value} points',
  'yoy.short.zero-base': 'base 0', 'yoy.short.small-base': '{change}', 'yoy.short.missing-base': '—', 'yoy.short.missing-value': '—', 'yoy.short.form-break': 'break',

  'title.office-rank': '{office}, {year}: {metric} {value}, number {rank} of {reported} {level} with figures ({area})',
  'title.office-value': '{office}, {year}: {metric} {value}',
  'title.office-missing': '{office}, {year}: {metric} – {state}',
  'title.no-report': '{office}, {year}: no report held',

  'trend.title.up': '{office}: {metric} rose from {first} to {last}, {from}–{to}',
  'trend.title.down': '{office}: {metric} fell from {first} to {last}, {from}–{to}',
  'trend.title.flat': '{office}: {metric} the same in {from} and {to}, {last}',
  'trend.title.one': '{office}: {metric} is known for {year} only, {value}',
  'trend.title.none': '{office}: no figure for {metric} in any year',
  'trend.title.scope': '{metric}, year by year',
  'trend.subtitle': '{unit}; grey lines: the others in {scope}; dashed: median',
  'trend.subtitle.band': '{unit}; grey band: middle half of {scope}; dashed: median',
  'trend.subtitle.alone': '{unit}; nothing to compare with in {scope}',
  'trend.median': 'Median', 'trend.form-change': 'new form from 2021', 'trend.not-in-form': 'not in the new form', 'trend.not-in-old-form': 'not in the old form',
  'trend.title.index': '{metric}: change since {year} (= 100)', 'trend.title.share': '{metric}: each office’s share of the total of {scope}',
  'trend.subtitle.index': 'Index, {year} = 100; {n} offices without a base figure are left out', 'trend.subtitle.index-all': 'Index, {year} = 100', 'trend.subtitle.share': '%, of the sum over the offices that reported',
  'trend.title.yoy': '{metric}: change on the year before', 'trend.subtitle.yoy': '%; not drawn on a zero or small base', 'trend.subtitle.yoy-points': 'Percentage points; not drawn without a base', 'trend.others': '{n} others',

  'rank.title.focus': '{metric} {year}: {office} is number {rank} of {reported} with figures',
  'rank.title': '{metric} {year}: most in {office}', 'rank.title.none': '{metric} {year}: no figure anywhere in {scope}',
  'rank.title.equal': '{metric} {year}: the same in every office that reported',
  'rank.subtitle': '{unit}; {scope}, figures from {reported}/{total}', 'rank.subtitle.window': '{unit}; figures from {reported}/{total}; top, bottom and around the office in focus ({shown})',
  'rank.median': 'Median {value}', 'rank.missing': '{state}: {names}', 'rank.missing-more': '{state}: {names} and others, {n} in all',

  'dumbbell.title': '{metric}, {from} to {to}: {up} up, {down} down', 'dumbbell.title.flat': '{metric}, {from} to {to}: {up} up, {down} down, {flat} unchanged',
  'dumbbell.title.none': '{metric}: no office has figures for both {from} and {to}',
  'dumbbell.subtitle': '{unit}; hollow {from}, solid {to}', 'dumbbell.only': '{value} ({year}: {state})',
  'dumbbell.window': 'The {shown} largest changes and the office in focus; all in the table',

  'heat.title': '{metric}: office by year', 'heat.title.gaps': '{metric}: {offices} offices, {years} years, {gaps} cells without a figure',
  'heat.subtitle': '{unit}; colour: difference from the year’s median',
  'heat.window': '{shown} offices shown, all {total} in the table',

  'multiples.title': '{metric}: each office, year by year', 'multiples.title.metrics': '{office}: metrics, year by year',
  'multiples.subtitle.shared': '{unit}; one vertical scale; dashed: median', 'multiples.subtitle.free': '{unit}; each on its own scale: compare shapes only; dashed: median',
  'multiples.by-office': 'By office', 'multiples.by-metric': 'By metric', 'multiples.shared': 'One scale', 'multiples.by': 'Facets',
  'multiples.window': '{shown} shown, all {total} in the table',

  'mode.value': 'Values', 'mode.index': 'Index', 'mode.share': 'Shares', 'mode.yoy': 'Change', 'mode.label': 'Show as',

  'figure.table': 'Table', 'figure.chart': 'Chart', 'figure.as': 'Show as chart or table', 'figure.png': 'Save picture',
  'figure.failed': 'The chart could not be drawn: {reason}', 'figure.empty': 'Nothing to draw', 'figure.loading': 'Loading', 'figure.source': 'Source: {source}',
  'figure.open-cell': 'Click to open the cell in the report', 'figure.png-failed': 'The picture could not be made: {reason}', 'figure.summary': '{title}. {subtitle}. {rows} rows of data in the table.',
  'figure.synthetic': 'Demo (simulated) data', 'figure.made': 'Disclosure Lens · {date}',

  'source.table-2': 'Annual reports, table 2, “{row}”', 'source.table-3': 'Annual reports, table 3, “{row}”', 'source.table-4': 'Annual reports, table 4, “{row}”', 'source.prose': 'Prose of the annual reports',
  'source.derived': 'Computed from published figures: {definition}',
  'note.prose': 'Stated in prose; definitions differ between offices, so ranks are indicative', 'note.reworded': '2019–2020 “decisions”, from 2021 “decisions this year”: comparable',
  'note.broken': 'The form changed in 2021 and counts different things: not joined', 'note.ends': 'Not in the form since 2021', 'note.joins': 'From 2021 the sum of three rows',
  'note.gap': 'A gap is a missing figure, not a zero', 'note.change': '“Change this year” is net and may be negative',
  'note.merged': '{names} joined {area} in {year}; earlier years are shown too',

  'findings.title': 'What stands out', 'findings.none': 'Nothing that needs saying', 'findings.foot': 'Each opens its cell in the report', 'findings.no-report': 'No report is held for {year}.',
  'findings.partial': 'Only a part of this report was seen; what was not seen is not zero.',
  'findings.share': '{share} of the items were published through {channel} ({value})', 'findings.channels-ok': 'The channels add up: {parts} = {total}',
  'findings.procurement': 'Central procurement: {projects} projects, {amount} yuan, {average} each', 'findings.dashes': 'Nothing but dashes in {tables}',
 
  'findings.applications': '{received} applications received, {closed} closed, {granted} granted',
  'table.2': 'table 2', 'table.3': 'table 3', 'table.4': 'table 4',

  'report.title': '{office}, report for {year}', 'report.none': 'No report of {office} for {year}', 'report.none-next': 'If you have it, import it under “Data”; or choose another year.',
  'report.table-2': '2. Information disclosed on own initiative', 'report.table-3': '3. Applications for information', 'report.table-4': '4. Administrative reviews and suits', 'report.prose': 'Figures stated in prose',
  'report.form': 'Form of {form}', 'report.unseen': 'Not seen in the source; this is the form of that year', 'report.item': 'Article 20 ({item})', 'report.content': 'Content',
  'report.applicants': 'Applicants', 'report.organisations': 'Legal persons and other organisations', 'report.suits': 'Administrative suits',
  'report.source': 'Source', 'report.retrieved': 'Retrieved', 'report.dataset': 'Dataset', 'report.cell': 'Cell', 'report.pick-cell': 'Choose a cell to see its text, source and checks',
  'report.state': 'State', 'report.raw': 'As printed', 'report.place': 'Place', 'report.line': 'line {line}', 'report.code': 'Metric code', 'report.label': 'Context', 'report.approx': 'approximate',
  'report.unit-inferred': 'The source states no unit; taken as yuan', 'report.checks': 'Checks', 'report.checks-none': 'Nothing fails or is in doubt here', 'report.legend': 'Key', 'report.file': 'File',
  'report.section-item': 'Item',

  'check.failed': 'fails', 'check.suspicion': 'in doubt', 'check.undecided': 'cannot be checked', 'check.missing': '{operands} missing',

  'quality.title': '{scope}: {reported} of {due} reports held', 'quality.submitted': 'Who submitted which year', 'quality.submitted-sub': 'Share of cells with a figure or a dash; hatched: no report',
  'quality.missing-of-year': 'Not submitted for {year}: {names}', 'quality.all-reported': 'All submitted for {year}', 'quality.findings': 'What fails or is in doubt', 'quality.findings-sub': '{year}, {n} findings',
  'quality.rule': 'Check', 'quality.office': 'Office', 'quality.what': 'What', 'quality.none': 'Nothing fails or is in doubt', 'quality.undecided': 'Include what cannot be checked',
  'quality.reading': 'Checking {done} of {total}', 'quality.filled': '{share} filled', 'quality.find': 'Filter offices', 'quality.too-many': 'Too many reports in scope; choose a district first',

  'data.held': 'Datasets held', 'data.held-title': '{datasets} datasets, {reports} reports', 'data.import': 'Import reports', 'data.drop': 'Drop report files here, or', 'data.choose': 'choose files',
  'data.kinds': 'Reads reports as .docx, .pdf, .html, .xlsx, .csv or .txt, or a .zip of them; datasets as .json; long tables as .csv (org, year, metric, value). Files stay on this machine.', 'data.paste': 'or paste a whole report', 'data.paste-read': 'Read what is pasted', 'data.paste-name': 'pasted.txt',
  'data.reading': 'Reading {done} of {total}', 'data.cancel': 'Cancel', 'data.review': 'What was understood; nothing is saved yet', 'data.review-sub': 'Check office and year; nothing already held changes before you save.',
  'data.office': 'Office', 'data.district': 'District', 'data.year': 'Year', 'data.cells': 'Cells with figures', 'data.prose': 'Prose figures', 'data.form': 'Form', 'data.issues': 'Notes', 'data.new-office': 'new office: {office}', 'data.known-office': 'filed under {office}', 'data.unsure': 'The report does not say where it belongs: check the district', 'data.blocked': '{n} cannot be saved yet: fill in, correct or untick',
  'data.replaces': 'A report for this year is already held; this one will stand in its place until you remove this import', 'data.save': 'Save {n}', 'data.discard': 'Discard', 'data.saved': '{n} reports saved; the charts follow', 'data.saving': 'Saving', 'data.save-failed': 'Not saved; nothing already held has changed: {reason}',
  'data.nothing': 'No report to save', 'data.failed': 'Not read', 'data.see': 'Open', 'data.remove': 'Remove', 'data.remove-confirm': 'Remove “{title}”? Its {n} reports will no longer be shown.', 'data.removed': '“{title}” removed', 'data.restore': 'Restore shipped data', 'data.restored': '“{title}” restored',
  'data.col.title': 'Name', 'data.col.reports': 'Reports', 'data.col.offices': 'Offices', 'data.col.years': 'Years', 'data.col.kind': 'Kind', 'data.col.added': 'Loaded', 'data.kind.real': 'real', 'data.kind.demo': 'demo (simulated)', 'data.kind.shipped': 'shipped', 'data.kind.imported': 'imported',
  'data.used': 'Browser storage used: {used}', 'data.batch-title': 'Import of {date} ({n})', 'data.org-needed': 'Give the office and the year before saving', 'data.duplicate-in-batch': 'Another file of this batch is the same office and year; only one can be saved', 'data.keep': 'Save',
  'data.dataset-found': 'Dataset “{title}”: {offices} offices, {reports} reports', 'data.reason.quota': 'the browser’s storage is full; remove a dataset and try again', 'data.reason.unavailable': 'this browser offers no local storage', 'data.reason.blocked': 'another tab holds the database; close it and try again', 'data.reason.unknown': '{detail}',
  'data.thin': 'Only {n} {level} of {area} have a public report for {year}: too few to compare.', 'data.thin-demo': 'Below it is compared with all offices held; the demo district is complete.', 'data.thin-next': 'See all offices held, or the complete demo district.', 'data.thin-all': 'See all',
  'data.confirm': 'Confirm', 'data.to-overview': 'See the overview', 'data.pick-file': 'Choose report files',

  'missing.page': 'No such page', 'missing.home': 'Back to the overview', 'common.close': 'Close', 'common.office': 'Office', 'common.rank': 'Rank',
  'common.change': 'Change {from}→{to}', 'common.list-sep': ', ', 'common.clause-sep': '; ', 'common.colon': ': ',
} satisfies Record<MessageKey, string>
