const DIGITS = '〇一二三四五六七八九'
const TENS = ['', '十', '百', '千']

/** 1 to 9999 as Chinese counts: 十一, 一百二十. */
function chinese(value: number): string {
  if (value < 1 || value > 9999) return String(value)
  const digits = [...String(value)].map(Number)
  let out = ''
  digits.forEach((digit, i) => {
    const place = digits.length - 1 - i
    if (digit > 0) out += DIGITS[digit]! + TENS[place]!
    else if (out !== '' && !out.endsWith('零') && digits.slice(i).some((later) => later > 0)) out += '零'
  })
  return out.replace(/^一十/u, '十')
}

const letter = (value: number): string => String.fromCharCode(64 + ((value - 1) % 26) + 1).repeat(Math.ceil(value / 26))

const circled = (value: number): string =>
  value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value)

const ROMAN: readonly [number, string][] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]
function roman(value: number): string {
  if (value < 1 || value >= 400) return String(value)
  let rest = value
  return ROMAN.map(([size, text]) => {
    const times = Math.floor(rest / size)
    rest -= times * size
    return text.repeat(times)
  }).join('')
}

/**
 * A number as a list of Word's prints it, by the name of its format (ECMA-376 part 1, 17.18.59); as digits where the
 * format is unknown.
 */
export function ordinal(value: number, format: string): string {
  if (!Number.isInteger(value) || value < 0) return ''
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
    case 'japaneseCounting':
      return chinese(value)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return circled(value)
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'upperLetter':
      return value > 0 ? letter(value) : ''
    case 'lowerLetter':
      return value > 0 ? letter(value).toLowerCase() : ''
    case 'upperRoman':
      return roman(value)
    case 'lowerRoman':
      return roman(value).toLowerCase()
    default:
      return String(value)
  }
}
