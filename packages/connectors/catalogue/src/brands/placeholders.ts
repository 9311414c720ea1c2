/**
 * Placeholders that drivers and the signing of requests fill with each call. Whatever else stands in braces in a catalogue entry is a
 * variable of the bank or of the operator.
 */
const filledPerCall: ReadonlySet<string> = new Set([
  'authorisationId',
  'bookingStatus',
  'clientId',
  'code',
  'codeChallenge',
  'codeVerifier',
  'consentId',
  'date',
  'dateFrom',
  'dateTo',
  'isoDate',
  'operation',
  'organisationId',
  'psuId',
  'redirectUri',
  'requestId',
  'scaOAuth',
  'scope',
  'sha256',
  'state',
  'uuid',
])

/** Names of the variables that are still to be filled in, in order of appearance, each once. */
export function openVariables(value: unknown): string[] {
  const names = texts(value).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
  return [...new Set(names)].filter((name) => !filledPerCall.has(name))
}

/** `host[:port]` of every address among the values, each once. */
export function hostsIn(value: unknown): string[] {
  const found = texts(value).flatMap((text) => {
    const url = /^https?:\/\//.test(text) ? URL.parse(text) : null
    return url ? [url.host] : []
  })
  return [...new Set(found)]
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(texts)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
