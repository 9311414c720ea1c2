import { expect, it } from 'vitest'
import type { ConnectionOut } from '../../packages/contract/src/wire/index.ts'
import type { ApiUser } from '../support/api-client.ts'
import { type BrowserOptions, describeInChromium } from '../support/browser.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { opening, typesOf } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }
const fints = { provider_id: '110' }
const withoutScript = { javaScriptEnabled: false }

for (const database of databaseKinds()) {
  describeInChromium(`a bank that speaks FinTS [${database}]`, (browsers) => {
    const world = useWorld({ database })
    const opens = opening(browsers, world)

    async function signsIn(login: string, parameters: Record<string, string> = {}, options?: BrowserOptions) {
      const opened = await opens({ ...fints, ...parameters }, options)
      await opened.person.agrees()
      await opened.person.signsInHere({ login })
      return opened
    }
    const connectionOf = async (user: ApiUser): Promise<ConnectionOut> => {
      const [connection] = await world().api.connections(user)
      if (!connection) throw new Error('no connection')
      return connection
    }
    const channelOf = async (user: ApiUser) =>
      (await connectionOf(user)).channels.find(({ status }) => status !== 'EMPTY')?.status

    /** A reading that nobody attends, to its end. */
    async function reads(user: ApiUser): Promise<string | undefined> {
      const { id } = await connectionOf(user)
      const { status } = await world().api.fetch(user, `/v2.1/connections/${id}/sync`, { method: 'POST' })
      expect(status).toBe(204)
      await expect.poll(async () => (await connectionOf(user)).status).not.toBe('RUNNING')
      return channelOf(user)
    }
    async function comesBack(user: ApiUser, endpoint: 'user_input' | 'edit_credentials') {
      const answer = await world().api.post('/v2.1/widget_session', { ...client, access_token: user.accessToken })
      const { _links: links } = (await answer.json()) as { _links: Record<string, string> }
      const page = await (await browsers.open()).newPage()
      await page.goto(`${links[endpoint]}&connection_id=${(await connectionOf(user)).id}`)
      return new Person(page)
    }
    const entries = async (user: ApiUser) =>
      (await world().api.transactionsByCursor(user, 500)).map(({ id, amount, date }) => `${id} ${amount} ${date}`)

    it('chosen from the list, approved in the app; then read without him, and nothing comes twice', async () => {
      const { person, user } = await opens()
      await person.choosesBank('Raccord Test Bank FinTS')
      await person.agrees()
      await person.signsInHere({ login: `dev+push@f1${database}` })
      await person.sees('challenge')
      const said = await person.find('.says').innerText()
      const address = /https?:\/\/\S+\/app\/[0-9a-f-]+/.exec(said)?.[0]
      if (address === undefined) throw new Error(`no address of the app in “${said}”`)
      await fetch(address, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })
      await person.sees('success')
      expect(await channelOf(user)).toBe('SUCCESS')
      expect(await typesOf(world(), user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'LOAN', 'SAVINGS'])
      const before = await entries(user)
      expect(before.length).toBeGreaterThan(400)
      expect(await reads(user)).toBe('SUCCESS')
      expect(await entries(user)).toEqual(before)
    })

    it.each([
      ['with', {}],
      ['without', withoutScript],
    ])('photoTAN, %s JavaScript', async (how, options) => {
      const { person, user } = await signsIn(`photo_tan@f2${database}${how}`, {}, options)
      await person.sees('challenge')
      const picture = person.find('.picture img')
      expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
      await person.entersCode('7654321')
      await person.sees('success')
      expect(await channelOf(user)).toBe('SUCCESS')
    })

    it('a choice of ways, by text message, for a single reading', async () => {
      const { person, user } = await signsIn(`choice@f3${database}`, { auto_sync: 'false' })
      await person.sees('challenge')
      await person.find('input[value="942"]').check()
      await person.does('challenge')
      await person.find('#answer').waitFor()
      await person.entersCode('123456')
      await person.sees('success')
      expect((await world().api.accounts(user)).length).toBeGreaterThan(0)
    })

    it('a wrong PIN is asked for anew', async () => {
      const login = `success@f4${database}`
      const { person, user } = await opens(fints)
      await person.agrees()
      await person.signsInHere({ login, password: 'wrong' })
      await person.find('#f_password[aria-invalid=true], .danger').first().waitFor()
      await person.signsInHere({ login })
      await person.sees('success')
      expect(await channelOf(user)).toBe('SUCCESS')
    })

    it('a reading that needs a TAN waits for him: user_input shows it at once', async () => {
      const { person, user, page } = await signsIn(`success.then.challenge_required@f5${database}`)
      await person.sees('success')
      await page.close()
      const before = await entries(user)
      expect(await reads(user)).toBe('CHALLENGE_REQUIRED')
      expect(await reads(user)).toBe('CHALLENGE_REQUIRED')
      const back = await comesBack(user, 'user_input')
      await back.agrees()
      await back.entersCode('123456')
      await back.sees('success')
      expect(await channelOf(user)).toBe('SUCCESS')
      expect(await entries(user)).toEqual(before)
      expect(await reads(user)).toBe('SUCCESS')
    })

    it('a PIN that was changed at the bank: edit_credentials asks for it', async () => {
      const login = `success.then.wrong_credentials@f6${database}`
      const { person, user, page } = await signsIn(login)
      await person.sees('success')
      await page.close()
      expect(await reads(user)).toBe('AUTH_FAILED')
      expect(await reads(user)).toBe('AUTH_FAILED')
      const back = await comesBack(user, 'edit_credentials')
      await back.agrees()
      await back.signsInHere({ login, password: 'changed' })
      await back.sees('success')
      expect(await reads(user)).toBe('SUCCESS')
    })
  })
}
