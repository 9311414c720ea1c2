import { networkOf } from '@raccord/connector-kit'
import {
  addOperator,
  type ConsoleTables,
  type Passwords,
  registerConsole,
  resetOperator,
  type Tries,
} from '@raccord/console'
import type { FastifyInstance } from 'fastify'
import type { Counters } from '../../attempts/counters.ts'
import type { Config } from '../../config.ts'
import type { DeprecatedUseStore } from '../../deprecation/deprecated-uses.ts'
import type { JobQueue } from '../../jobs/queue.ts'
import type { KeptBankNotes } from '../../providers/bank-notes.ts'
import type { Catalogue } from '../../providers/catalogue.ts'
import type { Database } from '../../store/database.ts'
import { createStandingFigures } from '../../store/repositories/standing-figures.ts'
import { createTallyQuery } from '../../store/repositories/tally-query.ts'
import { doorGuard } from '../door-guard.ts'
import { accessLedger } from './access-ledger.ts'
import { bankDesk } from './bank-desk.ts'
import { clientDesk } from './client-desk.ts'
import { connectionDesk } from './connection-desk.ts'
import { deliveryDesk } from './delivery-desk.ts'
import { overviewDesk, standingDesk } from './overview-desk.ts'
import { recordDesk } from './record-desk.ts'
import { sessionDesk } from './session-desk.ts'

const WINDOW_SECONDS = 15 * 60
/** Of a sandbox, made at its first start. */
const sandboxLogin = 'dev'

export interface RunningConsole {
  /** For whoever starts a sandbox: how to get in, until somebody is. */
  notices(): Promise<string[]>
  stop(): Promise<void>
}

/** The operator's console; undefined where it is off. */
export async function registerConsoleApp(
  app: FastifyInstance,
  parts: {
    readonly config: Pick<Config, 'console' | 'env' | 'quietDays'>
    readonly database: Database
    readonly queue: Pick<JobQueue, 'ready' | 'counts'>
    /** As listed, with the banks that are switched off. */
    readonly catalogue: Catalogue
    readonly notes: KeptBankNotes
    readonly counters: Counters
    readonly uses: DeprecatedUseStore
    /** By default as strong as they must be, and as slow. */
    readonly passwords?: Passwords
    /** Of the token calls, where no setting names another. */
    readonly url: () => string
  },
): Promise<RunningConsole | undefined> {
  const { config, database, queue, catalogue, notes, counters, uses } = parts
  if (!config.console) return undefined
  const now = () => database.clock.now()
  // By this name, and not by the address, browsers have passkeys.
  const url = () => config.console?.url ?? parts.url().replace('//127.0.0.1:', '//localhost:')
  const queued = async () => {
    await queue.ready()
    return queue.counts()
  }
  const report = (error: unknown) => app.log.error({ err: error }, 'standing figures')
  const standing = standingDesk(createStandingFigures(database, queued), now, report)
  const guarded = { counters, clock: database.clock }
  const tables = database.kysely.withTables<ConsoleTables>()
  await registerConsole(app, {
    ...{ url, now, database: tables, tries: triesOf(counters), sandbox: config.env === 'sandbox' },
    doors: { signIn: doorGuard(guarded, 'console'), setUp: doorGuard(guarded, 'console word') },
    openid: config.console.openid,
    ledger: accessLedger(database),
    ...(parts.passwords ? { passwords: parts.passwords } : {}),
    desk: {
      overview: overviewDesk({ standing, catalogue, now, tallies: createTallyQuery(database) }),
      ...sessionDesk(database),
      connections: connectionDesk({ database, standing, catalogue }),
      ...deliveryDesk({ database, standing }),
      clients: clientDesk(database),
      banks: bankDesk(database, catalogue, notes),
      ...recordDesk(database, uses, config.quietDays),
    },
  })
  return {
    async notices() {
      if (config.env !== 'sandbox' || (await anyIsIn(database))) return []
      const given = { login: sandboxLogin, role: 'operator' } as const
      const word = (await addOperator(tables, given, now())) ?? (await resetOperator(tables, sandboxLogin, now()))
      return [`Operator’s console: open ${url()}/console/set-up, name ${sandboxLogin}, set-up word ${word}`]
    },
    stop: () => standing.drain(),
  }
}

async function anyIsIn({ kysely }: Pick<Database, 'kysely'>): Promise<boolean> {
  const query = kysely.withTables<ConsoleTables>().selectFrom('console_operator').select('id')
  return (await query.where('password_hash', 'is not', null).limit(1).executeTakeFirst()) !== undefined
}

/** Counted with the other attempts of the installation, by network where an address is in the key. */
function triesOf(counters: Counters): Tries {
  const keyOf = (key: string) => key.replace(/(?<=^console (?:address|ask) )\S+$/, (ip) => networkOf(ip))
  return {
    take: async (key, most) => (await counters.add(keyOf(key), WINDOW_SECONDS)).count <= most,
    clear: (...keys) => counters.forget(keys.map(keyOf)),
  }
}
