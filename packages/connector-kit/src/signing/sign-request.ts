import { createHash, randomUUID } from 'node:crypto'
import type { BankRequest } from '../bank-http.ts'
import { SealError, type SealKey } from '../identity/operator-identity.ts'
import { certificateHeader } from './certificate-header.ts'
import { keyIdOf } from './key-id.ts'
import type { SignatureOptions } from './signature-options.ts'

/** What a signature needs beside the request. */
export interface Signing {
  readonly key: SealKey
  readonly options: SignatureOptions
}

/**
 * The request's headers with `Digest`, certificate and `Signature` (draft-cavage-http-signatures-12 §2 and §3). A path that
 * the bank does not want signed comes back as it was. @throws SealError
 */
export async function signRequest(
  request: BankRequest,
  url: URL,
  { key, options }: Signing,
  now: Date,
): Promise<{ [name: string]: string }> {
  if (!options.paths.some((path) => url.pathname.startsWith(path))) return { ...request.headers }
  const headers = withNeeded(request, url, options, now)
  const created = Math.floor(now.getTime() / 1000)
  const lines = signedLines(request, url, options, headers, created)
  const signature = await key.sign(
    options.algorithm,
    Buffer.from(lines.map(([name, value]) => `${name}: ${value}`).join('\n'), 'latin1'),
  )

  const id = keyIdOf(key.certificate, options.keyId)
  if (id === undefined)
    throw new SealError('the seal certificate has no organizationIdentifier, which the bank wants as keyId')
  const signed = new Set(lines.map(([name]) => name))
  const time = (seconds: number) => (options.quoteTimes ? `"${seconds}"` : String(seconds))
  const members = {
    keyId: `"${id}"`,
    algorithm: `"${algorithmName(options)}"`,
    created: signed.has('(created)') ? time(created) : undefined,
    expires: signed.has('(expires)') ? time(created + options.expiresSeconds) : undefined,
    headers: `"${[...signed].join(' ')}"`,
    signature: `"${Buffer.from(signature).toString('base64')}"`,
  }
  const written = options.members.flatMap((name) => (members[name] === undefined ? [] : [`${name}=${members[name]}`]))
  const value = written.join(options.separator)
  const certificate = certificateHeader(key.certificate, options.certificate.form)
  return {
    ...headers,
    ...(certificate === undefined ? {} : { [options.certificate.header]: certificate }),
    ...(options.header === 'signature' ? { Signature: value } : { Authorization: `Signature ${value}` }),
  }
}

/** The headers that a signature covers and a driver does not write. */
function withNeeded(
  request: BankRequest,
  url: URL,
  { headers: signed, digest }: SignatureOptions,
  now: Date,
): { [name: string]: string } {
  const headers: { [name: string]: string } = { ...request.headers }
  const present = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const add = (name: string, value: () => string) => {
    if (signed.includes(name.toLowerCase()) && !present.has(name.toLowerCase())) headers[name] = value()
  }
  add('X-Request-ID', randomUUID)
  add('Date', () => now.toUTCString())
  add('Host', () => url.host)
  const hasBody = request.body !== undefined && request.body !== ''
  if (digest.when === 'always' || (digest.when === 'with-body' && hasBody)) {
    headers['Digest'] = `${digest.algorithm}=${digestOfBody(request.body ?? '', digest.algorithm)}`
  }
  return headers
}

/** Name and value of each line of the signing string. */
function signedLines(
  request: BankRequest,
  url: URL,
  options: SignatureOptions,
  headers: { readonly [name: string]: string },
  created: number,
): (readonly [string, string])[] {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  values.set('(request-target)', `${request.method.toLowerCase()} ${targetOf(url, options)}`)
  values.set('(created)', String(created))
  values.set('(expires)', String(created + options.expiresSeconds))
  return options.headers.flatMap((name) => {
    const value = values.get(name)
    return value === undefined ? [] : [[name, value] as const]
  })
}

function targetOf(url: URL, { requestTarget: { stripPrefix, query } }: SignatureOptions): string {
  const path =
    stripPrefix !== undefined && url.pathname.startsWith(stripPrefix)
      ? url.pathname.slice(stripPrefix.length)
      : url.pathname
  return (path.startsWith('/') ? path : `/${path}`) + (query ? url.search : '')
}

function algorithmName({ algorithm, algorithmName: written }: SignatureOptions): string {
  return written ?? (algorithm.startsWith('rsa-pss-') ? 'hs2019' : algorithm)
}

function digestOfBody(body: string, algorithm: 'SHA-256' | 'SHA-512'): string {
  return createHash(algorithm === 'SHA-256' ? 'sha256' : 'sha512')
    .update(body)
    .digest('base64')
}
