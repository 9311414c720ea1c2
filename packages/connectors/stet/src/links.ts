import { expandTemplate, resolveBankHref } from '@raccord/connector-kit'
import type { Session } from './session.ts'

const roots = ['accounts', 'consents', 'end-user-identity', 'trusted-beneficiaries']

/** A link of the bank as an absolute URL: its own query untouched, templates filled with what is known. */
export function follow(
  { options }: Pick<Session, 'options'>,
  href: string,
  from: string,
  values: { readonly [name: string]: string | undefined } = {},
): string | undefined {
  return resolveBankHref(expandTemplate(href, values), options.baseUrl, from, roots)
}

/** The standard's own address of an account, for banks that send no link to it. */
export function accountUrl({ options }: Pick<Session, 'options'>, bankId: string): string {
  return `${options.baseUrl}/accounts/${encodeURIComponent(bankId)}`
}
