import { createHash } from 'node:crypto'
import { addOperator, type ConsoleTables, type OpenIdSettings, type Role } from '@raccord/console'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { OpenFresh } from '../../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../../clock.ts'
import { testProviders } from '../../../http/api/testing/api-harness.ts'
import { createHttpServer } from '../../../http/http-server.ts'
import { logOptions } from '../../../http/log-options.ts'
import { type KeptBankNotes, keepBankNotes } from '../../../providers/bank-notes.ts'
import { createCatalogue } from '../../../providers/catalogue.ts'
import type { Database } from '../../../store/database.ts'
import { createAttemptCounters } from '../../../store/repositories/attempt-counters.ts'
import { listBankNotes } from '../../../store/repositories/bank-notes.ts'
import { createDeprecatedUseStore } from '../../../store/repositories/deprecated-use-store.ts'
import { registerConsoleApp } from '../console-app.ts'

export const address = 'https://console.example'
export const password = 'correct horse battery'

export interface Answered {
  readonly status: number
  readonly text: string
  readonly headers: Record<string, unknown>
}

/** The console on a database of its own, with a clock that a test moves, spoken to over HTTP. */
export interface ConsoleHarness {
  readonly app: FastifyInstance
  readonly database: Database
  readonly clock: AdjustableClock
  readonly notes: KeptBankNotes
  /** `POST` routes of the console, as they are registered. */
  readonly posts: readonly string[]
  /** Statements since it was last emptied. */
  readonly sent: { text: string; parameters: readonly unknown[] }[]
  readonly deadJobs: { name: string; exhausted: number }[]
  /** An operator with a password, signed in: his cookie. */
  signIn(login: string, role: Role): Promise<string>
  word(login: string, role: Role): Promise<string>
  get(path: string, cookie?: string, headers?: Record<string, string>): Promise<Answered>
  post(
    path: string,
    fields: Record<string, string>,
    cookie?: string,
    headers?: Record<string, string>,
    ip?: string,
  ): Promise<Answered>
}

export async function openConsoleHarness(
  open: OpenFresh,
  more: { readonly openid?: OpenIdSettings; readonly log?: (line: string) => void } = {},
): Promise<ConsoleHarness> {
  const clock = AdjustableClock.fixed('2026-03-10T09:30:00Z')
  const sent: ConsoleHarness['sent'] = []
  const database = await open({ clock, onStatement: (text, parameters) => void sent.push({ text, parameters }) })
  const notes = keepBankNotes(() => listBankNotes(database.kysely))
  const deadJobs: ConsoleHarness['deadJobs'] = []
  const logger = more.log && pino(logOptions('trace'), { write: more.log })
  const app = createHttpServer(logger ? { logger } : {})
  const posts: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if (String(method) === 'POST') posts.push(url)
  })
  await registerConsoleApp(app, {
    ...{ database, notes, catalogue: createCatalogue(testProviders) },
    config: {
      console: { url: address, ...(more.openid ? { openid: more.openid } : {}) },
      env: 'production',
      quietDays: 30,
    },
    queue: {
      ready: async () => {},
      counts: async () => deadJobs.map((queue) => ({ ...queue, waiting: 0, running: 0 })),
    },
    counters: createAttemptCounters(database, (key) => createHash('sha256').update(key).digest()),
    uses: createDeprecatedUseStore(database),
    url: () => address,
    // Those of production are slow on purpose.
    passwords: { hash: async (given) => plain(given), matches: async (hash, given) => hash === plain(given) },
  })

  const usual = (cookie: string | undefined) => ({
    host: 'console.example',
    ...(cookie === undefined ? {} : { cookie }),
  })
  const get: ConsoleHarness['get'] = async (path, cookie, headers = {}) =>
    answered(await app.inject({ url: path, headers: { ...usual(cookie), ...headers } }))
  const post: ConsoleHarness['post'] = async (path, fields, cookie, headers = {}, ip = '127.0.0.1') =>
    answered(
      await app.inject({
        ...{ method: 'POST', url: path, remoteAddress: ip, payload: new URLSearchParams(fields).toString() },
        headers: {
          ...usual(cookie),
          ...{ origin: address, 'content-type': 'application/x-www-form-urlencoded' },
          ...headers,
        },
      }),
    )
  const word: ConsoleHarness['word'] = async (login, role) =>
    (await addOperator(database.kysely.withTables<ConsoleTables>(), { login, role }, clock.now())) ?? ''
  const signIn: ConsoleHarness['signIn'] = async (login, role) => {
    const answer = await post('/console/set-up', { login, word: await word(login, role), password })
    return cookieOf(answer)
  }
  return { app, database, clock, notes, posts, sent, deadJobs, signIn, word, get, post }
}

const plain = (given: string): string => createHash('sha256').update(given).digest('hex')

export const cookieOf = ({ headers }: Answered): string => String(headers['set-cookie'] ?? '').split(';')[0] ?? ''

function answered(response: {
  readonly statusCode: number
  readonly body: string
  readonly headers: object
}): Answered {
  return { status: response.statusCode, text: response.body, headers: { ...response.headers } }
}
