import type { Day } from './day.ts'

/** Account types of the file format; any other word is `unsupported` and keeps its own name in `typeName`. */
export type AccountKind = 'Checkings' | 'Savings' | 'Loans' | 'CreditCard' | 'unsupported'

/** What a bank may tell of an entry beyond its label: the other side, further lines of remittance, the number of a cheque. */
export type EntryDetails = {
  readonly party?: string
  readonly notes?: readonly string[]
  readonly checkNumber?: string
}

/** A booked entry. `copies` > 1 comes from REPEAT: `perDay` copies a day from `day` on. Amounts in minor units, signed. */
export type ScenarioEntry = {
  readonly minor: bigint
  readonly day: Day
  readonly label: string
  readonly copies: number
  readonly perDay: number
  readonly details?: EntryDetails
}

export type ScenarioPending = {
  readonly minor: bigint
  readonly day: Day | undefined
  readonly label: string
  readonly details?: EntryDetails
}

export type ScenarioAccount = {
  readonly uid: string
  readonly number: string
  readonly balanceDay: Day
  readonly balanceMinor: bigint
  readonly kind: AccountKind
  readonly typeName: string
  /** Kept as text only: a pattern from a stranger's file is never compiled. */
  readonly acceptableUidPattern: string
  readonly matchExisting: boolean
  readonly owner: string
  readonly name: string
  readonly paymentSource: string
  readonly paymentDestination: string
  readonly iban: string
  readonly currency: string
  readonly entries: readonly ScenarioEntry[]
  readonly pending: readonly ScenarioPending[]
  /** Of a loan, savings or card account: `credit_limit`, `interest_rate`, `end_date`… */
  readonly facts: Readonly<Record<string, string | number>>
}

export const FAULT_PLACES = ['consent', 'login', 'accounts', 'balances', 'transactions'] as const
export type FaultPlace = (typeof FAULT_PLACES)[number]
export const FAILURE_KINDS = ['down', 'refuse', 'format', 'timeout', 'rate_limited', 'blocked', 'malformed'] as const
/** A reading that is answered, wrongly: pages that never end, entries told twice, links elsewhere, 100 MB, a web page. */
export const BEND_KINDS = ['endless', 'twice', 'elsewhere', 'huge', 'page'] as const
export type BendKind = (typeof BEND_KINDS)[number]
export const FAULT_KINDS = [...FAILURE_KINDS, ...BEND_KINDS] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** `times` undefined: always; otherwise only the first calls of each consent fail, as at a bank that recovers. */
export type Fault = {
  readonly where: FaultPlace
  readonly what: FaultKind
  readonly seconds: number
  readonly times: number | undefined
}

/**
 * Ways to prove who one is. Most are the standard's `authenticationType`; the others are this bank's words for what the
 * standard has no word for (berlin-group/present-sca.ts says what they are on the wire).
 */
export const SCA_TYPES = [
  'SMS_OTP',
  'SMTP_OTP',
  'CHIP_OTP',
  'CHIP_FLICKER',
  'CHIP_OFFLINE',
  'PHOTO_OTP',
  'QR_OTP',
  'IMAGE',
  'QUESTION',
  'PUSH_OTP',
] as const
export type ScaType = (typeof SCA_TYPES)[number]
export type ScaMethod = { readonly id: string; readonly type: ScaType; readonly name: string }

/** What becomes of a request in the bank's app: `ask` leaves it to a person at /app/<id>. */
export type Approval = { readonly decision: 'ask' | 'approve' | 'refuse'; readonly seconds: number }

/** One proof of who one is. A file may ask for several in a row. */
export type Challenge = {
  readonly code: string
  readonly length: number
  readonly attempts: number
  /** At least one; with two or more the PSU chooses. */
  readonly methods: readonly ScaMethod[]
  /** The bank's words to the PSU: the question of a QUESTION. */
  readonly message: string | undefined
  readonly expiresSeconds: number | undefined
  /** How often a code or a request can be sent again. */
  readonly resends: number
  readonly approval: Approval
}

/** What holds from some point on: the end of a first consent, and what the next sign-in meets. */
export type SecondAct = {
  readonly after: { readonly unit: 'reads' | 'days'; readonly count: number }
  /** What becomes of the consent then. */
  readonly consent: 'expired' | 'revoked' | 'kept'
  readonly password: string
  readonly expiredPassword: string | undefined
  readonly challenges: readonly Challenge[]
  readonly faults: readonly Fault[]
}

export type Scenario = {
  readonly login: string
  readonly password: string
  /** Who signs in with this one must choose another first. */
  readonly expiredPassword: string | undefined
  readonly owner: string
  readonly accounts: readonly ScenarioAccount[]
  /** The day of the file that stands for the day of the first sign-in; undefined: the dates are meant as written. */
  readonly relativeTo: Day | undefined
  /** In the order in which they are asked; none: login and password are enough. */
  readonly challenges: readonly Challenge[]
  readonly faults: readonly Fault[]
  readonly later: SecondAct | undefined
  readonly latencyMs: number
  readonly pageSize: number
  /** Longest life of a consent, in days. */
  readonly consentDays: number
  /** Most unattended calls a day that the bank grants. */
  readonly frequency: number
  /** Recurring consents that one PSU may hold at once; the standard's value is 1. */
  readonly consentsPerPsu: number
}
