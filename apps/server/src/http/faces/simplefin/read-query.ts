/** What a reader asks for (`GET /accounts`). Unknown names are ignored; there is one answer for every `version`. */
export interface AccountsQuery {
  /** Unix seconds, half open: on or after, and before. */
  readonly start?: number
  readonly end?: number
  readonly pending: boolean
  readonly balancesOnly: boolean
  /** Those that are none of ours are left out: nothing fits them. */
  readonly accountIds?: readonly number[]
}

/** A sentence for what can't be read. Dates may have a fraction: Actual shifts them by its own time zone. */
export function readAccountsQuery(query: unknown): AccountsQuery | string {
  const given = query as Readonly<Record<string, string | string[] | undefined>>
  const start = seconds(given['start-date'])
  if (start === 'wrong') return 'start-date must be Unix seconds.'
  const end = seconds(given['end-date'])
  if (end === 'wrong') return 'end-date must be Unix seconds.'
  const accounts = given['account'] === undefined ? undefined : [given['account']].flat()
  return {
    start,
    end,
    pending: flag(given['pending']),
    balancesOnly: flag(given['balances-only']),
    ...(accounts === undefined ? {} : { accountIds: accounts.flatMap(accountId) }),
  }
}

function seconds(given: string | string[] | undefined): number | undefined | 'wrong' {
  const text = [given].flat()[0]
  if (text === undefined || text === '') return undefined
  // Milliseconds would be a day that nobody means.
  return /^[+-]?\d{1,11}(\.\d{1,9})?$/.test(text) ? Number(text) : 'wrong'
}

function flag(given: string | string[] | undefined): boolean {
  const text = [given].flat()[0]
  return text !== undefined && !/^(0|false|no)$/i.test(text)
}

function accountId(text: string): number[] {
  const id = /^acc_([1-9]\d{0,14})$/.exec(text)?.[1]
  return id === undefined ? [] : [Number(id)]
}
