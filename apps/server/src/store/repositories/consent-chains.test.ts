import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { appendConsent, chainOf } from '../../consent/append-consent.ts'
import { chainStart, consentHash } from '../../consent/consent-hash.ts'
import type { ConsentRecord } from '../../consent/consent-store.ts'
import { settleLegacyChain } from '../../consent/legacy-chain.ts'
import { verifyConsentChain } from '../../consent/verify-consent-chain.ts'
import type { Database } from '../database.ts'
import { parseKeyRing } from '../vault/key-ring.ts'
import { Vault } from '../vault/vault.ts'
import { resealHeads } from './consent-heads.ts'
import { consentStore } from './consent-store.ts'

const [oldKey, newKey] = [1, 2].map(() => randomBytes(32).toString('base64'))
const keys = new Vault(parseKeyRing(`old:${oldKey}`, 'test'))

function record(userId: number, more: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    clientId: 'shop',
    userId,
    providerId: '100',
    definitionIds: ['10001'],
    action: 'accepted',
    locale: 'en',
    shown: { text: 'v1' },
    scope: {},
    at: new Date('2026-11-29T08:00:00.123Z'),
    origin: 'https://embed.example',
    ...more,
  }
}

describeEachDatabase('consent chains', (open) => {
  let database: Database
  beforeEach(async () => {
    database ??= await open()
    await sql`delete from consent_record`.execute(database.kysely)
    await sql`delete from consent_chain`.execute(database.kysely)
  })

  const append = (one: ConsentRecord) => database.transaction((tx) => appendConsent(consentStore(tx, keys), one))
  const verify = (vault = keys) => database.transaction((tx) => verifyConsentChain(consentStore(tx, vault)))
  const settle = (now: Date) => database.transaction((tx) => settleLegacyChain(consentStore(tx, keys), now))

  /** As a release from before wrote it: one chain, its end the newest record of all. */
  async function appendAsBefore(one: ConsentRecord): Promise<number> {
    const { rows: last } = await sql<{
      hash: Uint8Array
    }>`select hash from consent_record order by id desc limit 1`.execute(database.kysely)
    const previous = last[0]?.hash ?? chainStart
    const { rows } = await sql<{ id: number }>`
      insert into consent_record (client_id, user_id, provider_id, definition_ids, action, locale, shown, scope, at, origin, previous_hash, hash)
      values (${one.clientId}, ${one.userId}, ${one.providerId}, ${[...one.definitionIds]}, ${one.action}, ${one.locale},
        ${JSON.stringify(one.shown)}, ${JSON.stringify(one.scope)}, ${one.at}, ${one.origin}, ${previous}, ${consentHash(previous, one)})
      returning id`.execute(database.kysely)
    return rows[0]?.id ?? 0
  }

  /** Two people of one chain and one of another. */
  async function some(): Promise<number[]> {
    expect(chainOf({ clientId: 'shop', userId: 1 })).toBe(chainOf({ clientId: 'shop', userId: 65 }))
    const ids: number[] = []
    for (const userId of [1, 2, 65, 1, 2]) ids.push(await append(record(userId)))
    expect(await verify()).toEqual({ intact: true, records: 5 })
    return ids
  }

  it('somebody with the database alone alters a record and writes its whole chain anew: found', async () => {
    const ids = await some()
    // All that needs no key: records, hashes, and the head's plain columns.
    let previous: Uint8Array = chainStart
    for (const [index, userId] of [
      [0, 1],
      [2, 65],
      [3, 1],
    ] as const) {
      const forged = record(userId, { shown: { text: 'another' } })
      const hash = consentHash(previous, forged)
      await sql`
        update consent_record set shown = ${JSON.stringify(forged.shown)}, previous_hash = ${previous}, hash = ${hash}
        where id = ${ids[index]}`.execute(database.kysely)
      previous = hash
    }
    await sql`update consent_chain set hash = ${previous} where name = ${chainOf(record(1))}`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, fault: 'head', chain: 'shop/1' })
    // What comes after does not make it good.
    await append(record(1))
    expect(await verify()).toMatchObject({ intact: false, chain: 'shop/1' })
  })

  it('a record altered, moved, put in or taken out is named', async () => {
    const ids = await some()
    const [first = 0, , third = 0] = ids
    const change = async (what: string, value: unknown, id: number) => {
      await sql`update consent_record set ${sql.ref(what)} = ${value} where id = ${id}`.execute(database.kysely)
      const check = await verify()
      return check.intact ? 'intact' : check.brokenAt
    }
    for (const [what, wrong, right] of [
      ['user_id', 7, 65],
      ['origin', 'https://evil.example', 'https://embed.example'],
      ['at', new Date('2026-11-30T08:00:00.123Z'), new Date('2026-11-29T08:00:00.123Z')],
      ['position', 9, 2],
      ['chain', 'shop/9', 'shop/1'],
    ] as const) {
      expect(await change(what, wrong, third), what).not.toBe('intact')
      expect(await change(what, right, third), what).toBe('intact')
    }
    expect(await change('locale', 'fr', first)).toBe(first)
    expect(await change('locale', 'en', first)).toBe('intact')
    await sql`delete from consent_record where id = ${third}`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: ids[3], fault: 'altered' })
  })

  it('a chain cut off at its end, with the head set back, is found', async () => {
    const ids = await some()
    const { rows } = await sql<{
      previous_hash: Uint8Array
    }>`select previous_hash from consent_record where id = ${ids[4]}`.execute(database.kysely)
    await sql`delete from consent_record where id = ${ids[4]}`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, chain: 'shop/2', fault: 'end' })
    await sql`update consent_chain set length = 1, last_id = ${ids[1]}, hash = ${rows[0]?.previous_hash} where name = 'shop/2'`.execute(
      database.kysely,
    )
    expect(await verify()).toMatchObject({ intact: false, chain: 'shop/2', fault: 'head' })
  })

  it('a chain taken away whole, with or without its head, or all of them, is missed', async () => {
    await some()
    await sql`delete from consent_record where chain = 'shop/2'`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, chain: 'shop/2', fault: 'end' })
    await sql`delete from consent_chain where name = 'shop/2'`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, fault: 'lost' })
    // The next of that chain begins it again; what was there is missed all the same.
    await append(record(2))
    expect((await verify()).intact).toBe(false)
    await sql`delete from consent_record`.execute(database.kysely)
    expect((await verify()).intact).toBe(false)
    await sql`delete from consent_chain where name = ''`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, fault: 'end' })
  })

  it('a head taken away is not made anew over what is left', async () => {
    const ids = await some()
    await sql`delete from consent_chain where name = 'shop/2'`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: ids[1], chain: 'shop/2', fault: 'lost' })
    await append(record(2))
    expect((await verify()).intact).toBe(false)
  })

  it('the one chain of before goes on as it was, is closed by a head, and an upgrade under way does not break it', async () => {
    const at = new Date('2026-11-29T09:00:00Z')
    const first = await appendAsBefore(record(1))
    await appendAsBefore(record(2))
    expect(await verify()).toEqual({ intact: true, records: 2 })
    await settle(at)
    await append(record(3))
    // A process of the release before still runs.
    await appendAsBefore(record(4))
    await append(record(3))
    await appendAsBefore(record(5))
    await settle(new Date('2026-11-29T10:00:00Z'))
    expect(await verify()).toEqual({ intact: true, records: 6 })
    // A day later nobody adds to it any more.
    const forged = await appendAsBefore(record(6))
    await settle(new Date('2026-12-01T09:00:00Z'))
    expect(await verify()).toMatchObject({ intact: false, brokenAt: forged, fault: 'end' })
    await sql`delete from consent_record where id = ${forged}`.execute(database.kysely)
    expect((await verify()).intact).toBe(true)
    await sql`update consent_record set locale = 'fr' where id = ${first}`.execute(database.kysely)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: first })
    await sql`update consent_record set locale = 'en' where id = ${first}`.execute(database.kysely)
    await sql`delete from consent_record where id = ${first}`.execute(database.kysely)
    expect((await verify()).intact).toBe(false)
  })

  it('heads follow a change of keys, but for those that were altered', async () => {
    await some()
    const both = new Vault(parseKeyRing(`new:${newKey},old:${oldKey}`, 'test'))
    const alone = new Vault(parseKeyRing(`new:${newKey}`, 'test'))
    await sql`update consent_chain set length = 9 where name = 'shop/2'`.execute(database.kysely)
    const done = await database.transaction((tx) => resealHeads(tx, both))
    expect(done).toEqual({ heads: 2, unopened: 1 })
    expect(await verify(alone)).toMatchObject({ intact: false, chain: 'shop/2' })
    await sql`update consent_chain set length = 2 where name = 'shop/2'`.execute(database.kysely)
    await database.transaction((tx) => resealHeads(tx, both))
    expect(await verify(alone)).toEqual({ intact: true, records: 5 })
  })

  it('many at once, of all chains: none is lost, none out of order', async () => {
    const people = Array.from({ length: 30 }, (_, index) => index % 7)
    await Promise.all(people.map((userId) => append(record(userId))))
    expect(await verify()).toEqual({ intact: true, records: 30 })
  })

  it('people of different chains do not wait for each other', async () => {
    if (database.kind === 'pglite') return
    await some()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let written = () => {}
    const first = new Promise<void>((resolve) => {
      written = resolve
    })
    const open = database.transaction(async (tx) => {
      await appendConsent(consentStore(tx, keys), record(1))
      written()
      await held
    })
    await first
    // Would wait for ever, were there one lock for all.
    await append(record(2))
    release()
    await open
    expect(await verify()).toEqual({ intact: true, records: 7 })
  })
})
