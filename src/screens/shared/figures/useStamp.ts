import type { Stamp } from '../../../export/frame'
import { useDatasets } from '../../../stores/datasets'
import { readOnScreen } from '../reads'
import { useView } from '../view/useView'

/** What anything that leaves the page now says of itself. */
export function useStamp(): () => Stamp {
  const datasets = useDatasets()
  const { state, words, isSynthetic } = useView()
  return () => ({
    words: words.value,
    synthetic: isSynthetic.value,
    made: new Date(),
    data: datasets.dataMark(state.value.collection),
    ...(readOnScreen.value && { read: readOnScreen.value }),
    link: location.href,
  })
}
