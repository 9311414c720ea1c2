import { z } from 'zod'
import type { Session } from './session.ts'

/** `_links` of an answer: name → href as sent. */
export type Links = { readonly [name: string]: string }

/** `{"scaRedirect":{"href":"…"}}`; a bare string is taken too. */
export function readLinks(value: unknown): Links {
  const found = z.object({ _links: z.record(z.string(), z.unknown()) }).safeParse(value).data?._links ?? {}
  const links: { [name: string]: string } = {}
  for (const [name, link] of Object.entries(found)) {
    const href = typeof link === 'string' ? link : hrefOf(link)
    if (href !== undefined && href !== '') links[name] = href
  }
  return links
}

/** `Link: <…>; rel="next"` (RFC 8288): how a bank pages through answers that have no place for links. */
export function headerLinks(header: string | undefined): Links {
  const links: { [name: string]: string } = {}
  for (const [, href, name] of (header ?? '').slice(0, 8000).matchAll(/<([^<>\s]*)>\s*;\s*rel="?(\w+)"?/g)) {
    if (href && name) links[name] = href
  }
  return links
}

function hrefOf(link: unknown): string | undefined {
  return z.object({ href: z.string() }).safeParse(link).data?.href
}

type LinkSetting = Pick<Session, 'options' | 'wire'>

/**
 * An href as an absolute URL, its own query untouched. Banks write them absolute, relative to the host, or relative to the
 * base path of their API: `/v1/…` under a base that has a path of its own is the last of these.
 */
export function resolveHref(written: string, currentUrl: string, { options, wire }: LinkSetting): string | undefined {
  const { root, paths } = wire
  const href = rewritten(written.trim(), options.rewriteLinks)
  const base = URL.parse(options.baseUrl)
  if (!base) return undefined
  const prefix = base.pathname.replace(/\/+$/, '')
  const path = href.startsWith('//') ? undefined : href
  // A bank without a root of its own has `/`, which says nothing.
  const ours = [root, paths.consents, paths.accounts, paths.cardAccounts].filter((one) => one.length > 1)
  if (path?.startsWith('/') && !path.startsWith(`${prefix}/`) && begins(path, ours)) {
    return URL.parse(`${base.origin}${prefix}${path}`)?.href
  }
  // `v1/…` without a slash would otherwise be taken from the folder of the current page.
  if (path !== undefined && begins(`/${path}`, ours)) return URL.parse(`${base.origin}${prefix}/${path}`)?.href
  return URL.parse(href, currentUrl)?.href
}

function begins(path: string, beginnings: readonly string[]): boolean {
  return beginnings.some((one) => path.startsWith(one))
}

function rewritten(href: string, rules: { readonly [from: string]: string }): string {
  const from = Object.keys(rules).find((beginning) => href.startsWith(beginning))
  return from === undefined ? href : (rules[from] ?? '') + href.slice(from.length)
}
