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
  /** Of a renewal: try with the credentials that are kept. */
  readonly stored?: boolean
}

/** Channels that a journey goes through in this order, and the one that is offered afterwards. */
export interface ChannelPlan {
  readonly required: readonly PlannedChannel[]
  readonly offered?: PlannedChannel
  /** Previous widgets: nothing is planned until the person has chosen one of these two. */
  readonly choice?: readonly PlannedChannel[]
}

/** A channel of an existing connection that is to be authorised again; `reads` is what was agreed to on it. */
export interface Renewal {
  readonly definitionId: string
  readonly reads: readonly AccountType[]
  /** Credentials are kept: tried once without asking (a challenge is waiting). */
  readonly stored: boolean
}

/**
 * Which channels a new connection uses (WIRE §6.3); `undefined` when the bank cannot give the expected types. Both
 * available: ALL = REDIRECT, then EMBEDDED offered for savings and loans only (never the payment accounts twice);
 * PAYMENT = REDIRECT; OTHER = EMBEDDED. EMBEDDED only: filtered by type. REDIRECT only: OTHER is unavailable.
 */
export function planChannels(
  channels: readonly PlannableChannel[],
  expected: ExpectedAccountTypes,
): ChannelPlan | undefined {
  const redirect = channels.find((channel) => channel.mode === 'REDIRECT')
  const embedded = channels.find((channel) => channel.mode === 'EMBEDDED')
  if (expected === 'OTHER') return alone(embedded && only(embedded, otherAccountTypes))
  if (expected === 'PAYMENT') {
    const source = redirect ?? embedded
    return alone(source && only(source, paymentAccountTypes))
  }
  if (!redirect) return alone(embedded && only(embedded, embedded.accountTypes))
  const offered = embedded && only(embedded, otherAccountTypes)
  const plan = alone(only(redirect, redirect.accountTypes))
  return plan && offered ? { ...plan, offered } : plan
}

/**
 * Which channels a connection of the previous widgets uses (WIRE §7). A named or chosen channel is read whole: EMBEDDED
 * gives every type of account, the payment accounts too. `both` is PSD2 first, then the rest.
 */
export function planPrevious(
  channels: readonly PlannableChannel[],
  rules: { readonly channels: 'ask' | 'both' | 'one'; readonly definitionId?: string },
  chosen: string | undefined,
): ChannelPlan | undefined {
  if (rules.channels === 'both') return planChannels(channels, 'ALL')
  const whole = channels.flatMap((channel) => only(channel, channel.accountTypes) ?? [])
  // A link that names a channel of another bank than the one chosen in the end: asked, as without it.
  const named = whole.find(({ definitionId }) => definitionId === (chosen ?? rules.definitionId))
  if (named || whole.length < 2) return alone(named ?? whole[0])
  return {
    required: [],
    choice: whole.toSorted((a, b) => Number(a.mode === 'EMBEDDED') - Number(b.mode === 'EMBEDDED')),
  }
}

/** The same channels again, in place: REDIRECT first. Channels that the bank no longer has are left out. */
export function planRenewal(channels: readonly PlannableChannel[], renewals: readonly Renewal[]): ChannelPlan {
  const planned = renewals.flatMap((renewal) => {
    const channel = channels.find((candidate) => candidate.definitionId === renewal.definitionId)
    return channel ? [{ ...channel, reads: renewal.reads, stored: renewal.stored }] : []
  })
  return { required: planned.sort((a, b) => Number(a.mode === 'EMBEDDED') - Number(b.mode === 'EMBEDDED')) }
}

/** What was authorised for a connection turned out to belong to another: that alone, with what a new one is offered beside it. */
export function planAside(
  channels: readonly PlannableChannel[],
  { renewals, existing }: { readonly renewals: readonly Renewal[]; readonly existing: boolean },
): ChannelPlan {
  const plan = planRenewal(channels, renewals)
  const usual = planChannels(channels, 'ALL')
  const first = usual?.required[0]?.definitionId === plan.required[0]?.definitionId
  return !existing && first && usual?.offered ? { ...plan, offered: usual.offered } : plan
}

function alone(channel: PlannedChannel | undefined): ChannelPlan | undefined {
  return channel && { required: [channel] }
}

function only(channel: PlannableChannel, wanted: readonly AccountType[]): PlannedChannel | undefined {
  const reads = channel.accountTypes.filter((type) => wanted.includes(type))
  return reads.length > 0 ? { ...channel, reads } : undefined
}
