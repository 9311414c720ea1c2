import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import type { RunningProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import {
  type DatabaseKind,
  databaseKinds,
  freshDatabase,
  type RunningBank,
  startRaccord,
  startTestBank,
} from '../support/raccord-process.ts'
import { Person } from './person.ts'

/** A server whose operator has registered an application of his own, on a fresh folder and database. */
interface Installation {
  readonly bank: RunningBank
  raccord: RunningProcess
  api: ApiClient
  restart(): Promise<void>
  stop(): Promise<void>
}

async function install(kind: DatabaseKind): Promise<Installation> {
  const bank = await startTestBank()
  const folder = await mkdtemp(join(tmpdir(), 'raccord-e2e-enable-banking-'))
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(folder, 'application.key')
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  // Their control panel wants the redirect URL before anybody is sent anywhere.
  const port = await freePort()
  const answer = await fetch(`${bank.url}/enable-banking/api/applications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'Ours',
      certificate: publicKey.export({ type: 'spki', format: 'pem' }),
      environment: 'SANDBOX',
      redirect_urls: [`http://127.0.0.1:${port}/bank/callback/enable-banking`],
    }),
  })
  const { app_id } = (await answer.json()) as { readonly app_id: string }
  const database = await freshDatabase(kind)
  const start = () =>
    startRaccord({
      RACCORD_PORT: String(port),
      RACCORD_TESTBANK_URL: bank.url,
      RACCORD_DATA: folder,
      RACCORD_ENABLE_BANKING_URL: `${bank.url}/enable-banking`,
      RACCORD_ENABLE_BANKING_APP_ID: app_id,
      RACCORD_ENABLE_BANKING_KEY_FILE: keyFile,
      ...(database ? { DATABASE_URL: database.url } : {}),
    })
  const raccord = await start()
  const installation: Installation = {
    bank,
    raccord,
    api: new ApiClient(raccord.url),
    async restart() {
      await installation.raccord.stop()
      installation.raccord = await start()
    },
    async stop() {
      await Promise.all([installation.raccord.stop(), bank.stop()])
      await rm(folder, { recursive: true, force: true })
      await database?.remove()
    },
  }
  return installation
}

interface ListedProvider {
  readonly id: string
  readonly name: string
  readonly countries: readonly string[]
}

async function banksOf({ raccord, api }: Installation): Promise<ListedProvider[]> {
  const authorization = `Bearer ${await api.clientToken()}`
  const answer = await fetch(`${raccord.url}/v2.1/providers?limit=500`, { headers: { authorization } })
  if (!answer.ok) throw new Error(`providers: ${answer.status}`)
  const providers = (await answer.json()) as readonly ListedProvider[]
  return providers.filter(({ id }) => /^8\d{6}$/.test(id))
}

describe.each(databaseKinds().map((kind) => [kind]))('an application of one’s own [%s]', (kind) => {
  describeInChromium('banks of Enable Banking', (browsers) => {
    let own: Installation
    beforeAll(async () => {
      own = await install(kind)
    })
    afterAll(() => own?.stop())

    async function opens(link: string): Promise<Person> {
      const page = await (await browsers.open()).newPage()
      await page.goto(link)
      return new Person(page)
    }
    const accountsOf = async (user: ApiUser) =>
      (await own.api.accounts(user)).map(({ id, iban, account_number }) => `${id} ${iban} ${account_number}`).sort()

    it('are listed as soon as they are fetched, found by search, connected, and renewed with nothing doubled', async () => {
      await expect.poll(async () => (await banksOf(own)).length).toBeGreaterThan(5)
      const user = await own.api.newUser()
      const person = await opens(await own.api.widgetLink(user, { congrats_bypass_delay: '900' }))
      await person.sees('providers')
      await person.find('input[type=search]').fill('company')
      await person
        .find('#banks')
        .getByRole('button', { name: /Raccord Company Bank/ })
        .first()
        .click()
      await person.agrees()
      // This bank tells people from companies.
      await person.sees('challenge')
      expect(await person.title()).toBe('Whose accounts are these?')
      await person.find('input[value=business]').check()
      await person.does('challenge')
      await person.signsInAtBank()
      await person.sees('success')
      const before = await accountsOf(user)
      expect(before).toHaveLength(3)
      const entries = await own.api.transactionsByPage(user, 500)
      expect(entries.length).toBeGreaterThan(10)

      const [connection] = await own.api.connections(user)
      const link = (await own.api.widgetLink(user)).replace('/add_connection', '/edit_credentials')
      const again = await opens(`${link}&connection_id=${connection?.id}`)
      await again.agrees()
      // What he said the first time is not asked again.
      await again.signsInAtBank()
      await again.sees('success')
      await expect
        .poll(async () => (await own.bank.consents()).map(({ status }) => status).sort())
        .toEqual(['terminatedByTpp', 'valid'])
      expect(await accountsOf(user)).toEqual(before)
      expect(new Set((await own.api.transactionsByPage(user, 500)).map(({ id }) => id))).toEqual(
        new Set(entries.map(({ id }) => id)),
      )

      const gone = await own.api.fetch(user, `/v2.1/connections/${connection?.id}`, { method: 'DELETE' })
      expect(gone.status).toBe(204)
      await expect
        .poll(async () => (await own.bank.consents()).map(({ status }) => status))
        .toEqual(['terminatedByTpp', 'terminatedByTpp'])
    })

    it('are there after a restart while the service is away, with the ids that they had', async () => {
      const before = await banksOf(own)
      await own.bank.stop()
      await own.restart()
      expect((await banksOf(own)).map(({ id, name }) => `${id} ${name}`).sort()).toEqual(
        before.map(({ id, name }) => `${id} ${name}`).sort(),
      )
    })
  })
})
