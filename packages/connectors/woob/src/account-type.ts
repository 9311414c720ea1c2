import type { AccountType } from '@raccord/contract'

/**
 * Kinds of account of woob (`AccountType`). Money that is put aside is savings, whatever its wrapper is called in France; securities
 * are none, since their worth is no balance.
 */
const types: { readonly [kind: string]: AccountType } = {
  CHECKING: 'CHECKINGS',
  JOINT: 'CHECKINGS',
  CARD: 'CREDIT_CARD',
  ...all('SAVINGS', 'SAVINGS', 'DEPOSIT', 'LIFE_INSURANCE', 'CAPITALISATION'),
  ...all('SAVINGS', 'PEE', 'PERCO', 'PERP', 'PER', 'RSP', 'MADELIN', 'ARTICLE_83'),
  ...all('LOAN', 'LOAN', 'MORTGAGE', 'CONSUMER_CREDIT', 'REVOLVING_CREDIT'),
}

export function accountTypeOf(kind: string | undefined): AccountType | { readonly unsupported: string } {
  return types[kind ?? ''] ?? { unsupported: (kind ?? 'UNKNOWN').slice(0, 70) }
}

function all(type: AccountType, ...kinds: readonly string[]): { [kind: string]: AccountType } {
  return Object.fromEntries(kinds.map((kind) => [kind, type]))
}
