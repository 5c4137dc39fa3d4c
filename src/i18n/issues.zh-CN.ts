import type { RuleCode } from '../checks'
import type { IssueCode } from '../domain/issues'

/**
 * Wording of every issue: what is wrong, and what to do. `{metric}` and `{operand}` are filled with names of metrics;
 * figures are formatted before they come here.
 */
export const issuesZh = {
  'file-empty': '文件是空的，没有可读的内容。请确认文件已完整下载后重新选择。',
  'file-too-large': '文件超过大小上限，未读取。请拆分后导入，或只保留年报正文和表格。',
  'file-kind-unsupported':
    '不支持这种文件（{kind}）。年报请用 Word（DOCX、DOC）、PDF、网页（HTML）、表格（XLSX、XLS）、ODT、ODS、RTF 或纯文本（TXT），数据表请用 CSV。',
  'file-not-text': '文件打不开，或其中没有可读的文字（扫描件须先做文字识别）。请换一份带文字的版本。',
  'file-broke-reader':
    '识读这个文件时程序出错（{reason}），未导入；其他文件不受影响。可重试，或另存为 .docx、.txt 后再选。',
  'file-damaged': '文件已损坏或不完整，未导入（{reason}）。请重新下载或重新导出后再选择。',
  'file-not-json': '文件不是有效的 JSON，未导入。请确认选择的是本系统导出的数据文件。',
  'file-legacy-word': '这是 Word 95 或更早的文字文档，不能直接识读。请用 Word 或 WPS 打开，另存为 .docx 后再选。',
  'file-legacy-sheet':
    '这是 Excel 95 或更早的表格，或二进制工作簿（.xlsb），不能直接识读。请用 Excel 或 WPS 打开，另存为 .xlsx 后再选。',
  'file-other-office': '不能识读这种办公文件（{kind}）。请用原软件打开，另存为 .docx 或导出带文字的 PDF 后再选。',
  'file-picture': '这是图片，里面没有文字。请换带文字的原件（DOCX、PDF、网页等），或先做文字识别再存为 TXT。',
  'file-packed': '这种压缩包（RAR、7Z、GZ 等）不能打开。请先解压，再选其中的文件；ZIP 可以直接选。',
  'file-program': '这是程序文件，不是年报，未读取。请确认选择的文件。',
  'file-password': '文件设有打开密码，未读取。请打开后取消密码，另存一份再选。',
  'file-bomb': '文件展开后过大，或嵌套过深，不像年报，已停止读取。请确认文件来源，或只保留年报正文和表格。',
  'file-broken': '文件已损坏或不完整，打不开。请重新下载，或用 Word、WPS 打开后另存一份再选。',
  'archive-empty': '压缩包里没有可读的文件。请确认其中有年报（DOCX、PDF、网页、XLSX、TXT 等）。',
  'archive-too-many': '压缩包里的文件太多，只读取了前 {limit} 个。请分成几个压缩包导入其余文件。',
  'pdf-password': 'PDF 有打开密码，未读取。请用密码打开，去掉密码后另存，再导入。',
  'pdf-broken': 'PDF 已损坏或不完整，打不开。请重新下载，或从 Word 原件重新导出 PDF。',
  'pdf-damaged': 'PDF 有损坏或不完整，损坏处的数据未读取，其余也请核对。请重新下载，换一份完整的文件。',
  'pdf-unchecked': 'PDF 的内容没有校验码，传输中若有损坏无法发现。请抽几个数与原页核对。',
  'pdf-scanned': 'PDF 里只有图片，没有文字（扫描件）。请用带文字层的 PDF 或 Word 原件。',
  'pdf-recognised': 'PDF 是扫描件，其中文字由识别软件加上，可能有误。请对照页面逐格核对。',
  'pdf-form': 'PDF 是动态表单（XFA），文字不在页面里。请用 Adobe Reader 打开，打印成 PDF 后再导入。',
  'pdf-too-many-pages': 'PDF 有 {pages} 页，超过 {limit} 页的上限，未读取。请只导出年报部分的页面。',
  'pdf-too-much': 'PDF 的内容过于庞杂，读取已中止。请从 Word 原件重新导出，或只保留年报部分的页面。',
  'no-report-found': '未找到年度报告的内容：既没有法定表格，也没有可识别的数据。请确认文件是政府信息公开工作年度报告。',
  'org-unknown': '未能从文中认出报告单位。请在导入前指定单位。',
  'year-unknown': '未能从文中认出报告年度。请在导入前填写年度。',
  'org-conflict': '机关名称不一致：读作“{org}”，另有一处写“{other}”。请核对机关。',
  'row-unlabelled': '这一行的行名缺失，按其位置读取。请对照原表核对。',
  'heading-partial': '这一列的表头不完整，按其位置读取。请对照原表核对。',
  'year-conflict': '文中年度不一致：读作 {year} 年，另有一处写 {other} 年。请核对报告年度。',
  'table-not-found': '没有找到法定表格，表中数据未读取。请核对原文是否缺表，或表格是否为图片。',
  'table-cut': '表格不完整，后面的单元格未读取。请核对原文，或换一份完整的文件。',
  'headings-unread': '表{table}的表头认不全，分不清各列，表中数据未读取。请对照原表逐格填写。',
  'heading-missing': '表{table}缺少表头“{headings}”，相应数据未读取。请核对原表是否缺列，或表头有误。',
  'row-missing': '表{table}缺少“{rows}”，相应数据未读取。请核对原表是否缺行，或行名有误。',
  'row-repeated': '表{table}中“{label}”出现了不止一次，已取前一行。请核对原表。',
  'table-order': '表{table}的行或列次序与法定格式不同，已按行名和表头读取。',
  'column-unrecognised': '表头“{heading}”不能识别，该列数据未读取。请对照原表核对。',
  'cell-unplaced': '此行写有“{raw}”，但认不出各数属于哪一列，未作数值处理。请对照原表逐格填写。',
  'cell-unreadable': '单元格写有“{raw}”，不能作数值读取，原文已保留。请对照原表核对。',
  'cell-conflict': '同一指标出现两个不同的数：{first} 和 {second}，已保留前者。请对照原文核对。',
  'cell-contradicted':
    '同一格有两处不同的填写：“{first}”和“{second}”，认不出以哪一处为准，未作数值处理。请对照原文填写。',
  'table-chosen': '文中有{tables}个表{table}，已按表前所写年份取{year}年的一个。请对照原文核对。',
  'row-extra': '表中有法定格式以外的行“{label}”，未计入指标。',
  'form-mixed': '表二采用 {two} 版格式，表三采用 {three} 版格式。已按各表自身的表头读取。',
  'unit-inferred': '金额“{raw}”未注明单位，按“元”读取。',
  'unit-implausible': '金额“{raw}”未注明单位，按“元”读取则数额不合常理，可能以万元计。请对照原文确认单位。',
  'column-slip':
    '“{metric}”填有 {published}，而“{operand}”和上一年项目数量均为空，可能填错了列。报告原值未改动，请向报送单位核实。',
  'unit-slip':
    '“{metric}”为 {published} 元，约为参照值（{computed} 元）的 {ratio} 倍，可能混用了“元”与“万元”。请核实单位。',
  'table-repeated': '表{table}的内容与 {year} 年完全相同，可能沿用了上年数据。请核实是否已更新。',
  outlier:
    '“{metric}”由 {year} 年的 {previous} 变为 {published}，明显超出同类单位的范围（中位数 {computed}）。请核实是否属实。',
  'sum-outcomes':
    '“{metric}”为 {published}，而第（一）至第（六）项之和为 {computed}，{difference}。请核对本列各项办理结果。',
  'sum-balance':
    '“{metric}”所在列勾稽关系不成立：第三项与第四项之和为 {published}，第一项与第二项之和为 {computed}，{difference}。请核对本列。',
  'sum-applicants':
    '“{metric}”为 {published}，而自然人与各类法人或其他组织之和为 {computed}，{difference}。请核对本行。',
  'sum-challenge': '“{metric}”为 {published}，而各项结果之和为 {computed}，{difference}。请核对表四。',
  'carry-over':
    '“{metric}”为 {published}，而 {year} 年报告的结转下年度数为 {computed}，{difference}。请核对两年的报告。',
  'in-force-balance':
    '“{metric}”为 {published}；按 {year} 年 {previous} 件加本年制发、减本年废止，应为 {computed} 件，{difference}。',
  'prose-table': '“{metric}”在表中为 {published}，正文写为 {computed}，{difference}。请核对正文与表格。',
  'prose-channels':
    '各渠道公开数之和为 {computed}，超过“{metric}”{published}。各单位统计口径不同，请核对是否重复计算。',
  'children-sum':
    '“{metric}”为 {published}，而下级机关之和已达 {computed}（有数据 {reported}/{total} 个）。请核对汇总范围。',
  'check-undecided': '缺少“{operand}”，无法核对（共缺 {missing} 项）。',
  'not-dataset': '这个文件不是本系统的数据集。请选择由本系统或 cli build、cli export 生成的文件。',
  'schema-missing': '数据文件缺少 {path}。文件未导入，原有数据不受影响。',
  schema: '数据文件中 {path} 不符合格式：应为 {expected}，实为 {received}。文件未导入，原有数据不受影响。',
  'dataset-version': '数据文件版本为 {version}，本系统只支持到版本 {known}。请更新本系统后再导入。',
  'key-duplicate': '数据文件中 {path} 写了两次，无法判断以哪个为准。请保留一个。文件未导入，原有数据不受影响。',
  'value-negative': '数据文件中 {path} 为 {value}，该项不可能为负数。请更正。文件未导入，原有数据不受影响。',
  'value-fraction':
    '数据文件中 {path} 为 {value}：件数、条数、项数应为整数，金额以元计最多两位小数。请更正。文件未导入，原有数据不受影响。',
  'value-too-large': '数据文件中 {path} 为 {value}，大得不合情理。请更正。文件未导入，原有数据不受影响。',
  'period-reversed': '数据文件中 {path} 的起始晚于截止。请更正。文件未导入，原有数据不受影响。',
  'day-unknown': '数据文件中 {path} 为 {value}，日历上没有这一天。请更正。文件未导入，原有数据不受影响。',
  'parents-circle':
    '“{org}”在 {year} 年经上级单位又回到自身，隶属关系成了循环。请更正上级单位。文件未导入，原有数据不受影响。',
  'org-duplicate': '单位标识“{org}”重复出现。请在数据文件中保留一个。',
  'report-duplicate': '“{org}”{year} 年的报告重复出现。请在数据文件中保留一份。',
  'org-missing': '数据文件引用了未列出的单位“{org}”。请补充该单位或更正引用。',
  'csv-column': '表头缺少“{column}”列，未导入。请对照列名说明更正。',
  'csv-row': '第 {line} 行不能读取，未导入：{text}。请核对单位、年度和数字格式。',
} satisfies Record<IssueCode, string>

/** Short names of the rules, for filters and headings. */
export const rulesZh = {
  'sum-outcomes': '办理结果合计',
  'sum-balance': '收办平衡',
  'sum-applicants': '申请人合计',
  'sum-challenge': '复议诉讼合计',
  'carry-over': '跨年结转',
  'in-force-balance': '现行有效件数',
  'prose-table': '正文与表格',
  'prose-channels': '公开渠道合计',
  'children-sum': '上下级汇总',
  'column-slip': '疑似填错列',
  'unit-slip': '疑似单位有误',
  'table-repeated': '与上年雷同',
  outlier: '异常变动',
} satisfies Record<RuleCode, string>
