import { own, type TransactionType } from '@raccord/contract'

/**
 * ISO 20022 bank transaction code (`DOMAIN-FAMILY-SUBFAMILY`, external code set "Bank Transaction Code") to the wire's
 * type. The bank's own classification is better evidence than any word of its label. `undefined` for what says nothing
 * (`PMNT-NTAV-NTAV`, `XTND-…`).
 */
export function typeOfBankCode(code: string | undefined, credit: boolean): TransactionType | undefined {
  if (!code) return undefined
  const [domain = '', family = '', sub = ''] = code.toUpperCase().split('-')
  const bySub = own(subFamilies, sub)
  if (bySub) return bySub
  const byFamily = own(families, `${domain}-${family}`)
  return byFamily === 'TRANSFER' ? (credit ? 'CREDIT' : 'DEBIT') : byFamily
}

/** Sub-families that mean the same in every family. */
const subFamilies: { readonly [code: string]: TransactionType | undefined } = {
  CHRG: 'BANK_FEE',
  FEES: 'BANK_FEE',
  COMM: 'BANK_FEE',
  INTR: 'INTEREST',
  CWDL: 'ATM',
  CDPT: 'DEPOSIT',
  STDO: 'REPEATING_PAYMENT',
  BOOK: 'INTERNAL_TRANSFER',
  DVCA: 'DIVIDEND',
  DVOP: 'DIVIDEND',
  CCHQ: 'CHECK',
  SALA: 'DIRECT_DEPOSIT',
}

const families: { readonly [code: string]: TransactionType | 'TRANSFER' | undefined } = {
  'PMNT-RCDT': 'TRANSFER',
  'PMNT-ICDT': 'TRANSFER',
  'PMNT-RRCT': 'TRANSFER',
  'PMNT-IRCT': 'TRANSFER',
  'PMNT-RDDT': 'DIRECT_DEBIT',
  'PMNT-IDDT': 'DIRECT_DEBIT',
  'PMNT-CCRD': 'POINT_OF_SALE',
  'PMNT-MCRD': 'POINT_OF_SALE',
  'PMNT-RCHQ': 'CHECK',
  'PMNT-ICHQ': 'CHECK',
  'PMNT-CNTR': 'CASH',
  'PMNT-DRFT': 'ELECTRONIC_PAYMENT',
  'LDAS-CSLN': 'REPEATING_PAYMENT',
  'LDAS-MTGE': 'REPEATING_PAYMENT',
}
