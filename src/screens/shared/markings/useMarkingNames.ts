import { targetText } from '../../../charts/parts/targetLines'
import type { Pin } from '../../../domain/pins'
import type { Target } from '../../../domain/targets'
import { useView } from '../view/useView'
import { useWords } from '../useWords'

/** Targets and pinned notes in one line each. */
export function useMarkingNames() {
  const { orgOf } = useView()
  const { words, t } = useWords()

  function yearsText({ from, to }: Target): string {
    if (from !== undefined && to !== undefined)
      return t(from === to ? 'target.years.one' : 'target.years.span', { from, to })
    if (from !== undefined) return t('target.years.from', { from })
    return to !== undefined ? t('target.years.to', { to }) : t('target.years.all')
  }
  const targetName = (target: Target): string =>
    t('target.item', {
      metric: words.value.metric(target.metric),
      target: targetText(target, words.value),
      years: yearsText(target),
    })
  function pinName({ org, year, text, below }: Pin): string {
    const place = t('annotate.point', { office: orgOf(org)?.name ?? org, year })
    const tail = below ? ` (${t('pin.below-tag')})` : ''
    return `${t('annotate.item', { place, text })}${tail}`
  }
  return { targetName, pinName }
}
