import { type Endpoint, endpoints } from '@raccord/contract'

export type PathKind =
  | { readonly kind: 'link'; readonly endpoint: Endpoint | undefined; readonly versioned: boolean }
  | { readonly kind: 'session'; readonly versioned: boolean }
  | { readonly kind: 'gone'; readonly page: 'terms' | 'professional-account' }
  | { readonly kind: 'oauth' }
  | { readonly kind: 'other' }

export interface WidgetPath {
  readonly is: PathKind
  /** Where `/v2.1` is put in, in the path's own text. */
  readonly insertAt: number
  /** `/v2.1`, or with the escaped slash of the surroundings. */
  readonly insert: string
}

// JSON written by PHP escapes its slashes.
const slash = String.raw`\\?\/`
const names = [...endpoints, 'terms', 'professional-account'].join('|')
const link = new RegExp(`(${slash}v2\\.1)?(${slash})widget${slash}(${names}|[\\ue000%:$<[][^/?#]*)${slash}?$`)
const session = new RegExp(`(${slash}v2\\.1(?:${slash}widget)?)?(${slash})widget_session${slash}?$`)
const oauth = new RegExp(`${slash}(?:tokens?|signin|authorize|oauth2?)${slash}?$`)

/** What the path of a link names. `mask` is the path with placeholders made opaque. */
export function widgetPath(mask: string): WidgetPath {
  const found = link.exec(mask) ?? session.exec(mask)
  if (!found) return { is: { kind: oauth.test(mask) ? 'oauth' : 'other' }, insertAt: 0, insert: '' }
  const versioned = found[1] !== undefined
  const place = { insertAt: found.index, insert: `${found[2] ?? '/'}v2.1` }
  const name = found[3]
  if (name === undefined) return { is: { kind: 'session', versioned }, ...place }
  if (name === 'terms' || name === 'professional-account') return { is: { kind: 'gone', page: name }, ...place }
  return { is: { kind: 'link', endpoint: endpoints.find((endpoint) => endpoint === name), versioned }, ...place }
}
