import type { BankInterface, Brand } from './brand.ts'
import { fill, isFilled } from './fill.ts'

/**
 * - `ready`: works with nothing but this installation.
 * - `needs-registration`: protocol and production address are documented; the operator brings what `needs` lists.
 * - `unverified`: something is missing: the address, or a connector that speaks to it.
 *
 * None was tried against the live bank: that takes the certificate of a licensed third party.
 */
export const brandStatuses = ['ready', 'needs-registration', 'unverified'] as const
export type BrandStatus = (typeof brandStatuses)[number]

export function brandStatus(brand: Brand, bank: BankInterface): BrandStatus {
  if (bank.protocol === undefined || brandAddress(brand, bank, 'production') === undefined) return 'unverified'
  return bank.needs.length === 0 ? 'ready' : 'needs-registration'
}

/** The documented address, where there is one. */
export function brandAddress(
  brand: Brand,
  bank: BankInterface,
  environment: 'production' | 'sandbox',
): string | undefined {
  const template = bank.environments[environment]?.baseUrl
  const address = template === undefined ? undefined : fill(template, brand.variables)
  return address !== undefined && isFilled(address) ? address : undefined
}
