import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import type { BankUnit } from './bank-unit.ts'
import { createClientStore } from './client-store.ts'
import { createDeprecatedUseStore } from './deprecated-use-store.ts'
import { createReadModel } from './read-model.ts'
import { createSessionLog } from './session-log.ts'
import { createTokenStore } from './token-store.ts'

const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')

describeEachDatabase('every call that takes a list takes an empty one', (open) => {
  let world: SyncWorld
  let connectionId: number
  let runId: number
  let accountId: number
  beforeAll(async () => {
    world = await SyncWorld.create(await open({ clock }), clock)
    ;({ connectionId, runId } = await world.connect())
    const row = await world.database.kysely
      .insertInto('account')
      .values({
        connection_id: connectionId,
        user_id: world.userId,
        identity_key: 'a',
        definition_id: '123401',
        bank_id: 'a',
        resource: 'account',
        name: 'A',
        number: '1',
        currency: 'EUR',
        balances: '[]',
        details: '{}',
        type: 'CHECKINGS',
        created_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    accountId = row.id
  })

  const unit = <T>(work: (unit: BankUnit) => Promise<T>) => world.transact(work)
  const db = () => world.database
  const account = () => ({ id: accountId, userId: world.userId, currency: 'EUR', connectionId })

  it.each<[name: string, call: () => Promise<unknown>, answer: unknown]>([
    [
      'accounts.save',
      () => unit((u) => u.accounts.save({ connectionId, userId: world.userId, at: clock.now() }, [])),
      [],
    ],
    ['accounts.setStatus', () => unit((u) => u.accounts.setStatus([], 'ERROR')), undefined],
    ['transactions.compare', () => unit((u) => u.transactions.compare(accountId, [])), []],
    [
      'transactions.candidates',
      () =>
        unit((u) => u.transactions.candidates(accountId, { openSince: '2026-01-01', from: undefined, references: [] })),
      [],
    ],
    ['transactions.relink', () => unit((u) => u.transactions.relink([])), undefined],
    ['transactions.save', () => unit((u) => u.transactions.save(account(), [], [], clock.now())), 0],
    ['transactions.expire', () => unit((u) => u.transactions.expire([], clock.now())), undefined],
    ['sync.addChannels', () => unit((u) => u.sync.addChannels(runId, [], true)), undefined],
    ['sync.markRunning', () => unit((u) => u.sync.markRunning(connectionId, [])), undefined],
    ['connections.ensureChannels', () => unit((u) => u.connections.ensureChannels(connectionId, [])), undefined],
    ['connections.share', () => unit(async (u) => (await u.connections.share(connectionId, [])).count), 0],
    ['tokens.add', () => createTokenStore(db()).add([]), undefined],
    [
      'tokens.spend',
      () =>
        createTokenStore(db()).spend(
          randomBytes(32),
          clock.now(),
          () => ({ kind: 'rotated', successors: [] }) as never,
        ),
      { kind: 'rotated', successors: [] },
    ],
    ['uses.add', () => createDeprecatedUseStore(db()).add([]), undefined],
    ['clients.setSecretHashes', () => createClientStore(db()).setSecretHashes('nobody', []), false],
    ['session log of no session', () => createSessionLog(db())(randomBytes(32), 'nobody'), undefined],
    ['connections of nobody', () => createReadModel(db()).connections(0), []],
    ['accounts by no type', () => createReadModel(db()).accounts(world.userId, { types: [] }), []],
    ['accounts by no status', () => createReadModel(db()).accounts(world.userId, { statuses: [] }), []],
    ['accounts by no usage', () => createReadModel(db()).accounts(world.userId, { usages: [] }), []],
  ])('%s', async (_name, call, answer) => {
    expect(await call()).toEqual(answer)
  })

  it.each(['accountTypes', 'categories', 'origins', 'statuses', 'excludedStatuses'] as const)(
    'transactions by %s',
    async (filter) => {
      const page = await createReadModel(db()).transactions(world.userId, { [filter]: [], limit: 10 })
      expect(page.transactions).toEqual([])
    },
  )

  it('nothing is in an empty list, and everything is not in it', async () => {
    const all = db().kysely.selectFrom('account').select('id')
    expect(await all.where('id', 'in', []).execute()).toEqual([])
    expect(await all.where('id', 'not in', []).execute()).toEqual([{ id: accountId }])
    await db().transaction(async (tx) => {
      expect(await tx.selectFrom('account').select('id').where('id', 'in', []).execute()).toEqual([])
    })
  })
})

/** SQL that is written by hand passes the guard by: there a list is an array, `= any(…)`. */
describe('hand-written SQL', () => {
  const written = (text: string): boolean => /\bin \(\$\{(?!sql\.join\(currencies)/.test(text)
  it('writes no list by `in`', () => {
    expect(written(`select 1 where id in (${'$'}{ids})`)).toBe(true)
    const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))
    expect(files.length).toBeGreaterThan(30)
    expect(files.filter((name) => written(readFileSync(join(import.meta.dirname, name), 'utf8')))).toEqual([])
  })
})
