import { describe, expect, it } from 'vitest'
import { allowedFrom, nextReading, quotaOf, type Readings, readingsOf, renewableSince } from './quota.ts'

const at = (text: string) => new Date(`2026-03-${text}:00Z`)
const now = at('10T12:00')
const known = (more: Partial<Readings> = {}): Readings => ({
  ...{ frequencyPerDay: 4, readings: 2, firstReadingAt: at('10T01:00'), limitedUntil: undefined },
  ...more,
})

describe('the quota of readings without the person', () => {
  it('has a place more when the first reading is a day old, and not before the bank says', () => {
    expect(quotaOf(known())).toEqual({ limit: 4, used: 2, resetsAt: at('11T01:00') })
    expect(quotaOf(known({ limitedUntil: at('12T00:00') }))?.resetsAt).toEqual(at('12T00:00'))
    expect(quotaOf(known({ readings: 0, firstReadingAt: undefined }))).toEqual({ limit: 4, used: 0 })
    expect(quotaOf(known({ frequencyPerDay: undefined }))).toBeUndefined()
  })

  it.each([
    ['places are left', {}, undefined],
    ['all are used', { readings: 4 }, at('11T01:00')],
    ['a bank allows fewer', { frequencyPerDay: 2 }, at('11T01:00')],
    [
      'a bank allows more than the law asks of it: the law counts',
      { frequencyPerDay: 10, readings: 4 },
      at('11T01:00'),
    ],
    ['it does not say: the law counts', { frequencyPerDay: undefined, readings: 4 }, at('11T01:00')],
    ['the bank said no', { limitedUntil: at('10T15:00') }, at('10T15:00')],
    ['that is over', { limitedUntil: at('10T11:00') }, undefined],
    ['that is over now', { limitedUntil: now }, undefined],
    ['all are used, and nobody knows since when', { readings: 4, firstReadingAt: undefined }, undefined],
  ] as const)('%s', (_what, more, expected) => expect(allowedFrom(known(more), now)).toEqual(expected))

  it('puts off what is planned, and never brings it forward', () => {
    expect(nextReading(at('10T13:00'), known({ readings: 4 }), now)).toEqual(at('11T01:00'))
    expect(nextReading(at('12T13:00'), known({ readings: 4 }), now)).toEqual(at('12T13:00'))
    expect(nextReading(at('10T13:00'), known(), now)).toEqual(at('10T13:00'))
    expect(nextReading(undefined, known({ readings: 4 }), now)).toBeUndefined()
  })
})

it('a renewal is of use from the first warning on', () => expect(renewableSince('2026-05-31')).toBe('2026-05-01'))

it('what a row does not know is absent', () => {
  const row = { frequency_per_day: null, readings: 0, first_reading_at: null, limited_until: null }
  expect(readingsOf(row)).toStrictEqual({
    ...{ frequencyPerDay: undefined, readings: 0, firstReadingAt: undefined, limitedUntil: undefined },
  })
  expect(readingsOf({ frequency_per_day: 2, readings: 1, first_reading_at: now, limited_until: now })).toEqual({
    ...{ frequencyPerDay: 2, readings: 1, firstReadingAt: now, limitedUntil: now },
  })
})
