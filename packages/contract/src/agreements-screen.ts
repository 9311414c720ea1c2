import type { AccountType } from './account-types.ts'
import type { ProviderTile } from './screens.ts'

/** Reached from `manage`: what the person agreed to for this bank. Form `do=agreements_close`. */
export interface AgreementsScreen {
  readonly kind: 'agreements'
  readonly provider: ProviderTile
  /** The newest first. */
  readonly agreements: readonly Agreement[]
}

/** One thing that was agreed to, or ended. Days are `YYYY-MM-DD`. */
export interface Agreement {
  /** As the receipt names it. */
  readonly reference: string
  readonly on: string
  /** `given`: agreed to by the person. `by_client`: the client asked by itself, under its own licence. */
  readonly what: 'given' | 'by_client' | 'ended'
  readonly accountTypes: readonly AccountType[]
  /** Which accounts was the person's choice. */
  readonly perAccount: boolean
  /** Last day of the bank's permission; absent: one reading, or none was named. */
  readonly until?: string
  readonly once: boolean
  /** What became of it. `unused`: the bank granted nothing on it. */
  readonly state: 'live' | 'revoked' | 'renewed' | 'bank' | 'expired' | 'unused'
  readonly endedOn?: string
  /** The client's own text, as plain text with line breaks. */
  readonly header?: string
  readonly body?: string
}
