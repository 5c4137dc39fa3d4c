import { namedIn } from '../../domain/roster'
import type { Roster, RosterEntry } from '../../domain/roster'

/** What holds for all files of a batch that do not say it themselves. */
export interface WholeBatch {
  district: string
  year: string
  /** The day on which they came, as YYYY-MM-DD, for reports that do not say when they were published. */
  received: string
}

/* An area's name at the beginning of a folder's or a zip's: 明湖区2024年报, 示例市明湖区.zip. */
const AREA = /^(?:\d{4}年?(?:度)?)?([\u4e00-\u9fff]{2,16}?(?:[区县旗]|市(?![\u4e00-\u9fff]{1,7}[区县旗])))/u
/* 社区, 小区, 校区 are no areas. */
const NO_AREA = /(?:[社小校园库]区|地区)$/u

/** The area that a folder or a zip on the way to a file is named after; the nearest to the file counts. */
export function areaInPath(path: string): string | undefined {
  return path
    .split('/')
    .slice(0, -1)
    .reverse()
    .map((step) => AREA.exec(step.replace(/\s/gu, ''))?.[1])
    .find((name) => name !== undefined && !NO_AREA.test(name))
}

/** The year that a path names, the nearest to the end first. */
export function yearInPath(path: string): number | undefined {
  const years = [...path.matchAll(/(?<!\d)(20\d\d)(?!\d)/gu)].map(([, year]) => Number(year))
  return years.filter((year) => year >= 2008 && year <= 2100).at(-1)
}

/** Whose report, and of which year, a file's path says that it is, for a file that cannot be read. */
export function guessOf(path: string, rosters: readonly Roster[]): { entry?: RosterEntry; year?: number } {
  const steps = path.split('/').reverse()
  const entry = steps.flatMap((step) => rosters.map((roster) => namedIn(step, roster))).find((one) => one !== undefined)
  const year = yearInPath(path)
  return { ...(entry && { entry }), ...(year !== undefined && { year }) }
}

/** One area where all rosters are of one. */
export const onlyArea = (rosters: readonly Roster[]): string | undefined =>
  rosters.length === 1 ? rosters[0]!.area : undefined
