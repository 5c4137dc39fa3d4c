import { remembered } from '../../readers/text/remembered'

/** Only the characters that carry a label's meaning: no numbering, brackets with hints, punctuation. */
export const bare = remembered((text) =>
  text
    .replace(/\([^()]*\)/gu, '')
    .replace(/\([^()]*(?:\)|$)/gu, '')
    .replace(/[^\u4e00-\u9fff/]/gu, ''),
)

/** The ordinal that a label may start with: 三、 （三） 3. */
export const NUMBER_BEFORE =
  /^[\s\d.、]*(?:[一二三四五六七八九十]{1,2}[、.,])?(?:\([一二三四五六七八九十\d]{1,2}\))?[\d.、]*/u

/** As `bare`, and without its ordinal. */
export const labelOf = remembered((text) => bare(text.replace(NUMBER_BEFORE, '')))
