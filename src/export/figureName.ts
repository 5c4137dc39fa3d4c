import type { Figure } from '../charts/figure'
import type { MessageKey, Translator } from '../i18n'
import { fileName } from './fileName'

/** What kind of figure an id names first. */
const KINDS: Readonly<Record<string, MessageKey>> = {
  trend: 'export.kind.trend',
  index: 'export.kind.index',
  share: 'export.kind.share',
  yoy: 'export.kind.yoy',
  rank: 'export.kind.rank',
  dumbbell: 'export.kind.dumbbell',
  heat: 'export.kind.heat',
  scatter: 'export.kind.scatter',
  spread: 'export.kind.spread',
  multiples: 'export.kind.multiples',
  metrics: 'export.kind.multiples',
  table: 'export.kind.table',
}

/** What kind of figure it is, in words; nothing for one that has no name. */
export function kindOf(figure: Figure, { t }: Translator): string {
  const key = KINDS[figure.id.split('-')[0] ?? '']
  return key ? t(key) : ''
}

/** Gives names in turn; one that was given for something else gets a number. */
export function namesGiven(): (name: string, what: string) => string {
  const given = new Map<string, string>()
  return (name, what) => {
    const [, stem = name, ending = ''] = /^(.*?)(\.[^.]+)$/u.exec(name) ?? []
    for (let n = 1; ; n++) {
      const own = n === 1 ? name : `${stem}_${n}${ending}`
      const before = given.get(own)
      if (before !== undefined && before !== what) continue
      given.set(own, what)
      return own
    }
  }
}

const named = namesGiven()

/** 指标_范围_年度_图形_日期.ext; of two figures that read alike, the second gets a number. */
export function figureName(figure: Figure, words: Translator, date: Date, extension: string, size = ''): string {
  const { metric, scope, years } = figure.name
  const name = fileName([metric, scope, years, kindOf(figure, words), size], date, extension)
  return named(name, `${figure.id} ${figure.title}`)
}
