import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { berlinGroup } from '@raccord/connector-berlin-group'
import { type BankContext, type ConnectorState, createBankHttp } from '@raccord/connector-kit'
import { beginInput, expectKind, psu } from './bench.ts'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Handler = (request: Seen, response: ServerResponse, base: string) => unknown

export interface HostileBank {
  readonly base: string
  readonly bank: BankContext
  /** Every call that arrived. */
  readonly seen: Seen[]
  close(): Promise<void>
}

/**
 * A bank that answers what a test wants. A handler's return value is sent as JSON (a string as it is); one that returns
 * `undefined` has answered by itself. `basePath` is where its API begins.
 */
export async function hostileBank(
  handle: Handler,
  options: { [key: string]: unknown } = {},
  basePath = '/xs2a',
  timeoutMs = 5_000,
): Promise<HostileBank> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    const call = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    seen.push(call)
    const answer = handle(call, response, base)
    if (answer === undefined) return
    if (!response.headersSent) response.setHeader('Content-Type', 'application/json')
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const base = `http://${host}${basePath}`
  const http = createBankHttp({ allowedHosts: [host], allowLoopback: true, timeoutMs })
  return {
    base,
    seen,
    bank: {
      providerId: '9',
      options: { baseUrl: base, ...options },
      http,
      now: () => new Date(),
      locale: 'en',
      psu,
      log: () => {},
    },
    close: async () => {
      await http.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Answers of the authorisation that let a test come to the reading: a consent that is valid at once. */
export function consentValid({ method, url }: Seen): unknown {
  if (method === 'POST' && url.endsWith('/v1/consents')) {
    return { consentStatus: 'valid', consentId: 'c1', _links: {} }
  }
  if (url.endsWith('/v1/consents/c1/status')) return { consentStatus: 'valid' }
  if (url.endsWith('/v1/consents/c1')) return { consentStatus: 'valid', validUntil: '2030-01-01', frequencyPerDay: 2 }
  return undefined
}

export async function granted(bank: BankContext): Promise<ConnectorState> {
  return expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'done').state
}
