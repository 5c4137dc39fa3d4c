import type { Translator } from '../../i18n'
import { COLOUR } from '../parts/palette'
import { plotScale } from '../plot'
import type { Plot, PlotPoint } from '../plot'
import { whyDoubtful } from '../readings'
import type { Datum } from '../readings'
import type { StepState } from './state'
import { labelOf } from './words'

/** No office program knows pairs of dots: two bars of each office, the earlier year paler. */
export function plotOf(state: StepState, words: Translator): Plot {
  const { from, to, unit, scale, shown, labels, focusRow } = state
  const base = plotScale(scale, unit === 'percent')
  const pointOf = ({ value, doubt, ref }: Datum): PlotPoint =>
    value === undefined
      ? {}
      : { value: value / base.divisor, ref, ...(doubt && { doubt: whyDoubtful(doubt.reasons, words) }) }
  return {
    kind: 'bar',
    ...base,
    subtitle: words.t('export.two-bars', { unit: scale.label, from, to }),
    categories: shown.map((pair) => `${labels(pair.row)}  ${labelOf(state, pair, words)}`),
    series: [
      {
        name: String(from),
        role: 'peer',
        colour: COLOUR.peer,
        points: shown.map((pair) => ({
          ...pointOf(pair.from),
          ...(pair.row === focusRow && { colour: COLOUR.near }),
        })),
      },
      {
        name: String(to),
        role: 'highlight',
        colour: COLOUR.peerInk,
        points: shown.map((pair) => ({ ...pointOf(pair.to), ...(pair.row === focusRow && { colour: COLOUR.focus }) })),
      },
    ],
  }
}
