import type { Finding } from '../rule'
import type { Explanation, Fault } from './explanation'

/** What was said of the matter that a finding tells of: the fault of its rule that its first cell is part of. */
export const faultFor = ({ faults }: Explanation, { rule, codes: [first] }: Finding): Fault | undefined =>
  faults.find(({ rules, codes }) => rules.includes(rule) && first !== undefined && codes.includes(first))
