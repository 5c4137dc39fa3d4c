import { fullNumber, onScale, wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import { shortChange } from '../parts/change'
import { missingNotes } from '../parts/missingNames'
import { figureNotes } from '../parts/notes'
import type { Tip } from '../parts/tooltip'
import type { ChartContext } from '../figure'
import { inFullWords } from '../readings'
import type { Pair, StepState, WholeStep } from './state'

export function titleOf(
  { metric, from, to, steps }: StepState,
  whole: WholeStep | undefined,
  { t }: Translator,
): string {
  const { up, down, flat } = whole ?? steps
  if (up + down + flat === 0) return t('dumbbell.title.none', { metric, from, to })
  return t(flat > 0 ? 'dumbbell.title.flat' : 'dumbbell.title', {
    metric,
    from,
    to,
    up: wholeNumber(up),
    down: wholeNumber(down),
    flat: wholeNumber(flat),
  })
}

export function notesOf(state: StepState, whole: WholeStep | undefined, ctx: ChartContext): string[] {
  const { words } = ctx
  const { result, from, to, shown, steps, labels } = state
  return [
    ...(shown.length < steps.drawable.length ? [words.t('dumbbell.window', { shown: shown.length })] : []),
    ...(whole ? whole.notes : missingNotes(steps.gone, labels, words)),
    ...figureNotes(result, [from, to], ctx),
  ]
}

/** What is said beside a pair: the change, or the only figure and why there is no other. */
export function labelOf({ result, from, scale }: StepState, pair: Pair, words: Translator): string {
  const { t } = words
  const mark = pair.from.doubt || pair.to.doubt ? ' ※' : ''
  if (pair.from.value !== undefined && pair.to.value !== undefined)
    return `${shortChange(pair.change, result.metric, words, from)}${mark}`
  const [known, lost] = pair.to.value === undefined ? [pair.from, pair.to] : [pair.to, pair.from]
  const only = t('dumbbell.only', {
    value: onScale(known.value!, scale),
    year: lost.ref.year,
    state: t(`state.${lost.state}`),
  })
  return `${only}${mark}`
}

export function tipOf({ result, from, to, unit }: StepState, pair: Pair, words: Translator): Tip {
  return {
    title: result.orgs[pair.row]!.name,
    lines: [
      { name: String(from), text: inFullWords(pair.from, words) },
      { name: String(to), text: inFullWords(pair.to, words), strong: true },
      ...('absolute' in pair.change && pair.change.absolute !== undefined
        ? [{ name: words.t('common.change', { from, to }), text: fullNumber(pair.change.absolute, unit) }]
        : []),
    ],
    foot: words.t('figure.open-cell'),
  }
}
