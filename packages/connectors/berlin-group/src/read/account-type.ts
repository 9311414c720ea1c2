import type { AccountType } from '@raccord/contract'

/** ISO 20022 ExternalCashAccountType1Code. Codes for what we do not read (ODFT, NREX, COMM …) are left out on purpose. */
const typeOfCode: { readonly [code: string]: AccountType } = {
  CACC: 'CHECKINGS',
  TRAN: 'CHECKINGS',
  CASH: 'CHECKINGS',
  SACC: 'CHECKINGS',
  CISH: 'CHECKINGS',
  SLRY: 'CHECKINGS',
  CHAR: 'CHECKINGS',
  TRAS: 'CHECKINGS',
  ONDP: 'CHECKINGS',
  SVGS: 'SAVINGS',
  MOMA: 'SAVINGS',
  LOAN: 'LOAN',
  MGLD: 'LOAN',
  MORT: 'LOAN',
  CARD: 'CREDIT_CARD',
}

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
  return typeOfCode[code.toUpperCase()] ?? { unsupported: (product ?? code).slice(0, 70) }
}
