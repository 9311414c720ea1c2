import type { Bank } from '../bank/bank.ts'

/** Issuer identifier of the authorization server of a face (RFC 8414 §2). */
export const issuerOf = (bank: Bank, face: string): string => `${bank.origin()}${face}`
