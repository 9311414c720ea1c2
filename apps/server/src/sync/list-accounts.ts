import type { BankAccount } from '@raccord/connector-kit'
import type { AccountStatus, AccountToSave, KnownAccount } from '../accounts/account-store.ts'
import { mainBalance } from '../accounts/balance.ts'
import { isSupported, matchAccounts, type SupportedAccount } from '../accounts/identity.ts'
import type { ChannelWork, ClaimedRun } from './sync-store.ts'

export interface AccountPlan {
  readonly save: readonly AccountToSave[]
  /** Ids of accounts of this channel that the bank no longer lists. */
  readonly missing: readonly number[]
  /** Of those read until now, the ones that end: what was booked on their last days is asked for once more. */
  readonly leaving: readonly number[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
}

/**
 * What to do with the accounts that a bank lists. Pure.
 * - Kinds that we do not read are only named. Kinds that this channel was not asked for are passed over, and so is an
 *   account that another channel of the connection serves: never a payment account twice.
 * - A new account is shared at once, unless the person chooses each (`consent_per_account`).
 * - What the person chose or deleted stays as he left it; only a rediscovery asked for by the client (LIST_ACCOUNTS) brings
 *   deleted accounts back.
 */
export function planAccounts(
  run: Pick<ClaimedRun, 'kind' | 'requestedBy'>,
  channel: Pick<ChannelWork, 'definitionId' | 'accountTypes' | 'consentPerAccount'>,
  known: readonly KnownAccount[],
  listed: readonly BankAccount[],
): AccountPlan {
  const wanted = listed.filter(isSupported).filter(({ type }) => channel.accountTypes.includes(type))
  const matches = matchAccounts(known, withoutDoubles(wanted))
  const save = matches.flatMap(({ found, known: before, identityKey }): AccountToSave[] => {
    if (before && before.definitionId !== channel.definitionId && before.status !== 'NOT_FOUND') return []
    const choice = choose(run, channel.consentPerAccount, before)
    const balance = mainBalance(found.balances, found.currency)
    return [
      {
        ...(before ? { id: before.id } : {}),
        identityKey,
        definitionId: channel.definitionId,
        found,
        shared: choice.shared,
        status: choice.shared ? statusAtBank(found) : choice.status,
        ...(balance ? { balance } : {}),
      },
    ]
  })
  const seen = new Set(matches.map((match) => match.known?.id))
  const missing = known.filter(
    (account) => account.definitionId === channel.definitionId && account.shared && !seen.has(account.id),
  )
  const closed = new Set(save.flatMap(({ id, status }) => (status === 'CLOSED' && id !== undefined ? [id] : [])))
  // Which accounts a permission names is the person's choice: what he has just left out is not asked for.
  const leftOut = run.requestedBy === 'journey' ? [] : missing
  const leaving = [...known.filter(({ id }) => closed.has(id)), ...leftOut].filter(({ status }) => isRead(status))
  const idsOf = (accounts: readonly KnownAccount[]) => accounts.map(({ id }) => id)
  return { save, missing: idsOf(missing), leaving: idsOf(leaving), unsupported: unsupportedOf(listed) }
}

function choose(
  run: Pick<ClaimedRun, 'kind' | 'requestedBy'>,
  perAccount: boolean,
  before: KnownAccount | undefined,
): { shared: boolean; status: AccountStatus } {
  if (!before) return { shared: !perAccount, status: 'PENDING_CONSENT' }
  if (before.status !== 'DELETED') return { shared: before.shared, status: before.status }
  if (run.kind !== 'LIST_ACCOUNTS') return { shared: false, status: 'DELETED' }
  return { shared: !perAccount, status: 'PENDING_CONSENT' }
}

const isRead = (status: AccountStatus): boolean => ['ACTIVE', 'ERROR', 'SUSPENDED'].includes(status)

function statusAtBank(account: BankAccount): AccountStatus {
  if (account.status === 'deleted') return 'CLOSED'
  return account.status === 'blocked' ? 'SUSPENDED' : 'ACTIVE'
}

/** Some banks list one resource twice (once per role of the holder); one id in several currencies is several accounts. */
function withoutDoubles(accounts: readonly SupportedAccount[]): SupportedAccount[] {
  const byResource = new Map(
    accounts.map((account) => [`${account.resource}:${account.bankId}:${account.currency}`, account]),
  )
  return [...byResource.values()]
}

function unsupportedOf(listed: readonly BankAccount[]): { name: string; type: string }[] {
  return listed.flatMap((account) =>
    typeof account.type === 'string' ? [] : [{ name: account.name ?? '', type: account.type.unsupported }],
  )
}
