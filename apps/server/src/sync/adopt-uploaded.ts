import { fileChannelId } from '@raccord/catalogue'
import { type BankAccount, belongingOf } from '@raccord/connector-kit'
import type { AccountStore, KnownAccount } from '../accounts/account-store.ts'
import { isSupported, matchAccounts } from '../accounts/identity.ts'
import type { ChannelWork, ClaimedRun } from './sync-store.ts'

/**
 * The accounts that are known, after those that the person had by files alone have come over from there: a bank that is connected later
 * goes on with the same account, and entries of files are met by the bank's own. Asked for only where the bank lists one that is new. Where each
 * account is chosen, none is taken unasked.
 */
export async function adoptUploaded(
  accounts: Pick<AccountStore, 'known' | 'ofUser' | 'adopt'>,
  run: Pick<ClaimedRun, 'connectionId' | 'userId'>,
  channel: Pick<ChannelWork, 'definitionId' | 'accountTypes' | 'consentPerAccount'>,
  listed: readonly BankAccount[],
): Promise<KnownAccount[]> {
  const known = await accounts.known(run.connectionId)
  if (channel.consentPerAccount) return known
  const wanted = listed.filter(isSupported).filter(({ type }) => channel.accountTypes.includes(type))
  const fresh = matchAccounts(known, wanted).flatMap((match) => (match.known ? [] : match.found))
  if (fresh.length === 0) return known
  const uploaded = await accounts.ofUser(run.userId, fileChannelId)
  const ours = uploaded.flatMap(({ id, iban, number, currency }) => {
    if ((iban ?? number) === '') return []
    const named = { ...(iban === undefined ? { number } : { iban }), currency }
    const own = fresh.filter((found) => belongingOf(named, found) === 'own')
    const [found, ...others] = own
    return found && others.length === 0 ? [{ id, found }] : []
  })
  // Two of them may be one at the bank: the older one it is.
  const once = ours
    .filter(({ found }, at) => ours.findIndex((one) => one.found === found) === at)
    .map(({ id, found }) => ({
      id,
      iban: found.iban,
      number: found.number,
    }))
  if (once.length === 0) return known
  await accounts.adopt(once, { connectionId: run.connectionId, definitionId: channel.definitionId })
  return accounts.known(run.connectionId)
}
