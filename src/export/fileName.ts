import { dayOf } from '../domain/deadline'

/** What Windows forbids, white space, and marks that are not seen: one could turn the name's reading direction. */
const UNFIT = /[\\/:*?"<>|\s\p{Cc}\p{Cf}]/gu
const compact = (text: string): string => [...text.replace(UNFIT, '')].slice(0, 40).join('')

/** 指标_范围_年度_日期.ext, without what Windows forbids in names. The date is local, as 20261123. */
export function fileName(parts: readonly string[], date: Date, extension: string): string {
  const day = dayOf(date).replaceAll('-', '')
  return `${[...parts.map(compact).filter(Boolean), day].join('_')}.${extension}`
}
