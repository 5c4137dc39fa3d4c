import { splitArea, splitOrgan } from './areas'
import type { AreaStep } from './areas'

const AREA = /^.{2,}[省市区县旗州盟]$/u

const compact = (text: string | undefined): string => (text ?? '').replace(/\s/gu, '')

/**
 * What a report says of its organ as the steps of the area and the organ's own name: 下城区 and 下城区长庆街道办事处 are 下城区 and
 * 长庆街道办事处. The name goes further than the district given only where that is a city or there is none.
 */
export function readName(said: { org?: string; district?: string }): { steps: AreaStep[]; own: string } {
  const district = compact(said.district)
  const steps = district === '' ? [] : splitArea(district)
  const names = steps.map(({ name }) => name)
  const written = compact(said.org)
  const prefix = [district, names.slice(-2).join(''), ...[...names].reverse()].find(
    (name) => name !== '' && written.startsWith(name),
  )
  const own = written.slice(prefix?.length ?? 0)
  if (steps.at(-1)?.level === 'district') return { steps, own }
  const [name = ''] = own.split(/[（(]/u)
  const further = splitOrgan(name)
  if (further.area !== '') return { steps: splitArea(`${district}${further.area}`), own: further.own }
  return steps.length === 0 && AREA.test(name) ? { steps: splitArea(name), own: '' } : { steps, own }
}
