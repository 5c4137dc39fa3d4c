import type { StoredCell } from '../../domain/cell'
import type { Form } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Carried, Profile } from './office'
import type { Random } from './random'

const WAN = 10_000

/** A level with the noise of a year: a fifth up or down, now and then more. */
const around = (random: Random, level: number): number => random.poisson(level * Math.exp(0.2 * random.normal()))

/** The 2021 form prints 收费金额 in 万元. */
export const inWan = (yuan: number): StoredCell => (yuan === 0 ? 0 : { value: yuan, raw: String(yuan / WAN) })

function amount(random: Random, profile: Profile): StoredCell {
  const yuan = Math.round(profile.procurement * Math.exp(0.35 * random.normal()) * 100) / 100
  if (profile.procurement === 0) return 0
  if (profile.amountStyle === 'yuan') return { value: yuan, raw: `${yuan}元` }
  const wan = Math.round(yuan / WAN)
  return profile.amountStyle === 'wan'
    ? { value: wan * WAN, raw: `${wan}万元` }
    : { value: yuan, raw: String(yuan), unitInferred: true }
}

type Second = { cells: Report['cells']; normative: number; items: Carried['items'] }

function form2019(random: Random, profile: Profile, before: Carried): Second {
  const nothing: StoredCell = profile.dashes ? { missing: 'dash', raw: '—' } : 0
  const made = random.poisson(0.8)
  const items = { ...before.items }
  const change = (row: keyof Carried['items']): number => {
    const by = random.chance(0.25) ? random.int(-Math.min(2, items[row]), 4) : 0
    items[row] += by
    return by
  }
  const cells: Report['cells'] = {
    'rules.made': nothing,
    'rules.disclosed': nothing,
    'rules.public': nothing,
    'normative.made': made,
    'normative.disclosed': made,
    'normative.public': before.normative + made,
    'license.previous': items.license,
    'license.change': change('license'),
    'license.decisions': around(random, profile.license),
    'service.previous': items.service,
    'service.change': change('service'),
    'service.decisions': around(random, profile.license * 2.5),
    'penalty.previous': items.penalty,
    'penalty.change': change('penalty'),
    'penalty.decisions': around(random, profile.penalty),
    'coercion.previous': items.coercion,
    'coercion.change': change('coercion'),
    'coercion.decisions': around(random, profile.coercion),
    'fee.previous': items.fee,
    'fee.change': change('fee'),
    'procurement.projects': profile.procurement === 0 ? 0 : Math.max(1, around(random, profile.procurement / 110_000)),
    'procurement.amount': amount(random, profile),
  }
  return { cells, normative: before.normative + made, items }
}

function form2021(random: Random, profile: Profile, before: Carried, years: number): Second {
  const nothing: StoredCell = profile.dashes ? { missing: 'dash', raw: '—' } : 0
  const issued = random.poisson(0.7)
  const repealed = Math.min(before.normative, random.poisson(0.5))
  const inForce = before.normative + issued - repealed
  // Enforcement moved down to the street offices in these years, so penalties grow.
  const grown = (level: number): number => around(random, level * (1 + 0.12 * years))
  const fee = Math.round((profile.fee * Math.exp(0.25 * random.normal())) / 100) * 100
  return {
    cells: {
      'rules.issued': nothing,
      'rules.repealed': nothing,
      'rules.in-force': nothing,
      'normative.issued': issued,
      'normative.repealed': repealed,
      'normative.in-force': inForce,
      'license.decisions': around(random, profile.license),
      'penalty.decisions': grown(profile.penalty),
      'coercion.decisions': grown(profile.coercion),
      'fee.amount': inWan(fee),
    },
    normative: inForce,
    items: before.items,
  }
}

/** Table 二, `years` after the first. What is in force and the numbers of items follow from the year before. */
export const disclosure = (random: Random, profile: Profile, before: Carried, form: Form, years: number): Second =>
  form === '2019' ? form2019(random, profile, before) : form2021(random, profile, before, years)
