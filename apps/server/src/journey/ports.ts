import type { AccountsAnswer, Answer, ConnectorState, Grant, Outcome, Psu, Secret } from '@raccord/connector-kit'
import type { AccountRow, AccountType, Endpoint, Locale, WidgetParameters } from '@raccord/contract'
import type { PlannableChannel, PlannedChannel } from './channel-plan.ts'
import type { ComparableAccount } from './comparison.ts'
import type { Fact, Going } from './facts.ts'

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
  /** Taken over, or left for another link: it has no end of its own and takes no more facts. */
  readonly abandoned?: true
}

/** An outcome without the connector's state: what the person is shown. */
export type Shown =
  Extract<Outcome, { kind: 'redirect' | 'form' | 'challenge' | 'wait' }> extends infer O
    ? O extends { state: ConnectorState }
      ? Omit<O, 'state'>
      : never
    : never

/** The bank has granted, and the person is asked where that belongs: rows of what it shows. */
export interface Granted {
  readonly kind: 'granted'
  readonly grant: Grant
  /** Accounts of this login, as the bank lists them. */
  readonly found?: readonly AccountRow[]
  /** Ids of those of ours that they are. */
  readonly same?: readonly number[]
}

/** One attempt at a channel, opened. */
export interface Leg {
  readonly id: number
  readonly definitionId: string
  readonly state?: ConnectorState
  readonly shown?: Shown | Granted
  readonly credentials?: { readonly [fieldId: string]: Secret }
  /** Query of the bank's callback. */
  readonly returned?: { readonly [name: string]: string }
  readonly departures: number
}

/** How the newest reading of a journey stands. Its figures are of all of them, each channel as it was read last. */
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
  /** It waits for a bank that does not answer, and is taken up again then. */
  readonly putOff?: boolean
  /** Error-table code of a failed channel. */
  readonly failure?: string
}

/** `stale`: somebody else moved the journey on meanwhile; nothing was written. */
export type Appended = Journey | 'stale'

/** The way to a bank and back. Whether it still counts is asked anew by each call (leg-standing.ts), under the journey's lock. */
export interface LegRoads {
  /** The leg that a ticket names. */
  find(legId: number): Promise<ReturnedLeg | undefined>
  /** Uses up one departure, kept with the fact; the URL of the bank, or nothing when the ticket was used or the way is void. */
  depart(
    found: ReturnedLeg,
    departures: number,
    by: { readonly browserHash: Uint8Array; readonly tab: boolean },
    now: Date,
  ): Promise<{ readonly journey: Journey; readonly url: string } | undefined>
  /** "No" to the question before the bank: the leg is over. False when the ticket was used or the way is void. */
  decline(legId: number, departures: number, now: Date): Promise<boolean>
  /** The leg that a callback belongs to, by its state. */
  byState(callbackState: string): Promise<ReturnedLeg | undefined>
  /**
   * Keeps the bank's answer and the fact that it came, together, whatever else the journey is doing: it must not be lost. With
   * them the browser that `joins` the session, or the hash of the single-use proof of one that must confirm. `again`: one was
   * kept before, a state counts once. `void`: the way counts no more; what the bank granted is being ended.
   */
  keepReturn(
    found: ReturnedLeg,
    query: { readonly [name: string]: string },
    by: ReturnedBrowser,
    now: Date,
  ): Promise<({ readonly kind: 'kept' } & Pick<ReturnedLeg, 'journey' | 'leg'>) | { readonly kind: 'again' | 'void' }>
  /**
   * Uses up the proof. "Yes" lets the browser in, "no" ends what the bank granted; so does a way that counts no more, for which
   * there is no answer. The browser that it let in may say "yes" again: the answer to the first may have been lost.
   */
  confirm(proofHash: Uint8Array, answer: OwnerAnswer, now: Date): Promise<ReturnedLeg | undefined>
}

/** Known to have left from here (`joins`: a further browser of the session), or not: then with the hash of its proof. */
export type ReturnedBrowser =
  | { readonly proven: true; readonly joins?: Uint8Array }
  | { readonly proven: false; readonly proofHash: Uint8Array }

export type OwnerAnswer =
  /** `joins`: hash of his browser for the session that it turns out to be. */
  | { readonly kind: 'yes'; readonly joins: (journey: Pick<Journey, 'sessionHash'>) => Uint8Array }
  | { readonly kind: 'no' }

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
  /**
   * The session's first one, with the browser that it is from then on of: both or neither, so that who never got the answer finds a journey
   * that he can take over. `undefined`: another browser was quicker.
   */
  openFirst(opening: Opening, browserHash: Uint8Array, now: Date): Promise<Journey | undefined>
  /** Display parameters follow the newest opening (WIRE §4). */
  redisplay(journey: Journey, parameters: WidgetParameters): Promise<Journey>
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
  /**
   * Ends an unfinished journey without result: taken over, or left for another endpoint. Its way to the bank is void. `may` is asked of what
   * it is when it ends, should others move it on meanwhile; false: it said no, and nothing was done.
   */
  abandon(journey: Journey, now: Date, may?: (journey: Journey) => boolean): Promise<boolean>
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
    outcome: { readonly state: ConnectorState; readonly shown: Shown | Granted; readonly callbackState?: string },
    facts: readonly Fact[],
    now: Date,
  ): Promise<Appended>
  /** Accounts that this user has at the bank, of all his connections. */
  knownAccounts(journey: Journey, providerId: string): Promise<ComparableAccount[]>
  /** A newer state of a leg in hand; false when it is so no more, and the state is ended at the bank. */
  keepState(journey: Journey, leg: Pick<Leg, 'id' | 'definitionId'>, state: ConnectorState, now: Date): Promise<boolean>
  /** Connection, channel, first synchronisation and facts together. */
  authorise(journey: Journey, leg: Leg, authorised: Authorised, now: Date): Promise<Appended>
  /** `runs`: of this journey, oldest first, at least one. */
  run(journey: Journey, runs: readonly number[]): Promise<RunView | undefined>
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
  /** The person waits for this bank, and the fact that he asked: together. */
  awaitBank(journey: Journey, providerId: string, now: Date): Promise<Appended>
  /** The leg has failed, and what the bank may have made for it is ended: together. */
  failLeg(
    journey: Journey,
    leg: Pick<Leg, 'id' | 'definitionId'>,
    state: ConnectorState,
    fact: Extract<Fact, { kind: 'failed' }>,
    now: Date,
  ): Promise<Appended>
  /**
   * The bank's answer came too late to be kept: ends what it granted if the leg is no longer in hand. If it is, somebody else
   * goes on with it.
   */
  endOrphan(journey: Journey, legId: number, definitionId: string, state: ConnectorState, now: Date): Promise<void>
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
  /** The person said that it belongs there, or to a connection of its own. */
  readonly asked?: true
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
  /** The same press leads on to the bank. */
  readonly goes?: Going
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
  /** What this permission shows, before it is kept. `keep` as for a synchronisation. */
  accounts(call: BankList): Promise<AccountsAnswer>
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
  /** What the leg was begun with, for protocols that sign each message with it. */
  readonly credentials?: { readonly [fieldId: string]: Secret }
  readonly locale: Locale
  readonly psu?: Psu
}

export interface BankList {
  readonly definitionId: string
  readonly state: ConnectorState
  readonly keep: (state: ConnectorState) => Promise<void>
  readonly credentials?: { readonly [fieldId: string]: Secret }
  readonly locale: Locale
  readonly psu?: Psu
}

/** The catalogue, as far as the journey looks. */
export interface Providers {
  channels(providerId: string): readonly PlannableChannel[] | undefined
  name(providerId: string): string
  /** What the operator says of the bank. */
  notice?(
    providerId: string,
    locale: Locale,
  ): { readonly switchedOff: boolean; readonly closedUntil?: Date } | undefined
}
