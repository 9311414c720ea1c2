import type { CsvColumns, DayOrder, DecimalMark } from '@raccord/contract'
import type { UploadedAccount } from './uploaded-section.ts'

/** Connections of files and what comes into them: by the API and by the command line. */
export interface FileUploads {
  /** `undefined`: the person has as many as there may be. */
  create(order: { readonly userId: number; readonly name?: string }): Promise<number | undefined>
  upload(order: UploadOrder): Promise<UploadAnswer>
}

export interface UploadOrder {
  readonly userId: number
  readonly connectionId: number
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** What the files do not say of their account. */
  readonly account: UploadedAccount
  readonly columns?: CsvColumns
  readonly dayOrder?: DayOrder
  readonly decimal?: DecimalMark
}

export type UploadAnswer =
  | { readonly kind: 'done'; readonly files: readonly FileResult[] }
  | { readonly kind: 'refused'; readonly reason: 'not_found' | 'running' }
  | {
      readonly kind: 'file_unreadable' | 'file_too_large' | 'file_account_unclear' | 'file_account_missing'
      /** Which of the files sent, from 0. */
      readonly file: number
      /** Ours, nothing of the file. */
      readonly why: string
    }

/** Of a file, or of one in an archive. */
export type FileResult =
  | {
      readonly kind: 'imported'
      readonly name: string
      readonly format: 'camt' | 'mt940' | 'ofx' | 'qif' | 'csv'
      readonly accounts: readonly FileAccountResult[]
      readonly columns?: CsvColumns
    }
  | {
      readonly kind: 'unclear'
      readonly name: string
      readonly format: 'qif' | 'csv'
      readonly columns?: CsvColumns
      readonly doubts?: readonly ('columns' | 'day_order' | 'decimal')[]
      readonly sample?: readonly (readonly string[])[]
      readonly dayOrders?: readonly DayOrder[]
      readonly decimals?: readonly DecimalMark[]
    }

export interface FileAccountResult {
  readonly accountId: number
  readonly received: number
  readonly inserted: number
  readonly pending: number
  readonly unread: { readonly [rule: string]: number }
}
