import { randomBytes } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import type { AdjustableClock } from '../../apps/server/src/clock.ts'
import { authoriseChannel, type ChannelAuthorised } from '../../apps/server/src/connections/authorise-channel.ts'
import type { ConnectionDeps } from '../../apps/server/src/connections/connection-deps.ts'
import type { RevokeDeps } from '../../apps/server/src/connections/revoke-consent.ts'
import type { Database } from '../../apps/server/src/store/database.ts'
import { type BankUnit, bankUnits, syncStatements } from '../../apps/server/src/store/repositories/bank-unit.ts'
import { parseKeyRing } from '../../apps/server/src/store/vault/key-ring.ts'
import { Vault } from '../../apps/server/src/store/vault/vault.ts'
import { requestSync } from '../../apps/server/src/sync/request-sync.ts'
import { runSync } from '../../apps/server/src/sync/run-sync.ts'
import type { SyncDeps } from '../../apps/server/src/sync/sync-deps.ts'
import type { SyncRequest } from '../../apps/server/src/sync/sync-store.ts'
import { ScriptedBank } from './scripted-bank.ts'

/** Of one installation, however many worlds are made on its database: consent chains are sealed with it. */
const installationKey = randomBytes(32).toString('base64')

/** A user, a scripted bank with two channels, and the product's own stores over a real database. */
export class SyncWorld {
  readonly database: Database
  readonly clock: AdjustableClock
  readonly vault: Vault
  readonly bank = new ScriptedBank()
  readonly jobs: { name: 'sync' | 'revoke'; id: number; runAt?: Date }[] = []
  readonly waits: number[] = []
  readonly log: { event: string; fields: object }[] = []
  readonly transact: <T>(work: (unit: BankUnit) => Promise<T>) => Promise<T>
  userId = 0

  constructor(database: Database, clock: AdjustableClock) {
    this.database = database
    this.clock = clock
    this.vault = new Vault(parseKeyRing(installationKey, 'test'))
    const units = bankUnits(this.vault, {
      sync: async (_tx, id, { runAt }) => void this.jobs.push({ name: 'sync', id, ...(runAt ? { runAt } : {}) }),
      revoke: async (_tx, id) => void this.jobs.push({ name: 'revoke', id }),
    })
    this.transact = (work) => database.transaction((tx) => work(units(tx)))
  }

  static async create(database: Database, clock: AdjustableClock): Promise<SyncWorld> {
    const world = new SyncWorld(database, clock)
    const tag = randomBytes(4).toString('hex')
    await database.kysely
      .insertInto('client')
      .values({ id: tag, name: tag, logo_url: null, secret_hashes: [], created_at: clock.now() })
      .execute()
    const { id } = await database.kysely
      .insertInto('app_user')
      .values({ client_id: tag, email: `${tag}@example.org`, password_hash: '-', created_at: clock.now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    world.userId = id
    return world
  }

  get deps() {
    return {
      transact: this.transact,
      direct: syncStatements(this.database.kysely, this.vault),
      bank: this.bank.open,
      now: () => this.clock.now(),
      wait: async (ms) => void this.waits.push(ms),
      log: (event, fields) => void this.log.push({ event, fields }),
    } satisfies SyncDeps & ConnectionDeps & RevokeDeps
  }

  /** Authorises a channel as a journey does, and asks for a run in the same transaction. */
  async connect(more: Partial<ChannelAuthorised> = {}, request: Partial<SyncRequest> = {}) {
    return this.transact(async (unit) => {
      const authorised = await authoriseChannel(unit, {
        userId: this.userId,
        providerId: '1234',
        providerName: 'Scripted Bank',
        definitionId: '123401',
        accountTypes: ['CHECKINGS', 'CREDIT_CARD'],
        channels: [
          { definitionId: '123401', accountTypes: ['CHECKINGS', 'CREDIT_CARD'] },
          { definitionId: '123400', accountTypes: ['CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'] },
        ],
        state: { consentId: randomBytes(4).toString('hex') },
        credentials: { login: new Secret('dev') },
        grant: { recurring: true, validUntil: '2026-11-20', frequencyPerDay: 4 },
        autoSync: true,
        consentPerAccount: false,
        at: this.clock.now(),
        ...more,
      })
      if (!authorised) throw new Error('not authorised')
      const { connectionId } = authorised
      const { runId } = await requestSync(unit.sync, {
        connectionId,
        definitionIds: [more.definitionId ?? '123401'],
        kind: 'ALL',
        requestedBy: 'journey',
        ...request,
        at: this.clock.now(),
      })
      return { connectionId, runId }
    })
  }

  request(connectionId: number, more: Partial<SyncRequest> = {}) {
    return this.transact((unit) =>
      requestSync(unit.sync, {
        connectionId,
        definitionIds: ['123401'],
        kind: 'ALL',
        requestedBy: 'api',
        ...more,
        at: this.clock.now(),
      }),
    )
  }

  run(runId: number): Promise<void> {
    return runSync(this.deps, runId)
  }

  /** As `run`, by a worker that dies once so many transactions are through, single statements that write among them. */
  runKilled(runId: number, survives: number): Promise<void> {
    let left = survives
    const lives =
      <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        left-- > 0 ? work(...args) : Promise.reject(new Error('killed'))
    const { transact, direct } = this.deps
    const { claim, firstChannel, replaceState } = direct.sync
    const sync = { claim: lives(claim), firstChannel: lives(firstChannel), replaceState: lives(replaceState) }
    const dies: typeof transact = (work) => lives(() => transact(work))()
    return runSync({ ...this.deps, transact: dies, direct: { ...direct, sync } }, runId)
  }

  async connectionRow(id: number) {
    return this.database.kysely.selectFrom('connection').selectAll().where('id', '=', id).executeTakeFirst()
  }

  async channelRow(connectionId: number, definitionId = '123401') {
    return this.database.kysely
      .selectFrom('channel')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('definition_id', '=', definitionId)
      .executeTakeFirstOrThrow()
  }

  accountRows(connectionId: number) {
    return this.database.kysely
      .selectFrom('account')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .orderBy('id')
      .execute()
  }

  transactionRows(userId = this.userId) {
    return this.database.kysely
      .selectFrom('transaction')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute()
  }

  async runRow(runId: number) {
    return this.database.kysely.selectFrom('sync_run').selectAll().where('id', '=', runId).executeTakeFirstOrThrow()
  }

  async runChannel(runId: number, definitionId = '123401') {
    return this.database.kysely
      .selectFrom('sync_run_channel')
      .selectAll()
      .where('run_id', '=', runId)
      .where('definition_id', '=', definitionId)
      .executeTakeFirstOrThrow()
  }
}
