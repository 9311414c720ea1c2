import type { AccountRow } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { AccountLine } from './view.tsx'

interface Props {
  readonly title: string
  readonly accounts: readonly AccountRow[]
  readonly page: PageContext
}

/** Accounts to look at; nothing where there are none. */
export function AccountList({ title, accounts, page }: Props) {
  if (accounts.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="accounts">
        {accounts.map((account) => (
          <li key={account.id} class="row-card">
            <AccountLine account={account} page={page} />
          </li>
        ))}
      </ul>
    </section>
  )
}
