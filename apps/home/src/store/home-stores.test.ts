import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { resetPassword } from '../reset-password.ts'
import { isPassword } from '../security/password.ts'
import { wordHash } from '../security/words.ts'
import { BalanceStore } from './balance-store.ts'
import type { HomeDatabase, HomeTables } from './home-tables.ts'
import { MemberStore, type NewMember } from './member-store.ts'
import { PasskeyStore } from './passkey-store.ts'
import { SessionStore } from './session-store.ts'

/** Turns text round and names its owner: enough to see who seals what for whom. */
const sealer = {
  seal: (text: string, owner: string) => Buffer.from(`${owner}|${[...text].reverse().join('')}`),
  open(sealed: Uint8Array, owner: string) {
    const [of, text = ''] = Buffer.from(sealed).toString().split('|')
    if (of !== owner) throw new Error('not of this owner')
    return [...text].reverse().join('')
  },
}
const person = (more: Partial<NewMember> = {}): NewMember => {
  const id = randomBytes(6).toString('hex')
  const apiLogin = { email: `${id}@home.invalid`, password: `secret of ${id}` }
  return { id, name: 'Ada', login: id, role: 'member', passwordHash: 'hash', apiLogin, ...more }
}

describeEachDatabase('what home keeps', (open) => {
  let db: HomeDatabase
  let now = new Date('2026-03-01T10:00:00Z')
  beforeAll(async () => {
    db = (await open()).kysely.withTables<HomeTables>()
  })
  const members = () => new MemberStore(db, sealer, () => now)
  const sessions = () => new SessionStore(db, () => now)

  it('has one owner, whoever comes second at the same moment', async () => {
    expect(await members().hasOwner()).toBe(false)
    const both = await Promise.all([
      members().add(person({ role: 'owner', login: 'ada' })),
      members().add(person({ role: 'owner', login: 'eve' })),
    ])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect((await members().list()).map(({ role }) => role)).toEqual(['owner'])
  })

  it('knows a member by his login however it is typed, and seals how the API knows him', async () => {
    const ben = person({ login: 'Ben@Example.org' })
    expect(await members().add({ ...ben, login: 'ben@example.org' })).toBe(true)
    expect(await members().add(person({ login: 'ben@example.org' }))).toBe(false)
    expect((await members().findByLogin(' BEN@example.ORG '))?.member.id).toBe(ben.id)
    expect(await members().apiLogin(ben.id)).toEqual(ben.apiLogin)
    const row = await db
      .selectFrom('home_member')
      .select('sealed_login')
      .where('id', '=', ben.id)
      .executeTakeFirstOrThrow()
    expect(Buffer.from(row.sealed_login).toString()).not.toContain(ben.apiLogin.password)
  })

  it('removes a member with all that is his, and never the owner', async () => {
    const ben = person()
    await members().add(ben)
    const cookie = await sessions().begin(ben.id)
    await new BalanceStore(db).note(ben.id, [{ accountId: '1', day: '2026-03-01', amount: 5, currency: 'EUR' }])
    await members().remove(ben.id)
    expect(await sessions().memberOf(cookie)).toBeUndefined()
    expect(await new BalanceStore(db).since(ben.id, '2026-01-01')).toEqual([])
    const owner = (await members().list()).find(({ role }) => role === 'owner')
    await members().remove(owner?.id ?? '')
    expect(await members().hasOwner()).toBe(true)
  })

  it('lets an invitation be used once, within its time', async () => {
    await members().invite(wordHash('abcd'), 'Ben', new Date('2026-03-08T10:00:00Z'))
    await members().invite(wordHash('efgh'), 'Eve', new Date('2026-03-02T10:00:00Z'))
    expect(await members().isInvited(wordHash('AB-CD'))).toBe(true)
    const both = await Promise.all([
      members().join(person(), wordHash('abcd')),
      members().join(person(), wordHash('abcd')),
    ])
    expect(both.filter(Boolean)).toHaveLength(1)
    now = new Date('2026-03-02T10:00:00Z')
    expect(await members().isInvited(wordHash('efgh'))).toBe(false)
    expect(await members().join(person(), wordHash('efgh'))).toBe(false)
  })

  it('spends no invitation on somebody who is not added', async () => {
    await members().add(person({ login: 'taken' }))
    await members().invite(wordHash('ijkl'), 'Ida', new Date(now.getTime() + 1000))
    expect(await members().join(person({ login: 'Taken' }), wordHash('ijkl'))).toBe(false)
    expect(await members().isInvited(wordHash('ijkl'))).toBe(true)
    expect(await members().join(person({ login: 'ida' }), wordHash('ijkl'))).toBe(true)
    expect(await members().isInvited(wordHash('ijkl'))).toBe(false)
  })

  it('keeps no cookie, and ends a session by its time, by its member and elsewhere by a new password', async () => {
    const ben = person()
    await members().add(ben)
    const [here, there] = [await sessions().begin(ben.id), await sessions().begin(ben.id)]
    const kept = await db.selectFrom('home_session').selectAll().where('member_id', '=', ben.id).execute()
    expect(JSON.stringify(kept.map(({ hash }) => Buffer.from(hash).toString('base64url')))).not.toContain(here)
    await sessions().endOthers(ben.id, here)
    expect(await sessions().memberOf(there)).toBeUndefined()
    expect(await sessions().memberOf(here)).toBe(ben.id)
    now = new Date(now.getTime() + 31 * 86_400_000)
    expect(await sessions().memberOf(here)).toBeUndefined()
  })

  it('gives another password to whoever has the computer, and signs everybody else out', async () => {
    const ben = person()
    await members().add(ben)
    const cookie = await sessions().begin(ben.id)
    const given = await resetPassword(db, ben.login.toUpperCase())
    expect(await isPassword(await members().passwordHash(ben.id), given ?? '')).toBe(true)
    expect(await sessions().memberOf(cookie)).toBeUndefined()
    expect(await resetPassword(db, 'nobody')).toBeUndefined()
  })

  it('keeps passkeys by member, and the last figure of a day', async () => {
    const [ada, ben] = [person(), person()]
    await members().add(ada)
    await members().add(ben)
    const keys = new PasskeyStore(db, () => now)
    const key = {
      id: `k-${ada.id}`,
      memberId: ada.id,
      name: 'Phone',
      publicKey: Buffer.from([1, 2]),
      counter: 0,
      transports: ['usb'],
    }
    expect(await keys.add(key)).toBe(true)
    expect(await keys.add({ ...key, memberId: ben.id })).toBe(false)
    await keys.used(key.id, 2 ** 32 - 1)
    await keys.remove(ben.id, key.id)
    expect(await keys.find(key.id)).toMatchObject({ memberId: ada.id, counter: 2 ** 32 - 1, transports: ['usb'] })
    await keys.remove(ada.id, key.id)
    expect(await keys.list(ada.id)).toEqual([])

    const balances = new BalanceStore(db)
    const row = { accountId: '7', day: '2026-03-01', amount: -5, currency: 'EUR' }
    await balances.note(ada.id, [row])
    await balances.note(ada.id, [
      { ...row, amount: 9_000_000_000_00 },
      { ...row, accountId: '8' },
    ])
    expect(await balances.since(ada.id, '2026-03-01')).toHaveLength(2)
    await balances.setShared(ada.id, '7', true)
    await balances.setShared(ada.id, '7', true)
    await balances.forgetAllBut(ada.id, ['7'])
    expect(await balances.since(ada.id, '2026-03-01')).toEqual([{ ...row, amount: 9_000_000_000_00 }])
    await balances.forgetAllBut(ada.id, [])
    expect(await balances.shared(ada.id)).toEqual(new Set())
  })
})
