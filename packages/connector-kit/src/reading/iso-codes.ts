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

/** Kind of an account by its ISO code, whatever its case. */
export function typeOfCashAccount(code: string | undefined): AccountType | undefined {
  return code === undefined ? undefined : typeOfCode[code.toUpperCase()]
}

/** ISO 20022 ExternalBalanceType1Code by the names of Berlin Group 1.3 §14.4, which all our balances have. */
const balanceOfCode: { readonly [code: string]: string } = {
  CLBD: 'closingBooked',
  CLAV: 'closingAvailable',
  XPCD: 'expected',
  OPBD: 'openingBooked',
  OPAV: 'openingAvailable',
  ITAV: 'interimAvailable',
  ITBD: 'interimBooked',
  FWAV: 'forwardAvailable',
  PRCD: 'previouslyClosedBooked',
  INFO: 'information',
  VALU: 'valueDate',
  OTHR: 'other',
}

/** Name of a balance by its ISO code; a code that is not known is kept as it is. */
export function typeOfBalance(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (balanceOfCode[code.toUpperCase()] ?? code.slice(0, 40))
}
