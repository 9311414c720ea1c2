import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { Bank } from './bank/bank.ts'
import { bentAnswers } from './bank/bent-answer.ts'
import { openConsentBook } from './bank/consent-book.ts'
import { countedFaults } from './bank/faults.ts'
import { fileJournal, memoryJournal } from './bank/journal.ts'
import { loadLibrary } from './bank/library.ts'
import { dailyQuota } from './bank/quota.ts'
import { scenarioSource } from './bank/scenario-source.ts'
import { FACES } from './berlin-group/face.ts'
import { berlinGroup } from './berlin-group/plugin.ts'
import { type Clock, movableClock } from './clock.ts'
import { control } from './control/routes.ts'
import { enableBankingFace } from './enable-banking/plugin.ts'
import { isLoopbackHost } from './fetch/address-policy.ts'
import type { FetchOptions } from './fetch/configuration-fetch.ts'
import { fintsFace } from './fints/plugin.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { OPEN_BANKING_UK_FACES } from './openbanking-uk/face.ts'
import { openBankingUkFace } from './openbanking-uk/plugin.ts'
import { closedDoor } from './pages/closed-door.ts'
import { sendNotice } from './pages/page-answer.ts'
import { bankPages } from './pages/routes.ts'
import { STET_FACES } from './stet/face.ts'
import { stetFace } from './stet/plugin.ts'
import { tppGate } from './tpp/gate.ts'

export type TestBankOptions = {
  /** Host that the bank will listen on; decides whether loopback addresses may be fetched. Default 127.0.0.1. */
  readonly host?: string
  /** Address under which the bank is reached, if it is not the one it listens on. */
  readonly publicUrl?: string
  readonly dataDirectory?: string
  /** Serve https: certificate and key, PEM. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Authorities (PEM) whose QWAC and QSEAL callers must have; absent: anybody may call. Needs `tls`. */
  readonly tppRoots?: readonly string[]
  /** Registers /control (loopback hosts only). */
  readonly control?: boolean
  readonly clock?: Clock
  /** For tests of the guard: another resolver or time limit. */
  readonly fetch?: Partial<FetchOptions>
}

/** Wires the bank. The caller listens (`app.listen({ host, port })`) or injects. */
export async function buildTestBank(options: TestBankOptions = {}): Promise<FastifyInstance> {
  const host = options.host ?? '127.0.0.1'
  const loopback = isLoopbackHost(host)
  const app = Fastify({
    logger: false,
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    exposeHeadRoutes: false,
    // Slow scenarios may hold a connection; a bank told to stop does not wait for them.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    ...(options.tls ? { serverFactory: tlsServer(options.tls) } : {}),
  })
  const clock = movableClock(options.clock)
  const library = await loadLibrary()
  const origin = () => originOf(app, host, options)
  const book = await openConsentBook(options.dataDirectory ? fileJournal(options.dataDirectory) : memoryJournal, clock)
  const source = scenarioSource(library, () => [origin()], { allowLoopback: loopback, ...options.fetch })
  const tpp = options.tppRoots && tppGate(options.tppRoots, clock)
  const bank: Bank = {
    clock,
    book,
    library,
    source,
    origin,
    quota: dailyQuota(clock),
    faults: countedFaults(),
    closed: new Set(['brumes']),
    ...(tpp ? { tpp } : {}),
  }

  app.removeContentTypeParser('text/plain')
  await app.register(formbody, { bodyLimit: 65_536 })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) process.stderr.write(`test bank: ${error.code ?? error.name} at ${request.method}\n`)
    return sendNotice(request, reply, status >= 500 ? 'closed' : 'bad_request')
  })
  app.addHook('onRequest', closedDoor(bank))
  await bankPages(app, bank)
  oauthRoutes(app, bank)
  bentAnswers(app)
  for (const face of FACES) await app.register(berlinGroup(bank, face), { prefix: face.path })
  for (const face of STET_FACES) await stetFace(app, bank, face, options.dataDirectory)
  for (const face of OPEN_BANKING_UK_FACES) await openBankingUkFace(app, bank, face, options.dataDirectory)
  await enableBankingFace(app, bank)
  await app.register(fintsFace(bank))
  if (options.control && loopback) await app.register(control(bank))
  return app
}

/**
 * Every client is asked for a certificate and nobody is refused by TLS: who may call is said by the interface, in its own words, and
 * people's browsers have none.
 */
function tlsServer(tls: NonNullable<TestBankOptions['tls']>) {
  return (handler: RequestListener): Server => {
    const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: false }, handler)
    // Fastify's type of the application depends on the protocol; nothing here does.
    return server as unknown as Server
  }
}

function originOf(app: FastifyInstance, host: string, { publicUrl, tls }: TestBankOptions): string {
  if (publicUrl) return publicUrl.replace(/\/+$/, '')
  const address: AddressInfo | string | null = app.server.address()
  const port = address && typeof address === 'object' ? address.port : 4401
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}
