import type { Answer, ConnectorState, Grant, Outcome, Psu, Secret } from '@raccord/connector-kit'
import type { AccountType, Endpoint, Locale, WidgetParameters } from '@raccord/contract'
import type { PlannableChannel, PlannedChannel } from './channel-plan.ts'
import type { Fact } from './facts.ts'

/** A journey with all its facts, as read from the store. */
export interface Journey {
  readonly id: number
  readonly sessionHash: Uint8Array
  readonly sessionId: string
  readonly clientId: string
  readonly userId: number
  readonly endpoint: Endpoint
  readonly parameters: WidgetParameters
  /** For the support team, shown on error screens. */
  readonly reference: string
  readonly revision: number
  readonly createdAt: Date
  readonly facts: readonly Fact[]
  /** Instant of each fact, same order. */
  readonly times: readonly Date[]
}

/** An outcome without the connector's state: what the person is shown. */
export type Shown =
  Extract<Outcome, { kind: 'redirect' | 'form' | 'challenge' | 'wait' }> extends infer O
    ? O extends { state: ConnectorState }
      ? Omit<O, 'state'>
      : never
    : never

/** One attempt at a channel, opened. */
export interface Leg {
  readonly id: number
  readonly definitionId: string
  readonly state?: ConnectorState
  readonly shown?: Shown
  readonly credentials?: { readonly [fieldId: string]: Secret }
  /** Query of the bank's callback. */
  readonly returned?: { readonly [name: string]: string }
  readonly departures: number
}

export interface RunView {
  readonly ended: boolean
  readonly status: 'queued' | 'running' | 'success' | 'partial' | 'failed'
  readonly stage: 'starting' | 'accounts' | 'transactions' | 'finishing'
  readonly accounts: number
  readonly accountsDone: number
  readonly transactions: number
  readonly since?: string
  /** Whether the connection has any account, chosen or not. */
  readonly anyAccount: boolean
  /** Error-table code of a failed channel. */
  readonly failure?: string
}

/** `stale`: somebody else moved the journey on meanwhile; nothing was written. */
export type Appended = Journey | 'stale'

/** The way to a bank and back. */
export interface LegRoads {
  /** Uses up one departure; the URL of the bank, or nothing when the ticket was used or the leg is over. */
  depart(
    legId: number,
    departures: number,
    browserHash: Uint8Array,
    now: Date,
  ): Promise<{ readonly journey: Journey; readonly url: string } | undefined>
  /** The leg that a callback belongs to, by its state. */
  byState(callbackState: string): Promise<ReturnedLeg | undefined>
  /**
   * Keeps the bank's answer and the fact that it came, together, whatever else the journey is doing: it must not be lost.
   * False when one was kept before: a state counts once.
   */
  keepReturn(legId: number, query: { readonly [name: string]: string }, proven: boolean, now: Date): Promise<boolean>
  /** A browser that did not leave from here must confirm: keeps the hash of its single-use proof. */
  askConfirmation(legId: number, proofHash: Uint8Array): Promise<void>
  /** Uses up the proof; with `confirmed`, that these are his accounts is kept together with that. */
  confirm(proofHash: Uint8Array, confirmed: boolean, now: Date): Promise<ReturnedLeg | undefined>
}

export interface ReturnedLeg {
  readonly leg: Leg
  readonly journey: Journey
  readonly browserHash?: Uint8Array
}

/** Finding and opening journeys of a session. */
export interface JourneyFinder {
  /** The newest journey of the session, finished or not. */
  newest(sessionHash: Uint8Array): Promise<Journey | undefined>
  reload(journey: Pick<Journey, 'id'>): Promise<Journey | undefined>
  open(opening: Opening, now: Date): Promise<Journey>
  /** Display parameters follow the newest opening (WIRE §4). */
  redisplay(journey: Journey, parameters: WidgetParameters): Promise<Journey>
  /** Ends an unfinished journey without result: taken over, or left for another endpoint. */
  abandon(journey: Journey, now: Date): Promise<void>
}

export interface Opening {
  readonly sessionHash: Uint8Array
  readonly sessionId: string
  readonly clientId: string
  readonly userId: number
  readonly endpoint: Endpoint
  readonly parameters: WidgetParameters
  readonly facts: readonly Fact[]
}

/** What the journey keeps. Every call is one transaction; each appends its facts at the revision it was read at. */
export interface JourneyStore {
  append(journey: Journey, facts: readonly Fact[], now: Date): Promise<Appended>
  startLeg(
    journey: Journey,
    leg: {
      readonly definitionId: string
      readonly callbackState: string
      readonly credentials: { readonly [id: string]: Secret }
    },
    call: Pick<Extract<Fact, { kind: 'bank_called' }>, 'call' | 'until' | 'by'>,
    now: Date,
  ): Promise<{ journey: Journey; leg: number } | 'stale'>
  leg(id: number): Promise<Leg | undefined>
  /** Credentials that a channel of the journey's connection keeps; empty when it keeps none. */
  keptCredentials(
    journey: Journey,
    connectionId: number,
    definitionId: string,
  ): Promise<{ readonly [fieldId: string]: Secret }>
  /** What a channel of the journey's connection keeps of its permission, for a bank that lets it go on. */
  formerState(journey: Journey, connectionId: number, definitionId: string): Promise<ConnectorState | undefined>
  saveOutcome(
    journey: Journey,
    leg: number,
    outcome: { readonly state: ConnectorState; readonly shown: Shown; readonly callbackState?: string },
    facts: readonly Fact[],
    now: Date,
  ): Promise<Appended>
  /** Connection, channel, first synchronisation and facts together. */
  authorise(journey: Journey, leg: Leg, authorised: Authorised, now: Date): Promise<Appended>
  run(journey: Journey, runId: number): Promise<RunView | undefined>
  /** Shares these accounts only, and asks for a full synchronisation. Ids that are not the connection's are ignored. */
  chooseAccounts(
    journey: Journey,
    connectionId: number,
    accountIds: readonly string[],
    psu: Psu | undefined,
    now: Date,
  ): Promise<Appended>
  /** Lets a phone into the session, or out again, together with the facts. `hash`: hexadecimal. */
  changePhone(
    journey: Journey,
    change: { readonly kind: 'join' | 'leave'; readonly hash: string },
    facts: readonly Fact[],
    now: Date,
  ): Promise<Appended>
  recordConsent(journey: Journey, consent: ConsentGiven, now: Date): Promise<Appended>
  /** Ends the consent at the bank for a leg that was authorised there but is not wanted here. */
  revokeLeg(journey: Journey, leg: Leg, state: ConnectorState, facts: readonly Fact[], now: Date): Promise<Appended>
  /** Stops sharing all other accounts of the connection and reads what is newly shared. */
  changeSharing(
    journey: Journey,
    connectionId: number,
    accountIds: readonly string[],
    psu: Psu | undefined,
    now: Date,
  ): Promise<Appended>
  /** Removes a connection of this journey, revoking its consents, and appends the facts. */
  dropConnection(journey: Journey, connectionId: number, facts: readonly Fact[], now: Date): Promise<Appended>
}

export interface Authorised {
  readonly providerId: string
  readonly providerName: string
  readonly channel: PlannedChannel
  /** All channels of the provider: both are listed even if one was never used (WIRE §3). */
  readonly channels: readonly PlannableChannel[]
  readonly connectionId?: number
  readonly state: ConnectorState
  readonly grant: Grant
  readonly psu?: Psu
}

export interface ConsentGiven {
  readonly providerId: string
  readonly definitionIds: readonly string[]
  /** `under_terms`: by terms that were accepted apart from any bank (previous widgets). */
  readonly action: 'accepted' | 'skipped_own_licence' | 'under_terms'
  readonly locale: Locale
  readonly shown: {
    readonly header?: string
    readonly body?: string
    readonly textVersion: string
    readonly until?: string
    /** Of the client's registered text, where `body` is that. */
    readonly termsVersion?: string
    /** Id of the record of those terms. */
    readonly termsRecord?: number
  }
  readonly accountTypes: readonly AccountType[]
}

/** The processes that call banks. */
export interface Callers {
  /** This one. */
  readonly own: string
  /** Whether that process may still be at work; `false` only when it is certainly gone. */
  alive(caller: string): Promise<boolean>
}

/** The connectors, found by provider and channel. */
export interface Banks {
  begin(call: BankBegin): Promise<Outcome>
  resume(call: BankResume): Promise<Outcome>
  /** Whether a browser may be sent to this URL of this bank. */
  mayShow(definitionId: string, url: string): boolean
}

export interface BankBegin {
  readonly channel: PlannedChannel
  readonly recurring: boolean
  readonly credentials: { readonly [fieldId: string]: Secret }
  readonly callbackState: string
  /** Of the permission that is to be renewed. */
  readonly former?: ConnectorState
  readonly locale: Locale
  readonly psu?: Psu
}

export interface BankResume {
  readonly definitionId: string
  readonly state: ConnectorState
  readonly answer: Answer
  /** Should the bank send the browser away once more. */
  readonly callbackState: string
  readonly locale: Locale
  readonly psu?: Psu
}

/** The catalogue, as far as the journey looks. */
export interface Providers {
  channels(providerId: string): readonly PlannableChannel[] | undefined
  name(providerId: string): string
}
