import type { LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import type { BankHttp, BankRequest, BankResponse } from '../bank-http.ts'
import { SealError, type TransportKey } from '../identity/operator-identity.ts'
import { type Signing, signRequest } from '../signing/sign-request.ts'
import { guardedLookup } from './address-guard.ts'
import { faultOf, noAnswerInTime } from './bank-fault.ts'
import { checkBankUrl, type UrlPolicy } from './check-url.ts'
import { decodeBody, isArchive } from './decode-body.ts'
import { createLine } from './line.ts'
import { acceptedEncodings, readBody } from './read-body.ts'
import { rememberAlerts } from './tls-alerts.ts'

export interface BankHttpOptions {
  /** `host` or `host:port`, as in `ProviderChannel.hosts`. */
  readonly allowedHosts: readonly string[]
  /** True only in a sandbox: http and loopback addresses for listed hosts that are loopback themselves. */
  readonly allowLoopback: boolean
  /** From the first byte sent to the last byte read; default 20 s. Waiting for a socket in our own line is not in it. */
  readonly timeoutMs?: number
  /** Of the body, before and after decompression; default 10 MB. */
  readonly maxBytes?: number
  /** Only the status counts: of the answer's body, up to `maxBytes` of it are read and thrown away, and `body` is empty. */
  readonly statusOnly?: boolean
  /** How much longer a call that makes something is listened to (`BankRequest.late`); default 120 s. */
  readonly lateMs?: number
  /** At most this many sockets, the calls beyond wait in line; default 64. */
  readonly maxConnections?: number
  /** Longest wait in that line; default 30 s. */
  readonly longestLineMs?: number
  /** Sent as `User-Agent`: some banks refuse calls without one. */
  readonly userAgent?: string
  /** QWAC, shown to a bank that asks for a client certificate. */
  readonly transport?: TransportKey
  /** QSEAL and how this bank wants requests signed; absent: nothing is signed. */
  readonly signing?: Signing
  /** Roots that bank certificates may lead to, PEM, beside those of Node. */
  readonly roots?: readonly string[]
  /** For `Date` and `(created)`; default the system's. */
  readonly now?: () => Date
  /** Stands in for the system's resolver; what it answers is checked all the same. */
  readonly lookup?: LookupFunction
}

/** A `BankHttp` with sockets of its own: close it when the provider or the process goes. */
export interface ClosableBankHttp extends BankHttp {
  close(): Promise<void>
}

const defaultTimeoutMs = 20_000
const defaultLateMs = 120_000
const defaultConnections = 64
const defaultMaxBytes = 10 * 1024 * 1024

/**
 * The only way from a connector to the network. Every address is judged twice, as a URL and again when its name has been
 * resolved; redirects are answers like any other; whatever goes wrong comes back as a `fault`. Never throws.
 */
export function createBankHttp(options: BankHttpOptions): ClosableBankHttp {
  const policy: UrlPolicy = { hosts: options.allowedHosts, allowLoopback: options.allowLoopback }
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  const maxBytes = options.maxBytes ?? defaultMaxBytes
  const connector = rememberAlerts(
    buildConnector({
      ...tlsOf(options),
      allowH2: false,
      lookup: guardedLookup(options.allowLoopback, options.lookup),
      timeout: timeoutMs,
    }),
  )
  const connections = options.maxConnections ?? defaultConnections
  const enter = createLine(connections, options.longestLineMs)
  const agent = new Agent({
    allowH2: false,
    // As many as are let in: nobody waits for a socket inside the HTTP client, where the clock would run.
    connections,
    // One deadline for the whole exchange (`exchange`): undici's own timers start anew with every chunk.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: connector.connect,
  })
  const now = options.now ?? (() => new Date())

  async function exchange(request: BankRequest, url: URL, signal: AbortSignal): Promise<BankResponse> {
    const headers = options.signing ? await signRequest(request, url, options.signing, now()) : request.headers
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: request.method,
      headers: {
        'accept-encoding': acceptedEncodings,
        'user-agent': options.userAgent ?? 'Raccord',
        ...headers,
      },
      body: request.body ?? null,
      signal,
    })
    const received = flatten(answer.headers)
    if (options.statusOnly) {
      // What is beyond costs the socket, not the answer.
      await answer.body.dump({ limit: maxBytes, signal }).catch(() => {})
      return { kind: 'answer', status: answer.statusCode, headers: received, body: '' }
    }
    const read = await readBody(answer.body, received['content-encoding'], maxBytes)
    if (read.kind === 'too_large') {
      return { kind: 'fault', fault: 'too_large', detail: `${url.host}: answer above ${maxBytes} bytes` }
    }
    if (read.kind === 'unreadable') return { kind: 'fault', fault: 'unreadable', detail: `${url.host}: ${read.why}` }
    if (request.bodyAs !== 'base64' && isArchive(read.bytes)) {
      return { kind: 'answer', status: answer.statusCode, headers: received, body: '', packed: read.bytes }
    }
    const body =
      request.bodyAs === 'base64' ? read.bytes.toString('base64') : decodeBody(read.bytes, received['content-type'])
    if (body === undefined) return { kind: 'fault', fault: 'unreadable', detail: `${url.host}: unknown charset` }
    return { kind: 'answer', status: answer.statusCode, headers: received, body }
  }

  async function settled(request: BankRequest, url: URL, timeMs: number): Promise<BankResponse> {
    try {
      return await exchange(request, url, AbortSignal.timeout(timeMs))
    } catch (error) {
      if (error instanceof SealError) return { kind: 'fault', fault: 'identity', detail: error.message }
      return faultOf(error, url.host, connector.alertBehind(error))
    }
  }

  return {
    async send(request) {
      const verdict = checkBankUrl(request.url, policy)
      if (!verdict.ok) return { kind: 'fault', fault: 'refused', detail: `URL not allowed (${verdict.problem})` }
      const { url } = verdict
      const leave = await enter()
      if (!leave) return { kind: 'fault', fault: 'crowded', detail: `${url.host}: too many calls of ours wait already` }
      const { late } = request
      if (!late) return settled(request, url, timeoutMs).finally(leave)
      const lateMs = options.lateMs ?? defaultLateMs
      return withLate(settled(request, url, timeoutMs + lateMs).finally(leave), timeoutMs, url, late)
    },
    close: () => agent.destroy(),
  }
}

/** The answer, or a time-out; what the bank answers after that goes to `late`. */
async function withLate(
  whole: Promise<BankResponse>,
  timeoutMs: number,
  url: URL,
  late: NonNullable<BankRequest['late']>,
): Promise<BankResponse> {
  let timer: NodeJS.Timeout | undefined
  const up = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  const inTime = await Promise.race([whole, up])
  clearTimeout(timer)
  if (inTime) return inTime
  void whole.then((answer) => {
    if (answer.kind === 'answer') late(answer)
  })
  return noAnswerInTime(url.host)
}

/** The only place where the key of a QWAC is taken out of its `Secret`. */
function tlsOf({ transport, roots }: BankHttpOptions): { cert?: string; key?: string; ca?: string[] } {
  return {
    ...(transport ? { cert: transport.certificate, key: transport.key.expose() } : {}),
    ...(roots && roots.length > 0 ? { ca: [...rootCertificates, ...roots] } : {}),
  }
}

function flatten(headers: { readonly [name: string]: string | string[] | undefined }): { [name: string]: string } {
  const flat: { [name: string]: string } = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
