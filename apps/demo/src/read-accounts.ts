import type { Account, RaccordUser } from '@raccord/sdk'
import { balanceHistory } from './balance-history.ts'
import type { ShownAccount } from './pages/account-table.ts'

const days = 90
/** Lines that are drawn: each takes a call. */
const mostLines = 12

/** Accounts with what they held day by day. Of one whose entries can't be read now there is no line. */
export async function readAccounts(user: RaccordUser, accounts: readonly Account[]): Promise<ShownAccount[]> {
  return Promise.all(
    accounts.map(async (account, at): Promise<ShownAccount> => {
      const { id, balance, balance_date } = account
      if (balance === undefined || at >= mostLines) return { account }
      const now = balance_date ?? Math.floor(Date.now() / 1000)
      const read = await user.listTransactions({ account_id: id, start_date: now - days * 86_400, limit: 500 }).then(
        (entries) => entries,
        () => undefined,
      )
      return read ? { account, history: balanceHistory(balance, now, read, days) } : { account }
    }),
  )
}
