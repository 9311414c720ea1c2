import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { woobProvider } from '@raccord/catalogue'
import { credentialFields } from '@raccord/connector-woob'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectionOut } from '../../packages/contract/src/wire/index.ts'
import { startWoob, type WoobBench } from '../connectors/woob/woob-bench.ts'
import type { ApiUser } from '../support/api-client.ts'
import { ApiClient } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { describeWithPython } from '../support/python.ts'
import { databaseKinds, type RaccordWorld, startWorld } from '../support/raccord-process.ts'
import { Person } from './person.ts'

const text = { masked: false, required: true, transient: false, pattern: undefined, default: undefined }
const fields = credentialFields([
  { id: 'login', label: 'Identifiant', ...text },
  { id: 'password', label: 'Code secret', ...text, masked: true },
])
const port = { name: 'Banque du Port', module: 'playedbank', country: 'FR', parameters: {}, fields }

for (const database of databaseKinds()) {
  describeWithPython(`a bank that the operator’s woob reads [${database}]`, () =>
    describeInChromium('by the widget', (browsers) => {
      let bench: WoobBench
      let world: RaccordWorld
      let api: ApiClient
      beforeAll(async () => {
        bench = await startWoob()
        const file = join(bench.program, '..', 'banks.json')
        const bank = woobProvider('7001', port)
        const channels = bank.channels.map((one) => ({
          ...one,
          options: { ...(one.options as object), waitSeconds: 2 },
        }))
        writeFileSync(file, JSON.stringify({ providers: [{ ...bank, channels }] }), { mode: 0o600 })
        const env = { RACCORD_WOOB: bench.program, RACCORD_PROVIDERS_FILE: file, RACCORD_OFFER_SECONDS: '900' }
        world = await startWorld({ database, env })
        api = new ApiClient(world.url)
      })
      afterAll(async () => {
        await world?.stop()
        await bench?.close()
      })

      async function signsIn(login: string) {
        const user = await api.newUser()
        const parameters = { provider_id: '7001', expected_account_types: 'ALL', congrats_bypass_delay: '900' }
        const page = await (await browsers.open()).newPage()
        await page.goto(await api.widgetLink(user, parameters))
        const person = new Person(page)
        await person.agrees()
        await person.signsInHere({ login })
        return { person, user }
      }
      const connectionOf = async (user: ApiUser): Promise<ConnectionOut> => {
        const [connection] = await api.connections(user)
        if (!connection) throw new Error('no connection')
        return connection
      }
      const entries = async (user: ApiUser) =>
        (await api.transactionsByCursor(user, 500)).map(({ id, amount, date }) => `${id} ${amount} ${date}`)

      it('a code, then another question; savings and loans; then read without him, and nothing comes twice', async () => {
        const login = `otp+question@w1${database}`
        const { person, user } = await signsIn(login)
        await person.sees('challenge')
        await person.entersCode('123456')
        await person.find('.says, label').getByText('Nom de votre animal ?').first().waitFor()
        await person.find('#answer').fill('Fido')
        await person.does('challenge')
        await person.sees('success')
        const types = (await api.accounts(user)).map(({ type }) => type).toSorted()
        expect(types).toEqual(['CHECKINGS', 'LOAN', 'SAVINGS', 'SAVINGS'])
        const before = await entries(user)
        expect(before.length).toBeGreaterThan(40)
        const { id } = await connectionOf(user)
        expect((await api.fetch(user, `/v2.1/connections/${id}/sync`, { method: 'POST' })).status).toBe(204)
        await expect.poll(async () => (await connectionOf(user)).status, { timeout: 180_000 }).not.toBe('RUNNING')
        expect(await entries(user)).toEqual(before)
        // Neither what was typed nor what the program keeps is told.
        const log = world.raccord.output()
        for (const secret of [login, '123456', 'Fido']) expect(log).not.toContain(secret)
      })

      it('several fields at once, and a choice', async () => {
        const { person, user } = await signsIn(`form+device@w3${database}`)
        await person.find('#f_pet').fill('Fido')
        await person.find('#f_street').fill('rue des Lilas')
        await person.does('credentials')
        await person.sees('challenge')
        await person.find('input[value="1"]').check()
        await person.does('challenge')
        await person.sees('success')
        expect((await api.accounts(user)).length).toBe(4)
      })

      it('an approval in the bank’s app', async () => {
        const { person, user } = await signsIn(`push@w2${database}`)
        await person.sees('success')
        expect((await connectionOf(user)).channels.find(({ status }) => status !== 'EMPTY')?.status).toBe('SUCCESS')
      })
    }),
  )
}
