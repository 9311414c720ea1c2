export interface ReturnParameters {
  readonly status: 'success' | 'error' | 'cancelled'
  readonly result?: 'created' | 'updated' | 'deleted'
  readonly connection_id?: string
  readonly error?: string
  readonly step?: string
}

const ours = ['status', 'result', 'connection_id', 'error', 'step']

/** `redirect_url` with our parameters appended; the same names in the given query are stripped first (WIRE §6, Return). */
export function returnUrl(given: string, parameters: ReturnParameters): string {
  const hashAt = given.indexOf('#')
  const fragment = hashAt < 0 ? '' : given.slice(hashAt)
  const [path = '', query = ''] = splitOnce(hashAt < 0 ? given : given.slice(0, hashAt), '?')
  // The rest of the client's query goes back as it was written, not as a parser would write it.
  const kept = query.split('&').filter((pair) => pair !== '' && !ours.includes(nameOf(pair)))
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return `${path}?${[...kept, ...added].join('&')}${fragment}`
}

function nameOf(pair: string): string {
  const name = pair.split('=')[0] ?? ''
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
