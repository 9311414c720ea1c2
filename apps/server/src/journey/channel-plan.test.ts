import { describe, expect, test } from 'vitest'
import { type PlannableChannel, planAside, planChannels, planPrevious, planRenewal } from './channel-plan.ts'

const embedded: PlannableChannel = {
  definitionId: '10000',
  mode: 'EMBEDDED',
  accountTypes: ['CHECKINGS', 'SAVINGS', 'CREDIT_CARD'],
}
const redirect: PlannableChannel = { definitionId: '10001', mode: 'REDIRECT', accountTypes: ['CHECKINGS'] }
const both = [embedded, redirect]
const payment: PlannableChannel = { ...embedded, accountTypes: ['CHECKINGS'] }
const whole = (channel: PlannableChannel) => ({ ...channel, reads: channel.accountTypes })

describe('a new connection (WIRE §6.3)', () => {
  test('is planned only for what a channel has', () => {
    expect(planChannels([], 'ALL')).toBeUndefined()
    expect(planChannels([], 'PAYMENT')).toBeUndefined()
    expect(planChannels([payment], 'OTHER')).toBeUndefined()
    expect(planChannels([{ ...embedded, accountTypes: ['SAVINGS'] }], 'PAYMENT')).toBeUndefined()
    expect(planChannels([{ ...redirect, accountTypes: [] }, embedded], 'ALL')).toBeUndefined()
  })

  test('is offered nothing that it has already', () => {
    expect(planChannels([payment, redirect], 'ALL')).toEqual({ required: [whole(redirect)] })
    expect(planChannels(both, 'ALL')).toEqual({
      ...{ required: [whole(redirect)], offered: { ...embedded, reads: ['SAVINGS'] } },
    })
  })
})

describe('a connection of the previous widgets (WIRE §7)', () => {
  test('of a bank with two ways is asked for, the way of the bank first', () => {
    expect(planPrevious(both, { channels: 'ask' }, undefined)).toEqual({
      ...{ required: [], choice: [whole(redirect), whole(embedded)] },
    })
    expect(planPrevious([redirect, embedded], { channels: 'ask' }, undefined)?.choice).toEqual([
      whole(redirect),
      whole(embedded),
    ])
  })

  test('goes the way that was chosen, or that the link names, whole', () => {
    expect(planPrevious(both, { channels: 'ask' }, '10000')).toEqual({ required: [whole(embedded)] })
    expect(planPrevious(both, { channels: 'one', definitionId: '10001' }, undefined)).toEqual({
      required: [whole(redirect)],
    })
    expect(planPrevious(both, { channels: 'one', definitionId: '10001' }, '10000')).toEqual({
      required: [whole(embedded)],
    })
    // A channel of another bank: asked, as without it.
    expect(planPrevious(both, { channels: 'one', definitionId: '99901' }, undefined)?.choice).toHaveLength(2)
  })

  test('goes the only way there is', () => {
    expect(planPrevious([embedded], { channels: 'ask' }, undefined)).toEqual({ required: [whole(embedded)] })
    expect(planPrevious([embedded, { ...redirect, accountTypes: [] }], { channels: 'ask' }, undefined)).toEqual({
      ...{ required: [whole(embedded)] },
    })
    expect(planPrevious([], { channels: 'ask' }, undefined)).toBeUndefined()
  })

  test('of both is as a new one of all', () => {
    expect(planPrevious(both, { channels: 'both' }, undefined)).toEqual(planChannels(both, 'ALL'))
  })
})

describe('a renewal', () => {
  const of = (definitionId: string) =>
    ({ definitionId, reads: ['CHECKINGS'], stored: definitionId === '10000' }) as const

  test('is of the same channels with what was agreed to, the way of the bank first; what the bank no longer has is left out', () => {
    expect(planRenewal(both, [of('10000'), of('99900'), of('10001')])).toEqual({
      required: [
        { ...redirect, reads: ['CHECKINGS'], stored: false },
        { ...embedded, reads: ['CHECKINGS'], stored: true },
      ],
    })
  })

  test('that turned out to be of another is offered what a new one is, but not one that was there', () => {
    expect(planAside(both, { renewals: [of('10001')], existing: false }).offered?.definitionId).toBe('10000')
    expect(planAside(both, { renewals: [of('10001')], existing: true })).not.toHaveProperty('offered')
    expect(planAside(both, { renewals: [of('10000')], existing: false })).not.toHaveProperty('offered')
    expect(planAside([payment, redirect], { renewals: [of('10001')], existing: false })).not.toHaveProperty('offered')
    expect(planAside([redirect], { renewals: [], existing: false })).toEqual({ required: [] })
  })
})
