import ipaddr from 'ipaddr.js'
import { type AddressPolicy, mayConnect } from './address-policy.ts'
import type { FetchProblem } from './problems.ts'

export type CheckedUrl =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly problem: FetchProblem }

/** The checks that need no network. A literal address never reaches `lookup`, so it is judged here. */
export function checkUrl(text: string, base: URL | undefined, policy: AddressPolicy): CheckedUrl {
  if (text.length > 2000) return { ok: false, problem: 'too_long' }
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  if (!url) return { ok: false, problem: 'not_a_url' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, problem: 'scheme' }
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'user_info' }
  if (base?.protocol === 'https:' && url.protocol === 'http:') return { ok: false, problem: 'downgrade' }
  // The URL parser has already turned 2130706433, 0x7f.1 and the like into dotted form.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && !mayConnect(host, policy)) return { ok: false, problem: 'private_address' }
  return { ok: true, url }
}
