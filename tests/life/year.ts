import { sql } from 'kysely'
import { AdjustableClock } from '../../apps/server/src/clock.ts'
import type { Database } from '../../apps/server/src/store/database.ts'
import { addDays, dayOf, daysBetween, instantOf } from '../../apps/server/src/transactions/day.ts'
import { randomFrom } from '../support/random-books.ts'
import { entry } from '../support/scripted-bank.ts'
import { type Life, LifeWorld, type Told } from './life-world.ts'

const DAY_MS = 86_400_000
/** The wire's days begin at midnight in Paris. */
const firstDay = '2026-01-01'
const warningDays = [30, 7, 1]

/** All that a year showed to be wrong, in sentences; and what happened in it, so that it can be seen that something did. */
export interface Year {
  readonly faults: readonly string[]
  readonly counts: { readonly [what: string]: number }
}

/**
 * A year of many connections at one bank, with every fault mixed in: outages, refusals, limits lower than granted, broken answers, consents
 * withdrawn, passwords to be changed, workers and receivers that die, ids minted anew. The same seed gives the same year.
 */
export async function liveYear(
  open: (clock: AdjustableClock) => Promise<Database>,
  {
    connections,
    days,
    seed,
    consentDays = 90,
    often = 1,
    lived = () => {},
  }: {
    connections: number
    days: number
    seed: number
    consentDays?: number
    often?: number
    /** After each day, with what was seen to be wrong so far. */
    lived?: (day: number, runs: number, faults: readonly string[]) => void
  },
): Promise<Year> {
  const clock = AdjustableClock.fixed(instantOf(firstDay).toISOString())
  const database = await open(clock)
  const random = randomFrom(seed)
  const happens = (probability: number) => random() < probability
  /** Trouble, so that there is some in a short time too. */
  const befalls = (probability: number) => happens(probability * often)
  const world = await LifeWorld.create(database, clock, { consentDays, random })
  for (let n = 0; n < connections; n += 1) await world.join()
  const year = new YearBook(world)
  let awayUntil = 0
  let serial = 0
  for (let day = 0; day < days; day += 1) {
    // The first minute of the day: whose consent ends, and whose has ended.
    await year.expect()
    await world.beat()
    await year.compare()
    await world.deliver()
    const status = await year.statuses()
    for (const life of world.lives.filter(({ gone }) => !gone)) {
      const person = world.bank.people[life.person]
      const [account, other] = person?.accounts ?? []
      if (!person || !account || !other) continue
      if (happens(0.4)) {
        serial += 1
        const target = happens(0.5) ? account : other
        if (!target.closed) target.entries.unshift(entry(world.today, -serial, `ENTRY ${serial}`))
      }
      if (befalls(0.004)) for (const id of world.bank.alive(life.person)) withdraw(world, id)
      if (befalls(0.004)) person.asks = 'action_needed_at_bank'
      if (befalls(0.004)) person.asks = 'password_change_needed'
      if (befalls(0.0007)) other.closed = true
      if (happens(0.03)) await world.ask(life, false)
      if (befalls(0.02)) await world.ask(life, true)
      if (!world.bank.away && wants(life, world.today, status.get(life.connectionId), happens)) await year.renew(life)
      if (day > days / 2 && befalls(0.001)) await year.leave(life)
    }
    if (day === Math.floor(days * 0.6) && world.lives[0] && !world.lives[0].gone) await year.leave(world.lives[0])
    const unlucky = befalls(0.02) ? world.bank.people[Math.floor(random() * connections)] : undefined
    if (unlucky) unlucky.broken = true
    if (befalls(0.02)) awayUntil = day + 1 + Math.floor(random() * 2)
    const tomorrow = instantOf(addDays(firstDay, day + 1))
    while (clock.now() < tomorrow) {
      world.bank.away = day < awayUntil
      const next = await world.next(new Date(Math.min(tomorrow.getTime(), clock.now().getTime() + DAY_MS / 2)))
      clock.advance(next.getTime() - clock.now().getTime())
      if (next >= tomorrow) break
      await world.beat()
      await world.deliverHourly()
    }
    await world.keepHouse()
    lived(day, world.runs, year.faults)
  }
  world.bank.away = false
  for (let n = 0; n < 12; n += 1) {
    clock.advance(DAY_MS / 4)
    await world.beat()
    await year.note()
    await world.deliver()
  }
  // What failed at the last is tried again as long as it would be.
  for (let n = 0; n < 8; n += 1) {
    clock.advance(DAY_MS / 12)
    await world.deliver()
  }
  return year.close()
}

function withdraw(world: LifeWorld, id: string): void {
  const consent = world.bank.consents.get(id)
  if (consent) consent.alive = false
}

/** People renew when they are told to, most of them at once. */
function wants(life: Life, today: string, status = '', happens: (probability: number) => boolean): boolean {
  if (['TOKEN_EXPIRED', 'USER_ACTION_REQUIRED', 'PASSWORD_CHANGE_REQUIRED'].includes(status)) return happens(0.5)
  const soon = addDays(today, 7) >= life.until
  return soon && happens(0.15)
}

/** What must be true, kept beside the product by other means than its own. */
class YearBook {
  readonly #world: LifeWorld
  readonly #faults: string[] = []
  readonly #counts: Record<string, number> = { renewals: 0, warnings: 0, ends: 0, left: 0 }
  readonly #events = new Map<number, { readonly type: string; readonly connection: number }>()
  readonly #names = new Map<string, number>()
  #expected: { warnings: string[]; ends: string[] } = { warnings: [], ends: [] }
  #last = 0

  constructor(world: LifeWorld) {
    this.#world = world
  }

  get faults(): readonly string[] {
    return [...this.#faults, ...this.#world.bank.beyond.map((call) => `asked beyond the quota: ${call}`)]
  }

  /** Which warnings and ends the first beat of this day must tell of. */
  async expect(): Promise<void> {
    for (const { type, connection, daysLeft } of await this.note())
      if (type === 'consent_ending')
        this.#fault(`${this.#world.today}: warned ${connection} ${daysLeft} within the day before`)
    const { today, lives } = this.#world
    const status = await this.statuses()
    const live = lives.filter(({ gone, connectionId }) => !gone && status.get(connectionId) !== 'TOKEN_EXPIRED')
    this.#expected = {
      warnings: live.flatMap((life) => {
        const left = daysBetween(today, life.until)
        return warningDays.includes(left) && life.grantedOn < today ? [`${life.connectionId} ${left}`] : []
      }),
      // A run that is under way when the day comes tells it by itself.
      ends: live.flatMap((life) =>
        life.until === addDays(today, -1) && status.get(life.connectionId) !== 'RUNNING'
          ? [String(life.connectionId)]
          : [],
      ),
    }
  }

  async statuses(): Promise<ReadonlyMap<number, string>> {
    const { kysely } = this.#world.database
    const rows = await kysely.selectFrom('channel').select(['connection_id', 'status']).execute()
    return new Map(rows.map((row) => [row.connection_id, row.status]))
  }

  async compare(): Promise<void> {
    const told = await this.note()
    const warnings = told
      .filter(({ type }) => type === 'consent_ending')
      .map((row) => `${row.connection} ${row.daysLeft}`)
    const ends = told.filter(({ type }) => type === 'consent_ended').map((row) => String(row.connection))
    this.#same('warnings', warnings, this.#expected.warnings)
    for (const end of this.#expected.ends) if (!ends.includes(end)) this.#fault(`no end told of ${end}`)
    this.#count('warnings', warnings.length)
    this.#count('ends', ends.length)
  }

  /** Takes down what was told since, before housekeeping forgets it. */
  async note() {
    const { rows } = await sql<{ id: number; type: string; connection: number; daysLeft: number | null }>`
      select id, type, connection_id as connection, days_left as "daysLeft" from event where id > ${this.#last} order by id`.execute(
      this.#world.database.kysely,
    )
    for (const row of rows) this.#events.set(row.id, row)
    this.#last = rows.at(-1)?.id ?? this.#last
    return rows
  }

  async renew(life: Life): Promise<void> {
    await this.#lookAtIds(life)
    this.#count('renewals', 1)
    await this.#world.authorise(life)
  }

  async leave(life: Life): Promise<void> {
    await this.#lookAtIds(life)
    await this.note()
    this.#count('left', 1)
    await this.#world.leave(life)
  }

  /** Accounts by their place in the person's life, entries by their text: each keeps the id that it had first. */
  async #lookAtIds({ person, userId, connectionId }: Life): Promise<void> {
    const db = this.#world.database.kysely
    const accounts = await db.selectFrom('account').select(['id', 'name']).where('user_id', '=', userId).execute()
    const entries = await db.selectFrom('transaction').select(['id', 'label']).where('user_id', '=', userId).execute()
    if (accounts.length > 2) this.#fault(`connection ${connectionId} has ${accounts.length} accounts`)
    for (const [what, rows] of [
      ['account', accounts.map(({ id, name }) => [name, id] as const)],
      ['entry', entries.map(({ id, label }) => [label, id] as const)],
    ] as const)
      for (const [name, id] of rows) {
        const key = `${person} ${what} ${name}`
        const before = this.#names.get(key)
        if (before !== undefined && before !== id) this.#fault(`${key} was ${before} and is ${id}`)
        this.#names.set(key, id)
      }
  }

  async close(): Promise<Year> {
    const { bank, lives, heard, died, runs } = this.#world
    for (const life of lives) {
      if (life.gone) await this.#lookForTraces(life)
      else await this.#lookAtBooks(life)
    }
    this.#lookAtWhatWasHeard(heard)
    const types = Object.groupBy(this.#events.values(), ({ type }) => type)
    for (const [type, all] of Object.entries(types)) this.#count(`event ${type}`, all?.length ?? 0)
    const heardTwice = heard.length - new Set(heard.map(({ id }) => id)).size
    return {
      faults: this.faults,
      counts: { ...this.#counts, runs, died, refusals: bank.refusals, answered: bank.answered, heardTwice },
    }
  }

  async #lookAtBooks(life: Life): Promise<void> {
    await this.#lookAtIds(life)
    const { bank, database } = this.#world
    // What a bank books on an account on the day on which it closes it is asked for four days: lost where the bank fails all that time.
    const open = bank.people[life.person]?.accounts.filter(({ closed }) => !closed) ?? []
    const written = open.flatMap(({ entries }) => entries)
    const rows = await database.kysely
      .selectFrom('transaction')
      .select('label')
      .where('user_id', '=', life.userId)
      .execute()
    if (new Set(rows.map(({ label }) => label)).size !== rows.length)
      this.#fault(`${life.connectionId} has entries twice`)
    const [channel] = await database.kysely
      .selectFrom('channel')
      .select(['status', 'last_success_at'])
      .where('connection_id', '=', life.connectionId)
      .execute()
    if (channel?.status !== 'SUCCESS') return
    const missing = written.filter(
      ({ remittance, bookingDate }) =>
        (bookingDate ?? '') < (channel.last_success_at ? dayOf(channel.last_success_at) : '') &&
        !rows.some(({ label }) => label.toUpperCase() === remittance[0]),
    )
    if (missing.length > 0) this.#fault(`${life.connectionId} lacks ${missing.length} of ${written.length} entries`)
    this.#count('entries', rows.length)
  }

  /** Of somebody who was erased there is the consent log and the report, and nothing else in any table that names people or connections. */
  async #lookForTraces({ userId, connectionId, person }: Life): Promise<void> {
    const db = this.#world.database.kysely
    const stays = ['consent_record', 'consent_grant', 'erasure', 'event', 'revocation']
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = current_schema() and column_name in ('user_id', 'connection_id')`.execute(db)
    for (const { table, column } of rows.filter(({ table }) => !stays.includes(table))) {
      const id = column === 'user_id' ? userId : connectionId
      const found = await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id} limit 1`.execute(db)
      if (found.rows.length > 0) this.#fault(`${table}.${column} still names person ${person}`)
    }
    // One that does not answer for a day is asked no longer; the consent runs out by itself.
    const { bank } = this.#world
    const shared = bank.alive(person).filter((consent) => bank.vainHours(consent) < 20)
    if (shared.length > 0) this.#fault(`the bank still shares the accounts of person ${person} by ${shared}`)
  }

  #lookAtWhatWasHeard(heard: readonly Told[]): void {
    const ids = new Set(heard.map(({ id }) => id))
    const lost = [...this.#events].filter(([id]) => !ids.has(id))
    if (lost.length > 0) this.#fault(`never heard: ${lost.length}, first ${lost[0]?.[0]} ${lost[0]?.[1].type}`)
    const newest = new Map<number, number>()
    const seen = new Set<number>()
    for (const { id, connection } of heard) {
      if (seen.has(id)) continue
      seen.add(id)
      if (id < (newest.get(connection) ?? 0)) this.#fault(`event ${id} of ${connection} came late`)
      newest.set(connection, id)
    }
  }

  #same(what: string, found: readonly string[], expected: readonly string[]): void {
    const [one, other] = [found.toSorted().join(', '), expected.toSorted().join(', ')]
    if (one !== other) this.#fault(`${this.#world.today}: ${what} told [${one}], due [${other}]`)
  }

  #count(what: string, by: number): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + by
  }

  #fault(sentence: string): void {
    this.#faults.push(sentence)
  }
}
