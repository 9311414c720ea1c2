import { own } from '@raccord/contract'
import { z } from 'zod'

/** Links of an answer: name → href as sent. */
export type HalLinks = { readonly [name: string]: string }

const container = z.object({ _links: z.record(z.string(), z.unknown()) })
const link = z.object({ href: z.string() })

/** `{"_links":{"next":{"href":"…"}}}` (HAL); a bare string is taken too. Templates come back unexpanded. */
export function halLinks(value: unknown): HalLinks {
  const found = container.safeParse(value).data?._links ?? {}
  const links: { [name: string]: string } = {}
  for (const [name, one] of Object.entries(found)) {
    const href = typeof one === 'string' ? one : link.safeParse(one).data?.href
    if (href !== undefined && href !== '') links[name] = href
  }
  return links
}

/**
 * Expands a URI template as banks write them (RFC 6570): `{name}`, `{?a,b}` and `{&a,b}`. Names that are not known vanish,
 * whatever else was in the braces with them.
 */
export function expandTemplate(template: string, values: { readonly [name: string]: string | undefined }): string {
  return template.replaceAll(/\{([?&])?([^{}]*)\}/g, (_whole, operator: string | undefined, names: string) => {
    const known = names.split(',').flatMap((name): [string, string][] => {
      const value = own(values, name.trim())
      return value === undefined ? [] : [[name.trim(), value]]
    })
    if (operator === undefined) return known.map(([, value]) => encodeURIComponent(value)).join(',')
    const written = known.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
    return written === '' ? '' : `${operator}${written}`
  })
}

/**
 * An href as an absolute URL, its own query untouched. Banks write them absolute, relative to the host, to the base path of
 * their API, or to some part of that path (`/v1/accounts` or `/accounts` under `https://bank.example/stet/v1`).
 * `roots`: first segments of the API's own resources, by which a base-relative href is told from a host-relative one.
 */
export function resolveBankHref(
  href: string,
  baseUrl: string,
  currentUrl: string,
  roots: readonly string[],
): string | undefined {
  const base = URL.parse(baseUrl)
  if (!base || href.startsWith('//')) return undefined
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || /^[?#.]/.test(href) || href === '') return URL.parse(href, currentUrl)?.href
  const prefix = base.pathname.split('/').filter(Boolean)
  const [path = '', query] = splitQuery(href)
  const segments = path.split('/').filter(Boolean)
  for (let overlap = prefix.length; overlap >= 0; overlap--) {
    const same = prefix.slice(prefix.length - overlap).every((segment, at) => segment === segments[at])
    if (!same || (overlap === 0 && !roots.includes(segments[0] ?? ''))) continue
    // A trailing slash is the bank's to keep.
    const rest = [...prefix, ...segments.slice(overlap)].join('/') + (path.endsWith('/') ? '/' : '')
    return URL.parse(`${base.origin}/${rest}${query}`)?.href
  }
  return URL.parse(href, currentUrl)?.href
}

function splitQuery(href: string): [string, string] {
  const at = href.search(/[?#]/)
  return at === -1 ? [href, ''] : [href.slice(0, at), href.slice(at)]
}
