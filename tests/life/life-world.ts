import { sql } from 'kysely'
import type { AdjustableClock } from '../../apps/server/src/clock.ts'
import { authoriseChannel } from '../../apps/server/src/connections/authorise-channel.ts'
import { removeUser } from '../../apps/server/src/connections/remove.ts'
import { revokeConsent } from '../../apps/server/src/connections/revoke-consent.ts'
import { housekeepingHandler } from '../../apps/server/src/jobs/handlers/housekeeping.ts'
import { deliverWebhook } from '../../apps/server/src/notify/deliver.ts'
import { createNotifications } from '../../apps/server/src/notify/notifications.ts'
import { putInLine } from '../../apps/server/src/notify/put-in-line.ts'
import type { Database } from '../../apps/server/src/store/database.ts'
import { bankUnits } from '../../apps/server/src/store/repositories/bank-unit.ts'
import { createHousekeeping } from '../../apps/server/src/store/repositories/housekeeping.ts'
import { createTokenStore } from '../../apps/server/src/store/repositories/token-store.ts'
import { requestSync } from '../../apps/server/src/sync/request-sync.ts'
import { runSync } from '../../apps/server/src/sync/run-sync.ts'
import { startDueSyncs } from '../../apps/server/src/sync/schedule.ts'
import { addDays, dayOf } from '../../apps/server/src/transactions/day.ts'
import { createApiSync } from '../../apps/server/src/wiring/api-sync.ts'
import { randomFrom } from '../support/random-books.ts'
import { SyncWorld } from '../support/sync-world.ts'
import { LifeBank } from './life-bank.ts'

export interface Told {
  readonly id: number
  readonly connection: number
}

/** One connection of one person, as the test knows it. */
export interface Life {
  readonly person: number
  readonly userId: number
  connectionId: number
  /** Of the consent that he has. */
  until: string
  grantedOn: string
  gone: boolean
}

/** The product looks every minute; nothing that goes wrong here is over within ten. */
const LOOKS_MS = 10 * 60_000
/** Runs at a time. */
const PLACES = 4
const hook = 'https://client.example/hook'

/** Product and bank without a wire between them: scheduler, runs, store, outbox, webhooks and housekeeping are the product's own. */
export class LifeWorld {
  readonly bank: LifeBank
  readonly lives: Life[] = []
  /** What the client's endpoint was sent, in the order in which it came. */
  readonly heard: Told[] = []
  readonly database: Database
  readonly clock: AdjustableClock
  readonly #sync: SyncWorld
  readonly #days: number
  readonly #random: () => number
  readonly #seed: number
  #webhook = ''
  #client = ''
  #deliveredAt = 0
  /** Revocations that failed, by how often. */
  readonly #tries = new Map<number, number>()
  readonly #fates = new Map<number, () => number>()
  runs = 0
  died = 0

  private constructor(database: Database, clock: AdjustableClock, days: number, random: () => number) {
    this.database = database
    this.clock = clock
    this.#days = days
    this.#random = random
    this.#seed = Math.floor(random() * 1e9)
    this.bank = new LifeBank(() => clock.now())
    this.#sync = new SyncWorld(database, clock)
  }

  static async create(
    database: Database,
    clock: AdjustableClock,
    { consentDays, random }: { readonly consentDays: number; readonly random: () => number },
  ): Promise<LifeWorld> {
    const world = new LifeWorld(database, clock, consentDays, random)
    world.#client = `life-${Math.floor(random() * 1e9)}`
    await database.kysely
      .insertInto('client')
      .values({ id: world.#client, name: 'life', logo_url: null, secret_hashes: [], created_at: clock.now() })
      .execute()
    const made = await world.#notifications().webhooks.create(world.#client, { url: 'http://127.0.0.1/', types: [] })
    world.#webhook = made?.id ?? ''
    return world
  }

  get today(): string {
    return dayOf(this.clock.now())
  }

  get #deps() {
    return { ...this.#sync.deps, bank: this.bank.open }
  }

  #notifications() {
    const report = (error: unknown) => {
      throw error
    }
    return createNotifications({
      ...{ database: this.database, vault: this.#sync.vault, allowLoopback: true, sandbox: true, report },
    })
  }

  async join(): Promise<Life> {
    const person = this.bank.people.length
    const account = (n: number) => {
      const number = String(30_000_000 + person * 10 + n)
      return { name: `Account ${n}`, number, iban: `FR76300010000000${number}000`, closed: false, entries: [] }
    }
    this.bank.people.push({
      accounts: [account(1), account(2)],
      ...([
        { granted: 4, takes: 4 },
        { granted: 2, takes: 2 },
        { granted: 4, takes: 1 },
      ][person % 3] ?? { granted: 4, takes: 4 }),
      ...{ asks: undefined, broken: false },
    })
    const { id } = await this.database.kysely
      .insertInto('app_user')
      .values({
        client_id: this.#client,
        email: `${this.#client}-${person}@example.org`,
        password_hash: '-',
        created_at: this.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const life: Life = { person, userId: id, connectionId: 0, until: '', grantedOn: '', gone: false }
    this.lives.push(life)
    await this.authorise(life)
    return life
  }

  /** The person signs in at the bank, for the first time or again; what he asked for is read while he waits. */
  async authorise(life: Life): Promise<void> {
    const at = this.clock.now()
    const person = this.bank.people[life.person]
    if (!person) throw new Error('nobody')
    person.asks = undefined
    life.until = addDays(this.today, this.#days)
    life.grantedOn = this.today
    const consent = this.bank.grant(life.person, life.until)
    await this.#sync.transact(async (unit) => {
      const authorised = await authoriseChannel(unit, {
        ...{ userId: life.userId, providerId: '1234', providerName: 'Life Bank', definitionId: '123401' },
        ...(life.connectionId ? { connectionId: life.connectionId } : {}),
        accountTypes: ['CHECKINGS'],
        channels: [{ definitionId: '123401', accountTypes: ['CHECKINGS'] }],
        state: { consent },
        credentials: {},
        grant: { recurring: true, validUntil: life.until, frequencyPerDay: person.granted },
        ...{ autoSync: true, consentPerAccount: false, at },
      })
      if (!authorised) throw new Error('not authorised')
      life.connectionId = authorised.connectionId
      const request = {
        connectionId: life.connectionId,
        definitionIds: ['123401'],
        kind: 'ALL',
        requestedBy: 'journey',
      } as const
      await requestSync(unit.sync, { ...request, psu: { ipAddress: '192.0.2.1' }, at })
    })
  }

  /** `POST /connections/{id}/sync`, with the person there or without. */
  async ask(life: Life, attended: boolean): Promise<void> {
    const units = bankUnits(this.#sync.vault, {
      sync: async (_tx, id) => void this.#sync.jobs.push({ name: 'sync', id }),
      revoke: async (_tx, id) => void this.#sync.jobs.push({ name: 'revoke', id }),
    })
    const order = { userId: life.userId, connectionId: life.connectionId, kind: 'ALL' } as const
    await createApiSync(this.database, units, () => this.clock.now())({
      ...order,
      ...(attended ? { psu: { ipAddress: '192.0.2.1' } } : {}),
    })
  }

  async leave(life: Life): Promise<void> {
    life.gone = true
    await removeUser(this.#deps, { userId: life.userId, origin: hook })
  }

  /** What every minute does, and the work that it leads to. A worker may die at any write; others find its run later. */
  async beat(): Promise<void> {
    await startDueSyncs(this.#deps)
    const now = this.clock.now()
    const { true: due = [], false: again = [] } = Object.groupBy(this.#sync.jobs.splice(0), ({ runAt = now }) =>
      runAt <= now ? 'true' : 'false',
    )
    // One at a time of each, as the queue's keys have it. Fates are drawn before anything runs beside another: a seed means the same year.
    const runs = new Set(due.filter(({ name }) => name === 'sync').map(({ id }) => id))
    const line = [
      ...[...runs].toSorted((a, b) => a - b).map((id) => ({ name: 'sync' as const, id, survives: this.#survives() })),
      ...due.filter(({ name }) => name === 'revoke').map((job) => ({ ...job, survives: 0 })),
    ].values()
    const work = async () => {
      for (const { name, id, survives } of line)
        if (name === 'sync') await this.#run(id, survives)
        else if ((await revokeConsent(this.#deps, id)) === 'again') again.push({ name, id, runAt: this.#later(id) })
    }
    await Promise.all(Array.from({ length: PLACES }, work))
    this.#sync.jobs.push(...again)
  }

  /** As the queue has it: doubling from a second to an hour. */
  #later(revocationId: number): Date {
    const tries = this.#tries.get(revocationId) ?? 0
    this.#tries.set(revocationId, tries + 1)
    return new Date(this.clock.now().getTime() + Math.min(3_600, 2 ** tries) * 1000)
  }

  /** Transactions after which a worker dies. */
  #survives(): number {
    return this.#random() < 0.02 ? Math.floor(this.#random() * 8) : Number.POSITIVE_INFINITY
  }

  async #run(runId: number, survives: number): Promise<void> {
    this.runs += 1
    let left = survives
    const transact: SyncWorld['transact'] = (work) =>
      left-- > 0 ? this.#sync.transact(work) : Promise.reject(new Error('killed'))
    try {
      await runSync({ ...this.#deps, transact }, runId)
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error
      this.died += 1
    }
  }

  /** What failed is due again long before a day has passed, after which it would be given up. */
  async deliverHourly(): Promise<void> {
    if (this.clock.now().getTime() - this.#deliveredAt >= 3_600_000) await this.deliver()
  }

  /** Now and then the endpoint is not there, or the answer is lost after it took the event. */
  async deliver(): Promise<void> {
    this.#deliveredAt = this.clock.now().getTime()
    await putInLine(this.database)
    const deps = {
      database: this.database,
      secrets: this.#notifications().webhooks.secrets,
      present: async (events: readonly { id: number; connection_id: number | null }[]) =>
        events.map((event) => ({ id: String(event.id), connection: event.connection_id })),
      open: () => ({
        post: async (_headers: object, body: string) => {
          const event = JSON.parse(body) as { id: string; connection: number }
          const fate = this.#fate(event.connection)
          if (fate < 0.02) return { ok: false, failure: 'unreachable' } as const
          this.heard.push({ id: Number(event.id), connection: event.connection })
          return fate < 0.04 ? ({ ok: false, failure: 'timeout' } as const) : ({ ok: true } as const)
        },
        close: async () => {},
      }),
      log: () => {},
    }
    await deliverWebhook(deps as never, this.#webhook, new AbortController().signal)
  }

  /** By connection: these are told beside each other. */
  #fate(connection: number): number {
    const fates = this.#fates.get(connection) ?? randomFrom(this.#seed + connection)
    this.#fates.set(connection, fates)
    return fates()
  }

  async keepHouse(): Promise<void> {
    const house = createHousekeeping(this.database, createTokenStore(this.database))
    const keep = { runsDays: 30, changesDays: 30, sessionsDays: 30 }
    const deps = { house: { ...house, maintain: async () => {} }, now: () => this.clock.now(), ended: () => {}, keep }
    await housekeepingHandler(deps)({} as never)
  }

  /** The next time the scheduler looks and finds something, at the latest `before`. */
  async next(before: Date): Promise<Date> {
    const { rows } = await sql<{ at: Date | null }>`select min(next_sync_at) as at from channel
      where next_sync_at > ${this.clock.now()}::timestamptz`.execute(this.database.kysely)
    const times = [before, rows[0]?.at ?? before, ...this.#sync.jobs.flatMap(({ runAt }) => runAt ?? [])]
    const due = times.filter((at) => at > this.clock.now()).toSorted((a, b) => Number(a) - Number(b))[0] ?? before
    const looks = new Date(Math.ceil(due.getTime() / LOOKS_MS) * LOOKS_MS)
    return looks < before ? looks : before
  }
}
