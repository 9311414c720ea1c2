import { typeOfCashAccount } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

/**
 * Kind of an account. Without a code an account of `/accounts` is a payment account, since that is what the call is for
 * (many banks send no code). An unknown code keeps the bank's own word, so that a person can be told what was not read.
 */
export function accountTypeOf(
  code: string | undefined,
  product: string | undefined,
  resource: 'account' | 'card-account',
): AccountType | { readonly unsupported: string } {
  if (resource === 'card-account') return 'CREDIT_CARD'
  if (code === undefined) return 'CHECKINGS'
  return typeOfCashAccount(code) ?? { unsupported: (product ?? code).slice(0, 70) }
}
