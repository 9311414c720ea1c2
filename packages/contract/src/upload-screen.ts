import type { CsvColumns, DayOrder, DecimalMark } from './csv-columns.ts'
import type { ProviderTile } from './screens.ts'

/**
 * "Upload a statement": what was uploaded so far, and what is still to be said of it. Forms `do=upload` (multipart, `files`), `file_drop` with
 * `file`, `file_columns`, `file_order`, `file_account`, `import_files`.
 */
export interface UploadScreen {
  readonly kind: 'upload'
  readonly provider: ProviderTile
  readonly files: readonly UploadedFileRow[]
  /** One at a time: nothing is imported while one is open. */
  readonly question?: UploadQuestion
  /** What became of the last upload or of the import. */
  readonly error?: 'none' | 'too_large' | 'too_many' | 'busy'
  /** Megabytes that an upload may have. */
  readonly most: number
  /** Files that are ready to be imported. */
  readonly ready: number
}

export interface UploadedFileRow {
  readonly id: string
  readonly name: string
  /** Can't be imported, whatever is said of it. */
  readonly fault?: 'file_unreadable' | 'file_too_large'
  /** Of each account in it. */
  readonly holds: readonly {
    /** As the file, or the person, names it. */
    readonly account?: string
    readonly entries: number
    readonly unread: number
    /** Days, `YYYY-MM-DD`. */
    readonly from?: string
    readonly to?: string
  }[]
}

interface Asked {
  /** Of the file that it is about. */
  readonly file: string
  readonly name: string
  /** Which file of an archive. */
  readonly part: number
}

export type UploadQuestion =
  | (Asked & {
      readonly kind: 'columns'
      readonly columns: CsvColumns
      readonly doubts: readonly ('columns' | 'day_order' | 'decimal')[]
      /** Header, if there is one, and first rows. */
      readonly sample: readonly (readonly string[])[]
      /** What was said can't be: a day or an amount is missing, or two columns are the same. */
      readonly refused?: boolean
    })
  | (Asked & {
      readonly kind: 'day_order'
      /** Those that fit; of one alone nothing is asked. */
      readonly orders: readonly DayOrder[]
      readonly decimals: readonly DecimalMark[]
      /** Confirmed without a choice. */
      readonly refused?: boolean
    })
  | (Asked & {
      readonly kind: 'account'
      /** The file tells which account it is of, but not in which currency. */
      readonly onlyCurrency: boolean
      /** Accounts that are there already: number or IBAN, and name. */
      readonly known: readonly { readonly number: string; readonly name: string }[]
      readonly refused?: 'number' | 'currency'
    })
