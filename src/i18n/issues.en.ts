import type { RuleCode } from '../checks'
import type { IssueCode } from '../domain/issues'

export const issuesEn = {
  'file-empty': 'The file is empty. Make sure that it was downloaded completely, then choose it again.',
  'file-too-large':
    'The file is over the size limit and was not read. Split it, or keep only the report’s text and tables.',
  'file-kind-unsupported':
    'This kind of file ({kind}) is not supported. Use Word (DOCX, DOC), PDF, a web page (HTML), a workbook (XLSX, XLS), ODT, ODS, RTF or plain text (TXT) for a report, CSV for a table of figures.',
  'file-not-text':
    'The file cannot be opened, or holds no text (a scan needs text recognition first). Choose a version with text.',
  'file-broke-reader':
    'The reader broke on this file ({reason}), and it was not imported; other files are not affected. Try again, or save it as .docx or .txt and choose that.',
  'file-damaged':
    'The file is damaged or incomplete and was not imported ({reason}). Download or export it again, then choose it again.',
  'file-not-json':
    'The file is not valid JSON and was not imported. Make sure that it is a data file exported from here.',
  'file-legacy-word':
    'This is a document of Word 95 or older. Open it in Word or WPS, save it as .docx, and choose that.',
  'file-legacy-sheet':
    'This is a workbook of Excel 95 or older, or a binary one (.xlsb). Open it in Excel or WPS, save it as .xlsx, and choose that.',
  'file-other-office':
    'This kind of office file ({kind}) cannot be read. Open it in its own program, save it as .docx or as a PDF with text, and choose that.',
  'file-picture':
    'This is a picture and holds no text. Choose the original with text (DOCX, PDF, web page), or recognise its text first and save it as TXT.',
  'file-packed':
    'This kind of archive (RAR, 7Z, GZ) cannot be opened. Unpack it and choose the files in it; a ZIP can be chosen as it is.',
  'file-program': 'This is a program, not a report, and was not read. Check which file you chose.',
  'file-password':
    'The file opens with a password and was not read. Open it, remove the password, save a copy, and choose that.',
  'file-bomb':
    'The file grows too large when unpacked, or nests too deeply to be a report; reading was stopped. Check where it comes from, or keep only the report’s text and tables.',
  'file-broken':
    'The file is damaged or incomplete and cannot be opened. Download it again, or open it in Word or WPS, save a copy, and choose that.',
  'archive-empty':
    'The archive holds no file that can be read. Make sure that there are reports in it (DOCX, PDF, web page, XLSX, TXT).',
  'archive-too-many':
    'The archive holds too many files; only the first {limit} were read. Import the others in smaller archives.',
  'pdf-password':
    'The PDF asks for a password and was not read. Open it with the password, save it without one, and import that.',
  'pdf-broken':
    'The PDF is damaged or incomplete and cannot be opened. Download it again, or export it anew from the Word original.',
  'pdf-damaged':
    'The PDF is damaged or incomplete. Figures in the damaged part were not read; check the rest. Download it again to have it whole.',
  'pdf-unchecked':
    'The PDF keeps no checksum of its content, so damage on the way would not show. Check some figures against the page.',
  'pdf-scanned': 'The PDF holds only pictures and no text (a scan). Use a PDF with a text layer, or the Word original.',
  'pdf-recognised':
    'The PDF is a scan whose text was added by text recognition, which errs. Check every cell against the page.',
  'pdf-form':
    'The PDF is a dynamic form (XFA) whose text is not on its pages. Open it in Adobe Reader, print it to a PDF, and import that.',
  'pdf-too-many-pages':
    'The PDF has {pages} pages, over the limit of {limit}, and was not read. Export only the pages of the report.',
  'pdf-too-much':
    'The PDF draws too much to be read, and was given up. Export it anew from the Word original, or keep only the pages of the report.',
  'no-report-found':
    'No annual report found: neither statutory tables nor figures that are known. Make sure that this is an annual disclosure report.',
  'org-unknown': 'The reporting office could not be made out. Choose it before importing.',
  'year-unknown': 'The report year could not be made out. Enter it before importing.',
  'org-conflict': 'The names differ: “{org}” was taken, “{other}” stands elsewhere. Check the organ.',
  'row-unlabelled': 'The label of this row is lost: it was read by its place. Check it against the original table.',
  'heading-partial':
    'The heading of this column is incomplete: it was read by its place. Check it against the original table.',
  'year-conflict': 'The years differ: {year} was taken, {other} stands elsewhere. Check the report year.',
  'table-not-found':
    'A statutory table was not found and its figures were not read. Check whether the source lacks it, or has it as a picture.',
  'table-cut':
    'A table is incomplete; the cells after the cut were not read. Check the source, or choose a complete file.',
  'headings-unread':
    'The headings of table {table} cannot be told apart, and none of its figures were taken. Fill in its cells from the original.',
  'heading-missing':
    'Table {table} has no heading “{headings}”; those figures were not read. Check whether the column is missing or its heading misspelt.',
  'row-missing':
    'Table {table} has no row “{rows}”; those figures were not read. Check whether the row is missing or its label misspelt.',
  'row-repeated': 'Table {table} has “{label}” more than once; the first was kept. Check it against the original.',
  'table-order':
    'The rows or columns of table {table} are in another order than the form’s, and were read by their names.',
  'column-unrecognised':
    'The heading “{heading}” is not known and its column was not read. Check it against the original table.',
  'cell-unplaced':
    'The row says “{raw}”, but which column each figure belongs to cannot be told; none was taken. Fill in the cells from the original table.',
  'cell-unreadable':
    'A cell says “{raw}”, which cannot be its figure. It was kept as it is, without a value. Check it against the original table.',
  'cell-conflict':
    'Two different figures stand for the same metric, {first} and {second}; the first was kept. Check them against the source.',
  'cell-contradicted':
    'Two different things are written for the same cell, “{first}” and “{second}”, and which is right cannot be told; none was taken. Fill it in from the original.',
  'table-chosen':
    'Table {table} is there {tables} times; the one of {year} was taken, by what is written above it. Check it against the original.',
  'row-extra': 'The table has a row that is not in the statutory form, “{label}”. It was not counted.',
  'form-mixed': 'Table 2 follows the form of {two}, table 3 that of {three}. Each was read by its own headings.',
  'unit-inferred': 'The amount “{raw}” states no unit and was taken to be yuan.',
  'unit-implausible':
    'The amount “{raw}” states no unit; as yuan it would be out of all proportion, and may be in units of 10,000. Confirm the unit in the source.',
  'column-slip':
    '“{metric}” holds {published} while “{operand}” and last year’s items are empty: perhaps the wrong column. The published figure is unchanged; ask the office.',
  'unit-slip':
    '“{metric}” is {published} yuan, {ratio} times the figure it was compared with ({computed} yuan): yuan and 10,000 yuan were perhaps mixed up. Check the unit.',
  'table-repeated': 'Table {table} is the same as in {year} in every cell. Check whether it was filled in anew.',
  outlier:
    '“{metric}” went from {previous} in {year} to {published}, far outside the range of its peers (median {computed}). Check whether this is so.',
  'sum-outcomes':
    '“{metric}” is {published}, but items (1) to (6) add up to {computed}: {difference}. Check the outcomes in this column.',
  'sum-balance':
    'The column of “{metric}” does not balance: items 3 and 4 make {published}, items 1 and 2 make {computed}: {difference}.',
  'sum-applicants':
    '“{metric}” is {published}, but natural persons and organisations add up to {computed}: {difference}. Check this row.',
  'sum-challenge': '“{metric}” is {published}, but the results add up to {computed}: {difference}. Check table 4.',
  'carry-over':
    '“{metric}” is {published}, but the report of {year} carried over {computed}: {difference}. Check both reports.',
  'in-force-balance':
    '“{metric}” is {published}; {previous} in {year}, plus issued, minus repealed, makes {computed}: {difference}.',
  'prose-table':
    '“{metric}” is {published} in the table and {computed} in the text: {difference}. Check one against the other.',
  'prose-channels':
    'The channels add up to {computed}, more than “{metric}” ({published}). Offices count differently: check whether items were counted twice.',
  'children-sum':
    '“{metric}” is {published}, but the offices below already add up to {computed} (figures from {reported} of {total}). Check what the figure covers.',
  'check-undecided': 'Cannot be checked: “{operand}” is missing ({missing} missing in all).',
  'not-dataset': 'This file is not a dataset of this program. Choose a file made by it, or by cli build or cli export.',
  'schema-missing': 'The data file lacks {path}. Nothing was imported; what was held is unchanged.',
  schema:
    '{path} in the data file does not fit the format: expected {expected}, found {received}. Nothing was imported; the data held is unchanged.',
  'dataset-version':
    'The data file has version {version}; only versions up to {known} are known here. Update this program, then import again.',
  'key-duplicate':
    'The data file gives {path} twice, so which one counts cannot be told. Keep one. Nothing was imported; the data held is unchanged.',
  'value-negative':
    '{path} in the data file is {value}, which cannot be less than zero. Correct it. Nothing was imported; the data held is unchanged.',
  'value-fraction':
    '{path} in the data file is {value}: counts are whole numbers, and amounts in yuan have two decimals at most. Correct it. Nothing was imported; the data held is unchanged.',
  'value-too-large':
    '{path} in the data file is {value}, larger than any such figure can be. Correct it. Nothing was imported; the data held is unchanged.',
  'period-reversed':
    '{path} in the data file begins after it ends. Correct it. Nothing was imported; the data held is unchanged.',
  'day-unknown':
    '{path} in the data file is {value}, a day no calendar has. Correct it. Nothing was imported; the data held is unchanged.',
  'parents-circle':
    'In {year} “{org}” stands under itself by way of the offices above it. Correct its parents. Nothing was imported; the data held is unchanged.',
  'org-duplicate': 'The office id “{org}” occurs more than once. Keep one in the data file.',
  'report-duplicate': 'The report of “{org}” for {year} occurs more than once. Keep one in the data file.',
  'org-missing':
    'The data file refers to an office that it does not list: “{org}”. Add the office or correct the reference.',
  'csv-column': 'The header has no column “{column}”; nothing was imported. Correct it by the list of column names.',
  'csv-row': 'Line {line} could not be read and was not imported: {text}. Check the office, the year and the figures.',
} satisfies Record<IssueCode, string>

/** Short names of the rules, for filters and headings. */
export const rulesEn = {
  'sum-outcomes': 'Outcomes add up',
  'sum-balance': 'Received and handled',
  'sum-applicants': 'Applicants add up',
  'sum-challenge': 'Reviews and lawsuits add up',
  'carry-over': 'Carried over',
  'in-force-balance': 'In force',
  'prose-table': 'Text and table',
  'prose-channels': 'Channels',
  'children-sum': 'Offices below',
  'column-slip': 'Column in doubt',
  'unit-slip': 'Unit in doubt',
  'table-repeated': 'Same as last year',
  outlier: 'Unusual change',
} satisfies Record<RuleCode, string>
