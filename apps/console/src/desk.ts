/**
 * What the console is given: everything that it reads and does, as the server fills it. No person is named in it but by `person`.
 * Whoever changes something is told to the desk, which writes it down with the change.
 */
export interface Desk {
  overview(): Promise<Overview>
  /** Journeys of the session that this code was read from; undefined where there is none. */
  sessionOf(code: string): Promise<SessionFacts | undefined>
  /** The address that a person signs in with; asked for with a reason, which is written down first. */
  person(by: Actor, userId: number, reason: string): Promise<string | undefined>
  connections(): Promise<ConnectionLists>
  deliveries(): Promise<Deliveries>
  /** Puts what was not delivered since then in line again. How many; undefined: no such webhook. */
  replay(by: Actor, webhookId: string, since: Date): Promise<number | undefined>
  readonly clients: ClientDesk
  readonly banks: BankDesk
  /** The newest first; `before`: an id, those that are older. One more than a page means that there is a next. */
  audit(before?: number): Promise<readonly AuditRow[]>
  migration(): Promise<Migration>
}

/** Of whom the record speaks. */
export interface Actor {
  readonly login: string
}

export interface Counted {
  readonly label: string
  readonly count: number
}

export interface Overview {
  /** When what stands was last counted; what happened is counted as it happens. */
  readonly countedAt?: Date
  readonly journeys: readonly Counted[]
  readonly connections: readonly Counted[]
  readonly standing: Standing
  /** The last 24, the oldest first, each from the full hour on. */
  readonly hours: readonly HourOfJourneys[]
  /** Where journeys ended without success within the day, and at what errors. */
  readonly breaks: readonly { readonly place: string; readonly end: string; readonly count: number }[]
  readonly errors: readonly Counted[]
  /** Of those with anything within the day the fifty most troubled, the worst first. */
  readonly banks: readonly BankHealth[]
}

export interface HourOfJourneys {
  readonly at: Date
  readonly success: number
  readonly broken: number
}

export interface BankHealth {
  readonly id: string
  readonly name: string
  readonly hour: Outcomes
  readonly day: Outcomes
  /** What went wrong most within the day. */
  readonly worst?: Counted
}

/** Synchronisations and journeys that ended, and how many of them well. */
export interface Outcomes {
  readonly good: number
  readonly all: number
}

export interface Standing {
  readonly runsOpen: number
  readonly late: number
  readonly limited: number
  readonly consents7: number
  readonly consents30: number
  readonly consentsEnded: number
  readonly revocationsOpen: number
  readonly webhooksFailing: number
  readonly webhooksPaused: number
  readonly undelivered: number
  readonly dead: number
  readonly deadJobs: readonly Counted[]
}

export interface SessionFacts {
  readonly userId: number
  readonly clientId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly journeys: readonly JourneyFacts[]
}

export interface JourneyFacts {
  readonly reference: string
  readonly endpoint: string
  readonly status: string
  readonly connectionId?: string
  readonly createdAt: Date
  readonly endedAt?: Date
  readonly events: readonly {
    readonly at: Date
    readonly kind: string
    /** Ids, codes and figures. */
    readonly detail: readonly (readonly [string, string])[]
  }[]
}

export interface ConnectionLists {
  readonly states: readonly Counted[]
  readonly failures: readonly Counted[]
  readonly standing: Standing
  readonly late: readonly ChannelRow[]
  readonly limited: readonly ChannelRow[]
  readonly ending: readonly ChannelRow[]
  readonly failing: readonly ChannelRow[]
}

export interface ChannelRow {
  readonly connectionId: number
  readonly bank: string
  readonly clientId: string
  readonly status: string
  readonly failure?: string
  /** What the list is ordered by. */
  readonly at: Date
}

export interface Deliveries {
  readonly webhooks: readonly WebhookRow[]
  readonly dead: readonly {
    readonly webhookId: string
    readonly eventId: number
    readonly type: string
    readonly attempts: number
    readonly deadAt: Date
    readonly failure?: string
  }[]
  readonly deadJobs: readonly Counted[]
}

export interface WebhookRow {
  readonly id: string
  readonly clientId: string
  /** Without its query, which may hold what is the client's secret. */
  readonly address: string
  readonly state: 'active' | 'failing' | 'paused'
  readonly since?: Date
  readonly failure?: string
  readonly undelivered: number
  readonly dead: number
}

export interface ClientView {
  readonly id: string
  readonly name: string
  readonly redirectUrls: readonly string[]
  readonly origins: readonly string[]
  readonly ownLicence: boolean
  readonly theme: Readonly<Record<string, string>>
  readonly liveSecrets: number
  readonly createdAt: Date
  /** Of what can be changed. */
  readonly version: string
}

export type ClientInput = Pick<ClientView, 'name' | 'redirectUrls' | 'origins' | 'ownLicence' | 'theme'>

/** `refused`: why, in a sentence for developers. */
export type Refused = { readonly kind: 'refused'; readonly reason: string }
/** Somebody else has changed it since the form was made: nothing was done. */
export type Stale = { readonly kind: 'stale' }

export interface ClientDesk {
  list(): Promise<readonly ClientView[]>
  find(id: string): Promise<ClientView | undefined>
  /** The secret exists nowhere else. */
  add(by: Actor, id: string, input: ClientInput): Promise<{ readonly kind: 'added'; readonly secret: string } | Refused>
  /** @param seen the version that the form was made of */
  change(
    by: Actor,
    id: string,
    input: ClientInput,
    seen: string,
  ): Promise<{ readonly kind: 'changed' } | Refused | Stale>
  rotate(by: Actor, id: string): Promise<string | undefined>
  /** A page of the widget in the client's design, as a document of its own with the policy that it needs. */
  preview(id: string, locale: string): Promise<{ readonly html: string; readonly policy: string } | undefined>
}

export interface BankView {
  readonly id: string
  readonly name: string
  readonly countries: readonly string[]
  /** Something that the bank needs is missing here. */
  readonly usable: boolean
  readonly note?: BankNote
  /** Of what is noted. */
  readonly version: string
}

export interface BankNote {
  readonly switchedOff: boolean
  /** By language. */
  readonly message: Readonly<Record<string, string>>
  readonly closed?: { readonly from: Date; readonly until: Date }
}

export interface BankDesk {
  /** Those whose name or id holds `query`, those with a note first; one more than a page means that there are more. */
  list(query: string): Promise<readonly BankView[]>
  find(id: string): Promise<BankView | undefined>
  /** @param seen the version that the form was made of */
  note(by: Actor, id: string, note: BankNote, seen: string): Promise<{ readonly kind: 'noted' } | Stale>
}

export interface AuditRow {
  readonly id: number
  readonly at: Date
  readonly actor: string
  readonly source: string
  readonly action: string
  readonly subject: string
  readonly detail: readonly (readonly [string, string])[]
}

export interface Migration {
  readonly quietDays: number
  readonly clients: readonly {
    readonly id: string
    readonly name: string
    readonly status: 'never_used' | 'in_use' | 'done'
    readonly lastAt?: Date
    readonly doneAt?: Date
    /** By day, the oldest first. */
    readonly daily: readonly number[]
    readonly uses: readonly {
      readonly kind: string
      readonly name: string
      readonly count: number
      readonly lastAt: Date
    }[]
  }[]
}
