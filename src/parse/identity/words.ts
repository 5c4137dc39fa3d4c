import { isNameless } from '../../domain/organs'
import { isOrgan } from './orgName'

export const HAN = '[\\u4e00-\\u9fff]'

/* A page may print the code of a character in place of it: once escaped too often. */
const SPACE_CODES = /&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#xa0|#12288|#x3000);/giu
const OTHER_CODES = /&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[\da-f]{2,5});/giu
/** A text without codes of characters: those of spaces are nothing, any other parts what stands around it. */
export const withoutCodes = (text: string): string =>
  text.includes('&') ? text.replace(/&amp;/giu, '&').replace(SPACE_CODES, '').replace(OTHER_CODES, '·') : text

const BRACKET = /\(([^()]{1,30})\)/gu

/** What a name says behind it in brackets: another name of the same organ, as 市科委 of …科学技术委员会(市科委). */
export const aliasesIn = (name: string): string[] => [...name.matchAll(BRACKET)].map(([, inner]) => inner!)

/** A name as it stands in a title or a sentence, without what belongs to the words around it and without brackets. */
export const clean = (name: string): string =>
  name
    .replace(BRACKET, '')
    .replace(/^\d{4}年?度?/u, '')
    .replace(/^(?:现公布|公布|关于)/u, '')
    .replace(/(?:关于|的)$/u, '')

const PRONOUNS = '我|本|各|全|该'
const RANKS = '镇|乡|街道|区|县'
const PREPOSITIONS = '由|和|对|在|为|以|按|是|将|向|及|与|通过|根据|关于'
const TIMES = '年|度'
const MANNERS = '严格|认真|积极|及时|充分|全面|不断|加强'
const ANYWHERE = '围绕|当前|政府信息|信息公开|主动|乡镇|镇街|社区|街道、'
const NO_NAME = new RegExp(`^(?:${[PRONOUNS, RANKS, PREPOSITIONS, TIMES, MANNERS].join('|')})|${ANYWHERE}`, 'u')

/** Whether words that look like an organ's name are others that end alike: 我镇, 各街道, 加强…街道. */
export const isNoName = (name: string): boolean => NO_NAME.test(name) || isNameless(name)

/* 我镇, 市局: whoever speaks, not a name; ××镇: a form's place for one. */
const SPEAKER = /^(?:[我本各该](?:[省市区县镇乡局委办]|街道|机关|单位)|[省市区县](?:局|委|办|厅))/u
const PLACEHOLDER = /^[×✕Xx*＊○◯〇_]{2,}/u

/** Whether a text is nothing but an organ's own name; never a kind of organ that many have: 镇人民政府. */
export const isNamed = (name: string): boolean =>
  isOrgan(name) && !isNameless(name) && !SPEAKER.test(name) && !PLACEHOLDER.test(name)
