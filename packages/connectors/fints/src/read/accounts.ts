import { type AccountsAnswer, type BankAccount, moneyToNumber, unreadableAnswer } from '@raccord/connector-kit'
import { type UserAccount, withSepa } from '../bank/user-accounts.ts'
import { failWith, type Session } from '../dialog/session.ts'
import { writeState } from '../state.ts'
import { bankIdOf } from './account-form.ts'
import { type ReadBalances, readBalances } from './balances.ts'
import { openDialog } from './open-dialog.ts'
import { giveOrder, versionOf } from './order.ts'

/** Accounts of the person's parameters (UPD), with what SEPA adds to them, and their balances. */
export async function readAccounts(session: Session): Promise<AccountsAnswer> {
  const version = versionOf(session, 'HKSPA', [1, 2, 3])
  if (version === undefined) {
    const failed = await openDialog(session)
    if (failed) return failWith(session, failed)
  } else {
    const answer = await giveOrder(session, 'accounts', { id: 'HKSPA', version, groups: [] })
    // The person's parameters are the list: that of SEPA only adds to it.
    const optional = answer.kind === 'failed' && answer.codes !== undefined && answer.reason === 'bank_answer_invalid'
    if (answer.kind === 'failed' && !optional) return failWith(session, answer)
    const { user } = session.state
    if (answer.kind === 'answered' && user) {
      const accounts = withSepa(user.accounts, answer.message.segments)
      session.state = { ...session.state, user: { ...user, accounts } }
    }
  }
  const listed = session.state.user?.accounts
  if (!listed) return failWith(session, unreadableAnswer('accounts', 'no parameters of the person'))
  const accounts = new Map<string, BankAccount>()
  const skipped: string[] = []
  for (const account of listed) {
    const bankId = bankIdOf(account)
    if (accounts.has(`${bankId} ${account.currency}`)) {
      session.bank.log('bank_account_skipped', { rule: 'same_id' })
      skipped.push('account_twice')
      continue
    }
    const read = await readBalances(session, account)
    if ('kind' in read) return failWith(session, read)
    accounts.set(`${bankId} ${account.currency}`, present(account, bankId, read))
  }
  return { kind: 'accounts', accounts: [...accounts.values()], state: writeState(session.state), skipped }
}

function present(account: UserAccount, bankId: string, { balances, creditLine }: ReadBalances): BankAccount {
  const { iban, bic, number, owner, product, currency, blz } = account
  return {
    bankId,
    resource: 'account',
    type: typeOf(account),
    name: product,
    ...(iban === undefined ? { number } : { iban }),
    bic,
    currency: balances[0]?.amount.currency ?? currency,
    ownerName: owner,
    balances,
    ...(creditLine ? { details: { credit_limit: moneyToNumber(creditLine.minor, creditLine.currency) } } : {}),
    raw: JSON.stringify({ ...account, blz }),
  }
}

/** Kinds of the standard, tens for tens. Some banks leave the kind out: what takes part in SEPA is a current account then. */
function typeOf({ kind, sepa, product }: UserAccount): BankAccount['type'] {
  if (kind === undefined) return sepa ? 'CHECKINGS' : { unsupported: product ?? 'unknown' }
  if (kind < 10) return 'CHECKINGS'
  if (kind < 30) return 'SAVINGS'
  if (kind >= 40 && kind < 50) return 'LOAN'
  if (kind >= 50 && kind < 60) return 'CREDIT_CARD'
  return { unsupported: product ?? `kind ${kind}` }
}
