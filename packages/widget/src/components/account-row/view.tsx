import type { AccountRow } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/view.tsx'

interface Props {
  readonly account: AccountRow
  readonly page: PageContext
  /** What the person should know of it. */
  readonly note?: string | undefined
}

/** Icon, name, kind and masked number, balance. */
export function AccountLine({ account, page, note }: Props) {
  const kind = page.t(`type.${account.type}`)
  return (
    <>
      <Icon name={account.type} />
      <span class="grow">
        <span class="name">{account.name}</span>
        <small>
          {kind}
          {account.maskedNumber && (
            <>
              {' · '}
              <span class="number">{account.maskedNumber}</span>
            </>
          )}
        </small>
        {note && <small class="warn">{note}</small>}
      </span>
      {account.balance !== undefined && (
        <span class="amount">{page.format.amount(account.balance, account.currency)}</span>
      )}
    </>
  )
}
