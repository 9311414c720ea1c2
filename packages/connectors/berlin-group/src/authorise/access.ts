import type { ConsentModel } from '../options.ts'

/**
 * The `access` object of a consent (1.3 §14.1). `undefined`: the model cannot be used here. Bank-offered consents are not for
 * EMBEDDED, since the person never gets to the bank to choose; detailed ones need the account numbers.
 */
export function accessOf(
  model: ConsentModel,
  asked: { readonly mode: 'REDIRECT' | 'EMBEDDED'; readonly ibans?: readonly string[] | undefined },
  ownerName: boolean,
): { readonly [key: string]: unknown } | undefined {
  switch (model) {
    case 'bank-offered':
      return asked.mode === 'EMBEDDED' ? undefined : { accounts: [], balances: [], transactions: [] }
    case 'detailed': {
      const accounts = asked.ibans?.map((iban) => ({ iban })) ?? []
      return accounts.length === 0 ? undefined : { accounts, balances: accounts, transactions: accounts }
    }
    case 'global':
      return { allPsd2: ownerName ? 'allAccountsWithOwnerName' : 'allAccounts' }
    case 'list-only':
      return { availableAccounts: ownerName ? 'allAccountsWithOwnerName' : 'allAccounts' }
  }
}
