import type { Locale } from '@raccord/contract'
import type { Writer } from '@raccord/formats'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import type { AccountView } from '../../../store/repositories/read-model.ts'
import { presentAccount } from '../../api/present/account.ts'
import { presentTransaction } from '../../api/present/transaction.ts'

/** A list of accounts as the API shows them, each with its `transactions`. */
export function jsonWriter(locale: Locale): Writer<AccountView, EntryView> {
  let accounts = 0
  let entries = 0
  return {
    head: () => '[',
    open(account) {
      entries = 0
      accounts += 1
      return `${accounts === 1 ? '' : ','}\n${JSON.stringify(presentAccount(account)).slice(0, -1)},"transactions":[`
    },
    entry(entry) {
      entries += 1
      return `${entries === 1 ? '' : ','}\n${JSON.stringify(presentTransaction(entry, locale))}`
    },
    close: () => ']}',
    foot: () => '\n]\n',
  }
}
