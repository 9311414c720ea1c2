import type { ConnectionOut } from '@raccord/contract/wire'
import { describe, expect, it } from 'vitest'
import { soonSeconds, standingOf } from './connection-notices.ts'

type Channel = ConnectionOut['channels'][number]
const now = 1_800_000_000
const connection = (...channels: Partial<Channel>[]): ConnectionOut => ({
  ...{ id: '1', provider_id: '2', user_id: '3', name: 'Bank', status: 'SUCCESS', creation_date: 0 },
  ...{ auto_sync: true, consent_per_account: false, logo_url: '' },
  channels: channels.map((channel) => ({
    ...{ channel_definition_id: '201', mode: 'REDIRECT' as const, status: 'SUCCESS' as const, account_types: [] },
    ...{ eligible_accounts: true, eligible_account_count: 1, channel_definition_unavailable: false },
    ...channel,
  })),
})

describe('where a connection stands', () => {
  it.each([
    ['no end that the bank names', [{}], 'fine'],
    ['an end that is far', [{ expires: now + soonSeconds + 1 }], 'fine'],
    ['an end within two weeks', [{ expires: now + soonSeconds }], 'ends_soon'],
    ['the nearer of two ends', [{ expires: now + 9_000_000 }, { expires: now + 5 }], 'ends_soon'],
    ['an end that has passed', [{ expires: now }], 'ended'],
    ['a channel that was never used', [{}, { status: 'EMPTY', expires: now - 5 }], 'fine'],
    ['a bank that asks something', [{}, { status: 'CHALLENGE_REQUIRED' }], 'needs_you'],
    ['a password that no longer works', [{ status: 'AUTH_FAILED', expires: now + 5 }], 'needs_you'],
    ['a permission that the bank has ended', [{ status: 'TOKEN_EXPIRED', expires: now + 9_000_000 }], 'ended'],
    ['a reading that failed, which is tried again', [{ status: 'FAILED' }], 'fine'],
  ] as const)('%s', (_, channels, state) => {
    expect(standingOf(connection(...channels), now).state).toBe(state)
  })
})
