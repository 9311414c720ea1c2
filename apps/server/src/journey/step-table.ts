import type { JourneyStep } from '@raccord/contract'
import type { StepKind } from './next-step.ts'
import * as moves from './step-moves.ts'

/** What there is to know of a step that doesn't depend on the journey. Its screen is a switch over `Step`, which a new one breaks. */
interface StepRow<K extends StepKind> {
  /** Public name (WIRE §6, Return); nothing where the person only waits for the next step. */
  readonly event?: JourneyStep
  /** On the thin line on top. `bank`: `sync` once something is authorised. */
  readonly place: Place
  /** The list of banks is one step back, as long as nothing was authorised at a bank. */
  readonly leavable?: true
  /** Where a `cancel_url` stays on offer; by default until something new was authorised, which leaving would remove again. */
  readonly cancel?: 'never' | 'always'
  /** What settles it without anybody; a step without is the person's, or waits for what others do. */
  readonly settles?: moves.Move<K>
  /** Also a stage of the offered second channel: going on without it is always possible. */
  readonly offered?: true
}

/** Places on the line, in their order. */
export const places = ['providers', 'consent', 'bank', 'sync', 'accounts', 'success'] as const
export type Place = (typeof places)[number]

/** One row a step. */
export const steps: { readonly [K in StepKind]: StepRow<K> } = {
  providers: { event: 'providers', place: 'providers' },
  not_listed: { event: 'not_listed', place: 'providers', leavable: true },
  // The previous widgets told no events: their one screen of their own adds none.
  channel_choice: { place: 'providers', leavable: true },
  consent: { event: 'consent', place: 'consent', leavable: true, settles: moves.giveConsent },
  manage: { event: 'manage', place: 'bank', cancel: 'never' },
  // A page to read, beside the one where things are done.
  agreements: { place: 'bank', cancel: 'never' },
  disconnect: { event: 'disconnect', place: 'bank', cancel: 'never' },
  start_leg: { place: 'bank', settles: moves.startLeg },
  credentials: { event: 'credentials', place: 'bank', leavable: true, offered: true },
  calling: { place: 'bank', cancel: 'never', settles: moves.takeUpCall },
  depart: { event: 'redirect', place: 'bank', leavable: true },
  at_bank: { event: 'redirect_waiting', place: 'bank', leavable: true },
  phone_number: { event: 'redirect', place: 'bank', leavable: true, settles: moves.endPhone },
  on_phone: { event: 'redirect_waiting', place: 'bank' },
  confirm_owner: { event: 'redirect_waiting', place: 'bank' },
  resume_return: { place: 'bank', settles: moves.resumeReturn },
  form: { event: 'credentials', place: 'bank', leavable: true, offered: true },
  challenge: { event: 'challenge', place: 'bank', leavable: true, offered: true, settles: moves.endChallenge },
  wait: { event: 'challenge', place: 'bank', leavable: true, offered: true, settles: moves.pollBank },
  upload: { event: 'upload', place: 'bank', leavable: true },
  importing: { place: 'bank', cancel: 'never', settles: moves.takeUpImport },
  compare: { place: 'bank', settles: moves.compareGranted },
  same_bank: { event: 'same_bank', place: 'bank', leavable: true },
  other_login: { event: 'other_login', place: 'bank' },
  offer: { event: 'offer', place: 'sync', settles: moves.passOffer },
  listing: { event: 'sync', place: 'sync' },
  accounts: { event: 'accounts', place: 'accounts', cancel: 'always' },
  sync: { event: 'sync', place: 'sync' },
  adopt: { place: 'bank', settles: moves.adopt },
  finish: { place: 'success', settles: moves.finish },
  success: { event: 'success', place: 'success', cancel: 'never' },
  error: { event: 'error', place: 'bank', leavable: true, cancel: 'always', offered: true },
  cancelled: { place: 'success', cancel: 'never' },
}
