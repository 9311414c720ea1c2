import type { CsvColumns, DayOrder, DecimalMark } from '@raccord/contract'
import type { Appended, Journey } from './ports.ts'

/** Statements that are uploaded in a journey: kept, sealed, until they are imported or left, however often the page is opened. */
export interface JourneyUploads {
  list(journey: Pick<Journey, 'id' | 'userId'>): Promise<readonly KeptFile[]>
  /** What the person has here already, for the question whose a file is. */
  accounts(journey: Pick<Journey, 'userId'>): Promise<readonly { readonly number: string; readonly name: string }[]>
  /** Kept beside those that are there; one that can't be read is kept too, to be told of and left out. */
  keep(journey: Journey, files: Sent, now: Date): Promise<Appended>
  say(journey: Journey, fileId: number, said: Said, now: Date): Promise<Appended | 'ignored'>
  drop(journey: Journey, fileId: number, now: Date): Promise<Appended | 'ignored'>
  /** Imports those that are ready, as a bank's answer is; then nothing of them is kept. May be made again. */
  importAll(journey: Journey, now: Date): Promise<Appended>
  /** The import broke off: the files are there still, and it can be begun again. */
  giveUp(journey: Journey, now: Date): Promise<Appended>
}

/** What the browser sent, or why it was not taken. */
export type Sent = readonly SentFile[] | 'too_large' | 'too_many' | 'busy'

export interface SentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type Said =
  | {
      readonly do: 'file_columns'
      readonly part: number
      readonly columns: CsvColumns['columns']
      readonly decimal: DecimalMark
      readonly dayOrder: DayOrder
    }
  | {
      readonly do: 'file_order'
      readonly part: number
      /** Empty: not chosen. */
      readonly dayOrder: DayOrder | ''
      readonly decimal: DecimalMark | ''
    }
  | { readonly do: 'file_account'; readonly part: number; readonly number: string; readonly currency: string }

export interface KeptFile {
  readonly id: number
  readonly name: string
  readonly fault?: 'file_unreadable' | 'file_too_large'
  /** One, or those of an archive. */
  readonly parts: readonly KeptPart[]
}

export type KeptPart = { readonly name: string } & (
  | { readonly kind: 'read'; readonly holds: readonly KeptSection[] }
  | {
      readonly kind: 'columns'
      readonly shape: string
      readonly columns: CsvColumns
      readonly doubts: readonly ('columns' | 'day_order' | 'decimal')[]
      readonly sample: readonly (readonly string[])[]
      readonly refused?: boolean
    }
  | {
      readonly kind: 'day_order'
      readonly orders: readonly DayOrder[]
      readonly decimals: readonly DecimalMark[]
      readonly refused?: boolean
    }
  | { readonly kind: 'account'; readonly onlyCurrency: boolean; readonly refused?: 'number' | 'currency' }
)

export interface KeptSection {
  readonly account?: string
  readonly entries: number
  readonly unread: number
  readonly from?: string
  readonly to?: string
}

/** Nothing of it is open. */
export function isReady({ fault, parts }: KeptFile): boolean {
  return fault === undefined && parts.every(({ kind }) => kind === 'read')
}
