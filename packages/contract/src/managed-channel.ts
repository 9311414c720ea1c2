import type { AccountType } from './account-types.ts'

/** How one way to the bank stands, for the person who shares through it. */
export interface ManagedChannel {
  /** Form `do=add_channel` with it as `channel`, where it is unused and the bank still has it. */
  readonly addId?: string
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  readonly accountTypes: readonly AccountType[]
  /** `attention`: renewing would help; `unused`: never connected, or given up. */
  readonly state: 'good' | 'attention' | 'unused'
  /** Last day of the bank's permission, `YYYY-MM-DD`, and the days that are left of it. */
  readonly until?: string
  readonly daysLeft?: number
  readonly daysTotal?: number
  /** First day on which a renewal is of use, where that is still to come. */
  readonly renewFrom?: string
  /** Unix seconds. */
  readonly lastRefresh?: number
  readonly nextRefresh?: number
  /** Refreshes without the person, of the last 24 hours. */
  readonly quota?: { readonly limit: number; readonly used: number; readonly resetsAt?: number }
}
