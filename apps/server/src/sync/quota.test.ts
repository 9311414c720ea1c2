import { describe, expect, it } from 'vitest'
import { allowedFrom, nextReading, quotaOf, type Readings, readingsOf, renewableSince } from './quota.ts'

const at = (text: string) => new Date(`2026-03-${text}:00Z`)
const now = at('10T12:00')
const calls = (hours: readonly string[], learned?: number) => ({ at: hours.map((hour) => at(`10T${hour}`)), learned })
const full = calls(['01:00', '02:00', '03:00', '04:00'])
const known = (more: Partial<Readings> = {}): Readings => ({
  ...{ frequencyPerDay: 4, calls: [calls(['01:00', '05:00'])], limitedUntil: undefined },
  ...more,
})

describe('the quota of readings without the person', () => {
  it('has a place more when the first reading is a day old, and not before the bank says', () => {
    expect(quotaOf(known())).toEqual({ limit: 4, used: 2, resetsAt: at('11T01:00') })
    expect(quotaOf(known({ limitedUntil: at('12T00:00') }))?.resetsAt).toEqual(at('12T00:00'))
    expect(quotaOf(known({ calls: [] }))).toEqual({ limit: 4, used: 0 })
    expect(quotaOf(known({ frequencyPerDay: undefined }))).toBeUndefined()
  })

  it('is that of the account or endpoint of which least is left, with what its refusals taught', () => {
    const kinds = [calls(['01:00', '05:00', '06:00']), calls(['04:00', '05:00'], 2), calls(['05:00'])]
    expect(quotaOf(known({ calls: kinds }))).toEqual({ limit: 2, used: 2, resetsAt: at('11T04:00') })
    expect(quotaOf(known({ frequencyPerDay: undefined, calls: [calls(['01:00'], 3)] }))).toEqual({
      ...{ limit: 3, used: 1, resetsAt: at('11T01:00') },
    })
  })

  it.each([
    ['places are left', {}, undefined],
    ['all are used', { calls: [full] }, at('11T01:00')],
    ['all of one account are', { calls: [calls(['09:00']), full] }, at('11T01:00')],
    ['a bank allows fewer', { frequencyPerDay: 2 }, at('11T01:00')],
    ['it took fewer, beyond what was learned since', { calls: [calls(['01:00', '05:00'], 1)] }, at('11T05:00')],
    [
      'a bank allows more than the law asks of it: the law counts',
      { frequencyPerDay: 10, calls: [full] },
      at('11T01:00'),
    ],
    ['it does not say: the law counts', { frequencyPerDay: undefined, calls: [full] }, at('11T01:00')],
    ['the bank said no', { limitedUntil: at('10T15:00') }, at('10T15:00')],
    ['that is over', { limitedUntil: at('10T11:00') }, undefined],
    ['that is over now', { limitedUntil: now }, undefined],
  ] as const)('%s', (_what, more, expected) => expect(allowedFrom(known(more), now)).toEqual(expected))

  it('puts off what is planned, and never brings it forward', () => {
    expect(nextReading(at('10T13:00'), known({ calls: [full] }), now)).toEqual(at('11T01:00'))
    expect(nextReading(at('12T13:00'), known({ calls: [full] }), now)).toEqual(at('12T13:00'))
    expect(nextReading(at('10T13:00'), known(), now)).toEqual(at('10T13:00'))
    expect(nextReading(undefined, known({ calls: [full] }), now)).toBeUndefined()
  })

  it('forgets a call after a day, and what it learned after thirty', () => {
    const row = (learnedAt: string) => ({
      ...{ frequency_per_day: 4, limited_until: at('10T11:00') },
      calls: [
        {
          at: [at('09T12:00'), at('09T12:01')].map(Number),
          learned: 1,
          learned_at: at(learnedAt).getTime() - 86_400_000 * 30,
        },
      ],
    })
    expect(readingsOf(row('10T12:01'), now)).toEqual({
      ...{ frequencyPerDay: 4, limitedUntil: undefined },
      calls: [{ at: [at('09T12:01')], learned: 1 }],
    })
    expect(readingsOf(row('10T12:00'), now).calls[0]?.learned).toBeUndefined()
  })
})

it('a renewal is of use from the first warning on', () => expect(renewableSince('2026-05-31')).toBe('2026-05-01'))
