import type { ChartContext } from '../figure'
import { COLOUR } from '../parts/palette'
import { plotScale } from '../plot'
import type { Plot, PlotSeries } from '../plot'
import type { ScatterState } from './state'

/** The points for programs that draw by themselves; only where there is something to draw. */
export function plotOf(state: ScatterState, { words: { t }, home }: ChartContext): Plot {
  const { x, y, groups, labelOf, refOf, isDoubtful, colourOf } = state
  const [px, py] = [plotScale(x.scale!, x.unit === 'percent'), plotScale(y.scale!, y.unit === 'percent')]
  const group = (name: string, role: PlotSeries['role'], colour: string, places: readonly number[]): PlotSeries[] =>
    places.length === 0
      ? []
      : [
          {
            name,
            role,
            colour,
            across: places.map((place) => x.values[place]! / px.divisor),
            points: places.map((place) => ({
              value: y.values[place]! / py.divisor,
              label: labelOf(place),
              ref: refOf(place),
              ...(isDoubtful(place) && { doubt: t('state.doubtful') }),
            })),
          },
        ]
  return {
    kind: 'points',
    ...py,
    categories: [],
    axes: { across: `${x.name}（${px.unit}）`, up: `${y.name}（${py.unit}）`, acrossDigits: px.digits },
    series: [
      ...group(t('yoy.others'), 'peer', COLOUR.peer, [...groups.others]),
      ...group(home?.name ?? t('yoy.others'), 'highlight', COLOUR.near, groups.near),
      ...groups.picked.flatMap((place) => group(labelOf(place), 'highlight', colourOf(place) ?? COLOUR.near, [place])),
      ...groups.own.flatMap((place) => group(labelOf(place), 'focus', COLOUR.focus, [place])),
    ],
  }
}
