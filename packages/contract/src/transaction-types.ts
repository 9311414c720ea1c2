/** `origin` and `type` of a transaction on the wire (WIRE §3). */
export const transactionOrigins = ['ORIGINAL', 'UPCOMING', 'TRANSACTION', 'RECURRING', 'SCHEDULED'] as const
export type TransactionOrigin = (typeof transactionOrigins)[number]

export const transactionTypes = [
  'CREDIT',
  'DEBIT',
  'INTEREST',
  'DIVIDEND',
  'BANK_FEE',
  'DEPOSIT',
  'ATM',
  'POINT_OF_SALE',
  'CREDIT_CARD_PAYMENT',
  'INTERNAL_TRANSFER',
  'POTENTIAL_TRANSFER',
  'CHECK',
  'ELECTRONIC_PAYMENT',
  'CASH',
  'DIRECT_DEPOSIT',
  'DIRECT_DEBIT',
  'REPEATING_PAYMENT',
  'OTHER',
] as const
export type TransactionType = (typeof transactionTypes)[number]
