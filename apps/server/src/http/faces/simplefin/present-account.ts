import type { AccountView } from '../../../store/repositories/read-model.ts'
import { toUnixSeconds } from '../../api/present/unix-seconds.ts'
import { plainLine } from '../plain-line.ts'
import { twoDecimals } from './amount.ts'
import type { Organisation } from './organisation.ts'

/** In no standard; one reader asks for it. */
const types = { CHECKINGS: 'checking', SAVINGS: 'savings', LOAN: 'loan', CREDIT_CARD: 'credit_card' } as const

/** Everything but its transactions. What is not known is left out: a `null` makes some readers drop the whole answer. */
export function presentAccount(account: AccountView, org: Organisation | undefined, root: string): object {
  const balance = account.balance_minor ?? 0
  return {
    org: {
      id: org?.id ?? '',
      name: org?.name ?? account.name,
      domain: org?.domain ?? 'raccord.invalid',
      ...(org?.url === undefined ? {} : { url: org.url }),
      'sfin-url': root,
    },
    conn_id: `con_${account.connection_id}`,
    // Never digits alone: PHP would make a number of it.
    id: `acc_${account.id}`,
    name: plainLine(account.name, 100) || account.number || `Account ${account.id}`,
    type: types[account.type],
    currency: account.currency,
    // Some banks tell a loan as what is owed, without a sign; a debt is negative here.
    balance: twoDecimals(account.type === 'LOAN' ? -Math.abs(balance) : balance, account.currency),
    'balance-date': toUnixSeconds(account.balance_at ?? account.created_at),
    holdings: [],
    extra: {},
  }
}
