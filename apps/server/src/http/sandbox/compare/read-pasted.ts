import { type Endpoint, endpoints } from '@raccord/contract'

/** What somebody pasted, as far as it is a call or a link of the widgets. */
export interface Pasted {
  readonly kind: 'session' | 'link' | 'terms' | 'professional-account'
  readonly endpoint: Endpoint
  /** A link of the new widgets already, perhaps with previous names. */
  readonly versioned: boolean
  /** The address as it was pasted, without a method before it. To be shown, never to be opened. */
  readonly text: string
  readonly query: URLSearchParams
}

export const longestPasted = 4000

const line = /^(?:(?:GET|POST)\s+)?(["']?)((?:https?:\/\/|\/(?!\/))[^\s"'<>\\]+)\1(?:\s+HTTP\/[\d.]+)?$/i
/** A command, whose address is the first word that is one; its options are not read. */
const command = /^curl\s(?:.*?\s)?(["']?)(https?:\/\/[^\s"'<>\\]+)\1(?:\s|$)/is
const call = /^(?:.*?)(\/v2\.1)?(?:\/widget)?\/widget_session\/?$/
const link = new RegExp(`^(?:.*?)(/v2\\.1)?/widget/(${endpoints.join('|')}|terms|professional-account)/?$`)

/**
 * One address, request line or `curl` command; `undefined` for anything else. Its host is never asked anything: only path and query count.
 */
export function readPasted(input: string): Pasted | undefined {
  const pasted = input.trim().slice(0, longestPasted + 1)
  const text = (line.exec(pasted) ?? command.exec(pasted))?.[2]
  // The base only completes a path; a parser would take more than that for an address, so the shape is checked above.
  if (text === undefined || text.length > longestPasted || !URL.canParse(text, 'http://pasted.invalid'))
    return undefined
  const { pathname, searchParams: query, username, password } = new URL(text, 'http://pasted.invalid')
  if (username !== '' || password !== '') return undefined
  const called = call.exec(pathname)
  if (called) return { kind: 'session', endpoint: 'add_connection', versioned: called[1] !== undefined, text, query }
  const found = link.exec(pathname)
  const name = found?.[2]
  if (!found || name === undefined) return undefined
  const versioned = found[1] !== undefined
  if (name === 'terms' || name === 'professional-account')
    return versioned ? undefined : { kind: name, endpoint: 'add_connection', versioned, text, query }
  const endpoint = endpoints.find((one) => one === name) ?? 'add_connection'
  return { kind: 'link', endpoint, versioned, text, query }
}

const secrets = /\b((?:access_token|refresh_token|client_secret|session_id|password)["']?\s*[=:]\s*["']?)[^&#\s"']*/gi

/** Secrets that somebody left in an address or a body are not repeated on a page. */
export function withoutSecrets(text: string): string {
  return text.replace(secrets, '$1…')
}
