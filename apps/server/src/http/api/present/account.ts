import { type AccountOut, accountStatuses, accountUsages } from '@raccord/contract/wire'
import type { AccountView } from '../../../store/repositories/read-model.ts'
import { amountOnWire } from './amount.ts'
import { toDayDate } from './day-date.ts'
import { toUnixSeconds } from './unix-seconds.ts'

/** Under which name an account's known details are shown. */
const detailNames = { LOAN: 'loan', SAVINGS: 'savings', CREDIT_CARD: 'credit_card' } as const

/** Absent `from`: nothing has been read, or what was read has no beginning yet. */
function presentHistory(row: AccountView): AccountOut['history'] {
  return {
    ...(row.history_from === null ? {} : { from: toDayDate(row.history_from) }),
    complete: row.history_at !== null,
    ...(row.history_at === null ? {} : { completion_date: toUnixSeconds(row.history_at) }),
  }
}

/** Absent: the bank tells no booked balance, or has not been read since. */
function presentReconciliation({ books_gap, books_gap_since, books_agreed, currency }: AccountView) {
  if (books_gap !== null && books_gap_since !== null)
    return { reconciliation: { gap: amountOnWire(books_gap, currency), since: toDayDate(books_gap_since) } }
  return books_agreed === null ? {} : { reconciliation: { gap: amountOnWire(0, currency) } }
}

export function presentAccount(row: AccountView): AccountOut {
  const detailName = row.type === 'CHECKINGS' ? undefined : detailNames[row.type]
  return {
    id: String(row.id),
    connection_id: String(row.connection_id),
    name: row.name,
    account_number: row.number,
    iban: row.iban ?? undefined,
    currency: row.currency,
    ...(row.balance_minor === null ? {} : { balance: amountOnWire(row.balance_minor, row.currency) }),
    ...(row.balance_at === null ? {} : { balance_date: toUnixSeconds(row.balance_at) }),
    type: row.type,
    status: accountStatuses.find((status) => status === row.status) ?? 'ERROR',
    usage: accountUsages.find((usage) => usage === row.usage) ?? 'PERSONAL',
    creation_date: toUnixSeconds(row.created_at),
    ...(row.owner_name === null ? {} : { owner: { name: row.owner_name } }),
    last_channel_definition_id: row.definition_id,
    history: presentHistory(row),
    ...presentReconciliation(row),
    ...(row.same_as.length === 0 ? {} : { same_as: row.same_as.map(String) }),
    ...(detailName && Object.keys(row.details).length > 0 ? { [detailName]: row.details } : {}),
  }
}
