import ipaddr from 'ipaddr.js'
import { isLoopbackHost, judgeAddress, unbracket } from './address-guard.ts'

/**
 * Where a provider's traffic may go: its hosts (`host[:port]`; `*.host` is any name under it, for browsers alone), and whether this
 * installation is a sandbox.
 */
export interface UrlPolicy {
  readonly hosts: readonly string[]
  /** Plain http and loopback addresses, for hosts on the list that are loopback themselves. */
  readonly allowLoopback: boolean
}

/** `problem` names the rule that was broken, never the URL. */
export type UrlVerdict =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly problem: 'malformed' | 'scheme' | 'user_info' | 'host' | 'address' }

/**
 * Judges a URL that this server is about to call. It must be https (http for loopback in a sandbox), carry no user info,
 * and its host with port must be on the list. Addresses behind a name are judged when the connection is made.
 */
export function checkBankUrl(text: string, policy: UrlPolicy): UrlVerdict {
  const url = URL.parse(text)
  if (!url) return { ok: false, problem: 'malformed' }
  const loopback = isLoopbackHost(url.hostname)
  const plain = url.protocol === 'http:' && loopback && policy.allowLoopback
  if (url.protocol !== 'https:' && !plain) return { ok: false, problem: 'scheme' }
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'user_info' }
  if (!policy.hosts.some((entry) => hostOf(entry, url.protocol) === url.host)) return { ok: false, problem: 'host' }
  const literal = unbracket(url.hostname)
  if (loopback && !policy.allowLoopback) return { ok: false, problem: 'address' }
  if (!loopback && ipaddr.isValid(literal) && judgeAddress(literal) !== 'public')
    return { ok: false, problem: 'address' }
  return { ok: true, url }
}

/**
 * Judges a URL that a person's browser is about to be sent to, such as a bank's `scaRedirect`. The same rules: a bank whose
 * login pages are on another host lists that host too. A name is not resolved, since the browser will do that.
 */
export function checkBrowserUrl(text: string, policy: UrlPolicy): UrlVerdict {
  const host = URL.parse(text)?.host
  const under = policy.hosts.some((entry) => entry.startsWith('*.') && host?.endsWith(entry.slice(1).toLowerCase()))
  return checkBankUrl(text, under && host !== undefined ? { ...policy, hosts: [host] } : policy)
}

/** The entry as `URL.host` writes it: lower case, punycode, without the scheme's own port. */
function hostOf(entry: string, protocol: string): string | undefined {
  return URL.parse(`${protocol}//${entry}`)?.host
}
