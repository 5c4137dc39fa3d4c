import { isNameLine, titleIn } from './title'

/** The longest part of a name on a line of its own. */
const LONGEST = 20
/* 甲州市乙湾区, and what follows it of a name: 住房和 */
const BEGINNING = /^(?:20\d\d年?度?)?[\u4e00-\u9fff]{1,10}[省市州盟区县旗]([\u4e00-\u9fff、]{0,10})$/u
/* Parts of a page's frame that end or begin like an area. */
const NO_AREA = /^[全本我各该市区县]|[专社园小景校片辖]区|城市|页|导航|栏|网|公开/u
const JOINING = /[和与及、]$/u
const JOINED = /^(?:[和与及、]|街道|办事处|镇人民政府|乡人民政府|人民政府|镇政府|乡政府)/u

/**
 * Whether a line can only be the beginning of a name that goes on in the next: an area alone, or one behind which words
 * are joined, or stand before a kind of organ, or make an organ that the text has elsewhere.
 */
function isBeginning(line: string, next: string, text: string): boolean {
  const [, rest] = BEGINNING.exec(line) ?? []
  if (rest === undefined || line.length > LONGEST || NO_AREA.test(line) || isNameLine(line)) return false
  const [own = ''] = /^[\u4e00-\u9fff]{1,12}?(?:局|委员会|办公室|街道|镇|乡)/u.exec(next) ?? []
  const isKnown = own !== '' && text.split(rest + own).length > 1
  return rest === '' || JOINING.test(rest) || JOINED.test(next) || isKnown
}

/**
 * The lines of a document's head, where a name that is broken over lines above a title stands on one: the title's own,
 * or the one before it. `text` is all of the document's.
 */
export function headLines(lines: readonly string[], text: string): string[] {
  const out = [...lines]
  for (let i = 0; i + 1 < out.length; i++) {
    const [line, next, behind = ''] = [out[i]!, out[i + 1]!, out[i + 2] ?? '']
    if (!isBeginning(line, next, text)) continue
    const whole = line + next
    const isTitle = [whole, whole + behind].some((one) => titleIn([one])?.name !== undefined)
    if (!isTitle && !(isNameLine(whole) && titleIn([behind]) !== undefined)) continue
    out[i] = ''
    out[i + 1] = whole
  }
  return out
}
