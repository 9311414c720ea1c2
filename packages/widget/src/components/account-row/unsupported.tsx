import type { PageContext } from '../../page-context.ts'
import { Disclosure } from '../disclosure/view.tsx'

interface Props {
  readonly accounts: readonly { readonly name: string; readonly type: string }[]
  readonly page: PageContext
}

/** Accounts the bank lists and we cannot read: said, so that nobody looks for them. */
export function Unsupported({ accounts, page }: Props) {
  if (accounts.length === 0) return null
  return (
    <Disclosure summary={page.t('accounts.unsupported', { count: accounts.length })}>
      <ul class="plain">
        {accounts.map((account) => (
          <li key={account.name}>
            {account.name} ({account.type})
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
