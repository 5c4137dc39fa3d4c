import { printedText, whyDoubtful } from '../../charts/readings'
import type { CellRef } from '../../charts/figure'
import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { ENDING_KEY } from '../../charts/applications/counts'
import { fullNumber, onScale, scaleFor, scaled, withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Ending } from '../../query/applications'
import type { BriefEvent } from '../../query/brief/events'

/** An event in words, and the cell it leads to. */
export interface EventText {
  head: string
  detail: string
  doubtful: boolean
  cell?: CellRef
}

const MOST_NAMES = 5

function namesOf(orgs: readonly Org[], { t, list }: Translator): string {
  const names = list(orgs.slice(0, MOST_NAMES).map(({ name }) => shortName(name)))
  return orgs.length > MOST_NAMES ? t('brief.absent-more', { names }) : names
}

/** Two figures on one scale, and their difference with its unit. */
function pair(base: number, value: number, metric: MetricId, words: Translator) {
  const scale = scaleFor(Math.max(Math.abs(base), Math.abs(value)), unitOf(metric), words)
  const step = value - base
  return {
    base: onScale(base, scale),
    value: scaled(value, scale, words),
    step: `${step > 0 ? '+' : ''}${onScale(step, scale)}`,
  }
}

/** A suit is one whichever way it came: the sum of both is no name for it. */
const thingOf = (metric: MetricId, words: Translator): string =>
  metric === 'sum.suits' ? words.t('apps.suits') : words.metric(metric)

const percent = (share: number): string => `${Math.round(share * 100)}%`

/** What an event of a year says, in a headline and what it rests on. */
export function eventText(event: BriefEvent, year: number, isOwn: boolean, words: Translator): EventText {
  const { t } = words
  const office = 'org' in event ? shortName(event.org.name) : ''
  const at = (org: Org, metric: MetricId): CellRef => ({ org: org.id, year, metric })
  switch (event.kind) {
    case 'doubtful':
      return {
        head: t('brief.event.doubtful', {
          office,
          year,
          metric: words.metric(event.metric),
          value: printedText(event.printed, event.metric, words),
        }),
        detail: t('brief.event.doubtful-why', { why: whyDoubtful(event.reasons, words) }),
        doubtful: true,
        cell: at(event.org, event.metric),
      }
    case 'uneven':
      return {
        head: t('brief.event.uneven', { office, year }),
        detail: t('brief.event.uneven-why', {
          due: event.due,
          out: event.out,
          gap: Math.abs(event.due - event.out),
        }),
        doubtful: true,
        cell: at(event.org, 'applications.closed.total'),
      }
    case 'moved':
      return {
        head: words.list([
          ...(event.joined.length > 0 ? [t('brief.event.joined', { names: namesOf(event.joined, words), year })] : []),
          ...(event.left.length > 0 ? [t('brief.event.left', { names: namesOf(event.left, words), year })] : []),
        ]),
        detail: t('brief.event.moved-why'),
        doubtful: false,
      }
    case 'change': {
      const { base, value, step } = pair(event.base, event.current, event.metric, words)
      const { lead, metric } = event
      const said = { metric: words.metric(metric), base, current: value, step }
      if (isOwn && lead)
        return {
          head: t('brief.event.change-own', { office: shortName(lead.org.name), ...said }),
          detail: '',
          doubtful: false,
          cell: at(lead.org, metric),
        }
      const of = lead && pair(lead.base, lead.value, metric, words)
      return {
        head: t('brief.event.change', said),
        detail: [
          t('brief.event.change-why', { n: event.paired }),
          ...(lead && of
            ? [
                t(lead.share > 1 ? 'brief.event.outweighs' : 'brief.event.lead', {
                  office: shortName(lead.org.name),
                  base: of.base,
                  value: of.value,
                  share: percent(lead.share),
                }),
              ]
            : []),
        ].join(t('common.clause-sep')),
        doubtful: false,
        ...(lead && { cell: at(lead.org, metric) }),
      }
    }
    case 'first':
      return {
        head: t('brief.event.first', {
          office,
          metric: thingOf(event.metric, words),
          value: withUnit(event.value, unitOf(event.metric), words),
        }),
        detail: t(event.everywhere ? 'brief.event.first-everywhere' : 'brief.event.first-why', { n: event.years }),
        doubtful: false,
        cell: at(event.org, event.metric),
      }
    case 'rate':
      return {
        head: t('brief.event.rate', {
          office,
          ending: t(ENDING_KEY[event.metric as Ending]),
          count: event.count,
          closed: event.closed,
          share: fullNumber(event.count / event.closed, 'percent'),
        }),
        detail: t('brief.event.rate-why', {
          count: event.all.count,
          closed: event.all.closed,
          share: fullNumber(event.all.count / event.all.closed, 'percent'),
        }),
        doubtful: false,
        cell: at(event.org, event.metric),
      }
    case 'rank': {
      const { base, value } = pair(event.base, event.value, event.metric, words)
      return {
        head: t('brief.event.rank', {
          office,
          metric: words.metric(event.metric),
          before: event.before,
          after: event.after,
        }),
        detail: t('brief.event.rank-why', { base, value, n: event.of }),
        doubtful: false,
        cell: at(event.org, event.metric),
      }
    }
  }
}

/** What a page's title says of the changes that weigh most. */
export function changesText(events: readonly BriefEvent[], words: Translator): string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'change') return []
    const { metric, base, current, lead } = event
    const step = current - base
    const said = {
      metric: words.metric(metric),
      n: withUnit(Math.abs(step), unitOf(metric), words),
      office: lead ? shortName(lead.org.name) : '',
      share: lead ? percent(lead.share) : '',
    }
    const key = step > 0 ? 'brief.title.up' : 'brief.title.down'
    return [words.t(lead && lead.share <= 1 ? `${key}-lead` : key, said)]
  })
}
