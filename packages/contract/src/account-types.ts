/** Types of account on the wire (WIRE §3, Account). */
export const accountTypes = ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'] as const
export type AccountType = (typeof accountTypes)[number]

/** `expected_account_types` (WIRE §5). */
export const expectedAccountTypes = ['ALL', 'PAYMENT', 'OTHER'] as const
export type ExpectedAccountTypes = (typeof expectedAccountTypes)[number]

/** PSD2 payment accounts: what a REDIRECT channel may give. */
export const paymentAccountTypes = ['CHECKINGS', 'CREDIT_CARD'] as const satisfies readonly AccountType[]

/** Outside PSD2: only an EMBEDDED channel gives them. */
export const otherAccountTypes = ['SAVINGS', 'LOAN'] as const satisfies readonly AccountType[]
