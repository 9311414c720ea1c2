import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import { currentTerms } from '../../consent/terms.ts'
import { verifyConsentChain } from '../../consent/verify-consent-chain.ts'
import type { ProfessionalAccount } from '../../users/professional-account.ts'
import type { Database } from '../database.ts'
import { parseKeyRing } from '../vault/key-ring.ts'
import { Vault } from '../vault/vault.ts'
import { consentStore } from './consent-store.ts'
import { createProfessionalAccountStore } from './professional-account-store.ts'
import { createTermsBook } from './terms-book.ts'

const account: ProfessionalAccount = {
  company_name: 'Menuiserie Lefèvre',
  country: 'FR',
  registration_number: '732829320',
  legal_form: 'COMPANY',
  role: 'OWNER',
}

const vault = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'test'))

describeEachDatabase('what the previous widgets keep', (open) => {
  let database: Database
  const clock = AdjustableClock.fixed('2026-03-10T09:00:00Z')
  beforeAll(async () => {
    database = await open({ clock })
    const created = { created_at: clock.now() }
    await database.kysely
      .insertInto('client')
      .values({ id: 'shop', name: 'Shop', secret_hashes: [], ...created })
      .execute()
  })
  const newUser = async (email: string) => {
    const row = { client_id: 'shop', email, password_hash: '-', created_at: clock.now() }
    const { id } = await database.kysely.insertInto('app_user').values(row).returning('id').executeTakeFirstOrThrow()
    return id
  }

  it('a professional account is sealed under its user, replaced, and gone with him', async () => {
    const store = createProfessionalAccountStore(database, vault.for('credentials'))
    const [one, other] = [await newUser('one@example.org'), await newUser('other@example.org')]
    expect(await store.find(one)).toBeUndefined()
    await store.put(one, { ...account, role: 'EMPLOYEE' }, clock.now())
    await store.put(one, account, clock.now())
    expect(await store.find(one)).toEqual(account)
    const { sealed } = await database.kysely
      .selectFrom('professional_account')
      .select('sealed')
      .executeTakeFirstOrThrow()
    expect(Buffer.from(sealed).includes('Menuiserie')).toBe(false)
    // A row that was moved to somebody else does not open.
    const moved = { user_id: other, sealed, updated_at: clock.now() }
    await database.kysely.insertInto('professional_account').values(moved).execute()
    await expect(store.find(other)).rejects.toThrow()
    await database.kysely.deleteFrom('app_user').where('id', 'in', [one, other]).execute()
    expect(await database.kysely.selectFrom('professional_account').selectAll().execute()).toEqual([])
  })

  it('terms are accepted per client and version, in the chain of consent records', async () => {
    const book = createTermsBook(database, vault, () => 'https://embed.example')
    const userId = await newUser('terms@example.org')
    expect(await book.newest('shop', userId)).toBeUndefined()
    const terms = currentTerms({ fr: 'Conditions', en: 'Terms' }, 'fr')
    const recordId = await book.accept({ clientId: 'shop', userId, locale: 'fr', terms }, clock.now())
    expect(await book.newest('shop', userId)).toEqual({ recordId, version: terms.version, at: clock.now() })
    expect(await book.newest('other', userId)).toBeUndefined()
    const row = await database.kysely
      .selectFrom('consent_record')
      .selectAll()
      .where('id', '=', recordId)
      .executeTakeFirst()
    expect(row).toMatchObject({
      action: 'terms_accepted',
      locale: 'fr',
      shown: { body: 'Conditions' },
      provider_id: '',
    })
    await database.transaction(async (tx) => {
      expect(await verifyConsentChain(consentStore(tx))).toMatchObject({ intact: true })
    })
  })
})

it('terms are the same in every language, and others as soon as a text changes', () => {
  const texts = { fr: 'Conditions', en: 'Terms' }
  expect(currentTerms(texts, 'it')).toMatchObject({ own: 'Terms' })
  expect(currentTerms(texts, 'fr').version).toBe(currentTerms(texts, 'en').version)
  expect(currentTerms({ ...texts, en: 'New terms' }, 'fr').version).not.toBe(currentTerms(texts, 'fr').version)
  expect(currentTerms({ en: '', fr: 7 }, 'fr')).toEqual({ version: 'terms-1' })
})
