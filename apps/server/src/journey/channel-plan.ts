import { type AccountType, type ExpectedAccountTypes, otherAccountTypes, paymentAccountTypes } from '@raccord/contract'

/** What the plan needs to know of a bank's channel. */
export interface PlannableChannel {
  readonly definitionId: string
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  readonly accountTypes: readonly AccountType[]
}

export interface PlannedChannel extends PlannableChannel {
  /** Account types that this journey reads through it. */
  readonly reads: readonly AccountType[]
}

/** First channel, and the one that is offered afterwards; `undefined` when the bank cannot give the expected types. */
export type ChannelPlan = { readonly first: PlannedChannel; readonly offered?: PlannedChannel } | undefined

/**
 * Which channels a journey uses (WIRE §6.3). Both available: ALL = REDIRECT, then EMBEDDED offered for savings and loans
 * only (never the payment accounts twice); PAYMENT = REDIRECT; OTHER = EMBEDDED. EMBEDDED only: filtered by type.
 * REDIRECT only: OTHER is unavailable.
 */
export function planChannels(channels: readonly PlannableChannel[], expected: ExpectedAccountTypes): ChannelPlan {
  const redirect = channels.find((channel) => channel.mode === 'REDIRECT')
  const embedded = channels.find((channel) => channel.mode === 'EMBEDDED')
  if (expected === 'OTHER') return embedded ? only(embedded, otherAccountTypes) : undefined
  if (expected === 'PAYMENT') {
    const source = redirect ?? embedded
    return source ? only(source, paymentAccountTypes) : undefined
  }
  if (!redirect) return embedded ? only(embedded, embedded.accountTypes) : undefined
  const first = only(redirect, redirect.accountTypes)
  if (!first || !embedded) return first
  const offered = only(embedded, otherAccountTypes)?.first
  return offered ? { first: first.first, offered } : first
}

function only(
  channel: PlannableChannel,
  wanted: readonly AccountType[],
): { readonly first: PlannedChannel } | undefined {
  const reads = channel.accountTypes.filter((type) => wanted.includes(type))
  return reads.length > 0 ? { first: { ...channel, reads } } : undefined
}
