import type { BankAccount, Failed } from '@raccord/connector-kit'
import { call } from './call.ts'
import type { AccountList, ListedAccount } from './list-accounts.ts'
import type { Session } from './session.ts'

/**
 * Tells the bank which accounts the person lets us read (`PUT /consents`, mixed-detailed consent, STET 1.4 §4.6): needed where
 * the list shows accounts without links. Each call replaces the one before, so it names all of them; it is made once for the
 * same accounts. Answers whether the list has to be read again.
 */
export async function giveConsent(session: Session, list: AccountList): Promise<boolean | Failed> {
  const { options, state } = session
  const wanted = list.accounts.filter((one) => isWanted(session, one.account))
  const bare = wanted.some(({ links }) => links['balances'] === undefined || links['transactions'] === undefined)
  if (options.consents === 'never' || wanted.length === 0) return false
  if (options.consents === 'when-links-are-missing' && !bare) return false
  const numbers = wanted.map(numberOf).toSorted()
  if (state.consented !== undefined && numbers.every((one) => state.consented?.includes(one))) return false
  const references = wanted.map(({ account }) => referenceOf(account))
  const answer = await call(session, {
    operation: 'consents.put',
    method: 'PUT',
    url: `${options.baseUrl}/consents`,
    body: {
      balances: references,
      transactions: references,
      trustedBeneficiaries: options.consentBeneficiaries,
      psuIdentity: options.consentIdentity,
    },
  })
  if (answer.kind === 'failed') return answer
  session.state = { ...session.state, consented: numbers }
  return true
}

/** Kinds that nobody asked for are not looked at any further. */
export function isWanted(session: Session, { type }: BankAccount): boolean {
  if (typeof type !== 'string') return false
  if (type === 'CREDIT_CARD' && !session.options.cardAccounts) return false
  return session.state.asked.accountTypes.includes(type)
}

function numberOf({ account }: ListedAccount): string {
  return account.iban ?? account.number ?? account.bankId
}

/** `AccountIdentification`: an IBAN, or for a card its masked number under the scheme's name. */
function referenceOf({ iban, maskedPan, number, bankId, currency }: BankAccount): { readonly [key: string]: unknown } {
  if (iban !== undefined) return { iban, currency }
  const schemeName = maskedPan === undefined ? 'BBAN' : 'CPAN'
  return { other: { identification: maskedPan ?? number ?? bankId, schemeName }, currency }
}
