import type { ConsentModel } from '../options/consent-options.ts'
import type { BerlinGroupOptions } from '../options.ts'

/** `{iban}`, `{bban}` or `{maskedPan}` (1.3 §14.15). */
export type AccountReference = { readonly [kind: string]: string }

interface Asked {
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  readonly references?: readonly AccountReference[] | undefined
}

/**
 * The `access` object of a consent (1.3 §14.1). `undefined`: the model cannot be used here. Bank-offered consents are not for
 * EMBEDDED, since the person never gets to the bank to choose; detailed ones need the account numbers.
 */
export function accessOf(
  model: ConsentModel,
  asked: Asked,
  options: BerlinGroupOptions,
): { readonly [key: string]: unknown } | undefined {
  const all = options.ownerName ? 'allAccountsWithOwnerName' : 'allAccounts'
  switch (model) {
    case 'bank-offered':
      return asked.mode === 'EMBEDDED' ? undefined : { accounts: [], balances: [], transactions: [] }
    case 'detailed': {
      const currency = options.accountCurrency
      const accounts = asked.references?.map((one) => (currency === undefined ? one : { ...one, currency })) ?? []
      return accounts.length === 0
        ? undefined
        : Object.fromEntries(options.detailedParts.map((part) => [part, accounts]))
    }
    case 'global':
      return { allPsd2: all }
    case 'list-only':
      return options.listWithBalance ? { availableAccountsWithBalance: all } : { availableAccounts: all }
  }
}
