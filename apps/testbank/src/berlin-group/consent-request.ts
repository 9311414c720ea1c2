import { z } from 'zod'
import type { AccessRequest } from '../bank/consent.ts'
import { isDay } from '../scenario/day.ts'
import { TppError } from './tpp-errors.ts'

// Unknown members are dropped, not kept: what a stranger sends is stored with the consent.
const accountReference = z.object({
  iban: z.string().max(34).optional(),
  bban: z.string().max(30).optional(),
  maskedPan: z.string().max(35).optional(),
  pan: z.string().max(35).optional(),
})
const references = z.array(accountReference).max(50)
const everyAccount = z.enum(['allAccounts', 'allAccountsWithOwnerName'])

/** `accountAccess` of Berlin Group 1.3.11. */
const accountAccess = z.object({
  accounts: references.optional(),
  balances: references.optional(),
  transactions: references.optional(),
  availableAccounts: everyAccount.optional(),
  availableAccountsWithBalance: everyAccount.optional(),
  allPsd2: everyAccount.optional(),
  restrictedTo: z.array(z.string().max(4)).max(20).optional(),
})

/** Body of POST /v1/consents (`consents`). */
const consentRequest = z.looseObject({
  access: accountAccess,
  recurringIndicator: z.boolean(),
  validUntil: z.string().refine(isDay, 'must be a date YYYY-MM-DD'),
  frequencyPerDay: z.int().min(1),
  combinedServiceIndicator: z.boolean(),
})
export type ConsentRequest = z.infer<typeof consentRequest>

export function parseConsentRequest(body: unknown): ConsentRequest {
  const parsed = consentRequest.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // zod's sentence names types and bounds, never the value that was sent.
  throw new TppError('FORMAT_ERROR', issue?.message ?? 'The body is malformed.', {
    path: issue?.path.join('.') || 'body',
  })
}

/** Which consent model the access object stands for; the standard's models exclude each other. */
export function accessRequestOf(access: ConsentRequest['access']): AccessRequest {
  const lists = [access.accounts, access.balances, access.transactions]
  const listed = lists.some((list) => list !== undefined)
  const named = [access.allPsd2, access.availableAccounts, access.availableAccountsWithBalance].filter(Boolean)
  if (named.length + (listed ? 1 : 0) !== 1) {
    throw new TppError('FORMAT_ERROR', 'access asks for exactly one consent model.', { path: 'access' })
  }
  if (access.allPsd2) return { model: 'global' }
  if (access.availableAccounts) return { model: 'list', withBalances: false }
  if (access.availableAccountsWithBalance) return { model: 'list', withBalances: true }
  if (lists.every((list) => !list || list.length === 0)) return { model: 'bankOffered' }
  const [accounts, balances, transactions] = lists.map((list) => (list ?? []).map(referenceText))
  return { model: 'detailed', accounts: accounts ?? [], balances: balances ?? [], transactions: transactions ?? [] }
}

function referenceText(reference: z.infer<typeof accountReference>): string {
  const text = reference.iban?.replaceAll(' ', '').toUpperCase() ?? reference.maskedPan ?? reference.bban
  if (!text) throw new TppError('FORMAT_ERROR', 'An account is named by iban, bban or maskedPan.', { path: 'access' })
  return text
}
